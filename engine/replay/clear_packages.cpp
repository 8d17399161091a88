#include "replay/clear_packages.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "base/issue.hpp"
#include "base/number_text.hpp"

namespace sealedbid {
namespace {

/// For asking what each package changes, shared among them; a question that takes longer stays open.
constexpr std::size_t most_nodes_of_all_questions = 20'000;

struct Round {
  std::vector<ProductDemand> products;
  std::vector<ListedPackage> listed;
  std::vector<PackageBid> bids;
  PackageSelection best;
};

double money(std::int64_t steps) {
  return static_cast<double>(steps) / package_money_steps;
}

double quantity(std::int64_t steps) {
  return static_cast<double>(steps) / package_quantity_steps;
}

/// The best selection in which one package has the other fate; nothing where that takes too long.
std::optional<PackageSelection> best_otherwise(const Round& round, std::size_t package) {
  PackageOptions options{.fates = std::vector<PackageFate>(round.bids.size(), PackageFate::open),
                         .most_nodes = static_cast<std::int64_t>(most_nodes_of_all_questions / round.bids.size())};
  options.fates[package] = round.best.is_selected[package] ? PackageFate::rejected : PackageFate::selected;
  try {
    return select_packages(round.products, round.bids, options);
  } catch (const RunError&) {
    return std::nullopt;
  }
}

std::string changed(PackageObjective objective, double advantage) {
  const bool is_cost = objective == PackageObjective::least_cost;
  const std::string what = is_cost ? "the cost" : "the surplus";
  if (advantage == 0.0) return what + " would be the same, and fewer packages, then those earlier in the file, come first";
  return what + " would be " + number_text(advantage) + (is_cost ? " higher" : " lower");
}

void explain(const Round& round, PackageObjective objective, std::size_t package, PackageReportRow& row) {
  const std::string fate = row.is_selected ? "selected" : "rejected", other = row.is_selected ? "without it " : "with it ";
  const std::optional<PackageSelection> otherwise = best_otherwise(round, package);
  if (!otherwise) {
    row.reason = fate + ": part of what is proven best as a whole";
    if (!row.is_selected) row.reason = fate + ": not part of what is proven best as a whole";
  } else if (!otherwise->is_feasible) {
    row.reason = fate + ": " + other + "no admissible selection covers the demand";
  } else {
    row.advantage = money(round.best.surplus() - otherwise->surplus());
    row.reason = fate + ": " + other + changed(objective, *row.advantage);
  }
}

PackageReportRow row_of(const Round& round, PackageObjective objective, std::size_t package) {
  PackageReportRow row{
      .package = round.listed[package], .is_selected = round.best.is_selected[package] != 0, .advantage = {}, .reason = {}};
  if (round.best.is_feasible) {
    explain(round, objective, package, row);
  } else {
    row.reason = "rejected: no admissible selection covers the demand";
  }
  return row;
}

std::int64_t offered(const Round& round, std::size_t product) {
  std::int64_t sum = 0;
  std::map<int, std::int64_t> most_of_group;
  for (const PackageBid& bid : round.bids) {
    if (bid.exclusive_group < 0) {
      sum += bid.quantities[product];
    } else {
      std::int64_t& most = most_of_group[bid.exclusive_group];
      most = std::max(most, bid.quantities[product]);
    }
  }
  for (const auto& [group, most] : most_of_group) sum += most;
  return sum;
}

void add_totals(const Round& round, const Auction& auction, PackageReport& report) {
  for (std::size_t k = 0; k < round.products.size(); ++k) {
    const PackageProduct& product = auction.packages[k];
    report.products.push_back({.name = product.name,
                               .demand = product.demand,
                               .value_per_unit = product.value_per_unit,
                               .offered = quantity(offered(round, k)),
                               .supplied = quantity(round.best.supplied[k]),
                               .covered = quantity(std::min(round.products[k].quantity, round.best.supplied[k]))});
  }
  std::int64_t adjustment = 0;
  for (const PackageReportRow& row : report.rows) {
    if (!row.is_selected) continue;
    ++report.selected;
    adjustment += std::llround(row.package.price_adjustment * package_money_steps);
  }
  report.cost = money(round.best.cost - adjustment);
  report.adjustment = money(adjustment);
  report.value = money(round.best.value);
  report.surplus = money(round.best.surplus());
  if (round.best.value > 0) report.surplus_fraction = report.surplus / report.value;
  report.is_feasible = round.best.is_feasible;
  report.search_nodes = round.best.nodes;
}

}  // namespace

PackageReport clear_packages(const std::string& bids_csv, const RulesFile& rules) {
  Round round{read_products(rules.path, rules.auction.packages), read_packages(bids_csv, rules.auction.packages), {}, {}};
  for (const ListedPackage& listed : round.listed) round.bids.push_back(listed.bid);
  round.best = select_packages(round.products, round.bids);
  PackageReport report;
  report.title = rules.title;
  report.currency = rules.currency;
  const bool has_value =
      std::ranges::any_of(round.products, [](const ProductDemand& product) { return product.value_per_unit.has_value(); });
  report.objective = has_value ? PackageObjective::greatest_surplus : PackageObjective::least_cost;
  for (std::size_t j = 0; j < round.bids.size(); ++j) report.rows.push_back(row_of(round, report.objective, j));
  std::ranges::stable_partition(report.rows, [](const PackageReportRow& row) { return row.is_selected; });
  add_totals(round, rules.auction, report);
  return report;
}

}  // namespace sealedbid

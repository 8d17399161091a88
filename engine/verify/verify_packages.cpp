#include "verify/verify_packages.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "base/csv.hpp"
#include "base/issue.hpp"
#include "base/number_text.hpp"
#include "base/text.hpp"
#include "replay/cell_reader.hpp"
#include "verify/best_packages.hpp"

namespace sealedbid {
namespace {

using Empty = CellReader::Empty;
constexpr double largest_quantity = 1e9, highest_price = 1e10;

PackageAmount millionths(double value) {
  return static_cast<PackageAmount>(std::round(value * 1e6));
}

CsvTable without_guards(CsvTable table) {
  for (CsvRow& row : table.rows)
    for (std::string& cell : row.cells) cell = unguarded(cell);
  return table;
}

/// Reads what `clear` wrote, and notes what it cannot have written.
class StoredPackages {
 public:
  StoredPackages(const CsvTable& table, const Auction& auction) : table_(table), cells_(table), auction_(auction) {}

  std::vector<JudgedPackage> read() {
    check_size_and_columns();
    std::vector<JudgedPackage> packages;
    for (const CsvRow& row : table_.rows) {
      packages.push_back(package(row));
      if (!positions_.emplace(packages.back().name, packages.size() - 1).second)
        cells_.note(row, "bid", "'" + packages.back().name + "' stands twice", "Give each package one row");
    }
    for (std::size_t i = 0; i < packages.size(); ++i) packages[i].required = required(table_.rows[i]);
    cells_.stop_if_faulty();
    return packages;
  }

 private:
  void check_size_and_columns() {
    std::vector<std::string> wanted = {"bid",      "price",    "price_adjustment", "exclusive_group",
                                       "requires", "selected", "price_paid"};
    for (const PackageProduct& product : auction_.packages) wanted.push_back("quantity_" + product.name);
    for (const std::string& column : wanted) {
      if (cells_.has(column)) continue;
      cells_.note_header(0, column, "this column is missing (awards are read as `sealedbid clear` writes them)",
                         "Write the file with sealedbid clear BIDS.csv --rules RULES.yaml --format csv");
    }
    if (table_.rows.size() > most_packages_verified) {
      cells_.note(table_.rows[most_packages_verified], "bid",
                  fmt::format("{} packages are more than can be verified (all selections of them are tried)", table_.rows.size()),
                  fmt::format("At most {} are; nothing was compared", most_packages_verified));
    }
    cells_.stop_if_faulty();
  }

  double number(const CsvRow& row, const std::string& column, const CellRange& range, Empty empty) {
    const double value = cells_.number_in(row, column, range, empty).value_or(0.0);
    if (std::round(value * 1e6) / 1e6 != value)
      cells_.note(row, column, number_text(value) + " has more than six decimals", "Give it as it was cleared");
    return value;
  }

  JudgedPackage package(const CsvRow& row) {
    JudgedPackage package{.name = cells_.text(row, "bid"),
                          .group = cells_.text(row, "exclusive_group"),
                          .price = cells_.text(row, "price"),
                          .quantities = {}};
    const double price = number(row, "price", {0.0, highest_price}, Empty::refused);
    const double adjustment = number(row, "price_adjustment", {-highest_price, highest_price}, Empty::allowed);
    package.cost = (millionths(price) + millionths(adjustment)) * 1'000'000;
    for (const PackageProduct& product : auction_.packages)
      package.quantities.push_back(millionths(number(row, "quantity_" + product.name, {0.0, largest_quantity}, Empty::refused)));
    const std::string selected = cells_.text(row, "selected");
    if (selected != "true" && selected != "false")
      cells_.note(row, "selected", "'" + selected + "' is neither true nor false", "Write true or false");
    return package;
  }

  JudgedSet required(const CsvRow& row) {
    const std::string names = cells_.text(row, "requires");
    JudgedSet set = 0;
    for (std::size_t begin = 0; !names.empty() && begin <= names.size();) {
      const std::size_t end = std::min(names.find(';', begin), names.size());
      const std::string name = names.substr(begin, end - begin);
      if (const auto found = positions_.find(name); found != positions_.end()) {
        set |= JudgedSet{1} << found->second;
      } else {
        cells_.note(row, "requires", "'" + name + "' is not a package of this file", "Give names of the column bid");
      }
      begin = end + 1;
    }
    return set;
  }

  const CsvTable& table_;
  CellReader cells_;
  const Auction& auction_;
  std::map<std::string, std::size_t> positions_;
};

void compare_round(const PackageRound& round, const std::string& file, JudgedSet stored, const std::optional<JudgedSet>& best,
                   Verification& out) {
  const bool has_value =
      std::ranges::any_of(round.products, [](const JudgedProduct& product) { return product.value.has_value(); });
  const auto shown = [&](JudgedSet set) {
    const double money = static_cast<double>(objective_of_packages(round, set)) / 1e12;
    return has_value ? "one of surplus " + number_text(money) : "one of cost " + number_text(money == 0.0 ? 0.0 : -money);
  };
  const std::string right = best ? shown(*best) : "none";
  const std::string wrong = stored == 0 && !best ? "" : fault_of_packages(round, stored);
  if (wrong.empty() && (!best || objective_of_packages(round, stored) == objective_of_packages(round, *best))) return;
  const std::string is = wrong.empty() ? shown(stored) : "inadmissible: " + wrong;
  add_difference({printable(file, 4096), "", "the selection", is, right}, out);
}

}  // namespace

Verification verify_packages(const std::string& awards_csv, const RulesFile& rules) {
  const CsvTable table = without_guards(read_csv(awards_csv));
  PackageRound round{{}, StoredPackages(table, rules.auction).read()};
  for (const PackageProduct& product : rules.auction.packages) {
    const auto value = product.value_per_unit ? std::optional(millionths(*product.value_per_unit)) : std::nullopt;
    round.products.push_back({product.name, millionths(product.demand), value});
  }
  JudgedSet stored = 0;
  for (std::size_t j = 0; j < round.packages.size(); ++j)
    if (table.rows[j].cells[static_cast<std::size_t>(table.column("selected"))] == "true") stored |= JudgedSet{1} << j;
  const std::optional<JudgedSet> best = best_packages(round);
  Verification verification;
  verification.rounds = 1;
  verification.bids = std::ssize(round.packages);
  compare_round(round, table.file, stored, best, verification);
  for (std::size_t j = 0; j < round.packages.size(); ++j) {
    const bool is_selected = holds_package(best.value_or(0), j);
    const JudgedPackage& package = round.packages[j];
    compare_cell(table, table.rows[j], package.name, "selected", is_selected ? "true" : "false", verification);
    compare_cell(table, table.rows[j], package.name, "price_paid", is_selected ? package.price : "", verification);
  }
  return verification;
}

}  // namespace sealedbid

#include "scenario/plausibility.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "base/number_text.hpp"

namespace sealedbid {

namespace {

constexpr double most_price_ratio = 5.0;
constexpr double most_cost_ratio = 10.0;
// 73.5 / 7.35 is 10 to people, and a little less or more to a computer.
constexpr double rounding = 1e-9;

enum class CostsReturn { over_lifetime, over_term };

struct Group {
  std::string path;
  const Quantity* quantity;
};

bool is_ratio(double larger, double smaller, double ratio) {
  return larger >= smaller * ratio * (1.0 - rounding);
}

/// The median of all but the value of this rank; at least two values, ascending.
double median_of_others(const std::vector<double>& sorted, std::size_t rank) {
  const auto other = [&](std::size_t index) { return sorted[index < rank ? index : index + 1]; };
  const std::size_t count = sorted.size() - 1;
  return 0.5 * (other((count - 1) / 2) + other(count / 2));
}

double annuity(double rate, double years) {
  return std::abs(rate) < 1e-6 ? 1.0 / years : rate / (1.0 - std::pow(1.0 + rate, -years));
}

class PlausibilityChecker {
 public:
  explicit PlausibilityChecker(const Scenario& scenario) : scenario_(scenario) {}

  std::vector<Issue> check() {
    std::vector<Group> investments, operations, required_prices, market_prices;
    for (const auto& technology : scenario_.technologies) {
      const std::string path = "technologies." + technology.name;
      investments.push_back({path + ".capex_per_kw", &technology.capex_per_kw});
      operations.push_back({path + ".opex_per_kw_year", &technology.opex_per_kw_year});
    }
    for (const auto& bidder_class : scenario_.bidder_classes) {
      if (!bidder_class.required_price_per_mwh) continue;
      required_prices.push_back(
          {"bidder_classes." + bidder_class.name + ".required_price_per_mwh", &*bidder_class.required_price_per_mwh});
    }
    for (const auto& corridor : scenario_.exports.corridors) {
      if (!corridor.price_per_mwh) continue;
      market_prices.push_back({"export.corridors." + corridor.name + ".price_per_mwh", &*corridor.price_per_mwh});
    }
    for (const auto& market : scenario_.electricity_markets) {
      market_prices.push_back({"electricity_markets." + market.name + ".mean_price_per_mwh", &market.mean_price_per_mwh});
    }
    compare(std::move(investments), most_cost_ratio, "technologies", "/kW");
    compare(std::move(operations), most_cost_ratio, "technologies", "/kW/year");
    compare(std::move(required_prices), most_price_ratio, "classes", "/MWh");
    compare(std::move(market_prices), most_price_ratio, "markets", "/MWh");
    for (const auto& bidder_class : scenario_.bidder_classes) {
      check_bid_table(bidder_class.bid_table, "bidder_classes." + bidder_class.name + ".bid_table.bid_per_mwh");
    }
    if (scenario_.auction.ceiling_per_mwh && price_pays_all()) check_ceiling(*scenario_.auction.ceiling_per_mwh);
    return std::move(issues_);
  }

 private:
  void warn(const std::string& path, const Quantity& quantity, double reference, const std::string& name_of_reference,
            const std::string& unit) {
    const double value = middle(quantity), ratio = std::max(value / reference, reference / value);
    std::string suggestion = "Check the unit, " + scenario_.currency + unit;
    if (unit == "/MWh") suggestion += " (1 ct/kWh is 10 " + scenario_.currency + unit + ")";
    issues_.push_back({scenario_.place_of(path), path,
                       text_of(quantity) + " is about " + display_text(ratio, 2) + " times " +
                           (value < reference ? "less" : "more") + " than " + name_of_reference + " (" +
                           display_text(reference, 3) + ")",
                       suggestion, Severity::warning});
  }

  void compare(std::vector<Group> groups, double most_ratio, const std::string& kind, const std::string& unit) {
    std::erase_if(groups, [](const Group& group) { return middle(*group.quantity) <= 0.0; });
    if (groups.size() < 2) return;
    std::vector<double> sorted;
    for (const Group& group : groups) sorted.push_back(middle(*group.quantity));
    std::ranges::sort(sorted);
    for (std::size_t index = groups.size() == 2 ? 1 : 0; index < groups.size(); ++index) {
      const double value = middle(*groups[index].quantity);
      const double others =
          median_of_others(sorted, static_cast<std::size_t>(std::ranges::lower_bound(sorted, value) - sorted.begin()));
      if (!is_ratio(value, others, most_ratio) && !is_ratio(others, value, most_ratio)) continue;
      warn(groups[index].path, *groups[index].quantity, others, "the middle of the other " + kind, unit);
    }
  }

  /// Whoever wins at such a bid loses by it. Bids are lines between the points: none lies below where no point does.
  void check_bid_table(const BidFunctionTable& table, const std::string& path) {
    const bool is_sale = scenario_.auction.direction == Direction::sale;
    for (std::size_t point = 0; point < std::min(table.required_price_per_mwh.size(), table.bid_per_mwh.size()); ++point) {
      const double price = table.required_price_per_mwh[point], bid = table.bid_per_mwh[point];
      if (is_sale ? bid <= price : bid >= price) continue;
      issues_.push_back({scenario_.place_of(path), path,
                         number_text(bid) + " is bid at a required price of " + number_text(price) + ", at which a winner loses",
                         "", Severity::warning});
      return;
    }
  }

  /// Under other tariffs a market pays a part, and a bid may be far from what a MWh costs.
  bool price_pays_all() const {
    return scenario_.tariff.type == TariffType::power_purchase_agreement || scenario_.tariff.type == TariffType::two_way_cfd;
  }

  /// What the class's capital costs; nothing where that is not known.
  std::optional<double> cost_of_capital(const BidderClass& bidder_class) const {
    const double country =
        middle(scenario_.host_country.country_risk_premium_shift_fraction) + middle(bidder_class.country_premium_fraction);
    if (bidder_class.wacc_fraction) return middle(*bidder_class.wacc_fraction) + country;
    if (!bidder_class.cost_of_equity_fraction) return std::nullopt;
    const ProjectDebt& debt = bidder_class.project_debt;
    const double equity = middle(*bidder_class.cost_of_equity_fraction) + country;
    return debt.gearing_fraction * middle(debt.interest_fraction) + (1.0 - debt.gearing_fraction) * equity;
  }

  /// What a bidder of the class needs a MWh; nothing where that is not known.
  std::optional<double> needed_per_mwh(const BidderClass& bidder_class, CostsReturn costs_return) const {
    if (bidder_class.required_price_per_mwh) return middle(*bidder_class.required_price_per_mwh);
    const auto technology = std::ranges::find(scenario_.technologies, bidder_class.technology, &Technology::name);
    const auto rate = cost_of_capital(bidder_class);
    if (technology == scenario_.technologies.end() || !rate) return std::nullopt;
    const bool is_over_term = costs_return == CostsReturn::over_term;
    const double years = middle(is_over_term ? scenario_.tariff.term_years : technology->lifetime_years);
    const double capex_per_kw = middle(technology->capex_per_kw) * middle(bidder_class.capex_factor);
    const double cost_per_kw_year = capex_per_kw * annuity(*rate, years) + middle(technology->opex_per_kw_year);
    return cost_per_kw_year / (8.76 * middle(technology->capacity_factor_fraction));
  }

  void check_ceiling(const Quantity& ceiling) {
    double least = std::numeric_limits<double>::infinity(), most = 0.0;
    for (const auto& bidder_class : scenario_.bidder_classes) {
      if (bidder_class.bidders == 0) continue;
      const auto over_lifetime = needed_per_mwh(bidder_class, CostsReturn::over_lifetime);
      const auto over_term = needed_per_mwh(bidder_class, CostsReturn::over_term);
      if (!over_lifetime || !over_term) return;
      least = std::min(least, *over_lifetime);
      most = std::max(most, *over_term);
    }
    const double value = middle(ceiling);
    if (value <= 0.0 || least <= 0.0 || most <= 0.0) return;
    const std::string path = "auction.ceiling_per_mwh", reference = "what any class of bidders needs";
    if (is_ratio(least, value, most_price_ratio)) warn(path, ceiling, least, reference, "/MWh");
    if (is_ratio(value, most, most_cost_ratio)) warn(path, ceiling, most, reference, "/MWh");
  }

  const Scenario& scenario_;
  std::vector<Issue> issues_;
};

}  // namespace

std::vector<Issue> check_plausibility(const Scenario& scenario) {
  return PlausibilityChecker(scenario).check();
}

}  // namespace sealedbid

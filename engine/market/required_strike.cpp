#include "market/required_strike.hpp"

#include <algorithm>
#include <boost/math/tools/toms748_solve.hpp>
#include <cmath>
#include <cstdint>

namespace sealedbid {

namespace {

/// The net present value of a project as a function of a price that its revenue depends on.
template <class RevenueAtPrice>
class ValueAtPrice {
 public:
  ValueAtPrice(const ProjectTerms& terms, std::span<const YearConditions> years, const RevenueAtPrice& revenue)
      : terms_(terms), years_(years), revenue_(revenue) {
    expected_opex(terms, years, flows_.opex_per_kw);
    flows_.revenue_per_kw.resize(years.size());
  }

  double operator()(double price_per_mwh) {
    for (std::size_t t = 0; t < years_.size(); ++t) {
      flows_.revenue_per_kw[t] = terms_.energy_mwh_per_kw * revenue_(t, price_per_mwh);
    }
    account_of(terms_, years_, flows_, account_);
    return npv_per_kw(account_, &AccountYear::equity_cash_flow_per_kw, terms_.cost_of_capital_fraction);
  }

 private:
  const ProjectTerms& terms_;
  std::span<const YearConditions> years_;
  const RevenueAtPrice& revenue_;
  OperatingFlows flows_;
  ProjectAccount account_;
};

/// @param revenue (year, price per MWh) → revenue a MWh of the first year's energy; monotone in the price.
template <class RevenueAtPrice>
std::optional<double> price_at_zero_npv(const ProjectTerms& terms, std::span<const YearConditions> years,
                                        const RevenueAtPrice& revenue) {
  ValueAtPrice value_at(terms, years, revenue);
  const auto value = [&](double price_per_mwh) { return value_at(price_per_mwh); };
  const double at_zero = value(0.0);
  if (at_zero == 0.0) return 0.0;
  const double scale = (terms.capex_per_kw / terms.lifetime_years + terms.opex_per_kw_year) / terms.energy_mwh_per_kw;
  for (const double factor : {1.0, 10.0, 100.0, 1e3, 1e4, 1e5, 1e6}) {
    for (const double end : {factor * scale, -factor * scale}) {
      const double at_end = value(end);
      if (at_end == 0.0) return end;
      if (std::signbit(at_end) == std::signbit(at_zero)) continue;
      const auto [low, at_low] = std::min(std::pair(0.0, at_zero), std::pair(end, at_end));
      const auto [high, at_high] = std::max(std::pair(0.0, at_zero), std::pair(end, at_end));
      std::uintmax_t evaluations = 200;
      const boost::math::tools::eps_tolerance<double> tolerance(50);
      const auto root = boost::math::tools::toms748_solve(value, low, high, at_low, at_high, tolerance, evaluations);
      return 0.5 * (root.first + root.second);
    }
  }
  return std::nullopt;
}

}  // namespace

std::vector<YearConditions> years_of(const ProjectTerms& terms) {
  std::vector<YearConditions> years;
  years_of(terms, years);
  return years;
}

std::vector<ExpectedRevenue> expected_revenues(const ProjectTerms& terms, std::span<const YearConditions> years,
                                               const MarketTables& tables) {
  std::vector<ExpectedRevenue> expected(years.size());
  for (std::size_t t = 0; t < years.size(); ++t) expected_revenue(terms, years[t], tables, expected[t]);
  return expected;
}

OperatingFlows flows_at_strike(const ProjectTerms& terms, std::span<const YearConditions> years,
                               std::span<const ExpectedRevenue> expected, double strike_per_mwh) {
  OperatingFlows flows;
  for (const ExpectedRevenue& year : expected) {
    flows.revenue_per_kw.push_back(terms.energy_mwh_per_kw * revenue_per_mwh(year, strike_per_mwh));
  }
  expected_opex(terms, years, flows.opex_per_kw);
  return flows;
}

std::optional<double> required_strike_per_mwh(const ProjectTerms& terms, const MarketTables& tables) {
  const std::vector<YearConditions> years = years_of(terms);
  const std::vector<ExpectedRevenue> expected = expected_revenues(terms, years, tables);
  return price_at_zero_npv(terms, years, [&](std::size_t t, double strike) { return revenue_per_mwh(expected[t], strike); });
}

std::optional<double> lcoe_nominal_per_mwh(const ProjectTerms& terms) {
  const std::vector<YearConditions> years = years_of(terms);
  return price_at_zero_npv(terms, years, [&](std::size_t t, double price) { return price * years[t].energy; });
}

std::optional<double> lcoe_real_per_mwh(const ProjectTerms& terms) {
  const std::vector<YearConditions> years = years_of(terms);
  const auto revenue = [&](std::size_t t, double price) { return price * years[t].inflation_index * years[t].energy; };
  return price_at_zero_npv(terms, years, revenue);
}

}  // namespace sealedbid

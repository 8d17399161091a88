#include "support/settled_paths.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "market/better_of_two.hpp"

namespace sealedbid::testing {

namespace {

constexpr double shock_correlation = 0.5;

}  // namespace

void OnePath::set_price(int market, int year, double relative_price) {
  std::fill_n(by_month[std::size_t(market)].begin() + year * months_per_year, months_per_year, relative_price);
  update_years();
}

void OnePath::update_years() {
  for (std::size_t m = 0; m < by_month.size(); ++m) {
    for (std::size_t year = 0; year < by_year[m].size(); ++year) {
      double sum = 0.0;
      for (std::size_t month = 0; month < months_per_year; ++month) sum += by_month[m][year * months_per_year + month];
      by_year[m][year] = sum / months_per_year;
    }
  }
}

ProjectPaths OnePath::view() const {
  markets_.clear();
  for (std::size_t m = 0; m < by_month.size(); ++m) markets_.push_back({by_month[m], by_year[m]});
  return {markets_, exchange_rate, yield_factor};
}

OnePath flat_path(int years) {
  const auto count = std::size_t(years);
  OnePath path;
  path.by_month.assign(2, std::vector<double>(count * months_per_year, 1.0));
  path.by_year.assign(2, std::vector<double>(count, 1.0));
  path.exchange_rate.assign(count, 1.0);
  path.yield_factor.assign(count, 1.0);
  return path;
}

const std::vector<PriceLaw>& laws() {
  static const std::vector<PriceLaw> both = {
      {.persistence_fraction = 0.6,
       .sd_of_change_fraction = 0.25,
       .hourly_sd_fraction = 0.4,
       .seasonality_factor = {1.3, 1.2, 1.1, 1.0, 0.9, 0.8, 0.7, 0.8, 0.9, 1.0, 1.1, 1.2}},
      {.persistence_fraction = 0.8, .sd_of_change_fraction = 0.15, .hourly_sd_fraction = 0.2}};
  return both;
}

MarketTables tables_of(const TariffTerms& tariff) {
  MarketTables tables;
  tables.laws = laws();
  for (const PriceLaw& law : laws()) {
    tables.reference.emplace_back(law, tariff.reference_period);
    tables.monthly.emplace_back(law, ReferencePeriod::month);
  }
  const double levels = stationary_correlation(laws()[0], laws()[1], shock_correlation);
  tables.shock_correlation = {1.0, shock_correlation, shock_correlation, 1.0};
  tables.level_correlation = {1.0, levels, levels, 1.0};
  return tables;
}

ProjectTerms project_with_markets() {
  ProjectTerms terms;
  terms.capex_per_kw = 800.0;
  terms.opex_per_kw_year = 12.0;
  terms.energy_mwh_per_kw = 2.1;
  terms.degradation_fraction_per_year = 0.01;
  terms.curtailment_fraction = 0.05;
  terms.between_year_sd_fraction = 0.08;
  terms.lifetime_years = 8;
  terms.construction_years = 1;
  terms.award_year = 2025;
  terms.inflation_fraction_per_year = 0.03;
  terms.tariff.term_years = 5;
  terms.tariff.indexation_fraction_per_year = 0.01;
  terms.tariff.after_term_price_per_mwh = 30.0;
  terms.has_home_market = true;
  terms.home = {.market = 0,
                .mean_price_per_mwh = 55.0,
                .growth_fraction_per_year = 0.01,
                .capture_rate_fraction = 0.9,
                .capture_rate_change_fraction_per_year = -0.01};
  terms.energy_at_negative_prices_fraction = 0.06;
  terms.corridors = {{.sale = {.market = 1, .mean_price_per_mwh = 70.0, .capture_rate_fraction = 0.85},
                      .capacity_over_volume = 0.2,
                      .available_from_year = 2027.0,
                      .loss_fraction = 0.05,
                      .charge_per_mwh = 4.0},
                     {.sale = {.mean_price_per_mwh = 58.0}, .capacity_over_volume = 0.1, .charge_per_mwh = 3.0}};
  terms.wanted_export_fraction = 0.25;
  terms.state_share_of_export_gain_fraction = 0.3;
  return terms;
}

double PathDraws::normal() {
  const auto uniform = [&] { return (double(generator_() >> 11) + 0.5) * 0x1p-53; };
  const double radius = std::sqrt(-2.0 * std::log(uniform()));
  return radius * std::cos(2.0 * std::numbers::pi * uniform());
}

OnePath PathDraws::next(const ProjectTerms& terms) {
  const int years = terms.construction_years + terms.delay_years + terms.lifetime_years;
  OnePath path = flat_path(years);
  const double levels = stationary_correlation(laws()[0], laws()[1], shock_correlation);
  double state[2] = {};
  for (int month = 0; month < years * months_per_year; ++month) {
    const double rho = month == 0 ? levels : shock_correlation;
    const double first = normal(), second = rho * first + std::sqrt(1.0 - rho * rho) * normal();
    const double shocks[2] = {first, second};
    for (std::size_t m = 0; m < 2; ++m) {
      const PriceLaw& law = laws()[m];
      const double s = stationary_sd(law);
      state[m] = month == 0 ? s * shocks[m] : law.persistence_fraction * state[m] + law.sd_of_change_fraction * shocks[m];
      path.by_month[m][std::size_t(month)] = law.seasonality_factor[std::size_t(month % months_per_year)] *
                                             std::exp(sd_factor_ * state[m] - s * s * sd_factor_ * sd_factor_ / 2.0);
    }
  }
  path.update_years();
  path.yield_factor.resize(std::size_t(terms.lifetime_years));
  for (double& yield : path.yield_factor) yield = std::max(0.0, 1.0 + terms.between_year_sd_fraction * normal());
  const double sd = terms.exchange_rate.volatility_fraction_per_year;
  for (std::size_t year = 1; year < path.exchange_rate.size(); ++year) {
    path.exchange_rate[year] = path.exchange_rate[year - 1] * (1.0 + terms.exchange_rate.drift_fraction_per_year) *
                               std::exp(sd * normal() - sd * sd / 2.0);
  }
  return path;
}

}  // namespace sealedbid::testing

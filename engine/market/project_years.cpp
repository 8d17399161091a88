#include "market/project_years.hpp"

#include <algorithm>

#include "market/expected_minimum.hpp"

namespace sealedbid {

namespace {

constexpr double hours_per_mwh_per_kw = 1000.0;
constexpr double lowest_capture_rate = 0.05;

/// The part of year t, of 1, for which the contract pays: the term, and with an extension the time lost to negative prices.
double paid_part(const ProjectTerms& terms, int t) {
  const int term = std::max(0, terms.tariff.term_years - terms.delay_years);
  if (t <= term) return 1.0;
  if (terms.tariff.negative_prices != NegativePriceRule::unsupported_with_extension) return 0.0;
  const double extension = terms.energy_at_negative_prices_fraction * term;
  return std::clamp(term + extension - (t - 1), 0.0, 1.0);
}

/// Factors that grow from year to year, by running products.
struct GrowingFactors {
  double available = 1.0, inflation = 1.0, indexation = 1.0, cpi = 1.0;

  explicit GrowingFactors(const ProjectTerms& terms) {
    const bool counts_from_award = terms.tariff.indexed_from == IndexedFrom::award;
    const int years = terms.delay_years + (counts_from_award ? terms.construction_years : 0);
    indexation = compounded(terms.tariff.indexation_fraction_per_year, years);
    cpi = compounded(terms.inflation_fraction_per_year, years);
  }

  void go_on(const ProjectTerms& terms) {
    available *= 1.0 - terms.degradation_fraction_per_year;
    inflation *= 1.0 + terms.inflation_fraction_per_year;
    indexation *= 1.0 + terms.tariff.indexation_fraction_per_year;
    cpi *= 1.0 + terms.inflation_fraction_per_year;
  }
};

/// Energy sold and what of it is supported, apart from a limit on the total.
void set_energy(const ProjectTerms& terms, int t, double available, YearConditions& year) {
  const double paid = paid_part(terms, t);
  const bool stops = terms.tariff.negative_prices != NegativePriceRule::supported;
  const double at_negative_prices = stops ? terms.energy_at_negative_prices_fraction : 0.0;
  const double runs = 1.0 - at_negative_prices * paid;
  year.available_energy = available * runs;
  year.energy = year.available_energy * (1.0 - terms.curtailment_fraction);
  year.supported_fraction = runs > 0.0 ? paid * (1.0 - at_negative_prices) / runs : 0.0;
  if (!terms.tariff.supported_hours_per_year || year.energy <= 0.0) return;
  const double limit = *terms.tariff.supported_hours_per_year / hours_per_mwh_per_kw;
  const double mean = terms.energy_mwh_per_kw * year.energy;
  year.supported_fraction *= expected_minimum(mean, mean * terms.between_year_sd_fraction, limit) / mean;
}

/// Depreciation of a unit of capex in year t, of what is left of it before that year.
double depreciation(const TaxTerms& tax, int t, double left) {
  if (t > tax.depreciation_years) return 0.0;
  const double straight = 1.0 / tax.depreciation_years;
  if (tax.depreciation_method == DepreciationMethod::straight_line) return straight;
  const double declining = left * std::min(1.0, tax.declining_balance_factor / tax.depreciation_years);
  return std::max(declining, left / (tax.depreciation_years - t + 1));
}

}  // namespace

double compounded(double rate_per_year, int years) {
  if (rate_per_year == 0.0) return 1.0;
  double power = 1.0, square = 1.0 + rate_per_year;
  for (int left = years; left > 0; left /= 2) {
    if (left % 2 == 1) power *= square;
    square *= square;
  }
  return power;
}

double baseload_price_per_mwh(const SaleTerms& sale, int years) {
  return sale.mean_price_per_mwh * compounded(sale.growth_fraction_per_year, years);
}

double captured_price_per_mwh(const SaleTerms& sale, int years) {
  const double rate = sale.capture_rate_fraction + sale.capture_rate_change_fraction_per_year * years;
  const double lowest = std::min(sale.capture_rate_fraction, lowest_capture_rate);
  return baseload_price_per_mwh(sale, years) * std::max(lowest, rate);
}

void years_of(const ProjectTerms& terms, std::vector<YearConditions>& years) {
  years.assign(std::size_t(terms.lifetime_years), {});
  double left_to_depreciate = 1.0;
  double left_to_support = terms.tariff.supported_hours_in_total.value_or(0.0) / hours_per_mwh_per_kw;
  GrowingFactors factors(terms);
  for (int t = 1; t <= terms.lifetime_years; ++t, factors.go_on(terms)) {
    YearConditions& year = years[std::size_t(t - 1)];
    year.years_from_award = terms.construction_years + terms.delay_years + t - 1;
    year.is_in_term = t <= terms.tariff.term_years - terms.delay_years;
    set_energy(terms, t, factors.available, year);
    const double energy_mwh_per_kw = terms.energy_mwh_per_kw * year.energy;
    if (terms.tariff.supported_hours_in_total && energy_mwh_per_kw > 0.0) {
      year.supported_fraction = std::min(year.supported_fraction, left_to_support / energy_mwh_per_kw);
      left_to_support -= year.supported_fraction * energy_mwh_per_kw;
    }
    year.strike_index = factors.indexation * (1.0 + terms.tariff.cpi_indexed_fraction * (factors.cpi - 1.0));
    year.local_currency_fraction = terms.tariff.local_currency_fraction;
    year.inflation_index = factors.inflation;
    year.tax_fraction = terms.tax.corporate_fraction * (t <= terms.tax.relief_years ? 1.0 - terms.tax.relief_fraction : 1.0);
    year.depreciation_fraction = depreciation(terms.tax, t, left_to_depreciate);
    left_to_depreciate -= year.depreciation_fraction;
  }
}

double opex_index(const ProjectTerms& terms, const YearConditions& year, double exchange_rate) {
  const double local = terms.local_currency_fraction_of_opex;
  return year.inflation_index * (1.0 - local + local * exchange_rate);
}

double cover_premium_fraction_of_capex(const ProjectTerms& terms, const YearConditions& year) {
  return year.is_in_term ? terms.cover_premium_fraction_of_capex_per_year : 0.0;
}

double decommissioning_fraction_of_capex(const ProjectTerms& terms) {
  return terms.decommissioning_fraction_of_capex * compounded(terms.inflation_fraction_per_year, terms.lifetime_years);
}

bool is_open(const ProjectTerms& terms, const CorridorTerms& corridor, const YearConditions& year) {
  return terms.award_year + year.years_from_award >= corridor.available_from_year;
}

void export_fractions(const ProjectTerms& terms, const YearConditions& year, std::vector<double>& fractions) {
  fractions.assign(terms.corridors.size(), 0.0);
  double room = 0.0;
  for (const CorridorTerms& corridor : terms.corridors) {
    room += is_open(terms, corridor, year) ? corridor.capacity_over_volume : 0.0;
  }
  if (room <= 0.0) return;
  const double used = std::min(terms.wanted_export_fraction, room) / room;
  for (std::size_t k = 0; k < fractions.size(); ++k) {
    if (is_open(terms, terms.corridors[k], year)) fractions[k] = used * terms.corridors[k].capacity_over_volume;
  }
}

}  // namespace sealedbid

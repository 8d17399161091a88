#include "market/yearly_flows.hpp"

#include <algorithm>
#include <numeric>

#include "market/debt.hpp"
#include "market/expected_exchange_rate.hpp"

namespace sealedbid {

namespace {

void clear(YearlyWeights& flow) {
  flow.first = flow.last = 0;
  flow.weights.clear();
  flow.common.clear();
}

void grow(std::vector<LaneReals>& by_year, int years) {
  if (by_year.size() < std::size_t(years)) by_year.resize(std::size_t(years));
}

/// Adds to one year of one lane.
void add(YearlyWeights& flow, int year, std::size_t lane, double weight) {
  if (flow.last == 0) flow.first = year;
  flow.first = std::min(flow.first, year);
  flow.last = std::max(flow.last, year + 1);
  grow(flow.weights, flow.last);
  flow.weights[std::size_t(year)][lane] += weight;
}

/// Writes all years of an empty lane.
void write(const std::vector<double>& by_year, std::size_t lane, YearlyWeights& flow) {
  int first = 0, last = static_cast<int>(by_year.size());
  while (last > 0 && by_year[std::size_t(last - 1)] == 0.0) --last;
  while (first < last && by_year[std::size_t(first)] == 0.0) ++first;
  if (first == last) return;
  flow.first = flow.last == 0 ? first : std::min(flow.first, first);
  flow.last = std::max(flow.last, last);
  grow(flow.weights, flow.last);
  for (int year = first; year < last; ++year) flow.weights[std::size_t(year)][lane] = by_year[std::size_t(year)];
}

/// What is needed to write one lane.
struct Lane {
  const ProjectTerms& terms;
  std::size_t lane;
  YearlyFlows& flows;
  int next_option = 0;  ///< the first of flows.options that this lane does not use
};

/// Debt of fixed gearing a unit of its amount at commissioning, year by year.
class FixedDebt {
 public:
  explicit FixedDebt(const DebtTerms& debt, int lifetime_years)
      : debt_(debt), tenor_years_(std::min(debt.tenor_years, lifetime_years)) {
    double annuity = 0.0, power = 1.0;
    for (int t = 0; t < tenor_years_; ++t) annuity += power /= 1.0 + debt.interest_fraction;
    level_service_ = 1.0 / annuity;
  }

  struct Year {
    double interest = 0.0, service = 0.0;
  };
  /// To be asked for year after year.
  Year next() {
    if (years_ == tenor_years_) return {};
    ++years_;
    const double interest = balance_ * debt_.interest_fraction;
    const double service = debt_.repayment == Repayment::annuity ? level_service_ : interest + 1.0 / tenor_years_;
    balance_ += interest - service;
    return {interest, service};
  }

 private:
  const DebtTerms& debt_;
  int tenor_years_, years_ = 0;
  double level_service_ = 0.0, balance_ = 1.0;
};

bool has_fixed_debt(const DebtTerms& debt) {
  return debt.exists && debt.sizing == DebtSizing::gearing;
}

/// Whom the option of this lane can join: one with the same argument in an earlier year, or the next that is free.
OptionFlow& flow_for(Lane& out, const OptionTable* table, double slope, double offset) {
  constexpr int look_back = 8;
  std::vector<OptionFlow>& options = out.flows.options;
  for (int k = out.next_option - 1; k >= std::max(0, out.next_option - look_back); --k) {
    OptionFlow& known = options[std::size_t(k)];
    if (known.table == table && known.slope[out.lane] == slope && known.offset[out.lane] == offset) return known;
  }
  while (out.next_option < int(options.size()) && options[std::size_t(out.next_option)].table != table) ++out.next_option;
  if (out.next_option == int(options.size())) options.emplace_back().table = table;
  OptionFlow& fresh = options[std::size_t(out.next_option++)];
  fresh.slope[out.lane] = slope;
  fresh.offset[out.lane] = offset;
  return fresh;
}

void add_options(const std::vector<ExpectedOption>& options, int year, double kept_of_tax, Lane& out) {
  const CoverRatioDebt& debt = out.flows.debt;
  for (const ExpectedOption& option : options) {
    if (option.weight == 0.0) continue;
    OptionFlow& flow = flow_for(out, option.table, option.index / option.scale, option.shift / option.scale);
    const double weight = option.weight * option.scale;
    add(flow.after_tax, year, out.lane, kept_of_tax * weight);
    if (debt.exists && year < debt.tenor_years) add(flow.before_tax, year, out.lane, weight);
  }
}

/// All that a unit of capex costs and saves before debt service.
double capital_flow(const ProjectTerms& terms, const YearConditions& year, int t, double tax_fraction) {
  double cost = cover_premium_fraction_of_capex(terms, year);
  if (t == terms.lifetime_years) cost += decommissioning_fraction_of_capex(terms);
  return tax_fraction * year.depreciation_fraction - (1.0 - tax_fraction) * cost;
}

double cost_index(const ProjectTerms& terms, const YearConditions& year) {
  if (terms.local_currency_fraction_of_opex == 0.0) return year.inflation_index;
  return opex_index(terms, year, expected_exchange_rate(terms.exchange_rate, year.years_from_award));
}

void set_construction(Lane& out) {
  const DebtTerms& debt = out.terms.debt;
  const int payments = construction_payments(out.terms);
  const double drawn = debt.exists ? construction_value(debt.interest_fraction, payments) : 0.0;
  const double geared = has_fixed_debt(debt) ? debt.gearing_fraction : 0.0;
  grow(out.flows.construction_share, payments);
  for (int j = 0; j < payments; ++j) out.flows.construction_share[std::size_t(j)][out.lane] = (1.0 - geared) / payments;
  out.flows.construction_share[0][out.lane] += debt.upfront_fee_fraction * geared * drawn;
  out.flows.debt.discount[out.lane] = 1.0 / (1.0 + debt.interest_fraction);
  out.flows.debt.construction_value[out.lane] = drawn;
}

void start_cover_ratio_debt(const DebtTerms& terms, CoverRatioDebt& debt) {
  debt.exists = terms.exists && terms.sizing == DebtSizing::cover_ratio;
  if (!debt.exists) return;
  debt.cover_ratio = terms.cover_ratio;
  debt.gearing_fraction = terms.gearing_fraction;
  debt.upfront_fee_fraction = terms.upfront_fee_fraction;
  debt.tenor_years = terms.tenor_years;
  for (auto* by_year : {&debt.strike, &debt.revenue, &debt.cost, &debt.cover_premium, &debt.tax_fraction}) {
    grow(*by_year, debt.tenor_years);
  }
}

/// One year of the tenor.
void set_debt_year(const ExpectedRevenue& revenue, const YearConditions& year, int t, double tax_fraction, Lane& out) {
  CoverRatioDebt& debt = out.flows.debt;
  if (!debt.exists || t > debt.tenor_years) return;
  const auto i = std::size_t(t - 1);
  debt.strike[i][out.lane] = revenue.strike;
  debt.revenue[i][out.lane] = revenue.other_per_mwh;
  debt.cost[i][out.lane] = cost_index(out.terms, year);
  debt.cover_premium[i][out.lane] = cover_premium_fraction_of_capex(out.terms, year);
  debt.tax_fraction[i][out.lane] = tax_fraction;
}

}  // namespace

void clear(YearlyFlows& flows) {
  for (YearlyWeights* flow : {&flows.strike, &flows.revenue, &flows.cost, &flows.capital}) clear(*flow);
  flows.construction_share.clear();
  for (OptionFlow& option : flows.options) {
    option.slope = option.offset = {};
    clear(option.after_tax);
    clear(option.before_tax);
  }
  CoverRatioDebt& debt = flows.debt;
  for (auto* by_year : {&debt.strike, &debt.revenue, &debt.cost, &debt.cover_premium, &debt.tax_fraction}) by_year->clear();
}

void finish(LaneWeights weights, YearlyFlows& flows) {
  YearlyWeights* const plain[] = {&flows.strike, &flows.revenue, &flows.cost, &flows.capital};
  int years = 0;
  for (const YearlyWeights* flow : plain) years = std::max(years, flow->last);
  for (YearlyWeights* flow : plain) grow(flow->weights, years);
  if (weights == LaneWeights::differ) return;
  const auto share = [](YearlyWeights& flow) {
    for (const LaneReals& by_lane : flow.weights) flow.common.push_back(by_lane.front());
  };
  for (YearlyWeights* flow : plain) share(*flow);
  for (OptionFlow& option : flows.options) share(option.after_tax);
}

void set_lane(const ProjectTerms& terms, const MarketTables& tables, int lane, YearlyFlowsRoom& room, YearlyFlows& flows) {
  Lane out{terms, std::size_t(lane), flows};
  years_of(terms, room.years);
  for (auto* by_year : {&room.strike, &room.other, &room.cost, &room.capital}) by_year->resize(room.years.size());
  start_cover_ratio_debt(terms.debt, flows.debt);
  set_construction(out);
  flows.capex_per_kw[out.lane] = terms.capex_per_kw;
  flows.opex_per_kw_year[out.lane] = terms.opex_per_kw_year;
  flows.energy_mwh_per_kw[out.lane] = terms.energy_mwh_per_kw;
  flows.strike_sign[out.lane] = terms.tariff.type == TariffType::payment_by_bidder ? -1.0 : 1.0;
  FixedDebt fixed_debt(terms.debt, terms.lifetime_years);
  const double debt_of_capex =
      has_fixed_debt(terms.debt) ? terms.debt.gearing_fraction * flows.debt.construction_value[out.lane] : 0.0;
  for (int t = 1; t <= terms.lifetime_years; ++t) {
    const YearConditions& year = room.years[std::size_t(t - 1)];
    expected_revenue(terms, year, tables, room.revenue);
    const double kept_of_tax = (1.0 - year.tax_fraction) * (1.0 - terms.tax.withholding_fraction);
    double capital = capital_flow(terms, year, t, 1.0 - kept_of_tax);
    if (debt_of_capex > 0.0) {
      const FixedDebt::Year debt = fixed_debt.next();
      capital += debt_of_capex * ((1.0 - kept_of_tax) * debt.interest - debt.service);
    }
    const auto i = std::size_t(t - 1);
    room.strike[i] = kept_of_tax * room.revenue.strike;
    room.other[i] = kept_of_tax * room.revenue.other_per_mwh;
    room.cost[i] = kept_of_tax * cost_index(terms, year);
    room.capital[i] = capital;
    add_options(room.revenue.options, t - 1, kept_of_tax, out);
    set_debt_year(room.revenue, year, t, 1.0 - kept_of_tax, out);
  }
  write(room.strike, out.lane, flows.strike);
  write(room.other, out.lane, flows.revenue);
  write(room.cost, out.lane, flows.cost);
  write(room.capital, out.lane, flows.capital);
  flows.is_linear[out.lane] = out.next_option == 0 && !flows.debt.exists ? 1 : 0;
  export_fractions(terms, room.years.front(), room.exported);
  flows.first_year_exported_fraction[out.lane] =
      room.years.front().energy * std::accumulate(room.exported.begin(), room.exported.end(), 0.0);
}

}  // namespace sealedbid

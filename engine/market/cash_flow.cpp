#include "market/cash_flow.hpp"

#include <algorithm>
#include <cmath>

namespace sealedbid {

namespace {

constexpr double hours_per_year = 8760.0;
constexpr double kw_per_mw = 1000.0;

double clamped_fraction(double value) {
  return std::clamp(value, 0.0, 1.0);
}
double clamped_growth(double value) {
  return std::clamp(value, -0.5, 1.0);
}
int clamped_years(double value, int least) {
  return static_cast<int>(std::clamp(std::floor(value + 0.5), double(least), 60.0));
}

/// What one replication's world says about the years of a technology: scalars of one lane.
struct LaneTerms {
  double degradation;
  int life, construction, term, relief_years, depreciation_years;
  double tax, relief, inflation, indexation, after_term_price_per_mwh, export_share, commissioning_year;
};

LaneTerms terms_of(const Market& market, const TechnologyModel& technology, std::span<const LaneReals> shared, int lane) {
  const auto value = [&](SharedIndex index) { return shared[std::size_t(index.value)][std::size_t(lane)]; };
  const HostModel& host = market.host;
  LaneTerms terms{};
  terms.degradation = std::clamp(value(technology.degradation_fraction_per_year), 0.0, 0.5);
  terms.life = clamped_years(value(technology.lifetime_years), 1);
  terms.construction = clamped_years(value(technology.construction_years), 0);
  terms.term = std::min(clamped_years(value(market.tariff.term_years), 1), terms.life);
  terms.relief_years = clamped_years(value(host.relief_years), 0);
  terms.depreciation_years = clamped_years(value(host.depreciation_years), 1);
  terms.tax = std::clamp(value(host.corporate_tax_fraction), 0.0, 0.95);
  terms.relief = clamped_fraction(value(host.relief_fraction));
  terms.inflation = clamped_growth(value(host.inflation_fraction_per_year));
  terms.indexation = clamped_growth(value(market.tariff.indexation_fraction_per_year));
  terms.after_term_price_per_mwh = value(market.tariff.after_term_price_per_mwh);
  terms.export_share = std::clamp(value(market.export_share_of_energy_fraction), 0.0, 0.999);
  terms.commissioning_year = market.auction.award_year + terms.construction;
  return terms;
}

/// The share of a project's energy that is exported in a year, and what a MWh of it earns net of losses and wheeling. Corridors
/// that are open are used in proportion to their capacity; together they carry at most their capacity (pro rata among the
/// auctioned volume).
struct ExportTerms {
  double share = 0.0, net_price_per_mwh = 0.0;
};

ExportTerms export_in_year(const Market& market, int technology, std::span<const LaneReals> shared, int lane, double year,
                           double wanted_share) {
  const auto value = [&](SharedIndex index) { return shared[std::size_t(index.value)][std::size_t(lane)]; };
  double capacity_mw = 0.0, capacity_times_price = 0.0;
  for (const CorridorModel& corridor : market.corridors) {
    if (year < value(corridor.available_from_year)) continue;
    const double capacity = std::max(0.0, value(corridor.capacity_mw));
    const SharedIndex capture = corridor.capture_rate_fraction[std::size_t(technology)];
    const double captured_price = value(corridor.price_per_mwh) * (capture.exists() ? value(capture) : 1.0);
    const double net =
        captured_price * (1.0 - clamped_fraction(value(corridor.loss_fraction))) - value(corridor.wheeling_per_mwh);
    capacity_mw += capacity;
    capacity_times_price += capacity * net;
  }
  if (capacity_mw <= 0.0 || wanted_share <= 0.0) return {};
  const double volume_mw = std::max(1e-3, value(market.auction.volume_mw));
  return {std::min(wanted_share, capacity_mw / volume_mw), capacity_times_price / capacity_mw};
}

void reset(YearlyWeights& flow, int years) {
  flow.first = years;
  flow.last = 0;
  flow.weights.assign(std::size_t(years), LaneReals{});
}

void set(YearlyWeights& flow, int year, int lane, double weight) {
  flow.weights[std::size_t(year)][std::size_t(lane)] = weight;
  if (weight == 0.0) return;
  flow.first = std::min(flow.first, year);
  flow.last = std::max(flow.last, year + 1);
}

/// Writes one lane's yearly weights.
void fill_lane(const Market& market, int technology, std::span<const LaneReals> shared, const LaneTerms& terms, int lane,
               CashFlow& out) {
  double energy = 1.0, cost = 1.0, index = 1.0;
  for (int t = 1; t <= terms.life; ++t) {
    const int year = t - 1;
    const double kept_of_tax = 1.0 - terms.tax * (t <= terms.relief_years ? 1.0 - terms.relief : 1.0);
    const ExportTerms exported =
        export_in_year(market, technology, shared, lane, terms.commissioning_year + year, terms.export_share);
    const bool in_term = t <= terms.term;
    const double at_home = 1.0 - exported.share;
    set(out.strike, year, lane, in_term ? kept_of_tax * energy * at_home * index : 0.0);
    const double home_price = in_term ? 0.0 : terms.after_term_price_per_mwh;
    set(out.revenue, year, lane, kept_of_tax * energy * (at_home * home_price + exported.share * exported.net_price_per_mwh));
    set(out.cost, year, lane, kept_of_tax * cost);
    set(out.depreciation, year, lane, t <= terms.depreciation_years ? (1.0 - kept_of_tax) / terms.depreciation_years : 0.0);
    if (t == 1) out.first_year_exported_fraction[std::size_t(lane)] = exported.share;
    energy *= 1.0 - terms.degradation;
    cost *= 1.0 + terms.inflation;
    index *= 1.0 + terms.indexation;
  }
}

/// The shared quantities on which a technology's schedule of years depends: all but the levels of capex, opex and yield.
std::vector<SharedIndex> schedule_inputs(const Market& market, const TechnologyModel& technology) {
  const HostModel& host = market.host;
  std::vector<SharedIndex> inputs = {technology.degradation_fraction_per_year,
                                     technology.lifetime_years,
                                     technology.construction_years,
                                     host.corporate_tax_fraction,
                                     host.relief_fraction,
                                     host.relief_years,
                                     host.depreciation_years,
                                     host.inflation_fraction_per_year,
                                     market.tariff.term_years,
                                     market.tariff.indexation_fraction_per_year,
                                     market.tariff.after_term_price_per_mwh,
                                     market.export_share_of_energy_fraction};
  if (market.corridors.empty()) return inputs;
  inputs.push_back(market.auction.volume_mw);
  for (const CorridorModel& corridor : market.corridors) {
    inputs.insert(inputs.end(), {corridor.capacity_mw, corridor.available_from_year, corridor.loss_fraction,
                                 corridor.wheeling_per_mwh, corridor.price_per_mwh});
    inputs.insert(inputs.end(), corridor.capture_rate_fraction.begin(), corridor.capture_rate_fraction.end());
  }
  return inputs;
}

/// Present values of all flows of a technology, a unit of each.
struct PresentValues {
  LaneReals strike, revenue, cost, tax_saved;
};

void present_values(const CashFlow& flow, const LaneReals& discount, PresentValues& values) {
  present_values(flow.strike, flow.depreciation, discount, values.strike, values.tax_saved);
  present_values(flow.revenue, flow.cost, discount, values.revenue, values.cost);
}

/// Value at commissioning of a unit of capex: Σ_j share_j (1 + w)^j.
SEALEDBID_CLONES
void construction_value(const std::vector<LaneReals>& share, const LaneReals& wacc, LaneReals& value) {
  value.fill(0.0);
  for (std::size_t j = share.size(); j-- > 0;) {
    for (std::size_t lane = 0; lane < lane_count; ++lane) value[lane] = value[lane] * (1.0 + wacc[lane]) + share[j][lane];
  }
}

}  // namespace

CashFlow::CashFlow(const Market& market, int technology) : market_(&market), technology_(technology) {
  const std::vector<SharedIndex> inputs = schedule_inputs(market, market.technologies[std::size_t(technology)]);
  schedule_varies_ = std::any_of(inputs.begin(), inputs.end(), [&](SharedIndex input) {
    return input.exists() && !is_constant(market.shared[std::size_t(input.value)].quantity);
  });
}

void CashFlow::update(std::span<const LaneReals> shared) {
  const TechnologyModel& model = market_->technologies[std::size_t(technology_)];
  const auto draws = [&](SharedIndex index) -> const LaneReals& { return shared[std::size_t(index.value)]; };
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    capex_per_kw[lane] = std::max(0.0, draws(model.capex_per_kw)[lane]);
    opex_per_kw_year[lane] = std::max(0.0, draws(model.opex_per_kw_year)[lane]);
    energy_mwh_per_kw[lane] = std::clamp(draws(model.capacity_factor_fraction)[lane], 1e-3, 1.0) * hours_per_year / kw_per_mw;
  }
  if (schedule_varies_ || !schedule_is_built_) build_schedule(shared);
  schedule_is_built_ = true;
}

void CashFlow::build_schedule(std::span<const LaneReals> shared) {
  LaneArray<LaneTerms> terms;
  int years = 1, construction = 1;
  for (int lane = 0; lane < lane_count; ++lane) {
    LaneTerms& lane_terms = terms[std::size_t(lane)];
    lane_terms = terms_of(*market_, market_->technologies[std::size_t(technology_)], shared, lane);
    years = std::max(years, lane_terms.life);
    construction = std::max(construction, lane_terms.construction);
  }
  for (YearlyWeights* flow : {&strike, &revenue, &cost, &depreciation}) reset(*flow, years);
  construction_share.assign(std::size_t(construction), LaneReals{});
  for (int lane = 0; lane < lane_count; ++lane) {
    const LaneTerms& lane_terms = terms[std::size_t(lane)];
    const int payments = std::max(1, lane_terms.construction);
    for (int j = 0; j < payments; ++j) construction_share[std::size_t(j)][std::size_t(lane)] = 1.0 / payments;
    fill_lane(*market_, technology_, shared, lane_terms, lane, *this);
  }
  if (schedule_varies_) return;
  for (YearlyWeights* flow : {&strike, &revenue, &cost, &depreciation}) {
    for (const LaneReals& weights : flow->weights) flow->common.push_back(weights.front());
  }
}

SEALEDBID_CLONES
void required_price(const CashFlow& flow, const BidderCostTile& bidder, RequiredPriceTile& out) {
  LaneReals discount, construction;
  PresentValues values;
  for (std::size_t lane = 0; lane < lane_count; ++lane) discount[lane] = 1.0 / (1.0 + bidder.wacc_fraction[lane]);
  construction_value(flow.construction_share, bidder.wacc_fraction, construction);
  present_values(flow, discount, values);
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    const double capex = flow.capex_per_kw[lane] * bidder.capex_factor[lane];
    const double needed = capex * (construction[lane] - values.tax_saved[lane]) + flow.opex_per_kw_year[lane] * values.cost[lane];
    const double true_yield = flow.energy_mwh_per_kw[lane];
    const double believed_yield = true_yield * (1.0 + bidder.yield_estimate_error_fraction[lane]);
    out.realised[lane] = (needed - true_yield * values.revenue[lane]) / (true_yield * values.strike[lane]);
    out.believed[lane] = (needed - believed_yield * values.revenue[lane]) / (believed_yield * values.strike[lane]);
  }
}

}  // namespace sealedbid

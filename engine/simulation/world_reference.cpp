#include "simulation/world_reference.hpp"

#include <algorithm>

#include "sampling/sampler.hpp"
#include "simulation/capital.hpp"

namespace sealedbid {

namespace {

double median(const Quantity& quantity) {
  return Sampler(quantity).quantile(0.5);
}

/// True if some class estimates the technology's yield with an error, so that nobody knows what is drawn.
bool is_hidden(const Market& market, int technology) {
  const Quantity& yield =
      market.shared[std::size_t(market.technologies[std::size_t(technology)].capacity_factor_fraction.value)].quantity;
  return !is_constant(yield) && std::ranges::any_of(market.classes, [&](const ClassModel& model) {
    return model.technology == technology && !model.required_price_per_mwh && !is_zero(model.yield_estimate_error_fraction);
  });
}

double seen_energy(const Market& market, int technology) {
  constexpr double mwh_per_kw_at_full_load = 8.76;
  if (!is_hidden(market, technology)) return 0.0;
  const SharedIndex yield = market.technologies[std::size_t(technology)].capacity_factor_fraction;
  return std::clamp(median(market.shared[std::size_t(yield.value)].quantity), 1e-3, 1.0) * mwh_per_kw_at_full_load;
}

SEALEDBID_CLONES
void add_weighted(const LaneReals& price, double weight, LaneReals& sum) {
  for (std::size_t lane = 0; lane < lane_count; ++lane) sum[lane] += weight * price[lane];
}

SEALEDBID_CLONES
void clamp_prices(LaneReals& price) {
  for (std::size_t lane = 0; lane < lane_count; ++lane) price[lane] = std::min(std::max(price[lane], -1e9), 1e9);
}

/// @param given_per_mwh the part of the price that is given: all of it is reference.
SEALEDBID_CLONES
void split(const LaneReals& price, const LaneReals& dearer_price, double dearer, double given_per_mwh, WorldMoney& money) {
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    const double investment = (dearer_price[lane] - price[lane]) / dearer + given_per_mwh;
    money.reference_per_mwh[lane] = std::min(std::max(investment, 1e-3), 1e9);
    money.base_per_mwh[lane] = price[lane] - money.reference_per_mwh[lane];
  }
}

}  // namespace

std::vector<double> reference_weights(const Market& market) {
  std::vector<double> weight;
  double total = 0.0;
  bool has_costs = false;
  for (const ClassModel& model : market.classes) {
    const double probability = median(market.shared[std::size_t(model.participation_probability.value)].quantity);
    weight.push_back(model.bidders * std::clamp(probability, 0.0, 1.0));
    total += weight.back();
    has_costs = has_costs || !model.required_price_per_mwh;
  }
  for (double& share : weight) share = has_costs && total > 0.0 ? share / total : 0.0;
  return weight;
}

WorldReference::WorldReference(const Market& market, const std::vector<double>& weight) : market_(&market) {
  for (std::size_t c = 0; c < weight.size(); ++c) {
    if (weight[c] == 0.0) continue;
    is_one_ = false;
    const ClassModel& model = market.classes[c];
    if (model.required_price_per_mwh) {
      constant_per_mwh_ += weight[c] * median(*model.required_price_per_mwh);
      continue;
    }
    bidders_.push_back({.model = &model,
                        .weight = weight[c],
                        .capex_factor = median(model.capex_factor),
                        .cost_of_capital_fraction = median(model.cost_of_capital_fraction),
                        .local_content_fraction = median(model.capital.local_content_fraction),
                        .effect = changes_costs(market, model) ? CapitalEffect::changes_costs : CapitalEffect::none,
                        .seen_energy_mwh_per_kw = seen_energy(market, model.technology)});
    has_hidden_yield_ = has_hidden_yield_ || bidders_.back().seen_energy_mwh_per_kw > 0.0;
  }
}

void WorldReference::compute(std::vector<CashFlow>& flows, std::span<const LaneReals> shared, ReferenceYield yield,
                             LaneReals& price_per_mwh, double capex_scale) const {
  if (is_one_) return price_per_mwh.fill(1.0);
  price_per_mwh.fill(constant_per_mwh_);
  for (const MedianBidder& bidder : bidders_) {
    CashFlow& flow = flows[std::size_t(bidder.model->profile)];
    const LaneReals true_energy = flow.energy_mwh_per_kw;
    if (yield == ReferenceYield::as_seen && bidder.seen_energy_mwh_per_kw > 0.0) {
      flow.energy_mwh_per_kw.fill(bidder.seen_energy_mwh_per_kw);
    }
    CostTile tile;
    tile.cost.capex_factor.fill(bidder.capex_factor * capex_scale);
    tile.cost.wacc_fraction.fill(bidder.cost_of_capital_fraction);
    LaneReals local_content;
    local_content.fill(bidder.local_content_fraction);
    price_project(*market_, *bidder.model, flow, shared, bidder.effect, local_content, tile);
    flow.energy_mwh_per_kw = true_energy;
    add_weighted(tile.required.realised, bidder.weight, price_per_mwh);
  }
  clamp_prices(price_per_mwh);
}

void WorldReference::compute_money(std::vector<CashFlow>& flows, std::span<const LaneReals> shared, WorldMoney& money) const {
  constexpr double dearer = 0.1;
  LaneReals price, dearer_price;
  compute(flows, shared, ReferenceYield::as_seen, price);
  compute(flows, shared, ReferenceYield::as_seen, dearer_price, 1.0 + dearer);
  split(price, dearer_price, dearer, is_one_ ? 1.0 : constant_per_mwh_, money);
}

}  // namespace sealedbid

#include "simulation/bidder_cost.hpp"

#include <algorithm>

#include "simulation/capital.hpp"

namespace sealedbid {

namespace {

/// Cost of capital with the country's shift, and the believed yield, kept within what a project can have.
SEALEDBID_CLONES
void shift_and_clamp(const LaneReals& shift, BidderCostTile& cost) {
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    cost.capex_factor[lane] = std::max(cost.capex_factor[lane], 0.0);
    cost.wacc_fraction[lane] = std::min(std::max(cost.wacc_fraction[lane] + shift[lane], 0.0), 1.0);
    cost.yield_estimate_error_fraction[lane] = std::min(std::max(cost.yield_estimate_error_fraction[lane], -0.9), 9.0);
  }
}

}  // namespace

void price_project(const Market& market, const ClassModel& model, const CashFlow& flow, std::span<const LaneReals> shared,
                   CapitalEffect effect, const LaneReals& local_content, CostTile& tile) {
  if (effect == CapitalEffect::changes_costs) {
    apply_capital(market, model, shared, local_content, tile.cost, tile.import_charge_fraction);
  }
  const LaneReals& shift = shared[std::size_t(market.host.country_risk_premium_shift_fraction.value)];
  shift_and_clamp(shift, tile.cost);
  required_price(flow, tile.cost, tile.required);
}

}  // namespace sealedbid

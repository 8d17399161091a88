#include "simulation/winners_choice.hpp"

#include <algorithm>

namespace sealedbid {

namespace {

constexpr double least_change_fraction = -0.99;

}  // namespace

WinnersChoice::WinnersChoice(const Market& market, const std::vector<Slot>& slots) : market_(&market), slots_(slots) {
  for (const ClassModel& model : market.classes) change_.emplace_back(model.capex_change_after_award_fraction);
}

void WinnersChoice::decide(const TileView& tile, const BidDraws& draws, std::int64_t first_replication, std::uint32_t round,
                           RealisedTile& out) const {
  out.built_kw.resize(slots_.size());
  out.settled_cost_per_mwh.resize(slots_.size());
  out.capex_change_fraction.resize(slots_.size());
  out.classes.assign(market_->classes.size(), {});
  UniformBlock uniforms;
  for (std::size_t slot = 0; slot < slots_.size(); ++slot) {
    const LaneIntegers& awarded_kw = tile.cleared.awarded_kw[slot];
    out.built_kw[slot] = awarded_kw;
    out.settled_cost_per_mwh[slot] = tile.drawn.realised_per_mwh[slot];
    out.capex_change_fraction[slot].fill(0.0);
    if (std::ranges::all_of(awarded_kw, [](std::int32_t kw) { return kw == 0; })) continue;
    const auto c = std::size_t(slots_[slot].bidder_class);
    if (!is_zero(market_->classes[c].capex_change_after_award_fraction)) {
      draw_uniforms(draws.class_key(slots_[slot].bidder_class), first_replication, round, std::uint32_t(slots_[slot].member),
                    Purpose::cost_change, uniforms);
      LaneReals change_fraction;
      change_[c].quantiles(uniforms.word[0], change_fraction);
      decide_slot(tile, change_fraction, slot, out);
    }
    sum_class(tile, slot, out.classes[c], out);
  }
}

void WinnersChoice::decide_slot(const TileView& tile, const LaneReals& change_fraction, std::size_t slot,
                                RealisedTile& out) const {
  const ChangedCostTile& changes = tile.drawn.changes[slot];
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    if (tile.cleared.awarded_kw[slot][lane] == 0) continue;
    const double unit = changes.investment_per_mwh[lane], bond_per_mwh = changes.bond_over_capex[lane] * unit;
    const double change = std::max(change_fraction[lane], least_change_fraction);
    const double price = price_paid_per_mwh(*market_, tile, slot, static_cast<int>(lane));
    const double needed = tile.drawn.realised_per_mwh[slot][lane] + (change - changes.break_even[lane]) * unit;
    const bool builds = !(unit > 0.0) || price - needed >= -bond_per_mwh;
    out.built_kw[slot][lane] = builds ? tile.cleared.awarded_kw[slot][lane] : 0;
    out.settled_cost_per_mwh[slot][lane] = builds ? needed : price + bond_per_mwh;
    out.capex_change_fraction[slot][lane] = change;
  }
}

void WinnersChoice::sum_class(const TileView& tile, std::size_t slot, RealisedSums& sums, const RealisedTile& out) const {
  const std::vector<LaneIntegers>* own = own_prices(*market_, tile);
  const LaneIntegers& paid_ticks = own != nullptr ? (*own)[slot] : tile.cleared.clearing_price_ticks;
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    const double built_kw = out.built_kw[slot][lane], lost_kw = tile.cleared.awarded_kw[slot][lane] - built_kw;
    sums.built_kw[lane] += built_kw;
    sums.paid_ticks_kw[lane] += built_kw > 0.0 ? paid_ticks[lane] * built_kw : 0.0;
    sums.forfeited_bonds[lane] += lost_kw > 0.0 ? lost_kw * market_->performance_bond_per_kw : 0.0;
  }
}

}  // namespace sealedbid

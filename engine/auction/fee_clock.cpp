#include "auction/fee_clock.hpp"

#include <algorithm>
#include <map>
#include <stdexcept>

#include "auction/ascending_fee.hpp"

namespace sealedbid {
namespace {

/// The last price of opening, opening − step, …, floor that a bidder accepts; its sealed price if it does not accept the first.
std::int64_t last_price(std::int64_t limit, std::int64_t sealed, std::int64_t opening, std::int64_t floor, std::int64_t step) {
  if (limit > opening) return sealed;
  return limit <= floor ? floor : opening - (opening - limit) / step * step;
}

/// The last fee that a bidder offers that does not win: the last level it accepts, or what it would pay at most.
std::int64_t last_fee(std::int64_t highest, const Clock& clock) {
  if (clock.intermediate_fees == IntermediateBids::allowed) return highest;
  return highest / clock.fee_step_per_mw * clock.fee_step_per_mw;
}

void play_lot(const Auction& auction, const ClockInput& input, const std::vector<int>& bids, std::int64_t step,
              ClockResult& result) {
  const std::int64_t floor = input.floor_ticks.value();
  LotClock lot{.opening_ticks = input.bids[bids.front()].price_ticks};
  std::vector<std::int64_t> limits;
  std::vector<FeeLimit> fees;
  for (const int i : bids) {
    lot.opening_ticks = std::min(lot.opening_ticks, input.bids[i].price_ticks);
    limits.push_back(input.limit_ticks[i]);
    fees.push_back({input.bids[i].fee, input.bids[i].lottery});
    lot.bids_at_floor += limits.back() <= floor ? 1 : 0;
  }
  const FloorThenFee end = descend_to_floor(limits, fees, lot.opening_ticks, floor, step, auction.clock.fee_step_per_mw,
                                            auction.clock.intermediate_fees);
  lot.winner = bids[end.winner];
  lot.is_decided_by_lottery = end.is_decided_by_lottery;
  for (std::size_t k = 0; k < bids.size(); ++k) {
    const int i = bids[k];
    result.lot_of_bid[i] = static_cast<int>(result.lots.size());
    const bool pays_fee = lot.bids_at_floor > 1 && limits[k] <= floor;
    result.price_ticks[i] = last_price(limits[k], input.bids[i].price_ticks, lot.opening_ticks, floor, step);
    result.fees[i] = pays_fee ? last_fee(fees[k].highest_fee, auction.clock) : 0;
  }
  result.price_ticks[lot.winner] = end.price_ticks;
  result.fees[lot.winner] = end.fee;
  result.lots.push_back(lot);
}

}  // namespace

void play_fee_clocks(const Auction& auction, const ClockInput& input, std::int64_t step_ticks, ClockResult& result) {
  if (!input.floor_ticks) throw std::invalid_argument("run_clock: fees are paid at the floor, and there is none");
  if (input.lots.size() != input.bids.size()) throw std::invalid_argument("run_clock: as many lots as bids are needed");
  std::map<std::int32_t, std::vector<int>> bids_of_lot;
  for (std::size_t i = 0; i < input.bids.size(); ++i) {
    if (result.is_admitted[i]) bids_of_lot[input.lots[i]].push_back(static_cast<int>(i));
  }
  for (const auto& [lot, bids] : bids_of_lot) play_lot(auction, input, bids, step_ticks, result);
}

}  // namespace sealedbid

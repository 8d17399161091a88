#pragma once

#include "auction/clock.hpp"

namespace sealedbid {

/// descending_clock_then_fee of run_clock: each lot is auctioned by itself (descend_to_floor). The price opens at the lowest
/// sealed price of the lot and falls by clock.step_per_mwh, at last to the floor, until at most one bidder is left; where several
/// stay at the floor, the fee rises by clock.fee_step_per_mw until at most one is left.
///
/// The final bid of the winner is the price it is paid and the fee it pays; that of any other the last price and fee that it
/// accepted, or its own highest fee where intermediate fees are allowed. Ranked by price, then by higher fee, then by lot, the
/// winner of each lot stands first. A bidder whose limit is above the opening price keeps its sealed price. Fees above zero are
/// offered at the floor alone.
/// @param step_ticks of the price, at least 1. @param result with everybody that takes part admitted.
/// Throws std::invalid_argument: no floor, a sealed price below it, as many lots as bids are not given, a fee step below 1, a fee
/// below 0.
void play_fee_clocks(const Auction& auction, const ClockInput& input, std::int64_t step_ticks, ClockResult& result);

}  // namespace sealedbid

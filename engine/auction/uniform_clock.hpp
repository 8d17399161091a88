#pragma once

#include <cstdint>

#include "auction/clock.hpp"

namespace sealedbid {

/// The open phase of AuctionFormat::descending_clock_then_sealed; see run_clock, which calls this with a result that holds the
/// sealed prices and admits everybody who takes part.
/// @param step_ticks ≥ 1. Cost: O(n log n), whatever the number of steps.
void stop_uniform_clock(const Auction& auction, const ClockInput& input, std::int64_t step_ticks, ClockResult& result);

}  // namespace sealedbid

#pragma once

#include <cstdint>
#include <span>

#include "scenario/auction.hpp"

/// Auctions that go on in fees where the price can fall no further. Exact, no randomness: lots come with the bidders.
namespace sealedbid {

/// The highest fee (currency per MW) that a bidder would pay.
struct FeeLimit {
  std::int64_t highest_fee = 0;  ///< ≥ 0
  std::uint64_t lottery = 0;     ///< smaller wins the lot
};

struct AscendingFee {
  int winner = -1;  ///< index into the limits; −1 if there are none
  std::int64_t fee = 0;
  std::int64_t accepted_levels = 0;  ///< levels that more than one bidder accepted
  bool is_decided_by_lottery = false;
};

/// Fees rise from 0 in levels of `step` until at most one bidder accepts (Türkiye: several bidders at the floor price; Germany:
/// WindSeeG § 21 for several bids of 0). One acceptor: it pays that level. None: the highest intermediate bid, where bidders bid
/// what they would pay at most; without such bids the last level accepted, and the lot decides.
/// So the fee is the second-highest limit, rounded down to a level, plus one step, unless the two highest lie within one step.
/// Throws std::invalid_argument: step < 1, a limit below 0.
/// **Source:** WindSeeG § 21 (2)–(5).
AscendingFee ascending_fee(std::span<const FeeLimit> limits, std::int64_t step, IntermediateBids intermediate);

struct FloorThenFee {
  int winner = -1;  ///< −1: nobody accepts the ceiling
  std::int64_t price_ticks = 0;
  std::int64_t fee = 0;
  bool is_decided_by_lottery = false;
};

/// One project (a YEKA site): the price falls from `ceiling_ticks` in steps to `floor_ticks`, its last level whatever the step,
/// until at most one bidder is left, who is paid that price. Where the last ones leave together, the lot decides among them at
/// the price before. Several at the floor: they are paid the floor, and ascending_fee decides.
/// @param limit_ticks [bidder] the lowest price it accepts. @param fees [bidder] what it would pay at the floor.
/// Throws std::invalid_argument: lists of unlike lengths, a floor above the ceiling, a step below 1.
FloorThenFee descend_to_floor(std::span<const std::int64_t> limit_ticks, std::span<const FeeLimit> fees,
                              std::int64_t ceiling_ticks, std::int64_t floor_ticks, std::int64_t price_step_ticks,
                              std::int64_t fee_step, IntermediateBids intermediate);

}  // namespace sealedbid

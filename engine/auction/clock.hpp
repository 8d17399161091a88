#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "auction/bid.hpp"
#include "scenario/auction.hpp"

/// Open phases of an auction, for bidders with fixed values: each knows the lowest price (or the highest fee) it would accept and
/// follows the clock to it. What comes out is a sealed bid of each, which clear_round then clears. Pure, exact, no randomness.
namespace sealedbid {

/// Bids that the other rules do not admit (too small, excluded, above the ceiling) are passed with quantity 0: they take no part.
struct ClockInput {
  std::span<const RoundBid> bids;             ///< price_ticks: the sealed bid
  std::span<const std::int64_t> limit_ticks;  ///< [bid] the lowest price it accepts; at most its sealed price
  std::int64_t volume_kw = 0;
  std::optional<std::int64_t> start_ticks =
      {};  ///< of descending_clock_then_sealed: the ceiling; nothing: the highest sealed price
  std::optional<std::int64_t> floor_ticks = {};  ///< nobody may go below it
  std::span<const std::int32_t> lots = {};       ///< [bid] of descending_clock_then_fee: which lot it is for, any numbers ≥ 0
};

/// A bidder stops following the clock.
struct ClockExit {
  int bid = 0;
  std::int64_t round = 0;        ///< the rounds until then; of a uniform clock: the round whose price it no longer accepts
  std::int64_t price_ticks = 0;  ///< its last offer; of a uniform clock: the clock price that it no longer accepts
};

/// The clock of one lot under descending_clock_then_fee.
struct LotClock {
  std::int64_t opening_ticks = 0;  ///< the lowest sealed price
  int bids_at_floor = 0;           ///< that accept the floor; with two or more of them the fee decides
  int winner = -1;                 ///< index of the bid
  bool is_decided_by_lottery = false;
};

struct ClockResult {
  std::vector<std::int64_t> price_ticks;   ///< [bid] the final bid; of those that took no part, the sealed one
  std::vector<std::int64_t> fees;          ///< [bid] the final fee (currency per MW); as given where fees do not rise
  std::vector<std::uint8_t> is_admitted;   ///< [bid] 0: may not be awarded (absent, not admitted to the clock, or gone)
  std::vector<ClockExit> exits;            ///< in the order in which it happened; none where lots have clocks of their own
  std::int64_t rounds = 0;                 ///< steps of the clock; 0 where lots have clocks of their own
  std::optional<std::int64_t> stop_ticks;  ///< of a uniform clock: the price at which it stops
  std::vector<LotClock> lots;              ///< of descending_clock_then_fee, in the order of their numbers
  std::vector<int> lot_of_bid;             ///< [bid] index into lots; −1: took no part, or lots have no clocks of their own
};

/// The open phase that `auction.format` asks for; a sealed-bid auction has none, and its bids come back as they are.
///
/// sealed_then_descending_clock (India's e-reverse auction; auction.clock). Admitted are the lowest sealed prices until their
/// quantity reaches admitted_over_volume_fraction · volume; all bids of the last price are admitted with it, and with 0
/// everybody. Then in each round every bidder that would get nothing at the present offers (ranked by price, auction.ties and
/// lot; awarded by auction.marginal_bid) lowers its own by step_per_mwh, or stays where it is if that would be below its limit.
/// It ends when nobody moves. A part of its quantity contents a bidder. For bids of equal size the winners are those of a
/// sealed-bid auction of the limits (each rounded up to the bidder's own steps), and a winner that had to move ends at most one
/// step below the lowest rejected limit and never above it. With unequal sizes both can fail: a winner need not undercut a bid
/// that leaves room for it. See docs/methods/clock-auctions.md.
///
/// descending_clock_then_sealed (Brazil). One price falls from start_ticks in steps; a bidder stays in as long as the price is
/// not below its limit. The clock stops at the first price at which those left offer no more than
/// stops_at_supply_over_volume_fraction · volume. Their final bids are their sealed ones, but at most the price of the stop.
///
/// descending_clock_then_fee (Türkiye, WindSeeG § 21): a clock for each lot, see play_fee_clocks.
///
/// Throws std::invalid_argument: lists of unlike lengths, a limit above its sealed price, a step below one price step, a volume
/// below zero, reject_delivery_year (needs attributes), or descending_clock_then_fee without a floor.
/// Cost: rounds that repeat are jumped over, so that it depends on the number of bids and not on the number of steps.
ClockResult run_clock(const Auction& auction, const ClockInput& input);

}  // namespace sealedbid

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "auction/bid.hpp"
#include "scenario/auction.hpp"
#include "verify/exact_numbers.hpp"

/// The steps of recompute_round, in their order. Each adds to a JudgedRound what the next one needs.
namespace sealedbid {

/// A bid on its way through the round.
struct JudgedBid {
  const BidAttributes* attributes = nullptr;
  const RoundBid* bid = nullptr;
  std::int64_t price = 0;               ///< ticks; in a sale negated, so that less is better for the buyer and the seller alike
  Exact foreign_share;                  ///< 0 … 1
  std::optional<std::int64_t> ceiling;  ///< ticks, negated like the price: the most that is admitted
  bool is_admitted = false;
  Exact score;   ///< less is better
  int rank = 0;  ///< from 1
  std::int64_t awarded_kw = 0;
  std::size_t stage = 0;      ///< of the award; the number of stages means the remainder
  std::string binding_limit;  ///< the first closed limit with a price of its own that concerns the bid
  std::string price_group;
  std::int64_t pays = 0;  ///< ticks, negated like the price
};

struct JudgedRound {
  const Auction* auction = nullptr;
  std::string host_code;
  std::vector<JudgedBid> bids;
  std::vector<std::size_t> order;       ///< admitted bids, best first
  std::optional<std::int64_t> ceiling;  ///< general one, negated like prices
  std::optional<std::int64_t> volume_kw;
  std::optional<Exact> volume_mwh, budget;  ///< a year
  std::int64_t eligible_kw = 0;
  bool is_void = false;
  bool is_contested = false;  ///< a volume, stage or limit was exceeded
};

/// −1 in a sale, otherwise 1.
int price_sign(const Auction& auction);
/// The highest price on the grid that a ceiling admits, negated in a sale, where the ceiling is the least that bidders may offer.
std::int64_t ceiling_on_grid(const Auction& auction, const Exact& per_mwh);
/// True if each list of the filter that is not empty contains the bid's text, and its origin fits.
bool matches(const BidFilter& filter, const JudgedRound& round, const JudgedBid& bid);
/// The name of the bidder, of its group: each stands in for the next where that is empty.
const std::string& bidder_of(const JudgedBid& bid);
const std::string& owner_group_of(const JudgedBid& bid);
/// The ceiling that a stage has for the bid: the stage's own, otherwise the bid's. `stages.size()`: the remainder.
std::optional<std::int64_t> ceiling_in_stage(const JudgedRound& round, const JudgedBid& bid, std::size_t stage);
bool is_within(std::int64_t price, const std::optional<std::int64_t>& ceiling);

/// 1. Foreign shares, ceilings, and who is admitted (the band around the lowest score comes later).
void judge_admission(JudgedRound& round);
/// 2. Scores of the bids admitted so far; then the band.
void judge_scores(JudgedRound& round);
/// The correction factor of the EEG for a site, to two decimals. @param site_quality site yield over reference yield.
/// Source: EEG 2023 and EEG 2021, section 36h (1).
Exact yield_factor(YieldCorrection rule, const Exact& site_quality);
/// 3. Ranks and order.
void judge_order(JudgedRound& round);
/// 4. Whether the round is void.
void judge_competition(JudgedRound& round);
/// 5. What is bought, after its reaction to bids and earlier rounds.
void judge_volume(JudgedRound& round);
/// 6. Awards, stage by stage.
void judge_awards(JudgedRound& round);
/// 7. Price groups and prices.
void judge_prices(JudgedRound& round);
/// What a group with an award reports as its price, negated like prices: that of the auction's general rule; where ceilings are
/// paid, the highest price paid.
std::int64_t reported_price(const JudgedRound& round, const std::string& group);

}  // namespace sealedbid

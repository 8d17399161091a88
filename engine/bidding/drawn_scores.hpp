#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "bidding/bid_table.hpp"
#include "sampling/sampler.hpp"
#include "sampling/stream.hpp"

/// Worlds of a bare game: who is present, at what cost, with what bid; and how they clear, by plain sorting.
namespace sealedbid {

/// A game and its tables, prepared for drawing.
struct DrawnGame {
  Game game;
  std::vector<BidTable> tables;
  std::vector<Sampler> costs;
  std::vector<StreamKey> keys;
  std::optional<Sampler> common;  ///< of a game with a common value
  StreamKey common_key{};
};
/// @throws std::invalid_argument if tables and game do not fit (see bid_table(); the numbers of classes; a bid above the
/// ceiling).
DrawnGame drawn_game(const Game& game, const Equilibrium& equilibrium, std::uint64_t seed);

struct DrawnBid {
  double score = 0.0, cost_per_mwh = 0.0;
  std::uint64_t lot = 0;  ///< rank among equal scores
  std::size_t bidder_class = 0;
};

/// What bidders of one world share and do not see; zeros where costs are private.
struct DrawnCommon {
  double common = 0.0;
  double sum_of_estimates = 0.0;  ///< of all who drew one, also those who do not bid
};

/// The bids of one world, ascending by (score, lot); with a common value, costs are the true ones. @param round tells apart
/// samples from the same seed; @param left_out the class whose first bidder does not bid; none: all bid. @param common the common
/// part; none: drawn.
DrawnCommon draw_bids(const DrawnGame& drawn, std::int64_t world, std::uint32_t round, std::optional<std::size_t> left_out,
                      std::vector<DrawnBid>& bids, std::optional<double> common = std::nullopt);

/// 53 random bits as a number in (0, 1).
double uniform_of(std::uint64_t bits);

/// What a winner with this estimate truly pays for its delivery. @param sum_of_estimates of all bidders.
double true_cost(const Game& game, double estimate, const DrawnCommon& shared);

/// The score that a uniform price stands for when `winners` of `bids` (ascending) are awarded; +∞ where the ceiling is paid:
/// lowest rejected without a rejected bid, highest accepted with lots left if these pay the ceiling.
double clearing_score(const Game& game, std::span<const DrawnBid> bids, std::size_t winners);

/// What a class is paid: the score of its own bid or the clearing score, in its own money; never above the ceiling.
/// @throws std::invalid_argument if there is neither a rejected bid nor a ceiling.
double payment_of(const Game& game, std::size_t bidder_class, double own_score, double clearing_score);

/// A bid put among those of rivals: the chance of an award (below 1 where a lot among equals decides) and the score that it is
/// paid if it is awarded.
struct LoneBidOutcome {
  double award_probability = 0.0;
  double paid_score = 0.0;
};
LoneBidOutcome outcome_of(const Game& game, std::span<const DrawnBid> rivals, double own_score);

}  // namespace sealedbid

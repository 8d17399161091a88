#pragma once

#include <string>
#include <vector>

#include "bidding/outcome_law.hpp"
#include "bidding/tabulated_reading.hpp"

/// A TabulatedGame with what its bid functions start from: who bids at all, and from which score on down.
namespace sealedbid {

/// What all classes get at one score.
struct ScoreLevel {
  double score = 0.0;
  std::vector<double> type;      ///< [class] the estimate that bids this score: lower estimates bid less
  std::vector<Outcome> outcome;  ///< [hidden · classes + class], with the unknown ceiling
};

/// The estimates that bid, and where they stand.
struct BiddingRange {
  double low = 0.0;                ///< lowest estimate that occurs
  double high = 0.0;               ///< highest estimate that occurs
  double last = 0.0;               ///< highest that can win with a bid that breaks even; `low`: none
  double last_that_bids = 0.0;     ///< higher than `last` where who can't win still bids
  bool wins_at_top = false;        ///< as sure at the top as anywhere: all bid the top
  std::vector<double> break_even;  ///< [g] the score that breaks even if it wins
};

struct Contest {
  TabulatedGame game;  ///< with cumulative laws made strictly ascending between their ends
  OutcomeLaw law;
  std::vector<BiddingRange> ranges;
  double bottom = 0.0;        ///< lowest score that could be bid
  double top = 0.0;           ///< highest score that can win
  bool is_contested = false;  ///< rivals limit the top, not a ceiling
  /// Of the lowest rejected price where nothing is rejected; infinite without a ceiling.
  double ceiling_score = 0.0;
  std::string reason;  ///< why there is no such game; empty: there is
};

/// @throws std::invalid_argument if the game is malformed.
Contest contest_of(const TabulatedGame& game);

/// The outcomes of all classes at a level, whose score and types are given.
void fill_outcomes(const Contest& contest, ScoreLevel& level);
/// Those of one class.
void fill_outcomes_of(const Contest& contest, std::size_t bidders, ScoreLevel& level);

/// The highest score that a class may bid.
double highest_score(const TabulatedGame& game, std::size_t bidders);

/// The score that is paid for a bid at `score` if no other bid above it makes the price.
double price_beyond(const Contest& contest, double score);

/// The estimate of a class whose break-even score this is, inside its range.
double type_that_breaks_even(const Contest& contest, std::size_t bidders, double score);

/// Utility of class `bidders` of a payment as a score, at an estimate and in a hidden state.
double utility_at(const TabulatedClass& bidders, std::size_t hidden, const EstimatePlace& place, double score);

}  // namespace sealedbid

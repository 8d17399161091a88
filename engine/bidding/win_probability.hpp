#pragma once

#include <span>
#include <vector>

/// How many of a bidder's rivals rank below a score: sums of independent binomials, one a class.
namespace sealedbid {

/// Bidders of one class as seen from one score.
struct ClassBelow {
  int bidders = 0;
  double below = 0.0;      ///< probability that a given bidder is present with a lower score, in [0, 1]
  double not_below = 1.0;  ///< 1 − below, given apart so that it keeps its digits near 0
};

/// P(exactly count of all bidders are below), count = 0 … most_count, relative accuracy about 1e-14.
/// @param most_count ≥ 0.
std::vector<double> count_below(std::span<const ClassBelow> classes, int most_count);

/// What a bidder of each class sees when k lots are for sale. Row-major K×K where two classes are named.
struct RivalCounts {
  std::vector<double> win;       ///< of class i: P(at most k − 1 rivals below)
  std::vector<double> marginal;  ///< of class i: P(exactly k − 1 rivals below)
  std::vector<double> pivotal;   ///< of i against a rival of j: P(exactly k − 1 of the rivals other than that one below)
};

/// @param lots k ≥ 1. Cost O(K³·k²); K = classes.size().
void rival_counts(std::span<const ClassBelow> classes, int lots, RivalCounts& counts);

/// P(at most lots − 1 rivals of a bidder of class own are below); 0 for lots = 0.
double win_probability(std::span<const ClassBelow> classes, std::size_t own, int lots);

}  // namespace sealedbid

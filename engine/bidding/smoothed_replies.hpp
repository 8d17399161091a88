#pragma once

#include <vector>

#include "bidding/best_response.hpp"
#include "bidding/low_end.hpp"

/// Best replies that can be iterated. The reply to a score distribution depends on its slope, so that plain best replies make any
/// ripple of the rivals' bids grow, the faster the shorter it is. Outcomes are therefore smoothed over scores: as if rivals'
/// scores had a small error. What smoothing costs is judged without it, by mean_gain().
namespace sealedbid {

/// What each score of a grid brings a class, [hidden][level], in its own money.
struct PayoffCurves {
  std::vector<double> bid;                   ///< [level] own bid at the score
  std::size_t top = 0;                       ///< highest level that the class may bid
  double bid_beyond = 0.0;                   ///< what is paid at the top where no bid above makes the price
  std::vector<std::vector<double>> award;    ///< expected awarded share
  std::vector<std::vector<double>> above;    ///< the part of it with a price above the own bid
  std::vector<std::vector<double>> revenue;  ///< expected payment for the share
};

/// @param smoothing standard deviation of the error of rivals' scores; 0: none.
/// @param tremble chance that the own rank is any of the grid's, which gives those who never win a reply; 0: none.
PayoffCurves payoff_curves(const BidPayoffs& payoffs, std::size_t own, double smoothing, double tremble,
                           LowEnd low_end = LowEnd::as_it_is);

/// Moves the bids of a class towards the best replies of its estimates to `curves`, by the share `damping`; ascending. Bids hold
/// a number at every estimate, the last that bids stands beside them.
void reply(const BidPayoffs& payoffs, std::size_t own, const PayoffCurves& curves, double damping, TabulatedBids& bids);

/// Expected gain of best replies over the bids of a class, of one bidder before presence and estimate are known [money;
/// certainty equivalents of averse bidders], without smoothing.
double mean_gain(const BidPayoffs& payoffs, std::size_t own, const TabulatedBids& bids);

}  // namespace sealedbid

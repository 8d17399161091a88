#pragma once

#include <vector>

/// Best bids of bidders who take their rivals' bids to be independent draws from a normal law, as estimated from what an earlier
/// round published. A learning rule, not an equilibrium: rivals are not taken to respond.
namespace sealedbid {

/// A bidder's chances where the `awards` lowest of `bids` bids win and the bids − 1 others are N(0, 1): rows at ascending bids.
///
/// P(z) = P(at most k − 1 of n − 1 rivals bid below z) has an increasing hazard rate, as order statistics of a law with one have,
/// so (z − c)·P(z) has one maximum above c, where z − c is the margin P(z) / |P'(z)|. Hence the cost that bids z is known in
/// closed form, and one table serves all costs.
struct NormalRivals {
  int bids = 0, awards = 0;       ///< n, k; k ≥ n: every bid wins, and there are no rows
  std::vector<double> bid, win;   ///< z, ascending; P(z), 1 in the first row (true to 1e-6)
  std::vector<double> cost;       ///< that bids z: z − margin, ascending
  std::vector<double> bid_slope;  ///< dz / dcost
  std::vector<double> profit;     ///< margin·P(z), the most that a bidder of this cost can expect; its slope is −P
};

/// Tabulates the chances. @param bids n ≥ 1. @param awards k ≥ 1. About 100 rows; microseconds for hundreds of bids.
NormalRivals normal_rivals(int bids, int awards);

/// P(z) of a standardised bid, in [0, 1]; absolute error below 5e-5.
double win_probability(const NormalRivals& rivals, double bid);

/// What a bidder takes this round and those ahead to be like: rivals' bids are N(mean_bid_per_mwh, sd_per_mwh) in each.
struct RoundsAhead {
  double mean_bid_per_mwh = 0.0;
  double sd_per_mwh = 1.0;           ///< > 0
  double highest_bid_per_mwh = 0.0;  ///< the ceiling, or a bound of the search
  double win_at_highest = 0.0;       ///< P of that bid: what normal_rivals gives; kept because it is the same for all costs
  int rounds = 1;                    ///< T ≥ 1, in which a bidder may win once
  double discount_factor = 1.0;      ///< d in [0, 1]: worth today of a profit one round later
};

/// The bid of the first of T rounds: argmax of V_T(x) = (x − c)·P(x) + d·(1 − P(x))·V*_{T−1} over x in [c, highest], V*_0 = 0.
/// The value of waiting counts like a cost: V_T(x) − d·V* = (x − c − d·V*)·P(x).
/// @param required_per_mwh c; above the highest bid it is returned itself. @return currency/MWh; where every bid wins, the
/// highest bid. Error about 1e-4 of the sd, up to 5e-3 of it where almost all win. Source: Anatolitis & Welisch (2017), Energy
/// Policy 110, 394–402, pay-as-bid (their program searches the bids of all T rounds at once).
double adaptive_bid(const NormalRivals& rivals, const RoundsAhead& ahead, double required_per_mwh);

}  // namespace sealedbid

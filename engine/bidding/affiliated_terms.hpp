#pragma once

#include "bidding/affiliated_estimates.hpp"

/// What an estimate tells its bidder about the rivals and the cost: the terms of Milgrom and Weber's equilibria.
namespace sealedbid {

/// Alike bidders with affiliated estimates who compete for identical lots.
struct AffiliatedGame {
  EstimateLaw law;
  TrueAmount true_amount = TrueAmount::common;
  int bidders = 2;
  int lots = 1;
  double tariff_per_mwh = 0.0;   ///< part of every cost below
  double low = 0.0, high = 1.0;  ///< of the estimates [currency/MWh]
};
/// @throws std::invalid_argument as estimate_law().
AffiliatedGame affiliated_game(const Game& game);

/// At one estimate x of a bidder, with Y the lots-th lowest of the rivals' estimates: x wins if Y is above it.
struct AffiliatedTerms {
  double density = 0.0;    ///< of the estimate
  double win = 0.0;        ///< P(Y > x | x)
  double hazard = 0.0;     ///< density of Y at x over P(Y > x), both given x
  double tie_cost = 0.0;   ///< E[cost | x, Y = x]
  double win_cost = 0.0;   ///< E[cost | x, Y > x]
  double tie_mass = 0.0;   ///< density of Y at x together with P(own estimate < x): where the bidder wins and Y sets the price
  double below_win = 0.0;  ///< P(own estimate < x, Y > x)
};
/// @param panels of the integration over the common part; see common_nodes().
AffiliatedTerms terms_at(const AffiliatedGame& game, double estimate, int panels);

/// Given the common part: how the rivals' estimates lie to a place.
struct RivalsGivenCommon {
  double log_win = 0.0;     ///< ln P(Y > place)
  double log_tie = 0.0;     ///< ln of the density of Y at the place
  double mean_below = 0.0;  ///< E[number of rivals below | Y > place]
};
RivalsGivenCommon rivals_given(const AffiliatedGame& game, const GivenCommon& rival);

}  // namespace sealedbid

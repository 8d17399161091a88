#pragma once

#include <optional>
#include <string>
#include <vector>

#include "bidding/cost_law.hpp"
#include "scenario/auction.hpp"

/// A bare sealed-bid auction game: classes of single-lot bidders with independent private costs. Data only. Lowest score wins.
namespace sealedbid {

/// The price under uniform_highest_accepted where fewer bids come than there are lots. pay_ceiling: the ceiling, as if it were
/// bid for the lots that are left (the reserve price of auction theory); without a ceiling it is pay_highest_accepted.
/// pay_highest_accepted: the highest accepted bid, as `sealedbid clear` and the simulation have it.
enum class UnsoldLots { pay_ceiling, pay_highest_accepted };

enum class UtilityFamily { risk_neutral, crra, cara };

/// Utility of a profit: risk neutral u = x; CRRA u = x^coefficient (0 < coefficient ≤ 1); CARA u = (1 − exp(−coefficient·x)) /
/// coefficient (coefficient > 0, per currency/MWh).
struct Utility {
  UtilityFamily family = UtilityFamily::risk_neutral;
  double coefficient = 1.0;

  bool operator==(const Utility&) const = default;
};

/// Bidders who are alike before they learn their cost.
struct GameClass {
  std::string name;
  int bidders = 1;                    ///< ≥ 1
  double presence_probability = 1.0;  ///< each takes part with this probability, independently; (0, 1]
  CostLaw cost;                       ///< of each, independent [currency/MWh]
  double score_factor = 1.0;          ///< > 0; a bid b ranks at score_factor·b + score_adder_per_mwh
  double score_adder_per_mwh = 0.0;
  double tariff_per_mwh = 0.0;  ///< taken from each payment; negative: a bonus on top
  Utility utility;
  double entry_cost_per_mwh = 0.0;  ///< paid by who bids, after learning the own cost; ≥ 0

  bool operator==(const GameClass&) const = default;
};

/// One auction for identical lots, one lot at most a bidder.
struct Game {
  std::vector<GameClass> classes;
  int lots = 1;  ///< ≥ 1
  PricingRule pricing = PricingRule::pay_as_bid;
  std::optional<double> ceiling_per_mwh;  ///< disclosed upper bound of bids (not of scores); none: no bound
  UnsoldLots unsold_lots = UnsoldLots::pay_ceiling;

  bool operator==(const Game&) const = default;
};

}  // namespace sealedbid

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "bidding/build_option.hpp"
#include "bidding/cost_law.hpp"
#include "scenario/auction.hpp"
#include "scenario/game_file.hpp"

/// A bare sealed-bid auction game: classes of bidders with one project or several, with private costs, or estimates of a common
/// one. Data only. Lowest score wins.
namespace sealedbid {

enum class UtilityFamily { risk_neutral, crra, cara, option_to_build };

/// Utility of a profit: risk neutral u = x; CRRA u = x^coefficient (0 < coefficient ≤ 1); CARA u = (1 − exp(−coefficient·x)) /
/// coefficient (coefficient > 0, per currency/MWh); with an option to build u = option_value(option, x + break_even_per_mwh), in
/// money, of a bidder that is risk neutral.
struct Utility {
  UtilityFamily family = UtilityFamily::risk_neutral;
  double coefficient = 1.0;
  BuildOption option = {};          ///< of option_to_build
  double break_even_per_mwh = 0.0;  ///< break_even_margin(option): profits are counted from the price that is just needed

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
  int projects = 1;                 ///< ≥ 1, of each bidder, which bids a price for each and can win as many lots
  ProjectCosts project_costs = ProjectCosts::same;

  bool operator==(const GameClass&) const = default;
};

/// A cost that is partly common to all. Bidders see their estimates only, the common part plus or times their own part, whose
/// law is then GameClass::cost.
struct CommonPart {
  CostLaw common;  ///< [currency/MWh], or of the same sign everywhere if it is multiplied
  EstimateForm form = EstimateForm::common_plus_own;
  TrueAmount true_amount = TrueAmount::common;

  bool operator==(const CommonPart&) const = default;
};

/// One auction for identical lots, one lot at most a project.
struct Game {
  std::vector<GameClass> classes;
  int lots = 1;  ///< ≥ 1
  PricingRule pricing = PricingRule::pay_as_bid;
  std::optional<double> ceiling_per_mwh;  ///< disclosed upper bound of bids (not of scores); none: no bound
  UnsoldLots unsold_lots = UnsoldLots::pay_ceiling;
  std::optional<CommonPart> common_value = {};  ///< none: costs are private and independent

  bool operator==(const Game&) const = default;
};

}  // namespace sealedbid

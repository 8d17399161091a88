#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/issue.hpp"
#include "scenario/auction.hpp"
#include "scenario/quantity.hpp"

/// A bare auction game as the user wrote it, with defaults filled in: classes of bidders with private costs, identical lots, one
/// pricing rule. The third kind of file, besides scenarios and rules; its table of fields stands in game_fields.cpp.
namespace sealedbid {

enum class RiskForm { none, crra, cara };

/// Utility of a profit x: none x; crra x^coefficient, 0 < coefficient ≤ 1; cara (1 − exp(−coefficient·x)) / coefficient.
struct RiskAversion {
  RiskForm form = RiskForm::none;
  std::optional<double> coefficient;  ///< of crra dimensionless, of cara per currency/MWh; absent without a form

  bool operator==(const RiskAversion&) const = default;
};

/// Bidders who are alike before they learn their costs, one lot at most each.
struct GameBidderClass {
  std::string name;
  std::int64_t bidders = 1;
  double participation_probability = 1.0;  ///< each takes part with it, independently
  Quantity cost_per_mwh;                   ///< a bidder
  double score_factor = 1.0;               ///< a bid b ranks at score_factor·b + score_adder_per_mwh
  double score_adder_per_mwh = 0.0;
  double tariff_per_mwh = 0.0;  ///< taken from each payment; negative: a bonus
  RiskAversion risk_aversion;
  double entry_cost_per_mwh = 0.0;  ///< paid by who bids, knowing the own cost
};

struct GameRules {
  std::int64_t lots = 1;
  PricingRule pricing = PricingRule::pay_as_bid;
  std::optional<double> ceiling_per_mwh;  ///< disclosed; absent: none
  std::string reference;                  ///< where the answer is known from
};

/// How exactly, and how long, the equilibrium is sought.
struct EquilibriumSettings {
  double tolerance = 1e-6;  ///< of bids, as a share of the range of prices in play
  double time_limit_seconds = 10.0;
};

struct GameFile {
  std::string path;  ///< as the user gave it
  std::int64_t schema_version = 1;
  std::string title;
  std::string currency;
  GameRules game;
  std::vector<GameBidderClass> bidder_classes;  ///< in the order of the file
  EquilibriumSettings equilibrium;
  std::map<std::string, Place> places;  ///< key path → where its value was written; defaults are absent
};

}  // namespace sealedbid

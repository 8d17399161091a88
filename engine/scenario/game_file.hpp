#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/issue.hpp"
#include "scenario/auction.hpp"
#include "scenario/quantity.hpp"
#include "scenario/risk_aversion.hpp"

/// A bare auction game as the user wrote it, with defaults filled in: classes of bidders with private costs or estimates of a
/// common one, identical lots, one pricing rule. The third kind of file, besides scenarios and rules; its table of fields stands
/// in game_fields.cpp.
namespace sealedbid {

/// Costs of the projects of one bidder: one draw for all of them, or a draw for each.
enum class ProjectCosts { same, independent };

/// Bidders who are alike before they learn their costs, one lot at most a project.
struct GameBidderClass {
  std::string name;
  std::int64_t bidders = 1;
  double participation_probability = 1.0;  ///< each takes part with it, independently
  std::optional<Quantity> cost_per_mwh;    ///< a bidder, in a procurement; with a common value its own part
  std::optional<Quantity> value_per_mwh;   ///< the same in a sale: what the lot is worth to it
  double score_factor = 1.0;               ///< a bid b ranks at score_factor·b + score_adder_per_mwh
  double score_adder_per_mwh = 0.0;
  double tariff_per_mwh = 0.0;  ///< taken from each payment; negative: a bonus
  RiskAversion risk_aversion;
  double entry_cost_per_mwh = 0.0;  ///< paid by who bids, knowing the own cost
  /// What changes between award and construction, unknown to the bidder when it bids; absent: nothing.
  std::optional<Quantity> cost_change_after_award_per_mwh;
  double performance_bond_per_mwh = 0.0;  ///< forfeited by a winner that does not build; with a change of cost only
  std::int64_t projects_per_bidder = 1;
  ProjectCosts project_costs = ProjectCosts::same;
};

/// The price under uniform_highest_accepted where fewer bids come than there are lots. pay_ceiling: the ceiling, as if it were
/// bid for the lots that are left (the reserve price of auction theory); without a ceiling it is pay_highest_accepted.
/// pay_highest_accepted: the highest accepted bid, as `sealedbid clear` and the simulation have it.
enum class UnsoldLots { pay_ceiling, pay_highest_accepted };

/// What a bidder sees of an amount (a cost, in a sale a value) that is partly common to all.
enum class EstimateForm { common_plus_own, common_times_own };
/// What it truly costs a winner, in a sale what it is worth to it: the common part alone (the own one is an error of estimation),
/// the own estimate itself (private, but correlated), or the mean of all bidders' estimates.
enum class TrueAmount { common, own_estimate, mean_of_estimates };

/// Estimates that are correlated because they share a part that nobody sees. Without a common part amounts are private and
/// independent. The own parts are the cost_per_mwh (in a sale value_per_mwh) of the bidders, factors where they are multiplied.
struct CommonValue {
  std::optional<Quantity> common_per_mwh;
  EstimateForm estimate = EstimateForm::common_plus_own;
  TrueAmount true_amount = TrueAmount::common;

  bool operator==(const CommonValue&) const = default;
};

struct GameRules {
  std::int64_t lots = 1;
  Direction direction = Direction::procurement;
  PricingRule pricing = PricingRule::pay_as_bid;
  UnsoldLots unsold_lots = UnsoldLots::pay_ceiling;
  std::optional<double> ceiling_per_mwh;        ///< of a procurement; disclosed; absent: none
  std::optional<double> reserve_price_per_mwh;  ///< the same of a sale: no bid below it
  CommonValue common_value;
  std::string reference;  ///< where the answer is known from
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

/// What a bidder needs or has: its cost in a procurement, its value in a sale. @throws std::bad_optional_access if it is absent.
const Quantity& own_amount(const GameFile& file, const GameBidderClass& bidders);

}  // namespace sealedbid

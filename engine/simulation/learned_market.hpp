#pragma once

#include <atomic>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "bidding/game.hpp"
#include "bidding/tabulated_game.hpp"
#include "market/market.hpp"
#include "simulation/hidden_states.hpp"
#include "simulation/learning_worlds.hpp"
#include "simulation/sampled_law.hpp"
#include "simulation/size_lattice.hpp"

/// What learning worlds teach of a policy: the laws from which games are made. Money is relative to the public reference price.
namespace sealedbid {

/// A law of prices p = u · hᵏ: the own part u, and how the hidden state h moves it.
struct HiddenPowerLaw {
  double power = 0.0;  ///< k: 1 for prices that a yield nobody sees moves in full, 0 for others
  SampledLaw own;      ///< of u
};

struct LearnedParty {
  Party party;
  Strategy strategy = Strategy::truthful;
  double presence_probability = 0.0;
  HiddenPowerLaw believed;        ///< required price as believed
  SampledMean realised;           ///< E[required price at the true yield over hᵏ | u]; empty: the estimate is exact
  SampledMean realised_variance;  ///< of the same; empty: nobody minds it
  HiddenPowerLaw given_bid;  ///< bid by strategies truthful, markup and table, and what best_response takes the others to bid
  double given_bid_probability = 1.0;  ///< that who takes part bids at all, before ceilings
  double ceiling_over_state = 1.0;     ///< known ceiling over the one that makes the public state; infinite: none
  std::vector<double> size_probability = {0.0, 1.0};
  double score_factor = 1.0, score_adder_per_mwh = 0.0;
  RiskAversion risk_aversion;
  double entry_cost_per_mwh = 0.0;
  /// Where winners may walk away: the change of their costs as a fraction of what the investment adds to the price, and means of
  /// that and of the bond. Constant 0: they cannot.
  Quantity change_fraction = Constant{0.0};
  double investment = 0.0, bond = 0.0;
};

/// Values of the public state at which games are solved.
struct StateNodes {
  std::vector<double> ceiling_over_reference;  ///< ascending; one entry, 0: there is no public state
  std::vector<double> reference_per_mwh;       ///< [node] mean of the worlds around it
};

struct LearnedMarket {
  std::vector<LearnedParty> parties;
  HiddenStates hidden;
  StateNodes nodes;
  UnknownCeiling unknown_ceiling;
  std::vector<double> volume_probability;
  PricingRule pricing = PricingRule::pay_as_bid;
  MarginalBidRule marginal_bid = MarginalBidRule::award_in_full;
  int minimum_bids = 1;
  double base_per_mwh = 0.0, reference_per_mwh = 1.0;  ///< means over all worlds
};

/// Draws learning worlds and makes laws of them. Deterministic for (market, weight, seed).
/// @param weight of classes in the reference price; see WorldReference.
/// @throws InputError for bidders whose required prices have no density, or of whom nobody ever takes part, where bids are
/// solved for.
/// Throws RunError where `stop` (may be null) becomes true.
LearnedMarket learn_market(const Market& market, const std::vector<double>& weight, std::uint64_t seed, int threads,
                           const std::atomic<bool>* stop = nullptr);

}  // namespace sealedbid

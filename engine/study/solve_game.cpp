#include "study/solve_game.hpp"

#include <algorithm>
#include <cmath>
#include <span>

#include "base/number_text.hpp"
#include "bidding/bid_table.hpp"
#include "bidding/rival_scores.hpp"

namespace sealedbid {

namespace {

constexpr int examples_per_class = 10;

Utility utility_of(const RiskAversion& risk) {
  switch (risk.form) {
    case RiskForm::none:
      return {};
    case RiskForm::crra:
      return {UtilityFamily::crra, risk.coefficient.value()};
    case RiskForm::cara:
      return {UtilityFamily::cara, risk.coefficient.value()};
  }
  return {};
}

std::vector<BidAtCost> examples_of(const Game& game, const Equilibrium& equilibrium, std::size_t i,
                                   std::span<const BidTable> tables) {
  const GameClass& bidder_class = game.classes[i];
  const ClassEquilibrium& bidders = equilibrium.classes[i];
  const RivalScores rivals = rival_scores(game, tables, i);
  std::vector<BidAtCost> examples;
  for (int e = 0; e < examples_per_class; ++e) {
    BidAtCost& example = examples.emplace_back();
    example.cost_quantile = (e + 0.5) / examples_per_class;
    example.cost_per_mwh = quantile(bidder_class.cost, example.cost_quantile);
    if (bidders.cost_per_mwh.empty() || example.cost_per_mwh > bidders.highest_cost_that_bids_per_mwh) continue;
    example.bid_per_mwh = bid_at(bidders, example.cost_per_mwh);
    example.win_probability =
        award_probability(rivals, bidder_class.score_factor * *example.bid_per_mwh + bidder_class.score_adder_per_mwh);
  }
  return examples;
}

/// From the lowest cost to the highest bid.
double range_in_play_per_mwh(const GameAnswer& answer) {
  double low = INFINITY, high = -INFINITY;
  for (std::size_t i = 0; i < answer.game.classes.size(); ++i) {
    const ClassEquilibrium& bidders = answer.equilibrium.classes[i];
    if (bidders.cost_per_mwh.empty()) continue;
    low = std::min(low, answer.game.classes[i].cost.low_per_mwh);
    high = std::max(high, bidders.highest_bid_per_mwh);
  }
  return std::max(0.0, high - low);
}

std::string sentence(std::string text) {
  return text.ends_with('.') ? text : text + ".";
}

}  // namespace

Game game_of(const GameFile& file) {
  Game game;
  game.lots = static_cast<int>(file.game.lots);
  game.pricing = file.game.pricing;
  game.ceiling_per_mwh = file.game.ceiling_per_mwh;
  for (const GameBidderClass& bidders : file.bidder_classes) {
    game.classes.push_back({bidders.name, static_cast<int>(bidders.bidders), bidders.participation_probability,
                            cost_law(bidders.cost_per_mwh), bidders.score_factor, bidders.score_adder_per_mwh,
                            bidders.tariff_per_mwh, utility_of(bidders.risk_aversion), bidders.entry_cost_per_mwh});
  }
  return game;
}

GameAnswer solve_game(const GameFile& file) {
  GameAnswer answer;
  answer.file = file;
  answer.game = game_of(file);
  SolverOptions options;
  options.tolerance = file.equilibrium.tolerance;
  options.time_limit_seconds = file.equilibrium.time_limit_seconds;
  answer.equilibrium = solve_equilibrium(answer.game, options);
  if (answer.equilibrium.status == EquilibriumStatus::refused) return answer;
  std::vector<BidTable> tables;
  for (const ClassEquilibrium& bidders : answer.equilibrium.classes) tables.push_back(bid_table(bidders));
  for (std::size_t i = 0; i < answer.game.classes.size(); ++i) {
    answer.examples.push_back(examples_of(answer.game, answer.equilibrium, i, tables));
  }
  answer.certificate = deviation_gains(answer.game, answer.equilibrium);
  return answer;
}

std::string shortfall_of(const GameAnswer& answer) {
  const Equilibrium& equilibrium = answer.equilibrium;
  if (equilibrium.status == EquilibriumStatus::refused) return sentence(equilibrium.reason);
  if (equilibrium.status == EquilibriumStatus::not_converged) {
    return "the tolerance of " + number_text(equilibrium.tolerance) + " was not met. " + sentence(equilibrium.reason);
  }
  const double negligible_per_mwh = equilibrium.tolerance * range_in_play_per_mwh(answer);
  for (std::size_t i = 0; i < answer.game.classes.size(); ++i) {
    const ClassDeviation& deviation = answer.certificate->classes[i];
    if (deviation.gain_per_mwh <= negligible_per_mwh || deviation.gain_share <= largest_gain_share) continue;
    return "the certificate refutes the answer: a bidder of class " + answer.game.classes[i].name + " could gain " +
           display_text(deviation.gain_per_mwh, 3) + " by another bid, " + display_text(deviation.gain_share, 3) +
           " of its expected profit (at most " + number_text(largest_gain_share) + " is accepted).";
  }
  return {};
}

}  // namespace sealedbid

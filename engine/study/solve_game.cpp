#include "study/solve_game.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <span>

#include "base/number_text.hpp"
#include "bidding/affiliated_terms.hpp"
#include "bidding/bid_table.hpp"
#include "bidding/response_equilibrium.hpp"
#include "bidding/rival_scores.hpp"
#include "bidding/step_costs.hpp"

namespace sealedbid {

namespace {

constexpr int examples_per_class = 10;
/// Classes that hardly earn anything count with this share of what the most successful one earns.
constexpr double negligible_value = 1e-3;

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

BuildOption build_option(const Quantity& change, double bond_per_mwh) {
  if (const auto* normal = std::get_if<Normal>(&change))
    return {BuildOption::Form::normal, normal->mean, normal->sd, bond_per_mwh};
  const auto& uniform = std::get<Uniform>(change);
  return {BuildOption::Form::uniform, 0.5 * (uniform.low + uniform.high), 0.5 * (uniform.high - uniform.low), bond_per_mwh};
}

/// With an option not to build a bidder needs less than its cost by the break-even margin: for its bids that is a bonus.
void add_option_to_build(const GameBidderClass& from, GameClass& to) {
  if (!from.cost_change_after_award_per_mwh) return;
  to.utility.family = UtilityFamily::option_to_build;
  to.utility.option = build_option(*from.cost_change_after_award_per_mwh, from.performance_bond_per_mwh);
  to.utility.break_even_per_mwh = break_even_margin(to.utility.option);
  to.tariff_per_mwh += to.utility.break_even_per_mwh;
}

/// Linear between the rows of the table.
double win_probability_at(const ClassEquilibrium& bidders, double cost_per_mwh) {
  const std::vector<double>& costs = bidders.cost_per_mwh;
  const auto above = static_cast<std::size_t>(std::ranges::upper_bound(costs, cost_per_mwh) - costs.begin());
  if (above == 0 || above == costs.size()) return bidders.win_probability[above == 0 ? 0 : above - 1];
  const double share = (cost_per_mwh - costs[above - 1]) / (costs[above] - costs[above - 1]);
  return std::lerp(bidders.win_probability[above - 1], bidders.win_probability[above], share);
}

/// Bids in the middle of each tenth of the costs, or estimates.
template <class Quantile, class WinProbability>
std::vector<BidAtCost> examples_of(const ClassEquilibrium& bidders, Quantile cost_at, WinProbability win_probability) {
  std::vector<BidAtCost> examples;
  for (int e = 0; e < examples_per_class; ++e) {
    BidAtCost& example = examples.emplace_back();
    example.cost_quantile = (e + 0.5) / examples_per_class;
    example.cost_per_mwh = cost_at(example.cost_quantile);
    if (bidders.cost_per_mwh.empty() || example.cost_per_mwh > bidders.highest_cost_that_bids_per_mwh) continue;
    example.bid_per_mwh = bid_at(bidders, example.cost_per_mwh);
    example.win_probability = win_probability(example);
  }
  return examples;
}

std::vector<BidAtCost> affiliated_examples(const Game& game, const ClassEquilibrium& bidders) {
  constexpr int panels = 12;
  const AffiliatedGame affiliated = affiliated_game(game);
  return examples_of(
      bidders, [&](double probability) { return estimate_quantile(affiliated.law, probability); },
      [&](const BidAtCost& example) { return terms_at(affiliated, example.cost_per_mwh, panels).win; });
}

std::vector<BidAtCost> private_examples(const Game& game, const ClassEquilibrium& bidders, std::size_t i,
                                        std::span<const BidTable> tables) {
  const GameClass& own = game.classes[i];
  const RivalScores rivals = rival_scores(game, tables, i);
  return examples_of(
      bidders, [&](double probability) { return quantile(own.cost, probability); },
      [&](const BidAtCost& example) {
        return award_probability(rivals, own.score_factor * *example.bid_per_mwh + own.score_adder_per_mwh);
      });
}

/// Of the project in place `step`, 1: the cheapest.
std::vector<BidAtCost> step_examples(const GameClass& own, const ClassEquilibrium& bidders, int step) {
  return examples_of(
      bidders, [&](double probability) { return step_quantile(own, step, probability); },
      [&](const BidAtCost& example) { return win_probability_at(bidders, example.cost_per_mwh); });
}

/// From the lowest cost to the highest bid.
double range_in_play_per_mwh(const GameAnswer& answer) {
  double low = INFINITY, high = -INFINITY;
  for (std::size_t i = 0; i < answer.game.classes.size(); ++i) {
    const ClassEquilibrium& bidders = answer.equilibrium.classes[i];
    if (bidders.cost_per_mwh.empty()) continue;
    low = std::min(low, bidders.cost_per_mwh.front());
    high = std::max(high, bidders.highest_bid_per_mwh);
  }
  return std::max(0.0, high - low);
}

std::string sentence(std::string text) {
  return text.ends_with('.') ? text : text + ".";
}

}  // namespace

double projects_won(const ClassEquilibrium& bidders) {
  double sum = bidders.award_probability;
  for (const ClassEquilibrium& later : bidders.later_projects) sum += later.award_probability;
  return sum;
}

Game game_of(const GameFile& file) {
  const bool is_sale = file.game.direction == Direction::sale;
  const auto law_of = [](const Quantity& quantity, bool turns_round) {
    return turns_round ? mirrored(cost_law(quantity)) : cost_law(quantity);
  };
  Game game;
  game.lots = static_cast<int>(file.game.lots);
  game.pricing = file.game.pricing;
  game.unsold_lots = file.game.unsold_lots;
  game.ceiling_per_mwh = file.game.ceiling_per_mwh;
  if (is_sale && file.game.reserve_price_per_mwh) game.ceiling_per_mwh = -*file.game.reserve_price_per_mwh;
  const CommonValue& common = file.game.common_value;
  if (common.common_per_mwh) {
    game.common_value = CommonPart{law_of(*common.common_per_mwh, is_sale), common.estimate, common.true_amount};
  }
  const bool is_factor = game.common_value && common.estimate == EstimateForm::common_times_own;
  for (const GameBidderClass& bidders : file.bidder_classes) {
    game.classes.push_back({bidders.name, static_cast<int>(bidders.bidders), bidders.participation_probability,
                            law_of(own_amount(file, bidders), is_sale && !is_factor), bidders.score_factor,
                            is_sale ? -bidders.score_adder_per_mwh : bidders.score_adder_per_mwh, bidders.tariff_per_mwh,
                            utility_of(bidders.risk_aversion), bidders.entry_cost_per_mwh,
                            static_cast<int>(bidders.projects_per_bidder), bidders.project_costs});
    add_option_to_build(bidders, game.classes.back());
  }
  return game;
}

namespace {

/// The answer with what others find of it; of work that was stopped there is none.
GameAnswer certified(const GameFile& file, const Game& game, Equilibrium equilibrium, const std::atomic<bool>* stop) {
  throw_if_stopped(stop);
  GameAnswer answer;
  answer.file = file;
  answer.game = game;
  answer.equilibrium = std::move(equilibrium);
  if (answer.equilibrium.status == EquilibriumStatus::refused) return answer;
  std::vector<BidTable> tables;
  for (const ClassEquilibrium& bidders : answer.equilibrium.classes) tables.push_back(bid_table(bidders));
  for (std::size_t i = 0; i < answer.game.classes.size(); ++i) {
    const ClassEquilibrium& bidders = answer.equilibrium.classes[i];
    std::vector<std::vector<BidAtCost>>& later = answer.later_examples.emplace_back();
    for (const ClassEquilibrium& project : bidders.later_projects)
      later.push_back(step_examples(answer.game.classes[i], project, static_cast<int>(later.size()) + 2));
    if (has_steps(answer.game)) {
      answer.examples.push_back(step_examples(answer.game.classes[i], bidders, 1));
      continue;
    }
    answer.examples.push_back(answer.game.common_value ? affiliated_examples(answer.game, bidders)
                                                       : private_examples(answer.game, bidders, i, tables));
  }
  answer.certificate = deviation_gains(answer.game, answer.equilibrium);
  return answer;
}

/// Greatest gain of a class on average over its costs, before they are known.
double mean_gain_per_mwh(const GameAnswer& answer) {
  double most = 0.0;
  for (const ClassDeviation& deviation : answer.certificate->classes) most = std::max(most, deviation.average_gain_per_mwh);
  return most;
}

bool is_refuted(const GameAnswer& answer) {
  return answer.certificate && !shortfall_of(answer).empty();
}

/// Takes the other answer if it is better.
void keep_better(GameAnswer& answer, GameAnswer other) {
  if (other.certificate && mean_gain_per_mwh(other) < mean_gain_per_mwh(answer)) answer = std::move(other);
}

}  // namespace

GameAnswer solve_game(const GameFile& file, const std::atomic<bool>* stop) {
  using Watch = std::chrono::steady_clock;
  const Game game = game_of(file);
  SolverOptions options;
  options.tolerance = file.equilibrium.tolerance;
  options.time_limit_seconds = file.equilibrium.time_limit_seconds;
  options.stop = stop;
  const auto start = Watch::now();
  const auto limit = std::chrono::duration_cast<Watch::duration>(std::chrono::duration<double>(options.time_limit_seconds));
  GameAnswer answer = certified(file, game, solve_equilibrium(game, options), stop);
  if (is_refuted(answer) && answer.equilibrium.method == "collocation") {
    options.unlike_method = UnlikeMethod::shots;
    keep_better(answer, certified(file, game, solve_equilibrium(game, options), stop));
  }
  if (is_refuted(answer) && answer.equilibrium.method != response_method) {
    std::optional<Equilibrium> general = solve_by_response(game, {start + limit, stop});
    if (general) keep_better(answer, certified(file, game, std::move(*general), stop));
  }
  throw_if_stopped(stop);
  answer.equilibrium.tolerance = options.tolerance;
  answer.equilibrium.seconds = std::chrono::duration<double>(Watch::now() - start).count();
  return answer;
}

std::string shortfall_of(const GameAnswer& answer) {
  const Equilibrium& equilibrium = answer.equilibrium;
  if (equilibrium.status == EquilibriumStatus::refused) return sentence(equilibrium.reason);
  if (equilibrium.status == EquilibriumStatus::not_converged) {
    return "the tolerance of " + number_text(equilibrium.tolerance) + " was not met. " + sentence(equilibrium.reason);
  }
  const bool is_general = equilibrium.method == response_method;
  const double negligible_per_mwh = equilibrium.tolerance * range_in_play_per_mwh(answer);
  const double accepted = is_general ? largest_mean_gain_share : largest_gain_share;
  double most_value_per_mwh = 0.0;
  for (const ClassDeviation& deviation : answer.certificate->classes)
    most_value_per_mwh = std::max(most_value_per_mwh, deviation.expected_value_per_mwh);
  for (std::size_t i = 0; i < answer.game.classes.size(); ++i) {
    const ClassDeviation& deviation = answer.certificate->classes[i];
    const double gain_per_mwh = is_general ? deviation.average_gain_per_mwh : deviation.gain_per_mwh;
    const double value_per_mwh = std::max(deviation.expected_value_per_mwh, negligible_value * most_value_per_mwh);
    const double share = is_general ? gain_per_mwh / value_per_mwh : deviation.gain_share;
    if (gain_per_mwh <= negligible_per_mwh || share <= accepted) continue;
    return "the certificate refutes the answer: a bidder of class " + answer.game.classes[i].name + " could gain " +
           display_text(gain_per_mwh, 3) + (is_general ? " on average" : "") + " by other bids, " + display_text(share, 3) +
           " of its expected profit (at most " + number_text(accepted) + " is accepted).";
  }
  return {};
}

}  // namespace sealedbid

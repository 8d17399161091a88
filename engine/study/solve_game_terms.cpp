#include "study/solve_game_terms.hpp"

#include <algorithm>

namespace sealedbid {

namespace {

/// Minus the number, and never minus zero.
void turn_round(double& number) {
  number = 0.0 - number;
}

void turn_round(std::vector<double>& numbers) {
  for (double& number : numbers) turn_round(number);
  std::ranges::reverse(numbers);
}

void turn_round(ClassEquilibrium& bidders) {
  turn_round(bidders.cost_per_mwh);
  turn_round(bidders.bid_per_mwh);
  for (auto* list : {&bidders.bid_slope, &bidders.win_probability, &bidders.interim_profit_per_mwh}) std::ranges::reverse(*list);
  std::swap(bidders.lowest_bid_per_mwh, bidders.highest_bid_per_mwh);
  for (double* number : {&bidders.lowest_bid_per_mwh, &bidders.highest_bid_per_mwh, &bidders.highest_cost_that_bids_per_mwh,
                         &bidders.expected_payment_per_mwh}) {
    turn_round(*number);
  }
  for (ClassEquilibrium& later : bidders.later_projects) turn_round(later);
}

void turn_round(ClassDeviation& deviation) {
  for (double* number : {&deviation.at_cost_per_mwh, &deviation.table_bid_per_mwh, &deviation.better_bid_per_mwh,
                         &deviation.expected_payment_per_mwh}) {
    turn_round(*number);
  }
}

void turn_round(std::vector<BidAtCost>& examples) {
  for (BidAtCost& example : examples) {
    example.cost_quantile = 1.0 - example.cost_quantile;
    turn_round(example.cost_per_mwh);
    if (example.bid_per_mwh) turn_round(*example.bid_per_mwh);
  }
  std::ranges::reverse(examples);
}

}  // namespace

GameTerms terms_of(const GameFile& file) {
  const bool is_sale = file.game.direction == Direction::sale;
  GameTerms terms{is_sale ? "value" : "cost", is_sale ? "reserve price" : "ceiling",
                  is_sale ? "reserve_price_per_mwh" : "ceiling_per_mwh", ""};
  if (file.game.common_value.common_per_mwh) terms.amount = "estimate";
  terms.last_amount = (is_sale ? "lowest_" : "highest_") + terms.amount;
  return terms;
}

GameAnswer in_terms_of_file(const GameAnswer& answer) {
  GameAnswer shown = answer;
  if (answer.file.game.direction != Direction::sale) return shown;
  for (ClassEquilibrium& bidders : shown.equilibrium.classes) turn_round(bidders);
  turn_round(shown.equilibrium.expected_payment_per_mwh);
  turn_round(shown.equilibrium.expected_price_per_mwh);
  for (std::vector<BidAtCost>& examples : shown.examples) turn_round(examples);
  for (auto& projects : shown.later_examples) {
    for (std::vector<BidAtCost>& examples : projects) turn_round(examples);
  }
  if (shown.certificate) {
    for (ClassDeviation& deviation : shown.certificate->classes) turn_round(deviation);
  }
  return shown;
}

}  // namespace sealedbid

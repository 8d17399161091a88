#pragma once

#include "validation/theory_games_cases.hpp"

/// Sales, and games whose costs or values are partly common. Amounts and bids as the files have them.
namespace sealedbid::testing {

inline std::vector<KnownGame> sale_games() {
  std::vector<KnownGame> games = {known_game("sale-unlike-values", {}, one_lot, 1.0,
                                             {{"", "expected_price_per_mwh", 0.488390532284},
                                              {"weak", "award_probability", 0.340277778},
                                              {"strong", "lowest_bid_per_mwh", 0.125},
                                              {"weak", "highest_bid_per_mwh", 0.659722222},
                                              {"strong", "highest_bid_per_mwh", 0.659722222}},
                                             {})};
  games.push_back(known_game("sale-bidding-ring", {}, one_lot, 1.0,
                             {{"", "expected_price_per_mwh", 0.4262906952},
                              {"alone", "award_probability", 0.421875},
                              {"ring", "award_probability", 0.578125},
                              {"ring", "highest_bid_per_mwh", 0.578125}},
                             {{"alone", 0.1502750374, 0.1},
                              {"ring", 0.1995529623, 0.1},
                              {"alone", 0.4624481176, 0.3},
                              {"ring", 0.5810130159, 0.3},
                              {"alone", 0.8272930854, 0.5},
                              {"ring", 0.8999688890, 0.5}}));
  games.push_back(known_game("sale-bidding-ring", {{"bidder_classes.ring.value_per_mwh.alpha", "4"}}, one_lot, 1.0,
                             {{"", "expected_price_per_mwh", 0.5054304717},
                              {"alone", "award_probability", 0.3626241276},
                              {"ring", "highest_bid_per_mwh", 0.637375872374}},
                             {}));
  games.push_back(known_game("sale-bidding-ring", {{"bidder_classes.alone.bidders", "2"}, {"bidder_classes.ring.bidders", "3"}},
                             one_lot, 1.0,
                             {{"", "expected_price_per_mwh", 0.7659385409},
                              {"alone", "award_probability", 0.1378632749},
                              {"ring", "award_probability", 0.2414244834},
                              {"ring", "highest_bid_per_mwh", 0.862136725149}},
                             {}));
  struct Reserve {
    int bidders;
    const char* reserve;
    double revenue;
  };
  for (const auto& [bidders, reserve, revenue] : {Reserve{2, "0.6", 0.405333333333},
                                                  {2, "0.5", 5.0 / 12},
                                                  {2, "0.4", 0.408},
                                                  {3, "0.6", 0.5216},
                                                  {3, "0.5", 0.53125},
                                                  {3, "0.4", 0.5256}}) {
    std::vector<Override> overrides = with_bidders(bidders);
    overrides.push_back({"game.reserve_price_per_mwh", reserve});
    games.push_back(known_game("sale-optimal-reserve", overrides, closed_form, 1.0,
                               {{"", "expected_payment_per_mwh", revenue}, {"all", "lowest_bid_per_mwh", std::stod(reserve)}},
                               {}));
  }
  return games;
}

inline const Override pays_lowest_rejected = {"game.pricing", "uniform_lowest_rejected"};

/// Source of the digits: Krishna (2010), example 6.1 and its integrals for two bidders; computed independently of this program.
inline std::vector<KnownGame> common_values() {
  const Override two = {"bidder_classes.all.bidders", "2"};
  const double revenue_of_two = 0.308227612638, revenue_of_three = 0.364467666561;
  const auto bids = [](double first, double second, double third, double fourth) {
    return std::vector<KnownBid>{{"all", 0.25, first}, {"all", 0.5, second}, {"all", 1.0, third}, {"all", 1.5, fourth}};
  };
  return {
      known_game("common-value", {}, closed_form, 1.0, {{"", "expected_payment_per_mwh", revenue_of_three}},
                 bids(0.152457128, 0.281187284, 0.487441730, 0.646156714)),
      known_game("common-value", {two}, closed_form, 1.0, {{"", "expected_payment_per_mwh", revenue_of_two}},
                 bids(0.175043138, 0.279564335, 0.432239900, 0.548693165)),
      known_game("common-value", {pays_lowest_rejected}, closed_form, 1.0, {{"", "expected_payment_per_mwh", revenue_of_three}},
                 bids(0.222222222, 0.4, 0.666666667, 0.857142857)),
      known_game("common-value", {two, pays_lowest_rejected}, closed_form, 1.0,
                 {{"", "expected_payment_per_mwh", revenue_of_two}}, bids(0.297063077, 0.462098120, 0.693147181, 0.863046217))};
}

inline std::vector<KnownGame> affiliated_values() {
  const std::vector<double> estimates = {0.0, 0.3, 1.0, 1.4, 2.0};
  return {known_game("affiliated-values", {}, closed_form, 2.0,
                     {{"", "expected_payment_per_mwh", 7.0 / 9}, {"all", "expected_profit_per_mwh", 1.0 / 9}},
                     bids_of(
                         "all", [](double x) { return 2 * x / 3; }, estimates)),
          known_game("affiliated-values", {pays_lowest_rejected}, closed_form, 2.0,
                     {{"", "expected_payment_per_mwh", 5.0 / 6}, {"all", "expected_profit_per_mwh", 1.0 / 12}},
                     bids_of(
                         "all", [](double x) { return x; }, estimates))};
}

/// Estimates away from the lowest costs; those near the highest ones end the exponential term.
inline std::vector<KnownGame> estimated_costs() {
  std::vector<KnownGame> games;
  for (const int n : {2, 3, 5}) {
    const auto as_bid = [n](double x) { return x + 1 - 2.0 / (n + 1) * std::exp(-n / 2.0 * (100 - 1 - x)); };
    const auto rejected = [n](double x) { return x + (n - 2.0) / n; };
    games.push_back(
        known_game("winners-curse", with_bidders(n), closed_form, 100.0, {}, bids_of("all", as_bid, {20, 50, 97, 98.5})));
    std::vector<Override> overrides = with_bidders(n);
    overrides.push_back(pays_lowest_rejected);
    games.push_back(known_game("winners-curse", overrides, closed_form, 100.0, {}, bids_of("all", rejected, {20, 50, 97, 98.5})));
  }
  return games;
}

}  // namespace sealedbid::testing

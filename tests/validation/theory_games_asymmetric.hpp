#pragma once

#include "validation/theory_games_cases.hpp"

/// What is known of the games of scenarios/theory with unlike bidders.
namespace sealedbid::testing {

inline std::vector<KnownGame> asymmetric_uniforms() {
  const double k = 1.0 / 1600 - 1.0 / 6400;
  const auto bid = [k](double sign) {
    return [k, sign](double c) { return 100 - (100 - c) / (1 + std::sqrt(1 + sign * k * (100 - c) * (100 - c))); };
  };
  return {known_game(
      "asymmetric-uniforms", {}, one_lot, 100.0,
      {{"", "expected_price_per_mwh", 81.6397977719},
       {"weak", "award_probability", 1.0 / 3},
       {"weak", "expected_profit_per_mwh", 3.87733898},
       {"strong", "expected_profit_per_mwh", 20.2758932},
       {"weak", "lowest_bid_per_mwh", 220.0 / 3}},
      joined(bids_of("weak", bid(-1), {60, 61, 70, 80, 90, 99}), bids_of("strong", bid(+1), {20, 21, 30, 45, 60, 77, 90, 99})))};
}

inline std::vector<KnownGame> preferences() {
  struct Row {
    double preference, domestic_wins, payment, domestic_profit, foreign_profit;
  };
  const Row rows[] = {{0.1, 0.522727273, 0.669796888, 0.185551492, 0.150483315},
                      {0.2, 0.541666667, 0.677860891, 0.205377358, 0.137719754},
                      {0.5, 0.583333333, 0.719601393, 0.268755291, 0.111878739}};
  std::vector<KnownGame> games;
  for (const Row& row : rows) {
    games.push_back(known_game("domestic-preference",
                               {{"bidder_classes.foreign.score_factor", std::to_string(1 + row.preference)}}, one_lot, 1.0,
                               {{"domestic", "award_probability", row.domestic_wins},
                                {"", "expected_payment_per_mwh", row.payment},
                                {"domestic", "expected_profit_per_mwh", row.domestic_profit},
                                {"foreign", "expected_profit_per_mwh", row.foreign_profit},
                                {"domestic", "lowest_bid_per_mwh", (2 + row.preference) / 4},
                                {"foreign", "lowest_bid_per_mwh", (2 + row.preference) / 4 / (1 + row.preference)}},
                               {}));
  }
  return games;
}

/// Costs 100 − a U^(1/k), that is 100 − a + a (1 − U^(1/k)): beta with parameters 1 and k.
inline std::vector<Override> linear_class(const std::string& name, int bidders, int k, double a) {
  const std::string path = "bidder_classes." + name + ".";
  return {{path + "bidders", std::to_string(bidders)},
          {path + "cost_per_mwh.beta", std::to_string(k)},
          {path + "cost_per_mwh.low", std::to_string(100 - a)}};
}

inline std::vector<KnownGame> linear_bids() {
  struct Row {
    int n1, k1, n2, k2;
    double a1, a2;
  };
  const Row rows[] = {{1, 1, 1, 2, 60, 80}, {2, 1, 3, 2, 60, 61.25}, {1, 2, 4, 1, 60, 57.6}};
  std::vector<KnownGame> games;
  for (const Row& row : rows) {
    std::vector<Override> overrides = linear_class("first", row.n1, row.k1, row.a1);
    for (const Override& further : linear_class("second", row.n2, row.k2, row.a2)) overrides.push_back(further);
    const double first = row.k1 * (row.n1 - 1) + row.k2 * row.n2, second = row.k1 * row.n1 + row.k2 * (row.n2 - 1);
    const double s1 = first / (first + 1), s2 = second / (second + 1), b = row.a1 * s1;
    const double m = row.n1 * row.k1 + row.n2 * row.k2;
    games.push_back(known_game("linear-bids", overrides, closed_form, 100.0,
                               {{"", "expected_price_per_mwh", 100 - b * m / (m + 1)},
                                {"first", "lowest_bid_per_mwh", 100 - b},
                                {"first", "award_probability", row.k1 / m},
                                {"second", "award_probability", row.k2 / m},
                                {"first", "expected_profit_per_mwh", (1 / s1 - 1) * b * row.k1 / (m + 1)},
                                {"second", "expected_profit_per_mwh", (1 / s2 - 1) * b * row.k2 / (m + 1)}},
                               joined(bids_of("first", [s1](double c) { return 100 - s1 * (100 - c); }, {45, 50, 60, 77, 98}),
                                      bids_of("second", [s2](double c) { return 100 - s2 * (100 - c); }, {45, 50, 60, 77, 98}))));
  }
  return games;
}

/// The published values are those of a sale; here costs are 1 − value and bids 1 − bid.
inline std::vector<KnownGame> bidding_rings() {
  const auto ring_of = [](const std::string& members) { return Override{"bidder_classes.ring.cost_per_mwh.beta", members}; };
  return {known_game("bidding-ring", {}, one_lot, 1.0,
                     {{"alone", "lowest_bid_per_mwh", 27.0 / 64},
                      {"", "expected_price_per_mwh", 1 - 0.4262906952},
                      {"alone", "award_probability", 27.0 / 64},
                      {"ring", "award_probability", 37.0 / 64}},
                     {{"alone", 1 - 0.1502750374, 0.9},
                      {"ring", 1 - 0.1995529623, 0.9},
                      {"alone", 1 - 0.4624481176, 0.7},
                      {"ring", 1 - 0.5810130159, 0.7},
                      {"alone", 1 - 0.8272930854, 0.5},
                      {"ring", 1 - 0.899968889, 0.5}}),
          known_game("bidding-ring", {ring_of("4")}, one_lot, 1.0,
                     {{"ring", "lowest_bid_per_mwh", 1 - 0.637375872374},
                      {"", "expected_price_per_mwh", 1 - 0.5054304717},
                      {"alone", "award_probability", 0.3626241276}},
                     {}),
          known_game("bidding-ring", {{"bidder_classes.alone.bidders", "2"}, {"bidder_classes.ring.bidders", "3"}}, one_lot, 1.0,
                     {{"ring", "lowest_bid_per_mwh", 1 - 0.862136725149},
                      {"", "expected_price_per_mwh", 1 - 0.7659385409},
                      {"alone", "award_probability", 0.1378632749},
                      {"ring", "award_probability", 0.2414244834}},
                     {})};
}

inline std::vector<KnownGame> two_origins() {
  return {known_game("two-origins", {{"game.ceiling_per_mwh", "90"}}, one_lot, 90.0,
                     {{"foreign", "lowest_bid_per_mwh", 52.119996},
                      {"", "award_probability", 1.0},
                      {"", "expected_payment_per_mwh", 57.333183},
                      {"domestic", "award_probability", 0.08591027},
                      {"foreign", "award_probability", 0.24742307}},
                     {{"domestic", 45, 53.2502002},
                      {"domestic", 55, 59.2376608},
                      {"domestic", 59, 62.3311854},
                      {"foreign", 45, 54.1041244},
                      {"foreign", 55, 59.8348256},
                      {"foreign", 59, 62.7837299}}),
          known_game("two-origins", {}, one_lot, 65.0,
                     {{"foreign", "lowest_bid_per_mwh", 52.040245},
                      {"", "award_probability", 0.986754},
                      {"", "expected_payment_per_mwh", 56.18132},
                      {"domestic", "award_probability", 0.083742},
                      {"foreign", "award_probability", 0.245176}},
                     {{"domestic", 45, 53.1654105},
                      {"domestic", 50, 55.7402739},
                      {"domestic", 60, 62.5984732},
                      {"foreign", 42, 52.8203737},
                      {"foreign", 50, 56.4971731},
                      {"foreign", 59, 62.2417431}}),
          known_game("import-tariff", {}, one_lot, 65.0,
                     {{"foreign", "lowest_bid_per_mwh", 55.09151}, {"", "expected_payment_per_mwh", 56.96909}},
                     {{"domestic", 45, 55.5695397},
                      {"domestic", 50, 57.1827819},
                      {"domestic", 60, 62.9768926},
                      {"foreign", 42, 56.252977},
                      {"foreign", 50, 60.2129308}})};
}

inline std::vector<KnownGame> shifted_costs() {
  return {known_game("shifted-costs", {}, one_lot, 1.0,
                     {{"cheap", "lowest_bid_per_mwh", 0.34953274},
                      {"dear", "lowest_bid_per_mwh", 0.36244047},
                      {"", "expected_price_per_mwh", 0.49316606},
                      {"cheap", "award_probability", 0.34953274},
                      {"dear", "award_probability", 0.15046726}},
                     {{"cheap", 0.1, 0.3866171},
                      {"cheap", 0.3, 0.5047571},
                      {"cheap", 0.8, 0.870566},
                      {"dear", 0.25, 0.4419089},
                      {"dear", 0.5, 0.6396225},
                      {"dear", 0.8, 0.860643}})};
}

}  // namespace sealedbid::testing

#pragma once

#include <cmath>
#include <functional>
#include <ostream>
#include <string>
#include <vector>

#include "scenario/read_scenario.hpp"

/// What is known of the games of scenarios/theory: closed forms, or numbers that were computed by other programs.
namespace sealedbid::testing {

/// A number of the whole game (no class) or of one class, by its name in the JSON of the answer.
struct KnownNumber {
  std::string bidder_class, name;
  double value;
};
struct KnownBid {
  std::string bidder_class;
  double cost_per_mwh, bid_per_mwh;
  std::size_t project = 1;  ///< of a bidder with several, 1: the cheapest
};
struct KnownGame {
  std::string file;
  std::vector<Override> overrides;
  double tolerance_per_mwh;  ///< of bids and payments; probabilities have the same, over the ceiling
  double ceiling_per_mwh;    ///< or the highest cost, where there is none
  std::vector<KnownNumber> numbers;
  std::vector<KnownBid> bids;
};

inline void PrintTo(const KnownGame& game, std::ostream* stream) {
  *stream << game.file;
  for (const Override& change : game.overrides) *stream << ", " << change.key_path << " = " << change.text;
}

inline constexpr double closed_form = 1e-8, one_lot = 1e-6, several_lots = 1e-5;  ///< of the ceiling

inline KnownGame known_game(std::string file, std::vector<Override> overrides, double share, double ceiling_per_mwh,
                            std::vector<KnownNumber> numbers, std::vector<KnownBid> bids) {
  return {std::move(file), std::move(overrides), share * ceiling_per_mwh, ceiling_per_mwh, std::move(numbers), std::move(bids)};
}

using BidFunction = std::function<double(double)>;

/// The bids of a class at some costs.
inline std::vector<KnownBid> bids_of(const std::string& bidder_class, const BidFunction& bid_at,
                                     const std::vector<double>& costs) {
  std::vector<KnownBid> bids;
  for (const double cost : costs) bids.push_back({bidder_class, cost, bid_at(cost)});
  return bids;
}

inline std::vector<KnownBid> joined(std::vector<KnownBid> first, const std::vector<KnownBid>& second) {
  first.insert(first.end(), second.begin(), second.end());
  return first;
}

inline std::vector<Override> with_bidders(int bidders) {
  return {{"bidder_classes.all.bidders", std::to_string(bidders)}};
}

/// Uniform costs from 0 to 1, first price: c + [(1−c)^n − (1−r)^n] / [n (1−c)^(n−1)].
inline BidFunction uniform_bid(int bidders, double ceiling = 1.0) {
  return [=](double c) {
    return c + (std::pow(1 - c, bidders) - std::pow(1 - ceiling, bidders)) / (bidders * std::pow(1 - c, bidders - 1));
  };
}

inline std::vector<KnownGame> symmetric_games() {
  std::vector<KnownGame> games;
  const std::vector<double> costs = {0, 0.1, 0.25, 0.333, 0.5, 0.59};
  for (const int n : {2, 3, 5, 10}) {
    games.push_back(known_game("uniform", with_bidders(n), closed_form, 1.0,
                               {{"", "expected_price_per_mwh", 2.0 / (n + 1)},
                                {"all", "expected_profit_per_mwh", 1.0 / (n * (n + 1))},
                                {"all", "award_probability", 1.0 / n}},
                               bids_of("all", uniform_bid(n), {0, 0.1, 0.25, 0.333, 0.5, 0.75, 0.9, 0.99})));
  }
  games.push_back(known_game("uniform-ceiling", {}, closed_form, 0.6,
                             {{"", "award_probability", 0.84},
                              {"", "expected_payment_per_mwh", 0.432},
                              {"", "expected_price_per_mwh", 0.432 / 0.84},
                              {"all", "highest_cost_that_bids_per_mwh", 0.6}},
                             bids_of("all", uniform_bid(2, 0.6), costs)));
  games.push_back(known_game("uniform-ceiling", with_bidders(3), closed_form, 0.6,
                             {{"", "award_probability", 0.936}, {"", "expected_payment_per_mwh", 0.4104}},
                             bids_of("all", uniform_bid(3, 0.6), costs)));
  for (const int n : {2, 3, 5}) {
    games.push_back(known_game("exponential", with_bidders(n), closed_form, 100.0,
                               {{"", "expected_price_per_mwh", 40 + 10 * (1.0 / n + 1.0 / (n - 1))}},
                               bids_of("all", [n](double c) { return c + 10.0 / (n - 1); }, {40, 42, 47.3, 55, 70, 90})));
    const double s = 0.5 / (n - 0.5);
    games.push_back(known_game("risk-aversion", with_bidders(n), closed_form, 1.0,
                               {{"", "expected_price_per_mwh", (1 - s) / (n + 1) + s}},
                               bids_of("all", [s](double c) { return c + (1 - c) * s; }, {0, 0.2, 0.45, 0.8, 0.95})));
  }
  games.push_back(
      known_game("weibull", {}, closed_form, 10.0, {{"", "expected_price_per_mwh", 11.45796782}},
                 {{"all", 0, 8.86226925}, {"all", 5, 10.45641361}, {"all", 10, 13.78936078}, {"all", 15, 17.84997655}}));
  games.push_back(
      known_game("weibull", with_bidders(3), closed_form, 10.0, {{"", "expected_price_per_mwh", 8.56644498}},
                 {{"all", 0, 6.26657069}, {"all", 5, 8.27839771}, {"all", 10, 12.10684615}, {"all", 15, 16.52295149}}));
  games.push_back(
      known_game("weibull", with_bidders(5), closed_form, 10.0, {{"", "expected_price_per_mwh", 6.30236395}},
                 {{"all", 0, 4.43113463}, {"all", 5, 6.89468039}, {"all", 10, 11.13169263}, {"all", 15, 15.7931782}}));
  return games;
}

/// Costs from 50 to 90 that change by up to 20 after the award. Without a bond the value of a margin t over the needed price, the
/// cost less 20, is t²/80, as if the bidder loved risk (the exponent of CRRA is 2); a bond of 20 lets everybody build.
inline std::vector<KnownGame> options_not_to_build() {
  std::vector<KnownGame> games;
  games.push_back(known_game("option-not-to-build", {}, closed_form, 90.0,
                             {{"", "expected_price_per_mwh", 55.0},
                              {"developers", "expected_profit_per_mwh", 1.0},
                              {"developers", "build_probability", 0.375}},
                             bids_of("developers", [](double c) { return 0.5 * (50.0 + c); }, {50, 61, 72.5, 89})));
  const std::vector<Override> bond = {{"bidder_classes.developers.performance_bond_per_mwh", "20"}};
  games.push_back(known_game("option-not-to-build", bond, closed_form, 90.0,
                             {{"", "expected_price_per_mwh", 70.0}, {"developers", "build_probability", 1.0}},
                             bids_of("developers", [](double c) { return c + (90.0 - c) / 3.0; }, {50, 61, 72.5, 89})));
  return games;
}

/// Payments under a ceiling as in the second-price auction; and entry.
inline std::vector<KnownGame> ceilings_and_entry() {
  std::vector<KnownGame> games;
  for (const double r : {0.4, 0.5, 0.6}) {
    for (const int n : {2, 3}) {
      std::vector<Override> overrides = with_bidders(n);
      overrides.push_back({"game.ceiling_per_mwh", std::to_string(r)});
      const double award = 1 - std::pow(1 - r, n);
      const double second_below = n == 2 ? r * r * r / 3 : r * r * r - std::pow(r, 4) / 2;  // ∫ P(second lowest cost < t), 0 to r
      games.push_back(known_game("optimal-ceiling", overrides, closed_form, r,
                                 {{"", "award_probability", award}, {"", "expected_payment_per_mwh", award * r - second_below}},
                                 bids_of("all", uniform_bid(n, r), {0, 0.1, 0.39})));
    }
  }
  for (const int n : {2, 3}) {
    games.push_back(known_game("entry-cost", with_bidders(n), closed_form, 1.0,
                               {{"", "award_probability", 0.9},
                                {"all", "highest_cost_that_bids_per_mwh", 1 - std::pow(0.1, 1.0 / n)},
                                {"all", "highest_bid_per_mwh", 1.0}},
                               {}));
  }
  return games;
}

/// ∫ from c to r of P(fewer than k of n − 1 rivals are below t), over the same at c: uniform costs from 0 to 1, pay-as-bid.
inline BidFunction bid_for_lots(int bidders, int lots, double ceiling = 1.0) {
  const auto losing_rivals = [=](double t) {
    double sum = 0.0, choose = 1.0;
    for (int j = 0; j < lots; choose *= static_cast<double>(bidders - 1 - j) / (j + 1), ++j) {
      sum += choose * std::pow(t, j) * std::pow(1 - t, bidders - 1 - j);
    }
    return sum;
  };
  return [=](double c) {
    constexpr int steps = 2000;  // Simpson's rule on a polynomial of degree ≤ 4: exact to rounding
    const double step = (ceiling - c) / steps;
    double sum = losing_rivals(c) + losing_rivals(ceiling);
    for (int i = 1; i < steps; ++i) sum += (i % 2 == 1 ? 4 : 2) * losing_rivals(c + i * step);
    return c + sum * step / 3 / losing_rivals(c);
  };
}

inline std::vector<KnownGame> games_for_lots() {
  std::vector<KnownGame> games;
  const std::vector<double> costs = {0, 0.1, 0.25, 0.5, 0.69};
  const std::pair<int, int> sizes[] = {{3, 2}, {4, 2}, {5, 3}};
  for (const auto& [n, k] : sizes) {
    std::vector<Override> overrides = with_bidders(n);
    overrides.push_back({"game.lots", std::to_string(k)});
    const KnownNumber price{"", "expected_price_per_mwh", (k + 1.0) / (n + 1)};
    games.push_back(
        known_game("lots-pay-as-bid", overrides, several_lots, 1.0, {price}, bids_of("all", bid_for_lots(n, k), costs)));
    games.push_back(known_game("lots-highest-accepted", overrides, several_lots, 1.0, {price},
                               bids_of("all", uniform_bid(n - k + 1), costs)));
    games.push_back(known_game("lots-lowest-rejected", overrides, several_lots, 1.0, {price},
                               bids_of(
                                   "all", [](double c) { return c; }, costs)));
    overrides.push_back({"game.ceiling_per_mwh", "0.7"});
    games.push_back(
        known_game("lots-pay-as-bid", overrides, several_lots, 0.7, {}, bids_of("all", bid_for_lots(n, k, 0.7), costs)));
    games.push_back(known_game("lots-highest-accepted", overrides, several_lots, 0.7, {},
                               bids_of("all", uniform_bid(n - k + 1, 0.7), costs)));
  }
  return games;
}

}  // namespace sealedbid::testing

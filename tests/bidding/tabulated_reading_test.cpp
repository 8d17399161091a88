#include "bidding/tabulated_reading.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <utility>

#include "bidding/closed_forms.hpp"

namespace sealedbid {
namespace {

using closed_forms::uniform_class;
using closed_forms::uniform_game;

TEST(TabulatedReadingTest, PlacesAndValues) {
  const std::vector<double> estimate = {1.0, 2.0, 4.0}, table = {10.0, 20.0, 40.0};
  EXPECT_DOUBLE_EQ(value_at(table, place_of(estimate, 3.0)), 30.0);
  EXPECT_DOUBLE_EQ(value_at(table, place_of(estimate, 0.5)), 5.0) << "goes on below";
  EXPECT_DOUBLE_EQ(value_at(table, place_within(estimate, 0.5)), 10.0) << "stops at the end";
}

TEST(TabulatedReadingTest, ProfitsOfUtilitiesUndoUtilities) {
  for (const Utility& utility : {Utility{}, Utility{UtilityFamily::crra, 0.5}, Utility{UtilityFamily::cara, 2.0}}) {
    for (const double profit : {-0.3, 0.0, 0.7}) {
      EXPECT_NEAR(profit_of_utility(utility, utility_of_profit(utility, profit)), profit, 1e-14);
    }
  }
  EXPECT_LT(utility_of_profit({UtilityFamily::cara, 2.0}, 1.0), 0.5);
}

/// The mean over three uniform parts of variance 1 / 3 each, by midpoints.
double mean_utility(const Utility& utility, double mean, double deviation) {
  constexpr int parts = 60;
  double sum = 0.0;
  const auto middle = [](int part) { return 2.0 * (part + 0.5) / parts - 1.0; };
  for (int a = 0; a < parts; ++a) {
    for (int b = 0; b < parts; ++b) {
      for (int c = 0; c < parts; ++c)
        sum += utility_of_profit(utility, mean + deviation * (middle(a) + middle(b) + middle(c)));
    }
  }
  return sum / (parts * parts * parts);
}

TEST(TabulatedReadingTest, UncertainProfitsAreWorthTheirMeanUtility) {
  const Utility crra{UtilityFamily::crra, 0.5}, cara{UtilityFamily::cara, 2.0};
  for (const auto& [mean, deviation] : {std::pair{1.0, 0.3}, std::pair{0.1, 0.3}, std::pair{0.0, 0.2}, std::pair{-0.4, 0.1}}) {
    EXPECT_NEAR(utility_of_uncertain_profit(crra, mean, deviation), mean_utility(crra, mean, deviation), 2e-3) << mean;
    const double sure = mean - 0.5 * 2.0 * deviation * deviation;  // of a normal profit
    EXPECT_NEAR(utility_of_uncertain_profit(cara, mean, deviation), utility_of_profit(cara, sure), 1e-14) << mean;
  }
  for (const Utility& utility : {Utility{}, crra, cara}) {
    EXPECT_EQ(utility_of_uncertain_profit(utility, 0.7, 0.0), utility_of_profit(utility, 0.7));
    EXPECT_NEAR(utility_of_uncertain_profit(utility, 0.7, 3e-3), utility_of_profit(utility, 0.7), 2e-5);
  }
  EXPECT_EQ(utility_of_uncertain_profit(Utility{}, 0.7, 0.3), 0.7) << "who is risk neutral does not mind";
}

TEST(TabulatedReadingTest, SurvivalOfCeilings) {
  const UnknownCeiling ceiling{{1.0, 3.0}, {1.0, 0.0}};
  EXPECT_DOUBLE_EQ(survival_of(ceiling, 0.0), 1.0);
  EXPECT_DOUBLE_EQ(survival_of(ceiling, 1.5), 0.75);
  EXPECT_DOUBLE_EQ(survival_of(ceiling, 3.5), 0.0);
  EXPECT_DOUBLE_EQ(survival_of({}, 3.5), 1.0);
}

TEST(TabulatedReadingTest, BreakEvenBidsCoverTheTariff) {
  Game game = uniform_game(2);
  game.classes[0].tariff_per_mwh = 0.25;
  EXPECT_DOUBLE_EQ(break_even_bids(tabulated(game, 33).classes[0])[16], 0.75);
}

}  // namespace
}  // namespace sealedbid

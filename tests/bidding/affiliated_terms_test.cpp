#include "bidding/affiliated_terms.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "bidding/affiliated_games.hpp"

namespace sealedbid {
namespace {

using namespace closed_forms;

TEST(AffiliatedTermsTest, RivalsAreCountedBinomially) {
  AffiliatedGame game;
  game.bidders = 5;
  game.lots = 2;
  const RivalsGivenCommon rivals = rivals_given(game, {0.3, 0.7, 2.0});
  const double none = std::pow(0.7, 4), one = 4 * 0.3 * std::pow(0.7, 3);
  EXPECT_NEAR(std::exp(rivals.log_win), none + one, 1e-14);
  EXPECT_NEAR(std::exp(rivals.log_tie), 4 * 3 * 0.3 * 0.7 * 0.7 * 2.0, 1e-14);
  EXPECT_NEAR(rivals.mean_below, one / (none + one), 1e-14);
}

/// Estimates x, error U[−1, 1] of a vague cost: the rival's is x + a triangle from −2 to 2.
TEST(AffiliatedTermsTest, AnEstimateOfAVagueCostIsAsLikelyLowAsHigh) {
  const AffiliatedTerms terms = terms_at(affiliated_game(estimated_cost(2, PricingRule::pay_as_bid)), 20.0, 4);
  EXPECT_NEAR(terms.win, 0.5, 1e-12);
  EXPECT_NEAR(terms.hazard, 1.0, 1e-12);               // 0.5 over 0.5
  EXPECT_NEAR(terms.tie_cost, 20.0, 1e-12);            // both have the same estimate
  EXPECT_NEAR(terms.win_cost, 20.0 + 1.0 / 3, 1e-12);  // the lower of two: the cost is higher than estimated
  EXPECT_NEAR(terms.density, 1.0 / 40, 1e-14);
}

TEST(AffiliatedTermsTest, TheTariffIsPartOfTheCost) {
  Game game = estimated_cost(3, PricingRule::pay_as_bid);
  const double without = terms_at(affiliated_game(game), 20.0, 4).tie_cost;
  game.classes[0].tariff_per_mwh = 1.5;
  EXPECT_NEAR(terms_at(affiliated_game(game), 20.0, 4).tie_cost, without + 1.5, 1e-12);
}

TEST(AffiliatedTermsTest, TheMeanOfEstimatesCountsRivalsOnBothSides) {
  // A common part that hardly varies: estimates are independent U[0, 1]. At x = 0.5 with one rival below and one level: the mean
  // of 0.5, 0.25, 0.5 and, above, 0.75.
  const CommonPart shared{cost_law(Uniform{0, 1e-9}), EstimateForm::common_plus_own, TrueAmount::mean_of_estimates};
  const Game game = affiliated(4, PricingRule::pay_as_bid, shared, cost_law(Uniform{0, 1}), 2);
  const AffiliatedTerms terms = terms_at(affiliated_game(game), 0.5, 4);
  EXPECT_NEAR(terms.tie_cost, (0.5 + 0.25 + 0.5 + 0.75) / 4, 1e-8);
  const double mean_below = 3.0 / 4;  // rivals below, none or one of three: 1/8 and 3/8
  EXPECT_NEAR(terms.win_cost, (0.5 + mean_below * 0.25 + (3 - mean_below) * 0.75) / 4, 1e-8);
}

}  // namespace
}  // namespace sealedbid

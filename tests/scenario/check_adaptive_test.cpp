#include <gmock/gmock.h>

#include "scenario/sample_scenario.hpp"

/// Classes with strategy adaptive (check_adaptive) and rounds.
namespace sealedbid {
namespace {

using ::testing::HasSubstr;

/// Two classes with given required prices, the second truthful, under further keys.
std::string text_with(const std::string& learner, const std::string& auction = "",
                      const std::string& other = "strategy: truthful", const std::string& end = "") {
  return "schema_version: 1\nname: learners\ncurrency: EUR\nprice_year: 2025\nsimulation: {replications: 10, seed: 5}\n"
         "host_country: {code: AAA}\nbidder_classes:\n"
         "  learner: {origin: AAA, bidders: 4, project_capacity_mw: 10, required_price_per_mwh: 30, " +
         learner +
         "}\n"
         "  other: {origin: AAA, bidders: 4, project_capacity_mw: 10, required_price_per_mwh: 30, " +
         other + "}\nauction: {volume_mw: 30, ceiling_per_mwh: 45" + auction + "}\n" + end;
}

const std::string beliefs = "strategy: adaptive, adaptive: {belief_sd_per_mwh: 3, first_bids: 8, first_awards: 3}";
const std::string block = "bidder_classes.learner.adaptive";

TEST(CheckAdaptiveTest, LearnersBesideOthersAreFine) {
  EXPECT_EQ(errors_of(text_with(beliefs, ", rounds: 4")), "");
  EXPECT_EQ(errors_of(text_with(beliefs)), "");
  EXPECT_EQ(errors_of(text_with(beliefs, "", "strategy: markup, markup_fraction: 0.1")), "");
}

TEST(CheckAdaptiveTest, TheFirstBeliefsAreGiven) {
  const std::string errors = errors_of(text_with("strategy: adaptive"));
  for (const char* key : {".belief_sd_per_mwh", ".first_bids", ".first_awards"})
    EXPECT_THAT(errors, HasSubstr(block + key + ": is missing, the bids of strategy adaptive follow from it")) << errors;
  EXPECT_THAT(errors_of(text_with("strategy: adaptive, adaptive: {belief_sd_per_mwh: 0, first_bids: 8, first_awards: 3}")),
              HasSubstr("belief_sd_per_mwh: 0"));
  EXPECT_THAT(errors_of(text_with("strategy: adaptive, adaptive: {belief_sd_per_mwh: 3, first_bids: 8, first_awards: 9}")),
              HasSubstr(block + ".first_awards: 9 is above first_bids, there are no more awards than bids. Give at most 8."));
}

TEST(CheckAdaptiveTest, BeliefsWithoutEffectAreRefused) {
  EXPECT_THAT(errors_of(text_with("strategy: truthful, adaptive: {first_bids: 8}")),
              HasSubstr(block + ": has no effect with another strategy than adaptive. Did you mean strategy: adaptive?"));
  EXPECT_THAT(errors_of(text_with("strategy: adaptive, adaptive: {belief_sd_per_mwh: 3, first_bids: 8, first_awards: 3, "
                                  "discount_factor_per_round: 0.9}")),
              HasSubstr(block + ".discount_factor_per_round: has no effect, no later round counts (rounds_ahead is 1)"));
}

TEST(CheckAdaptiveTest, LearnersAreNoBuyers) {
  EXPECT_THAT(errors_of(text_with(beliefs, ", direction: sale", "strategy: truthful", "tariff: {type: payment_by_bidder}\n")),
              HasSubstr("bidder_classes.learner.strategy: adaptive bidders are paid, and in a sale bidders pay"));
}

TEST(CheckAdaptiveTest, BidsThatAreSolvedForAnswerNoLearners) {
  EXPECT_THAT(errors_of(text_with(beliefs, "", "strategy: equilibrium")),
              HasSubstr("bidder_classes.learner.strategy: adaptive bids move from round to round"));
}

TEST(CheckAdaptiveTest, RoundsAreOneToAHundred) {
  EXPECT_EQ(errors_of(text_with(beliefs, ", rounds: 100")), "");
  for (const char* rounds : {", rounds: 0", ", rounds: 101", ", rounds: 1.5", ", rounds: []"})
    EXPECT_THAT(errors_of(text_with(beliefs, rounds)), HasSubstr("auction.rounds: ")) << rounds;
}

TEST(CheckAdaptiveTest, PoliciesHoldAsManyRounds) {
  const std::string policies = "policies:\n  as_is: {}\n  longer: {auction: {rounds: 3}}\n";
  EXPECT_THAT(errors_of(text_with(beliefs, ", rounds: 2", "strategy: truthful", policies)),
              HasSubstr("auction.rounds: 3 in policy longer and 2 in policy as_is, and policies are compared by round. "
                        "Set it at the top of the file."));
}

}  // namespace
}  // namespace sealedbid

#include "scenario/sample_rules.hpp"

namespace sealedbid {
namespace {

using ::testing::HasSubstr;

TEST(CheckPriceRulesTest, LowestRejectedBidIsNotBelowAnAcceptedOne) {
  const Override rejected{"auction.pricing", "uniform_lowest_rejected"};
  const std::string what = "the lowest rejected bid can be below an accepted one", remedy = "Give uniform_highest_accepted";
  for (const char* rule : {"reject_and_skip", "partial_above_minimum"}) {
    expect_rule_error(errors_with_rules("", {rejected, {"auction.marginal_bid", rule}}), "pricing",
                      std::string("with marginal_bid: ") + rule + " " + what, remedy);
  }
  expect_rule_error(errors_with_rules("  limits: {a: {awards: 1}}\n", {rejected}), "pricing",
                    "with limits.a.marginal_bid: reject_and_skip " + what, remedy);
  expect_rule_error(
      errors_with_rules("  limits: {a: {awards: 1}}\n  pricing_exceptions: {b: {pricing: uniform_lowest_rejected}}\n"),
      "pricing_exceptions.b.pricing", "with limits.a.marginal_bid", remedy);
  EXPECT_EQ(errors_with_rules("  limits: {a: {awards: 1, per: lot}}\n  uniform_price_within: lot\n", {rejected}), "");
  expect_rule_error(errors_with_rules("  limits: {a: {awards: 1, marginal_bid: reject}}\n", {rejected}), "pricing",
                    "with limits.a " + what, remedy);
  EXPECT_EQ(
      errors_with_rules("  limits: {a: {volume_mw: 5, marginal_bid: partial, has_own_price_when_binding: true}}\n", {rejected}),
      "");
  expect_rule_error(errors_with_rules("  stages: {a: {volume_mw: 5}}\n", {rejected}), "pricing", "with stages " + what, remedy);
  EXPECT_EQ(errors_with_rules("  stages: {a: {volume_mw: 5}}\n  uniform_price_within: stage\n", {rejected}), "");
  expect_rule_error(errors_with_rules("  ranking: {adjustments: {a: {add_per_mwh: 5}}}\n", {rejected}), "pricing",
                    "with a ranking that is not by the price alone " + what, remedy);
}

TEST(CheckPriceRulesTest, LowestRejectedBidNeedsACeiling) {  // AU15
  const std::string text = sample_with("pricing: pay_as_bid", "pricing: uniform_lowest_rejected");
  const std::string none = without(text, "  ceiling_per_mwh: 45\n");
  expect_rule_error(errors_of(none), "pricing", "uniform_lowest_rejected needs a ceiling", "Give auction.ceiling_per_mwh");
  EXPECT_EQ(errors_of(with(none, "  award_year: 2025\n",
                           "  ceiling_from_history: {factor: 1.1, rounds: 1}\n  history: {highest_award_per_mwh: [40]}\n")),
            "");
  expect_rule_error(errors_of(with(without(sample_text, "  ceiling_per_mwh: 45\n"), "  award_year: 2025\n",
                                   "  pricing_exceptions: {b: {pricing: uniform_lowest_rejected}}\n")),
                    "pricing_exceptions.b.pricing", "uniform_lowest_rejected needs a ceiling", "Give auction.ceiling_per_mwh");
}

TEST(CheckPriceRulesTest, CeilingsOfEarlierRoundsHaveAFactorAndRounds) {
  expect_rule_error(errors_with_rules("  ceiling_from_history: {at_most_per_mwh: 50}\n"), "ceiling_from_history",
                    "has no effect without a factor", "Give factor");
  expect_rule_error(errors_with_rules("  ceiling_from_history: {factor: 1.08}\n  history: {highest_award_per_mwh: [40, 41]}\n"),
                    "ceiling_from_history.rounds", "3 rounds are asked for, history.highest_award_per_mwh has 2", "Give it");
}

TEST(CheckPriceRulesTest, FloorsLieBelowCeilings) {
  const std::string what = " is below floor_per_mwh of 46";
  expect_rule_error(errors_with_rules("  floor_per_mwh: 46\n"), "ceiling_per_mwh", "45" + what, "Exchange the two");
  const std::string errors = errors_with_rules(
      "  floor_per_mwh: 46\n  ceilings: {c: {ceiling_per_mwh: 44}}\n  stages: {s: {volume_mw: 1, ceiling_per_mwh: 43}}\n");
  expect_rule_error(errors, "ceilings.c.ceiling_per_mwh", "44" + what, "Exchange the two");
  expect_rule_error(errors, "stages.s.ceiling_per_mwh", "43" + what, "Exchange the two");
  EXPECT_EQ(errors_with_rules("  direction: sale\n  floor_per_mwh: 46\n"), "");
  expect_rule_error(errors_with_rules("  direction: sale\n  floor_per_mwh: 44\n"), "ceiling_per_mwh",
                    "45 is above floor_per_mwh of 44", "Exchange the two");
}

TEST(CheckPriceRulesTest, PriceGroupsHaveAnEffect) {
  const std::string what = "has no effect, as winners are paid their own bids", zones = "  uniform_price_within: zone\n";
  expect_rule_error(errors_with_rules(zones), "uniform_price_within", what, "Give pricing: uniform_highest_accepted");
  expect_rule_error(errors_with_rules("  limits: {a: {awards: 1, has_own_price_when_binding: true}}\n"),
                    "limits.a.has_own_price_when_binding", what, "Give a uniform pricing");
  EXPECT_EQ(errors_with_rules(zones, {{"auction.pricing", "uniform_highest_accepted"}}), "");
  EXPECT_EQ(errors_with_rules(zones + "  pricing_exceptions: {b: {pricing: uniform_highest_accepted}}\n"), "");
  const std::string pay_ceiling = with(sample_text, "  award_year: 2025\n", "  uncontested: pay_ceiling\n");
  EXPECT_EQ(errors_of(pay_ceiling), "");
  expect_rule_error(errors_of(without(pay_ceiling, "  ceiling_per_mwh: 45\n")), "uncontested",
                    "pay_ceiling pays winners their ceiling", "Give ceiling_per_mwh");
}

TEST(CheckPriceRulesTest, PointsHaveCriteria) {
  const std::string price = "criteria: {price: {weight: 70, formula: lowest_over_value}}";
  EXPECT_EQ(errors_with_rules("  ranking: {by: points, " + price + "}\n"), "");
  expect_rule_error(errors_with_rules("  ranking: {by: points}\n"), "ranking.by", "points come from criteria, and there are none",
                    "Give ranking.criteria");
  expect_rule_error(errors_with_rules("  ranking: {" + price + "}\n"), "ranking.criteria", "have no effect on this ranking",
                    "Did you mean by: points?");
  expect_rule_error(errors_with_rules("  ranking: {by: points, criteria: {price: {weight: 70, formula: as_given}}}\n"),
                    "ranking.criteria.price.formula", "as_given takes points from the bid", "Give linear_above_lowest");
  EXPECT_THAT(errors_with_rules("  ranking: {by: points, criteria: {price: {weight: 0, formula: lowest_over_value}}}\n"),
              HasSubstr("auction.ranking.criteria.price.weight: 0 is not in the range: above 0"));
}

TEST(CheckPriceRulesTest, CorrectionsAndBandsAreForRankingByPrice) {
  const std::string by = "  ranking: {by: support_per_tco2, ", what = "is for a ranking by price", remedy = "give by: price";
  expect_rule_error(errors_with_rules(by + "yield_correction: eeg_2023}\n"), "ranking.yield_correction", what, remedy);
  expect_rule_error(errors_with_rules(by + "adjustments: {a: {add_per_mwh: 1}}}\n"), "ranking.adjustments", what, remedy);
  expect_rule_error(errors_with_rules(by + "band_above_lowest_fraction: 1}\n"), "ranking.band_above_lowest_fraction", what,
                    remedy);
  expect_rule_error(errors_of(without(sample_with_rules("  ranking: {by: discount}\n"), "  ceiling_per_mwh: 45\n")), "ranking.by",
                    "discount is taken from the ceiling, and there is none", "Give ceiling_per_mwh");
}

TEST(CheckPriceRulesTest, NamesInRulesAreThoseOfTheClasses) {
  const std::string zones = "  limits: {a: {bids: {zones: [nord]}, awards: 1}}\n";
  const std::string what = "no class of bidders has the zone 'nord'";
  expect_rule_error(errors_with_rules(zones), "limits.a.bids.zones", what, "");
  const std::string north = with(sample_with_rules(zones), "    origin: CHN\n", "    origin: CHN\n    zone: north\n");
  expect_rule_error(errors_of(north), "limits.a.bids.zones", what, "Did you mean north?");
  EXPECT_EQ(errors_of(with(north, "[nord]", "[north]")), "");
  expect_rule_error(errors_with_rules("  exclusions: {a: {bids: {technologies: [solr]}}}\n"), "exclusions.a.bids.technologies",
                    "no class of bidders has the technology 'solr'", "Did you mean solar?");
  expect_rule_error(errors_with_rules("  stages: {a: {bids: {segments: [s]}, volume_mw: 1}}\n"), "stages.a.bids.segments",
                    "no class", "");
  expect_rule_error(errors_with_rules("  ceilings: {a: {bids: {lots: [s]}, ceiling_per_mwh: 1}}\n"), "ceilings.a.bids.lots",
                    "no class", "");
  expect_rule_error(errors_with_rules("  pricing_exceptions: {a: {bids: {delivery_years: [2027]}, pricing: pay_as_bid}}\n"),
                    "pricing_exceptions.a.bids.delivery_years", "no class of bidders has the delivery year '2027'", "");
  expect_rule_error(errors_with_rules("  ranking: {adjustments: {a: {bids: {zones: [s]}, add_per_mwh: 1}}}\n"),
                    "ranking.adjustments.a.bids.zones", "no class", "");
}

TEST(CheckPriceRulesTest, ClassesHaveTheCriteriaOfAPointsRanking) {
  const std::string text = sample_with_rules("  ranking: {by: points, criteria: {quality: {weight: 1, formula: as_given}}}\n");
  EXPECT_THAT(errors_of(text),
              HasSubstr("bidder_classes.contractor.criteria: has no quality, and auction.ranking.criteria asks"));
  EXPECT_EQ(errors_of(with(text, "    origin: CHN\n", "    origin: CHN\n    criteria: {quality: 3}\n")), "");
}

}  // namespace
}  // namespace sealedbid

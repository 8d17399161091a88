#include "scenario/check_auction_rules.hpp"

#include <gmock/gmock.h>

#include "scenario/sample_rules.hpp"

namespace sealedbid {
namespace {

using ::testing::HasSubstr;

TEST(CheckAuctionRulesTest, RulesThatFitAreFine) {
  EXPECT_EQ(errors_with_rules("  stages: {first: {volume_mw: 40}, second: {volume_fraction: 0.6}}\n"), "");
  EXPECT_EQ(errors_with_rules("  limits: {each: {per: bidder, volume_fraction: 0.5}, all: {awards: 3}}\n"), "");
  EXPECT_EQ(errors_with_rules("  floor_per_mwh: 45\n  ceilings: {sun: {bids: {technologies: [solar]}, ceiling_per_mwh: 45}}\n"),
            "");
  EXPECT_EQ(errors_with_rules("  exclusions: {abroad: {bids: {origin: foreign}}}\n"), "");
  EXPECT_EQ(
      errors_with_rules("  ceiling_from_history: {factor: 1.08, rounds: 2}\n  history: {highest_award_per_mwh: [40, 41]}\n"), "");
}

TEST(CheckAuctionRulesTest, SomethingIsAuctioned) {
  const std::string nothing = without(sample_text, "  volume_mw: 100\n");
  expect_rule_error(errors_of(nothing), "volume_mw", "is missing, and nothing else says how much is auctioned", "Give volume_mw");
  for (const char* volume : {"  volume_mwh_per_year: 100000\n", "  budget_per_year: 1000000\n",
                             "  packages: {energy: {demand: 5}}\n", "  limits: {one: {per: lot, awards: 1}}\n"}) {
    EXPECT_EQ(errors_of(with(nothing, "  award_year: 2025\n", volume)), "") << volume;
  }
}

TEST(CheckAuctionRulesTest, SizesAndExclusionsLeaveBids) {
  expect_rule_error(errors_with_rules("  minimum_bid_mw: 10\n  maximum_bid_mw: 5\n"), "minimum_bid_mw",
                    "10 is above maximum_bid_mw", "Exchange the two");
  expect_rule_error(errors_with_rules("  exclusions: {all: {bids: {}}}\n"), "exclusions.all.bids", "names no bids",
                    "Give technologies");
}

TEST(CheckAuctionRulesTest, VolumesThatReactHaveWhatTheyNeed) {
  const std::string path = "volume_response.rule";
  expect_rule_error(errors_with_rules("  volume_response: {rule: last_round_bids}\n"), path,
                    "last_round_bids needs history.eligible_bids_mw", "Give it, oldest first");
  expect_rule_error(errors_with_rules("  volume_response: {rule: mean_of_last_two}\n"
                                      "  history: {volume_mw: [100], eligible_bids_mw: [90]}\n"),
                    path, "mean_of_last_two needs history.volume_mw of the last two rounds", "Give it");
  expect_rule_error(errors_with_rules("  volume_response: {rule: permits_and_unawarded}\n"
                                      "  history: {volume_mw: [100], eligible_bids_mw: [90]}\n"),
                    path, "permits_and_unawarded needs history.awarded_mw of the last round", "Give it");
  const std::string energy =
      with(sample_with_rules("  volume_response: {rule: last_round_bids}\n"), "volume_mw: 100", "volume_mwh_per_year: 100");
  expect_rule_error(errors_of(energy), path, "last_round_bids reduces volume_mw, and it is absent", "Give volume_mw");
  EXPECT_EQ(errors_with_rules("  volume_response: {rule: last_round_bids}\n  history: {eligible_bids_mw: [90]}\n"), "");
}

TEST(CheckAuctionRulesTest, ReactionsUseTheirParameters) {
  expect_rule_error(errors_with_rules("  volume_response: {share_of_bids_fraction: 0.8}\n"),
                    "volume_response.share_of_bids_fraction", "has no effect with rule: as_offered",
                    "Did you mean rule: share_of_bids?");
  expect_rule_error(errors_with_rules("  volume_response: {rule: share_of_bids, surplus_fraction: 0.4}\n"),
                    "volume_response.surplus_fraction", "has no effect", "Did you mean rule: competition_surplus?");
  expect_rule_error(errors_with_rules("  volume_response: {applies: when_undersubscribed}\n"), "volume_response.applies",
                    "has no effect", "Did you mean rule: share_of_bids?");
  const std::string budget =
      with(sample_with_rules("  volume_response: {rule: share_of_bids}\n"), "volume_mw: 100", "budget_per_year: 100");
  expect_rule_error(errors_of(budget), "volume_response.rule", "share_of_bids reduces a volume, and there is none",
                    "Give volume_mw");
  EXPECT_THAT(errors_with_rules("  volume_response: {rule: share_of_bids, share_of_bids_fraction: 0}\n"), HasSubstr("above 0"));
}

TEST(CheckAuctionRulesTest, ListsOfTheHistoryAreEquallyLong) {
  expect_rule_error(errors_with_rules("  history: {volume_mw: [100, 90], awarded_mw: [80]}\n"), "history.awarded_mw",
                    "has 1 rounds, and history.volume_mw has 2", "Give each list one value a round");
}

TEST(CheckAuctionRulesTest, StagesHaveVolumesThatFitIntoTheRound) {
  expect_rule_error(errors_with_rules("  stages: {a: {ceiling_per_mwh: 40}}\n"), "stages.a", "has no volume", "Give volume_mw");
  expect_rule_error(errors_with_rules("  stages: {a: {volume_mw: 101}}\n"), "stages.a.volume_mw", "101 is above the round's 100",
                    "Give at most that");
  expect_rule_error(errors_with_rules("  stages: {a: {volume_mw: 60}, b: {volume_fraction: 0.5}}\n"), "stages",
                    "have 110 MW together, and the round has 100", "Reduce them");
  expect_rule_error(
      errors_with_rules("  volume_mwh_per_year: 10\n  stages: {a: {volume_mwh_per_year: 6}, b: {volume_mwh_per_year: 5}}\n"),
      "stages", "have 11 MWh a year together", "Reduce them");
  const std::string energy =
      with(sample_with_rules("  stages: {a: {volume_fraction: 0.5}}\n"), "volume_mw: 100", "volume_mwh_per_year: 100");
  expect_rule_error(errors_of(energy), "stages.a.volume_fraction", "is a share of volume_mw, and it is absent",
                    "Give auction.volume_mw");
  EXPECT_THAT(errors_with_rules("  stages: {a: {volume_fraction: 1.5}}\n"), HasSubstr("auction.stages.a.volume_fraction: 1.5"));
}

TEST(CheckAuctionRulesTest, LimitsHaveOneAmount) {
  expect_rule_error(errors_with_rules("  limits: {a: {per: bidder}}\n"), "limits.a", "limits nothing", "Give volume_mw");
  expect_rule_error(errors_with_rules("  limits: {a: {volume_mw: 5, awards: 1}}\n"), "limits.a", "has 2 amounts",
                    "Write a limit for each");
  expect_rule_error(errors_with_rules("  limits: {a: {volume_mw: 500}}\n"), "limits.a.volume_mw", "500 is above the round's 100",
                    "Give at most that");
  expect_rule_error(errors_with_rules("  budget_per_year: 7\n  limits: {a: {budget_per_year: 8}}\n"), "limits.a.budget_per_year",
                    "8 is above the round's 7", "Give at most that");
  expect_rule_error(errors_with_rules("  limits: {a: {awards: 1, counts: foreign_share}}\n"), "limits.a.counts",
                    "a part of a bid counts in limits of a volume only", "Leave it out");
}

TEST(CheckAuctionRulesTest, DeliveryYearsAreRejectedWherePricesAreTheirs) {
  const std::string remedy = "Give uniform_price_within: delivery_year";
  const Override rule{"auction.marginal_bid", "reject_delivery_year"};
  expect_rule_error(errors_with_rules("", {rule}), "marginal_bid", "reject_delivery_year needs prices by delivery year", remedy);
  expect_rule_error(errors_with_rules("  limits: {a: {awards: 1, marginal_bid: reject_delivery_year}}\n"),
                    "limits.a.marginal_bid", "reject_delivery_year needs", remedy);
  expect_rule_error(errors_with_rules("  stages: {a: {volume_mw: 1, marginal_bid: reject_delivery_year}}\n"),
                    "stages.a.marginal_bid", "reject_delivery_year needs", remedy);
  EXPECT_EQ(errors_with_rules("  uniform_price_within: delivery_year\n", {rule, {"auction.pricing", "uniform_highest_accepted"}}),
            "");
}

TEST(CheckAuctionRulesTest, TiesAreSharedInARoundOfOneVolume) {
  const Override shared{"auction.ties", "shared"}, partial{"auction.marginal_bid", "partial"};
  expect_rule_error(errors_with_rules("", {shared}), "ties", "shared ties are awarded in part", "Give marginal_bid: partial");
  for (const char* lines : {"  limits: {a: {awards: 1}}\n", "  stages: {a: {volume_mw: 1}}\n", "  volume_mwh_per_year: 9\n"}) {
    expect_rule_error(errors_with_rules(lines, {shared, partial}), "ties", "shared ties are possible with volume_mw alone",
                      "e.g. lottery");
  }
  EXPECT_EQ(errors_with_rules("", {shared, partial}), "");
}

TEST(CheckAuctionRulesTest, FeesNeedAFloor) {
  const Override fees{"auction.ties", "higher_fee_first"};
  expect_rule_error(errors_with_rules("", {fees}), "ties", "higher_fee_first needs a floor", "Give floor_per_mwh");
  EXPECT_EQ(errors_with_rules("  floor_per_mwh: 0\n", {fees}), "");
}

TEST(CheckAuctionRulesTest, ClocksAreForPlainProcurement) {
  const std::string clock = "  format: sealed_then_descending_clock\n", remedy = "take format: sealed_bid";
  EXPECT_EQ(errors_with_rules(clock), "");
  expect_rule_error(errors_with_rules(clock + "  limits: {a: {awards: 1}}\n"), "format", "a clock is possible without stages",
                    remedy);
  expect_rule_error(errors_with_rules(clock + "  direction: sale\n"), "format", "a clock is for procurement only", remedy);
  expect_rule_error(errors_with_rules(clock + "  ranking: {by: discount}\n"), "format", "a clock needs a ranking by price",
                    remedy);
  expect_rule_error(errors_of(with(sample_with_rules(clock), "volume_mw: 100", "volume_mwh_per_year: 9")), "format",
                    "a clock needs volume_mw", remedy);
  expect_rule_error(
      errors_with_rules(clock + "  uniform_price_within: delivery_year\n",
                        {{"auction.pricing", "uniform_highest_accepted"}, {"auction.marginal_bid", "reject_delivery_year"}}),
      "format", "a clock is not possible with reject_delivery_year", remedy);
  expect_rule_error(errors_with_rules(clock + "  clock: {step_per_mwh: 0.001}\n"), "clock.step_per_mwh",
                    "0.001 is below the price step", "Give at least that");
  expect_rule_error(errors_with_rules("  clock: {step_per_mwh: 1}\n"), "clock", "has no effect on sealed bids", "Give a format");
}

TEST(CheckAuctionRulesTest, ClocksRefuseWhatTheyWouldIgnore) {
  const std::string clock = "  format: sealed_then_descending_clock\n", remedy = "take format: sealed_bid";
  expect_rule_error(errors_with_rules(clock + "  ranking: {adjustments: {a: {add_per_mwh: 5}}}\n"), "ranking.adjustments",
                    "a clock compares prices", remedy);
  expect_rule_error(errors_with_rules(clock + "  ranking: {yield_correction: eeg_2023}\n"), "ranking.yield_correction",
                    "a clock compares prices", remedy);
  EXPECT_EQ(errors_with_rules(clock + "  ranking: {band_above_lowest_fraction: 0.05}\n"), "");
  expect_rule_error(errors_with_rules(clock + "  volume_mwh_per_year: 9\n"), "volume_mwh_per_year",
                    "the clock follows volume_mw alone", remedy);
  expect_rule_error(errors_with_rules(clock + "  budget_per_year: 9\n"), "budget_per_year", "the clock follows volume_mw alone",
                    remedy);
  expect_rule_error(errors_with_rules(clock, {{"auction.ties", "shared"}, {"auction.marginal_bid", "partial"}}), "ties",
                    "a clock needs an order among equal bids", "e.g. lottery");
  expect_rule_error(errors_with_rules(clock + "  clock: {stops_at_supply_over_volume_fraction: 1.5}\n"),
                    "clock.stops_at_supply_over_volume_fraction", "has no effect on format: sealed_then_descending_clock",
                    "take format: descending_clock_then_sealed");
  expect_rule_error(errors_with_rules(clock + "  clock: {fee_step_per_mw: 5, intermediate_fees: allowed}\n"),
                    "clock.fee_step_per_mw", "has no effect on format", "take format: descending_clock_then_fee");
}

TEST(CheckAuctionRulesTest, StepsOfAClockAreMultiplesOfThePriceStep) {
  const std::string clock = "  format: descending_clock_then_sealed\n";
  const Override tenths{"auction.price_step_per_mwh", "0.1"};
  EXPECT_EQ(errors_with_rules(clock + "  clock: {step_per_mwh: 0.3}\n", {tenths}), "");
  expect_rule_error(errors_with_rules(clock + "  clock: {step_per_mwh: 0.25}\n", {tenths}), "clock.step_per_mwh",
                    "0.25 is not a multiple of the price step 0.1", "Give 0.2 or 0.3.");
}

TEST(CheckAuctionRulesTest, ClocksOfLotsHaveOneWinnerALot) {
  const std::string limit = "  limits: {a: {per: lot, awards: 1}}\n";
  const std::string format = "  format: descending_clock_then_fee\n  floor_per_mwh: 10\n  clock: {fee_step_per_mw: 500}\n";
  const auto errors = [&](const std::string& lines, const std::string& ties = "higher_fee_first") {
    return errors_of(without(sample_with_rules(format + lines), "  volume_mw: 100\n"), {{"auction.ties", ties}});
  };
  EXPECT_EQ(errors(limit), "");
  for (const char* other : {"  limits: {a: {per: zone, awards: 1}}\n", "  limits: {a: {per: lot, awards: 2}}\n",
                            "  limits: {a: {bids: {origin: foreign}, per: lot, awards: 1}}\n",
                            "  limits: {a: {per: lot, awards: 1}, b: {awards: 3}}\n"}) {
    expect_rule_error(errors(other), "limits", "descending_clock_then_fee has one winner a lot", "{per: lot, awards: 1}");
  }
  expect_rule_error(errors_with_rules(format + limit, {{"auction.ties", "higher_fee_first"}}), "volume_mw",
                    "descending_clock_then_fee auctions each lot by itself", "Leave it out.");
  expect_rule_error(errors(limit, "lottery"), "ties", "with descending_clock_then_fee the fee decides", "Give higher_fee_first.");
  expect_rule_error(errors(limit + "  ranking: {band_above_lowest_fraction: 0.1}\n"), "ranking.band_above_lowest_fraction",
                    "compares bids of all lots", "Leave it out.");
  expect_rule_error(errors(limit + "  pricing_exceptions: {b: {pricing: uniform_highest_accepted}}\n"), "pricing",
                    "with descending_clock_then_fee the clock of a lot sets", "Give pay_as_bid");
  expect_rule_error(errors(limit + "  uncontested: pay_ceiling\n"), "uncontested",
                    "with descending_clock_then_fee the clock of a lot sets", "Leave it out.");
}

TEST(CheckAuctionRulesTest, SalesHaveNoBudget) {
  const std::string sale = "  direction: sale\n", remedy = "take direction: procurement";
  EXPECT_EQ(errors_with_rules(sale), "");
  expect_rule_error(errors_with_rules(sale + "  budget_per_year: 5\n"), "budget_per_year", "a budget pays for support", remedy);
  expect_rule_error(errors_with_rules(sale + "  stages: {a: {budget_per_year: 5}}\n"), "stages.a.budget_per_year", "a budget",
                    remedy);
  expect_rule_error(errors_with_rules(sale + "  limits: {a: {budget_per_year: 5}}\n"), "limits.a.budget_per_year", "a budget",
                    remedy);
  for (const char* by : {"discount", "support_per_tco2"}) {
    expect_rule_error(errors_with_rules(sale + "  ranking: {by: " + by + "}\n"), "ranking.by",
                      std::string(by) + " is for procurement", "Rank by price or points");
  }
  expect_rule_error(errors_with_rules(sale + "  ranking: {band_above_lowest_fraction: 0.1}\n"),
                    "ranking.band_above_lowest_fraction", "is for procurement", "Leave it out");
}

TEST(CheckAuctionRulesTest, PackagesStandAlone) {
  const std::string packages = "  packages: {energy: {demand: 5, value_per_unit: 40}, capacity: {demand: 2}}\n";
  const std::string errors = errors_with_rules(packages + "  limits: {a: {awards: 1}}\n");
  expect_rule_error(errors, "volume_mw", "has no effect on packages", "Leave it out");
  expect_rule_error(errors, "limits", "has no effect on packages", "Leave it out");
  expect_rule_error(errors, "packages.capacity.value_per_unit", "is missing, and other products have one", "Give it for all");
}

}  // namespace
}  // namespace sealedbid

#include "replay/clear_bids.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "cleared_round.hpp"
#include "replay/clear_report.hpp"

namespace sealedbid {
namespace {

using namespace testing;
using ::testing::HasSubstr;

RulesFile rules_of(double volume_mw, std::optional<double> ceiling, PricingRule pricing, MarginalBidRule marginal_bid) {
  Auction auction = plain_auction(volume_mw);
  auction.price_step_per_mwh = 0.01;
  if (ceiling) auction.ceiling_per_mwh = Constant{*ceiling};
  auction.pricing = pricing;
  auction.marginal_bid = marginal_bid;
  return rules_with(auction);
}

ClearReport report_of(const std::string& bids, const RulesFile& rules, std::uint64_t seed = 0) {
  return make_clear_report(clear_bids(bids_file(bids), rules, seed));
}

// Albania's solar auction of 2024: 300 MW offered, ceiling 59.97 EUR/MWh, ten bids of nine bidders, 355.93 MW.
// Source: pv magazine, 12 July 2024; Balkan Green Energy News, "Albania declares eight winners at 300 MW solar power auction".
constexpr const char* albania_2024 =
    "bid,capacity_mw,price_per_mwh\nB1,35.6,39.7\nB2,55.7,49.9\nB3,36,51.0\nB4,10,51.0\nB5,40.3,53.53\nB6,15.2,54.7\n"
    "B7,29.13,54.8\nB8,41.8,56.11\nB9,20.2,56.28\nB10,72,59.94\n";

// Nine bids were awarded, 283.9 MW, and the tenth was put on the reserve list: the rule was "reject" (full awards that fit),
// since awarding the tenth in full would have given 355.93 MW and in part 300 MW.
TEST(ClearBidsTest, GivesTheAwardsOfAlbania2024ByRejectingTheMarginalBid) {
  const auto report = report_of(albania_2024, rules_of(300, 59.97, PricingRule::pay_as_bid, MarginalBidRule::reject), 0);
  EXPECT_EQ(report.awarded_mw, 283.93);
  EXPECT_EQ(report.awarded_bids, 9);
  EXPECT_EQ(report.eligible_mw, 355.93);
  EXPECT_EQ(report.prices.front().price_per_mwh, 56.28);
  ASSERT_EQ(report.rows.back().bid, "B10");
  EXPECT_EQ(report.rows.back().outcome, BidOutcome::rejected_as_marginal);
  EXPECT_THAT(report.rows.back().reason, HasSubstr("does not fit into the 16.07 MW left of the volume of 300 MW"));
  EXPECT_FALSE(report.is_undersubscribed);
  const double paid =
      35.6 * 39.7 + 55.7 * 49.9 + 46 * 51.0 + 40.3 * 53.53 + 15.2 * 54.7 + 29.13 * 54.8 + 41.8 * 56.11 + 20.2 * 56.28;
  EXPECT_NEAR(*report.mean_price_paid_per_mwh, paid / 283.93, 1e-12);
}

TEST(ClearBidsTest, GivesOtherAwardsForAlbania2024UnderTheOtherRules) {
  const std::string file = albania_2024;
  const auto full = report_of(file, rules_of(300, 59.97, PricingRule::pay_as_bid, MarginalBidRule::award_in_full), 0);
  EXPECT_EQ(full.awarded_mw, 355.93);
  EXPECT_EQ(full.rows.back().reason, "marginal bid, awarded in full: it exceeds the 16.07 MW left of the volume of 300 MW");
  const auto part = report_of(file, rules_of(300, 59.97, PricingRule::pay_as_bid, MarginalBidRule::partial), 0);
  EXPECT_EQ(part.awarded_mw, 300.0);
  EXPECT_EQ(part.rows.back().awarded_mw, 16.07);
  EXPECT_EQ(part.rows.back().reason, "marginal bid, awarded in part: 16.07 MW were left of the volume of 300 MW");
}

TEST(ClearBidsTest, PaysWinnersTheLowestRejectedBidOrTheCeiling) {
  const std::string file = "bid,capacity_mw,price_per_mwh\na,10,40\nb,10,50\nc,10,70.01\n";
  const auto uniform = PricingRule::uniform_lowest_rejected;
  const auto one = report_of(file, rules_of(10, 70, uniform, MarginalBidRule::award_in_full), 0);
  EXPECT_EQ(one.rows[0].price_paid_per_mwh, 50.0);
  EXPECT_FALSE(one.prices.front().is_ceiling);
  const auto both = report_of(file, rules_of(20, 70, uniform, MarginalBidRule::award_in_full), 0);
  EXPECT_EQ(both.rows[0].price_paid_per_mwh, 70.0);
  EXPECT_TRUE(both.prices.front().is_ceiling);
  EXPECT_EQ(both.rows[2].reason, "not admitted: the price is above the ceiling of 70");
  EXPECT_EQ(both.rows[2].price_paid_per_mwh, std::nullopt);
}

TEST(ClearBidsTest, AdmitsABidAtTheCeilingOnEveryGrid) {
  for (const double step : {0.01, 0.1, 0.05, 0.001, 0.3}) {
    RulesFile rules = rules_of(1, 59.7, PricingRule::pay_as_bid, MarginalBidRule::award_in_full);
    rules.auction.price_step_per_mwh = step;
    const auto report = report_of("bid,capacity_mw,price_per_mwh\na,1,59.7\n", rules, 0);
    EXPECT_EQ(report.awarded_bids, 1) << step;
    EXPECT_EQ(report.ceiling_per_mwh, 59.7) << step;
  }
}

TEST(ClearBidsTest, VoidsARoundBelowTheMinimumOfBids) {
  RulesFile rules = rules_of(5, 70, PricingRule::pay_as_bid, MarginalBidRule::award_in_full);
  rules.auction.minimum_bids = 2;
  const auto report = report_of("bid,capacity_mw,price_per_mwh\na,1,40\n", rules, 0);
  EXPECT_TRUE(report.is_void);
  EXPECT_TRUE(report.is_undersubscribed);
  EXPECT_EQ(report.rows[0].reason, "round void: fewer than 2 admitted bids");
  EXPECT_TRUE(report.prices.empty());
  EXPECT_EQ(report.mean_price_paid_per_mwh, std::nullopt);
}

// 30 seeds among two equal bids: both win sometimes, unless all lots agree by chance (2⁻²⁹).
TEST(ClearBidsTest, DrawsLotsFromTheSeedAndTheNamesAlone) {
  const auto rules = rules_of(1, 70, PricingRule::pay_as_bid, MarginalBidRule::award_in_full);
  const auto more_volume = rules_of(2, 70, PricingRule::pay_as_bid, MarginalBidRule::award_in_full);
  std::set<std::string> winners;
  for (std::uint64_t seed = 0; seed < 30; ++seed) {
    const auto one = report_of("bid,capacity_mw,price_per_mwh\na,1,40\nb,1,40\n", rules, seed);
    const auto other = report_of("bid,capacity_mw,price_per_mwh\nb,1,40\nx,1,30.5\na,1,40\n", more_volume, seed);
    EXPECT_EQ(one.rows[0].bid, other.rows[1].bid) << "neither the order of the file nor another bid changes the lots";
    EXPECT_THAT(one.rows[0].reason, HasSubstr("the lot decided among equal bids"));
    winners.insert(one.rows[0].bid);
  }
  EXPECT_EQ(winners.size(), 2u);
}

TEST(ClearBidsTest, TakesTheLotsOfTheFileWhereItHasThem) {
  const auto rules = rules_of(1, 70, PricingRule::pay_as_bid, MarginalBidRule::award_in_full);
  for (const std::uint64_t seed : {0u, 1u, 2u, 3u}) {
    EXPECT_EQ(report_of("bid,capacity_mw,price_per_mwh,lottery\na,1,40,8\nb,1,40,7\n", rules, seed).rows[0].bid, "b");
  }
}

TEST(ClearBidsTest, AsksForTheHostWhereRulesTellOriginsApart) {
  RulesFile rules = rules_of(5, 70, PricingRule::pay_as_bid, MarginalBidRule::award_in_full);
  rules.auction.exclusions = {{.name = "abroad", .bids = {.origin = OriginFilter::foreign}}};
  const std::string bids = "bid,capacity_mw,price_per_mwh,origin\na,1,40,ALB\nb,1,40,DEU\n";
  const auto report = report_of(bids, rules);
  EXPECT_EQ(report.rows[1].reason, "not admitted: exclusion abroad");
  EXPECT_EQ(report.awarded_bids, 1);
  rules.host_code.clear();
  try {
    report_of(bids, rules);
    FAIL() << "no host country";
  } catch (const InputError& error) {
    EXPECT_THAT(error.what(),
                HasSubstr("rules.yaml: host_country.code: is missing, and the rules tell domestic from foreign bids"));
  }
}

TEST(ClearBidsTest, ClearsASaleToTheHighestBidders) {
  RulesFile rules = rules_of(2, 20, PricingRule::uniform_highest_accepted, MarginalBidRule::partial);
  rules.auction.direction = Direction::sale;
  const auto report = report_of("bid,capacity_mw,price_per_mwh\na,1,19.99\nb,1,30\nc,1,40\nd,1,20\n", rules);
  EXPECT_EQ(report.rows[0].bid, "c");
  EXPECT_EQ(report.rows[0].score, "40");
  EXPECT_EQ(report.rows[1].price_paid_per_mwh, 30.0);
  EXPECT_EQ(report.prices.front().price_per_mwh, 30.0);
  EXPECT_EQ(report.rows[3].reason, "not admitted: the price is below the reserve price of 20");
}

TEST(ClearBidsTest, WarnsOfTextsThatRulesNearlyName) {
  RulesFile rules = rules_of(5, 70, PricingRule::pay_as_bid, MarginalBidRule::award_in_full);
  rules.auction.exclusions = {{.name = "old", .bids = {.technologies = {"solar"}}}};
  const ClearedFile round = clear_bids(bids_file("bid,capacity_mw,price_per_mwh,technology\na,1,40,Solar\n"), rules, 0);
  ASSERT_EQ(round.warnings.size(), 1u);
  EXPECT_EQ(round.warnings[0].key_path, "technology");
}

}  // namespace
}  // namespace sealedbid

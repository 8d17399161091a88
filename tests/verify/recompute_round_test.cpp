#include "verify/recompute_round.hpp"

#include <gmock/gmock.h>

#include "verify/small_round.hpp"

namespace sealedbid {
namespace {

using ::testing::ElementsAre;

using Awards = std::vector<std::int64_t>;

/// 10 kW for 4, 4, 4 and 2 kW in this order: 8 are awarded, 2 are left when the third comes.
TEST(RecomputeRoundTest, TheMarginalBidFollowsItsRule) {
  SmallRound round(10, {{4, 1}, {4, 2}, {4, 3}, {2, 4}});
  round.bids[2].more.minimum_kw = 3;
  const std::vector<std::pair<MarginalBidRule, Awards>> rules = {{MarginalBidRule::award_in_full, {4, 4, 4, 0}},
                                                                 {MarginalBidRule::partial, {4, 4, 2, 0}},
                                                                 {MarginalBidRule::reject, {4, 4, 0, 0}},
                                                                 {MarginalBidRule::reject_and_skip, {4, 4, 0, 2}},
                                                                 {MarginalBidRule::partial_above_minimum, {4, 4, 0, 2}}};
  for (const auto& [rule, awards] : rules) {
    round.auction.marginal_bid = rule;
    EXPECT_EQ(round.awards(), awards) << static_cast<int>(rule);
  }
  round.bids[2].more.minimum_kw = 2;
  EXPECT_THAT(round.awards(), ElementsAre(4, 4, 2, 0));
}

/// The second bid of 2027 does not fit; the third is of 2027 too, the fourth of 2028.
TEST(RecomputeRoundTest, ARejectedBidClosesItsDeliveryYear) {
  SmallRound round(10, {{4, 1}, {7, 2}, {2, 3}, {2, 4}});
  for (std::size_t bid = 0; bid < 4; ++bid) round.bids[bid].attributes.delivery_year = bid < 3 ? "2027" : "2028";
  round.auction.marginal_bid = MarginalBidRule::reject_delivery_year;
  EXPECT_THAT(round.awards(), ElementsAre(4, 0, 0, 2));
}

TEST(RecomputeRoundTest, AnExactFitClosesTheVolume) {
  SmallRound round(8, {{4, 1}, {4, 2}, {1, 3}});
  EXPECT_THAT(round.awards(), ElementsAre(4, 4, 0));
}

TEST(RecomputeRoundTest, UniformPricesComeFromTheMargin) {
  SmallRound round(8, {{4, 10}, {4, 20}, {4, 30}});
  round.ceiling = 50;
  EXPECT_THAT(round.prices(), ElementsAre(10, 20, 0));
  round.auction.pricing = PricingRule::uniform_highest_accepted;
  EXPECT_THAT(round.prices(), ElementsAre(20, 20, 0));
  round.auction.pricing = PricingRule::uniform_lowest_rejected;
  EXPECT_THAT(round.prices(), ElementsAre(30, 30, 0));
  round.volume = 20;  // none is rejected
  EXPECT_THAT(round.prices(), ElementsAre(50, 50, 50));
  EXPECT_TRUE(round.recompute().is_undersubscribed);
}

/// Price groups: the wind of the north has its own margin.
TEST(RecomputeRoundTest, UniformPricesHoldWithinTheirGroup) {
  SmallRound round(20, {{4, 10}, {4, 20}, {4, 30}, {4, 40}});
  for (std::size_t bid : {0U, 2U}) round.bids[bid].attributes.zone = "north";
  round.auction.pricing = PricingRule::uniform_highest_accepted;
  round.auction.uniform_price_within = PriceScope::zone;
  EXPECT_THAT(round.prices(), ElementsAre(30, 40, 30, 40));
  round.auction.pricing_exceptions = {
      {.name = "north", .bids = only(&BidFilter::zones, "north"), .pricing = PricingRule::pay_as_bid, .source = {}}};
  EXPECT_THAT(round.prices(), ElementsAre(10, 40, 30, 40));
  const std::vector<GroupPrice> groups = round.recompute().prices;
  ASSERT_EQ(groups.size(), 2U);
  EXPECT_EQ(groups[0].group, "");
  EXPECT_EQ(groups[0].price_ticks, 40);
  EXPECT_EQ(groups[1].group, "north");
  EXPECT_EQ(groups[1].price_ticks, 30);
}

/// No winner is paid more than its own ceiling: 30 for solar.
TEST(RecomputeRoundTest, CeilingsCutUniformPrices) {
  SmallRound round(
      12,
      {{4, 10, with(&BidAttributes::technology, "solar")}, {4, 31, with(&BidAttributes::technology, "solar")}, {4, 40}, {4, 50}});
  round.ceiling = 45;
  round.auction.ceilings = {
      {.name = "solar", .bids = only(&BidFilter::technologies, "solar"), .ceiling_per_mwh = 30.0, .source = {}}};
  round.auction.pricing = PricingRule::uniform_highest_accepted;
  EXPECT_THAT(round.prices(), ElementsAre(30, 0, 40, 0));
  EXPECT_THAT(round.ranks(), ElementsAre(1, 0, 2, 0));
}

/// A stage of 3 kW with a ceiling of 60 serves the agricultural sites first; the last comes too late for it, and is above the
/// ceiling of 40 of the rest.
TEST(RecomputeRoundTest, StagesServeTheirBidsFirstUnderTheirCeiling) {
  SmallRound round(10, {{4, 10},
                        {2, 55, with(&BidAttributes::segment, "agri")},
                        {2, 58, with(&BidAttributes::segment, "agri")},
                        {2, 59, with(&BidAttributes::segment, "agri")},
                        {4, 20},
                        {4, 55}});
  round.ceiling = 40;
  Stage stage;
  stage.name = "agri";
  stage.bids = only(&BidFilter::segments, "agri");
  stage.volume_mw = 0.003;
  stage.ceiling_per_mwh = 60.0;
  round.auction.stages = {stage};
  EXPECT_THAT(round.awards(), ElementsAre(4, 2, 2, 0, 4, 0));
  EXPECT_THAT(round.ranks(), ElementsAre(1, 3, 4, 5, 2, 0));
  round.auction.pricing = PricingRule::uniform_highest_accepted;
  round.auction.uniform_price_within = PriceScope::stage;
  EXPECT_THAT(round.prices(), ElementsAre(20, 58, 58, 0, 20, 0));
}

/// Foreign bids may have 6 kW: the joint venture counts with half of its 4 kW, so 4 are left for the next, which is cut.
TEST(RecomputeRoundTest, ALimitOnForeignCapacityCountsShares) {
  SmallRound round(20, {{4, 10}, {6, 20, with(&BidAttributes::origin, "FRA")}, {8, 30}});
  round.bids[0].attributes.foreign_share_fraction = 0.5;
  Limit limit;
  limit.name = "foreign";
  limit.counts = LimitCounts::foreign_share;
  limit.volume_mw = 0.006;
  limit.marginal_bid = MarginalBidRule::partial;
  round.auction.limits = {limit};
  EXPECT_THAT(round.awards(), ElementsAre(4, 4, 8));
  round.auction.limits[0].marginal_bid = MarginalBidRule::reject_and_skip;
  EXPECT_THAT(round.awards(), ElementsAre(4, 0, 8));
  round.auction.limits[0].marginal_bid = MarginalBidRule::award_in_full;
  EXPECT_THAT(round.awards(), ElementsAre(4, 6, 8));
}

/// Germany 2017: the area's 5 kW are used up by the second bid, so its price is that of its own last winner.
TEST(RecomputeRoundTest, ABindingLimitHasItsOwnPrice) {
  SmallRound round(20, {{4, 10, with(&BidAttributes::zone, "north")},
                        {4, 20, with(&BidAttributes::zone, "north")},
                        {4, 25, with(&BidAttributes::zone, "north")},
                        {4, 30}});
  Limit limit;
  limit.name = "area";
  limit.bids = only(&BidFilter::zones, "north");
  limit.volume_mw = 0.005;
  limit.marginal_bid = MarginalBidRule::award_in_full;
  limit.has_own_price_when_binding = true;
  round.auction.limits = {limit};
  round.auction.pricing = PricingRule::uniform_highest_accepted;
  EXPECT_THAT(round.awards(), ElementsAre(4, 4, 0, 4));
  EXPECT_THAT(round.prices(), ElementsAre(20, 20, 0, 30));
  EXPECT_EQ(round.recompute().bids[0].price_group, "limit area");
  round.auction.limits[0].volume_mw = 0.013;  // 1 kW is left: it does not bind
  EXPECT_THAT(round.prices(), ElementsAre(30, 30, 30, 30));
}

/// Two lots with one winner each; a bidder may win one.
TEST(RecomputeRoundTest, AwardsCanBeCounted) {
  SmallRound round(std::nullopt, {{4, 10}, {4, 20}, {4, 30}, {4, 40}});
  const std::vector<std::pair<std::string, std::string>> places = {{"east", "X"}, {"west", "X"}, {"east", "Y"}, {"west", "Y"}};
  for (std::size_t bid = 0; bid < places.size(); ++bid) {
    round.bids[bid].attributes.lot = places[bid].first;
    round.bids[bid].attributes.bidder = places[bid].second;
  }
  Limit lot, bidder;
  lot.name = "one winner", lot.per = LimitScope::lot, lot.awards = 1;
  bidder.name = "one lot", bidder.per = LimitScope::bidder, bidder.awards = 1;
  round.auction.limits = {lot};
  EXPECT_THAT(round.awards(), ElementsAre(4, 4, 0, 0));
  round.auction.limits = {lot, bidder};
  EXPECT_THAT(round.awards(), ElementsAre(4, 0, 0, 4));
}

/// Energy 13 MWh at 1,000 h: 13 kW. Budget 170: 4·10 + 4·20 + … leaves 50 for the third, 30 a kW: 1 kW.
TEST(RecomputeRoundTest, EnergyAndMoneyAreVolumesToo) {
  SmallRound round(std::nullopt, {{4, 10}, {4, 20}, {8, 30}});
  for (auto& bid : round.bids) bid.attributes.full_load_hours = 1000.0;
  round.auction.marginal_bid = MarginalBidRule::partial;
  round.auction.volume_mwh_per_year = 13.0;
  EXPECT_THAT(round.awards(), ElementsAre(4, 4, 5));
  round.auction.budget_per_year = 170.0;
  EXPECT_THAT(round.awards(), ElementsAre(4, 4, 1));
  round.auction.ranking.reference_per_mwh = 20.0;  // −40 + 0, so 210 for the third at 10 a kW
  EXPECT_THAT(round.awards(), ElementsAre(4, 4, 5));
}

/// 5 kW are left for 4 + 6 tied kW: 2 and 3. Of 4 kW: 1.6 and 2.4, in whole kW 1 and 2; the rest stays unawarded.
TEST(RecomputeRoundTest, TiedBidsShareWhatIsLeft) {
  SmallRound round(9, {{4, 10}, {4, 20}, {6, 20}, {3, 30}});
  round.auction.marginal_bid = MarginalBidRule::partial;
  round.auction.ties = TieRule::shared;
  EXPECT_THAT(round.awards(), ElementsAre(4, 2, 3, 0));
  round.volume = 8;
  EXPECT_THAT(round.awards(), ElementsAre(4, 1, 2, 0));
  round.volume = 14;
  EXPECT_THAT(round.awards(), ElementsAre(4, 4, 6, 0));
}

/// Everyone is awarded and nothing is exceeded, so each is paid its ceiling; a kW less, and the round is contested.
TEST(RecomputeRoundTest, AnUncontestedRoundPaysCeilings) {
  SmallRound round(8, {{4, 10}, {4, 20, with(&BidAttributes::technology, "solar")}});
  round.ceiling = 50;
  round.auction.ceilings = {
      {.name = "solar", .bids = only(&BidFilter::technologies, "solar"), .ceiling_per_mwh = 30.0, .source = {}}};
  round.auction.uncontested = Uncontested::pay_ceiling;
  EXPECT_THAT(round.prices(), ElementsAre(50, 30));
  round.volume = 7;
  EXPECT_THAT(round.prices(), ElementsAre(10, 20));
}

/// A sale of 8 kW: the two highest offers win and pay the lowest accepted one; the reserve price of 15 excludes the last.
TEST(RecomputeRoundTest, ASaleIsAProcurementUpsideDown) {
  SmallRound round(8, {{4, 20}, {4, 30}, {4, 40}, {4, 14}});
  round.auction.direction = Direction::sale;
  round.ceiling = 15;
  round.auction.pricing = PricingRule::uniform_highest_accepted;
  EXPECT_THAT(round.prices(), ElementsAre(0, 30, 30, 0));
  EXPECT_THAT(round.ranks(), ElementsAre(3, 2, 1, 0));
  round.volume = 20;
  round.auction.uncontested = Uncontested::pay_ceiling;
  EXPECT_THAT(round.prices(), ElementsAre(15, 15, 15, 0));
}

/// The second bid would raise the price of 2027 to 60 for the first one too: 200 of 180, so the year is closed at 55; the bid for
/// 2028 still fits.
TEST(RecomputeRoundTest, TheBritishBudgetIsHeldAtTheClearingPrice) {
  SmallRound round(std::nullopt, {{10, 55}, {10, 60}, {1, 61}, {10, 62}});
  for (std::size_t bid = 0; bid < 4; ++bid) {
    round.bids[bid].attributes.full_load_hours = 1000.0;
    round.bids[bid].attributes.delivery_year = bid < 3 ? "2027" : "2028";
  }
  round.ceiling = 100;
  round.auction.ranking.reference_per_mwh = 50.0;
  round.auction.budget_per_year = 180.0;
  round.auction.pricing = PricingRule::uniform_highest_accepted;
  round.auction.uniform_price_within = PriceScope::delivery_year;
  round.auction.marginal_bid = MarginalBidRule::reject_delivery_year;
  EXPECT_THAT(round.awards(), ElementsAre(10, 0, 0, 10));  // 50, 200 > 180, closed, 50 + 120
  EXPECT_THAT(round.prices(), ElementsAre(55, 0, 0, 62));
  round.auction.budget_per_year = 200.0;
  EXPECT_THAT(round.awards(), ElementsAre(10, 10, 0, 0));
}

}  // namespace
}  // namespace sealedbid

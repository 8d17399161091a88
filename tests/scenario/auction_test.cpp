#include "scenario/auction.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <vector>

namespace sealedbid {
namespace {

Auction plain_auction() {
  Auction auction;
  auction.volume_mw = Constant{100.0};
  return auction;
}

TEST(AuctionTest, OneVolumeRankedByPriceIsPlain) {
  Auction auction = plain_auction();
  EXPECT_TRUE(is_plain(auction));
  auction.ceiling_per_mwh = Uniform{40.0, 50.0};
  auction.minimum_bids = 3;
  auction.ties = TieRule::smaller_first;
  auction.pricing = PricingRule::uniform_lowest_rejected;
  for (const MarginalBidRule rule : {MarginalBidRule::award_in_full, MarginalBidRule::partial, MarginalBidRule::reject}) {
    auction.marginal_bid = rule;
    EXPECT_TRUE(is_plain(auction));
  }
}

TEST(AuctionTest, EveryOtherRuleIsNotPlain) {
  const std::vector<std::function<void(Auction&)>> changes = {
      [](Auction& a) { a.volume_mw.reset(); },
      [](Auction& a) { a.direction = Direction::sale; },
      [](Auction& a) { a.format = AuctionFormat::sealed_then_descending_clock; },
      [](Auction& a) { a.volume_mwh_per_year = 1.0; },
      [](Auction& a) { a.budget_per_year = 1.0; },
      [](Auction& a) { a.volume_response.rule = VolumeRule::share_of_bids; },
      [](Auction& a) { a.minimum_bidders = 2; },
      [](Auction& a) { a.minimum_bid_mw = 1.0; },
      [](Auction& a) { a.maximum_bid_mw = 1.0; },
      [](Auction& a) { a.exclusions.emplace_back(); },
      [](Auction& a) { a.ceilings.emplace_back(); },
      [](Auction& a) { a.ceiling_from_history.factor = 1.08; },
      [](Auction& a) { a.floor_per_mwh = 0.0; },
      [](Auction& a) { a.ranking.by = RankBy::discount; },
      [](Auction& a) { a.ranking.adjustments.emplace_back(); },
      [](Auction& a) { a.ranking.band_above_lowest_fraction = 0.1; },
      [](Auction& a) { a.stages.emplace_back(); },
      [](Auction& a) { a.limits.emplace_back(); },
      [](Auction& a) { a.uniform_price_within = PriceScope::zone; },
      [](Auction& a) { a.pricing_exceptions.emplace_back(); },
      [](Auction& a) { a.uncontested = Uncontested::pay_ceiling; },
      [](Auction& a) { a.marginal_bid = MarginalBidRule::reject_and_skip; },
      [](Auction& a) { a.marginal_bid = MarginalBidRule::partial_above_minimum; },
      [](Auction& a) { a.marginal_bid = MarginalBidRule::reject_delivery_year; },
      [](Auction& a) { a.ties = TieRule::shared; },
      [](Auction& a) { a.ties = TieRule::larger_first; },
      [](Auction& a) { a.packages.emplace_back(); }};
  for (std::size_t i = 0; i < changes.size(); ++i) {
    Auction auction = plain_auction();
    changes[i](auction);
    EXPECT_FALSE(is_plain(auction)) << "change " << i;
  }
}

}  // namespace
}  // namespace sealedbid

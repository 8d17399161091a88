#include "scenario/choices.hpp"

#include <gtest/gtest.h>

namespace sealedbid {
namespace {

TEST(ChoicesTest, AreSpelledAsTheirEnumerators) {
  EXPECT_EQ(choice_name(PricingRule::uniform_highest_accepted), "uniform_highest_accepted");
  EXPECT_EQ(choice_name(PricingRule::uniform_lowest_rejected), "uniform_lowest_rejected");
  EXPECT_EQ(choice_name(MarginalBidRule::reject), "reject");
  EXPECT_EQ(choice_name(TieRule::smaller_first), "smaller_first");
  EXPECT_EQ(choice_name(MarginalBidRule::reject_delivery_year), "reject_delivery_year");
  EXPECT_EQ(choice_name(TieRule::shared), "shared");
  EXPECT_EQ(choice_name(Direction::sale), "sale");
  EXPECT_EQ(choice_name(AuctionFormat::descending_clock_then_sealed), "descending_clock_then_sealed");
  EXPECT_EQ(choice_name(OriginFilter::foreign), "foreign");
  EXPECT_EQ(choice_name(PriceScope::stage), "stage");
  EXPECT_EQ(choice_name(LimitScope::origin), "origin");
  EXPECT_EQ(choice_name(LimitCounts::domestic_share), "domestic_share");
  EXPECT_EQ(choice_name(RankBy::points), "points");
  EXPECT_EQ(choice_name(YieldCorrection::given_factor), "given_factor");
  EXPECT_EQ(choice_name(AdjustmentScale::foreign_share), "foreign_share");
  EXPECT_EQ(choice_name(PointsFormula::as_given), "as_given");
  EXPECT_EQ(choice_name(VolumeRule::competition_surplus), "competition_surplus");
  EXPECT_EQ(choice_name(ShareApplies::when_undersubscribed), "when_undersubscribed");
  EXPECT_EQ(choice_name(Uncontested::pay_ceiling), "pay_ceiling");
  EXPECT_EQ(choice_name(Strategy::table), "table");
  EXPECT_EQ(choice_name(Strategy::equilibrium), "equilibrium");
  EXPECT_EQ(choice_name(TariffType::two_way_cfd), "two_way_cfd");
  EXPECT_EQ(choice_name(ExportAllocation::pro_rata), "pro_rata");
  EXPECT_EQ(choice_name(TariffType::payment_by_bidder), "payment_by_bidder");
  EXPECT_EQ(choice_name(ReferencePeriod::year), "year");
  EXPECT_EQ(choice_name(ReferencePrice::baseload), "baseload");
  EXPECT_EQ(choice_name(NegativePriceRule::unsupported_with_extension), "unsupported_with_extension");
  EXPECT_EQ(choice_name(IndexedFrom::award), "award");
  EXPECT_EQ(choice_name(AfterTermSale::home_market), "home_market");
  EXPECT_EQ(choice_name(ExportRight::option), "option");
  EXPECT_EQ(choice_name(ExportAllocation::capacity_auction), "capacity_auction");
  EXPECT_EQ(choice_name(DepreciationMethod::declining_balance), "declining_balance");
  EXPECT_EQ(choice_name(ExchangeRegime::pegged), "pegged");
  EXPECT_EQ(choice_name(DebtSizing::cover_ratio), "cover_ratio");
  EXPECT_EQ(choice_name(Repayment::equal_principal), "equal_principal");
  EXPECT_EQ(choice_name(RiskForm::cara), "cara");
}

}  // namespace
}  // namespace sealedbid

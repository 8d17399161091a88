#include "scenario/fields.hpp"

#include <gmock/gmock.h>

#include <set>

namespace sealedbid {
namespace {

template <class Block>
void check_table() {
  std::set<std::string_view> keys;
  for (const auto& field : fields_of<Block>()) {
    EXPECT_TRUE(keys.insert(field.info.key).second) << field.info.key << " stands twice";
    EXPECT_TRUE(field.info.doc.ends_with('.')) << field.info.key;
    EXPECT_LE(field.info.range.low, field.info.range.high) << field.info.key;
  }
}

template <class... Blocks>
void check_tables() {
  (check_table<Blocks>(), ...);
}

TEST(FieldsTest, KeysAreUniqueAndDocumented) {
  check_tables<Scenario, SimulationSettings, Technology, HostCountry, TaxRelief, BidderClass, Auction, Tariff, AfterTerm, Export,
               Corridor, RulesText, RulesHost>();
  check_tables<BidFilter, Exclusion, CeilingRule, CeilingFromHistory, RoundHistory, VolumeResponse, RankAdjustment, Criterion,
               Ranking, Stage, Limit, PricingException, Clock, PackageProduct>();
  check_tables<Constant, Uniform, Triangular, Normal, TruncatedNormal, Lognormal, Pert, Beta, Weibull, Empirical>();
}

TEST(FieldsTest, UnitsOfTheTableAgreeWithTheNames) {
  const std::pair<std::string, std::string> units[] = {{"_mw", "MW"},
                                                       {"_per_mwh", "currency/MWh"},
                                                       {"_mwh_per_year", "MWh/year"},
                                                       {"budget_per_year", "currency/year"},
                                                       {"_fraction", "fraction"},
                                                       {"_years", "years"},
                                                       {"_fraction_per_year", "fraction/year"}};
  const auto check = [&](const FieldInfo& info, const auto&) {
    if (info.unit == "tCO2/MWh") return;
    for (const auto& [ending, unit] : units) EXPECT_TRUE(!info.key.ends_with(ending) || info.unit == unit) << info.key;
  };
  const Technology technology;
  const BidderClass bidder_class;
  const Auction auction;
  const Corridor corridor;
  const Stage stage;
  const Limit limit;
  const Ranking ranking;
  for_each_field(technology, check);
  for_each_field(bidder_class, check);
  for_each_field(auction, check);
  for_each_field(corridor, check);
  for_each_field(stage, check);
  for_each_field(limit, check);
  for_each_field(ranking, check);
}

TEST(FieldsTest, StandardValuesLieInTheirRanges) {
  const auto check = [](const FieldInfo& info, const auto& value) {
    if (info.presence != Presence::standard) return;
    if constexpr (std::is_same_v<std::remove_cvref_t<decltype(value)>, Quantity>) {
      EXPECT_TRUE(info.range.contains(lowest(value)) && info.range.contains(highest(value))) << info.key;
    }
  };
  const Technology technology;
  const HostCountry country;
  const BidderClass bidder_class;
  const Tariff tariff;
  for_each_field(technology, check);
  for_each_field(country, check);
  for_each_field(bidder_class, check);
  for_each_field(tariff, check);
}

TEST(FieldsTest, ChoicesAreSpelledAsTheirEnumerators) {
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
  EXPECT_EQ(choice_name(Strategy::equilibrium), "equilibrium");
  EXPECT_EQ(choice_name(TariffType::two_way_cfd), "two_way_cfd");
  EXPECT_EQ(choice_name(ExportAllocation::pro_rata), "pro_rata");
}

TEST(FieldsTest, RangesExcludeTheEndsThatTheySayTheyExclude) {
  const Range above_zero{0.0, 1.0, true};
  EXPECT_FALSE(above_zero.contains(0.0));
  EXPECT_TRUE(above_zero.contains(1.0));
  const Range below_one{0.0, 1.0, false, true};
  EXPECT_TRUE(below_one.contains(0.0));
  EXPECT_FALSE(below_one.contains(1.0));
  EXPECT_EQ(text_of(above_zero), "above 0, at most 1");
  EXPECT_EQ(text_of(below_one), "at least 0, below 1");
  EXPECT_EQ(text_of(Range{0.0, 1.0}), "from 0 to 1");
  EXPECT_EQ(text_of(Range{}), "any number");
}

TEST(FieldsTest, PathsAreJoinedByPoints) {
  EXPECT_EQ(joined_path("auction", "volume_mw"), "auction.volume_mw");
  EXPECT_EQ(joined_path("", "auction"), "auction");
}

}  // namespace
}  // namespace sealedbid

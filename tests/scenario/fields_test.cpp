#include "scenario/fields.hpp"

#include <gmock/gmock.h>

#include <set>
#include <tuple>

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
  check_tables<Scenario, SimulationSettings, Technology, HostCountry, TaxRelief, ExchangeRate, BidderClass, ProjectDebt,
               PoliticalRiskCover, OutwardInvestment, JointVenture, Auction, ElectricityMarket, Tariff, AfterTerm, Export,
               Corridor, Settlement, RulesText, RulesHost>();
  check_tables<GameFile, GameRules, GameBidderClass, RiskAversion, EquilibriumSettings>();
  check_tables<BidFilter, Exclusion, CeilingRule, CeilingFromHistory, RoundHistory, VolumeResponse, RankAdjustment, Criterion,
               Ranking, Stage, Limit, PricingException, Clock, PackageProduct>();
  check_tables<Constant, Uniform, Triangular, Normal, TruncatedNormal, Lognormal, Pert, Beta, Weibull, Empirical>();
}

template <class... Blocks, class Check>
void for_each_field_of(const Check& check) {
  const std::tuple<Blocks...> blocks;
  std::apply([&](const auto&... block) { (for_each_field(block, check), ...); }, blocks);
}

template <class Check>
void for_each_economic_field(const Check& check) {
  for_each_field_of<Technology, HostCountry, TaxRelief, ExchangeRate, BidderClass, ProjectDebt, PoliticalRiskCover,
                    OutwardInvestment, JointVenture, ElectricityMarket, Tariff, AfterTerm, Export, Corridor, Settlement>(check);
}

TEST(FieldsTest, UnitsOfTheTableAgreeWithTheNames) {
  const std::pair<std::string, std::string> units[] = {{"_mw", "MW"},
                                                       {"_per_mwh", "currency/MWh"},
                                                       {"_mwh_per_year", "MWh/year"},
                                                       {"budget_per_year", "currency/year"},
                                                       {"_fraction", "fraction"},
                                                       {"_probability", "fraction"},
                                                       {"_of_capex", "fraction"},
                                                       {"_years", "years"},
                                                       {"_hours_per_year", "hours/year"},
                                                       {"_probability_per_year", "fraction/year"},
                                                       {"_fraction_per_year", "fraction/year"}};
  const auto check = [&](const FieldInfo& info, const auto&) {
    if (info.unit == "tCO2/MWh") return;
    for (const auto& [ending, unit] : units) EXPECT_TRUE(!info.key.ends_with(ending) || info.unit == unit) << info.key;
  };
  for_each_field_of<Auction, Stage, Limit, Ranking, GameRules, GameBidderClass>(check);
  for_each_economic_field(check);
}

TEST(FieldsTest, StandardValuesLieInTheirRanges) {
  const auto check = [](const FieldInfo& info, const auto& value) {
    if (info.presence != Presence::standard) return;
    using Value = std::remove_cvref_t<decltype(value)>;
    if constexpr (std::is_same_v<Value, Quantity>) {
      EXPECT_TRUE(info.range.contains(lowest(value)) && info.range.contains(highest(value))) << info.key;
    } else if constexpr (std::is_same_v<Value, double> || std::is_same_v<Value, std::int64_t>) {
      EXPECT_TRUE(info.range.contains(static_cast<double>(value))) << info.key;
    }
  };
  for_each_economic_field(check);
}

TEST(FieldsTest, CostsOfCapitalAreDrawnForABidderAndTheWorldForAReplication) {
  const auto draws_of = [](const auto& block, std::string_view key) {
    Draws draws = Draws::never;
    for_each_field(block, [&](const FieldInfo& info, const auto&) { draws = info.key == key ? info.draws : draws; });
    return draws;
  };
  EXPECT_EQ(draws_of(BidderClass(), "cost_of_equity_fraction"), Draws::once_a_bidder);
  EXPECT_EQ(draws_of(BidderClass(), "country_premium_fraction"), Draws::once_a_replication);
  EXPECT_EQ(draws_of(ProjectDebt(), "interest_fraction"), Draws::once_a_replication);
  EXPECT_EQ(draws_of(ElectricityMarket(), "capture_rate_fraction"), Draws::once_a_replication);
  EXPECT_EQ(draws_of(Corridor(), "cable_charge_per_mwh"), Draws::once_a_replication);
  EXPECT_EQ(draws_of(HostCountry(), "import_duty_fraction"), Draws::once_a_replication);
}

}  // namespace
}  // namespace sealedbid

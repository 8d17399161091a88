#include "scenario/sample_economy.hpp"

namespace sealedbid {
namespace {

using ::testing::HasSubstr;

/// Without what is in the host country's currency.
std::string without_local_currency() {
  return economy_with("    local_currency_fraction_of_opex: 0.6\n", "");
}

TEST(CheckMarketsTest, DecliningBalanceHasAFactor) {
  expect_only(economy_errors("  depreciation_method: declining_balance\n", ""), "host_country.declining_balance_factor",
              "has no effect with depreciation_method: straight_line", "Did you mean depreciation_method: declining_balance?");
}

TEST(CheckMarketsTest, DutiesNeedImports) {
  const std::string warnings = economy_warnings("    imported_fraction_of_capex: 0.7\n", "");
  EXPECT_THAT(warnings, HasSubstr("host_country.import_duty_fraction: changes nothing, no technology has an imported part"));
  EXPECT_THAT(warnings, HasSubstr("host_country.import_vat_fraction: changes nothing"));
  EXPECT_THAT(warnings, HasSubstr("Give imported_fraction_of_capex of the technologies"));
}

TEST(CheckMarketsTest, OnlyAPegBreaks) {
  const std::string errors = economy_errors("    regime: pegged\n", "    regime: floating\n");
  EXPECT_THAT(errors,
              HasSubstr("peg_break_probability_per_year: has no effect with regime: floating. Did you mean regime: pegged?"));
  EXPECT_THAT(errors, HasSubstr("peg_break_loss_fraction: has no effect with regime: floating"));
  const std::string unbreakable = economy_errors("    peg_break_probability_per_year: 0.05\n", "");
  for (const char* key : {"drift_fraction_per_year", "volatility_fraction_per_year", "peg_break_loss_fraction"}) {
    EXPECT_THAT(unbreakable, HasSubstr(std::string(key) + ": has no effect on a peg that never breaks"));
  }
  EXPECT_THAT(economy_errors("volatility_fraction_per_year: 0.12", "volatility_fraction_per_year: -0.12"),
              HasSubstr("-0.12 is negative (a standard deviation). Did you mean 0.12?"));
}

TEST(CheckMarketsTest, ACurrencyIsUsed) {
  expect_only(warnings_of(without_local_currency()), "host_country.exchange_rate",
              "changes nothing, neither the awarded price nor a cost is in that currency", "Give tariff.local_currency_fraction");
  const std::string of_tariff =
      with(without_local_currency(), "  indexed_from: award\n", "  indexed_from: award\n  local_currency_fraction: 0.2\n");
  EXPECT_EQ(warnings_of(with(of_tariff, "  state_share_of_export_gain_fraction: 0.25\n", "")), "");
}

TEST(CheckMarketsTest, TheHostCountryHasOneMarket) {
  expect_only(
      economy_errors("  abroad: {country: TUR,", "  second: {country: AZE, mean_price_per_mwh: 40}\n  abroad: {country: TUR,"),
      "electricity_markets.second.country", "AZE has a market already, home", "Write one market for the host country");
}

TEST(CheckMarketsTest, NamesOfMarketsDifferInMoreThanCapitals) {
  EXPECT_THAT(
      economy_errors("  abroad: {country: TUR,", "  Abroad: {country: TUR, mean_price_per_mwh: 40}\n  abroad: {country: TUR,"),
      HasSubstr("electricity_markets.abroad: differs from Abroad only in capital letters"));
}

TEST(CheckMarketsTest, PricesReturnToTheirMean) {
  const std::string persistence = "persistence_fraction: 0.67";
  EXPECT_THAT(economy_errors(persistence, "persistence_fraction: 1"), HasSubstr("at least 0, below 1"));
  EXPECT_THAT(economy_errors(persistence, "persistence_fraction: -0.1"), HasSubstr("-0.1 is negative"));
  EXPECT_THAT(economy_errors("sd_of_change_fraction: 0.2", "sd_of_change_fraction: -0.2"), HasSubstr("-0.2 is negative"));
  // 0.2/√(1 − r²) is 2 at r = √0.99 = 0.994987…
  EXPECT_EQ(economy_errors(persistence, "persistence_fraction: 0.9949"), "");
  expect_only(economy_errors(persistence, "persistence_fraction: 0.995"), "electricity_markets.home.sd_of_change_fraction",
              "0.2 with persistence_fraction 0.995 gives the logarithm of a month's price a standard deviation of 2, above 2",
              "Give a smaller one, or less persistence");
}

TEST(CheckMarketsTest, AYearHasTwelveMonths) {
  expect_only(economy_errors("1.1, 1.2]", "1.1]"), "electricity_markets.home.seasonality_factor",
              "has 11 values, a year has 12 months", "Give one value a month, January first");
  EXPECT_THAT(economy_errors("1.1, 1.2]", "1.1, 0]"), HasSubstr("0 is not in the range: above 0, at most 100"));
}

TEST(CheckMarketsTest, TechnologiesOfMarketsExist) {
  for (const char* key :
       {"capture_rate_fraction: {", "capture_rate_change_fraction_per_year: {", "energy_at_negative_prices_fraction: {"}) {
    const std::string wrong = economy_errors(std::string(key) + "solar", std::string(key) + "solr");
    EXPECT_THAT(wrong, HasSubstr(".solr: there is no technology 'solr'. Did you mean solar?"));
  }
}

TEST(CheckMarketsTest, NegativePricesCountAtHome) {
  expect_only(
      economy_errors("mean_price_per_mwh: 65,", "mean_price_per_mwh: 65, energy_at_negative_prices_fraction: {solar: 0.1},"),
      "electricity_markets.abroad.energy_at_negative_prices_fraction", "has an effect in the market of the host country only",
      "Leave it out");
}

TEST(CheckMarketsTest, SomethingIsSoldInEveryMarket) {
  expect_only(
      economy_warnings("  abroad: {country: TUR,", "  idle: {country: GEO, mean_price_per_mwh: 40}\n  abroad: {country: TUR,"),
      "electricity_markets.idle", "nothing is sold there", "Name it as market of a corridor");
}

TEST(CheckMarketsTest, PricesOfTwoMarketsMoveTogether) {
  const std::string pair = "[electricity_markets.home, electricity_markets.abroad, 0.4]";
  EXPECT_THAT(economy_errors(pair, "[electricity_markets.home, electricity_markets.abroat, 0.4]"),
              HasSubstr("Did you mean electricity_markets.abroad?"));
  expect_only(economy_errors(pair, "[electricity_markets.home, host_country.import_vat_fraction, 0.4]"),
              "common_shocks.correlation[0]", "electricity_markets.home stands for monthly prices",
              "Did you mean electricity_markets.home.mean_price_per_mwh?");
  EXPECT_THAT(economy_errors(", sd_of_change_fraction: 0.15}", "}"),
              HasSubstr("electricity_markets.abroad has prices that do not move. Give electricity_markets.abroad.sd_of_change"));
}

TEST(CheckMarketsTest, CorrelationsOfPricesHaveAMatrixOfTheirOwn) {
  const auto errors = [](const std::string& weakest) {
    const std::string third =
        "  third: {country: GEO, mean_price_per_mwh: 40, sd_of_change_fraction: 0.1}\n  abroad: {country: TUR,";
    const std::string text = with(economy_with("  abroad: {country: TUR,", third),
                                  "price_per_mwh: 50, capture_rate_fraction: {solar: 0.9}", "market: third");
    return errors_of(with(text, "    - [electricity_markets.home, electricity_markets.abroad, 0.4]\n",
                          "    - [electricity_markets.home, electricity_markets.abroad, 0.9]\n"
                          "    - [electricity_markets.abroad, electricity_markets.third, 0.9]\n"
                          "    - [electricity_markets.home, electricity_markets.third, " +
                              weakest + "]\n"));
  };
  EXPECT_EQ(errors("0.65"), "");
  expect_only(errors("0.6"), "common_shocks.correlation", "the correlations of market prices contradict each other",
              "Weaken some of them");
}

}  // namespace
}  // namespace sealedbid

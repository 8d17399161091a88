#include "scenario/sample_economy.hpp"

namespace sealedbid {
namespace {

using ::testing::HasSubstr;

/// A tariff block instead of the sample's, with a fixed price after the term.
std::string with_tariff(const std::string& keys) {
  const std::size_t begin = economy_text.find("tariff:\n"), end = economy_text.find("export:\n");
  return std::string(economy_text).replace(begin, end - begin, "tariff: {after_term: {price_per_mwh: 20}, " + keys + "}\n");
}

/// The same in a country without a market.
std::string without_home(const std::string& keys) {
  const std::string text = with_tariff(keys);
  const std::size_t begin = text.find("  home:\n"), end = text.find("  abroad:");
  return with(with(std::string(text).erase(begin, end - begin),
                   "    - [electricity_markets.home, electricity_markets.abroad, 0.4]\n", ""),
              "[electricity_markets.home.mean_price_per_mwh,", "[export.corridors.west.loss_fraction,");
}

TEST(CheckTariffTest, EveryTypeFitsAHomeMarket) {
  for (const char* keys :
       {"type: power_purchase_agreement", "type: two_way_cfd, reference_period: year", "type: fixed_premium",
        "type: one_way_sliding_premium, reference_period: hour, reference_price: baseload",
        "type: partially_merchant, merchant_fraction: 0.3", "type: capability_cfd, reference_price: baseload"}) {
    EXPECT_EQ(errors_of(with_tariff(keys)), "") << keys;
  }
}

TEST(CheckTariffTest, MostTypesNeedAHomeMarket) {
  EXPECT_EQ(errors_of(without_home("type: power_purchase_agreement")), "");
  EXPECT_EQ(errors_of(without_home("type: two_way_cfd")), "");
  for (const char* type : {"one_way_sliding_premium", "fixed_premium", "capability_cfd"}) {
    expect_only(errors_of(without_home("type: " + std::string(type))), "tariff.type",
                std::string(type) + " needs a market of the host country, and there is none",
                "Give one of the electricity_markets the country AZE");
  }
  EXPECT_THAT(errors_of(without_home("type: partially_merchant, merchant_fraction: 0.3")),
              HasSubstr("tariff.type: partially_merchant needs"));
  expect_only(errors_of(without_home("type: two_way_cfd, reference_price: baseload")), "tariff.reference_price",
              "a reference price needs a market", "AZE");
  expect_only(errors_of(without_home("type: two_way_cfd, negative_prices: unsupported")), "tariff.negative_prices",
              "unsupported needs a market of the host country", "AZE");
  expect_only(errors_of(with(without_home("term_years: 20"), "price_per_mwh: 20", "sale: home_market")), "tariff.after_term.sale",
              "home_market needs a market", "AZE");
}

TEST(CheckTariffTest, BiddersPayInASale) {
  const std::string no_share = with(with_tariff("type: payment_by_bidder"), "  state_share_of_export_gain_fraction: 0.25\n", "");
  expect_only(errors_of(no_share), "tariff.type", "payment_by_bidder is what the winners of a sale pay, and this auction buys",
              "Did you mean auction.direction: sale?");
  EXPECT_EQ(errors_of(with(no_share, "volume_mw: 100,", "volume_mw: 100, direction: sale,")), "");
  expect_only(errors_of(with(with_tariff("type: payment_by_bidder"), "volume_mw: 100,", "volume_mw: 100, direction: sale,")),
              "export.state_share_of_export_gain_fraction", "is a share of the gain over a strike price", "Leave it out");
}

TEST(CheckTariffTest, AMerchantPartIsForPartiallyMerchant) {
  expect_only(errors_of(with_tariff("type: fixed_premium, merchant_fraction: 0.3")), "tariff.merchant_fraction",
              "has no effect with type: fixed_premium", "Did you mean type: partially_merchant?");
  expect_only(errors_of(with_tariff("type: partially_merchant")), "tariff.merchant_fraction", "is 0",
              "take type: power_purchase_agreement");
  EXPECT_THAT(errors_of(with_tariff("type: partially_merchant, merchant_fraction: 1")), HasSubstr("at least 0, below 1"));
}

TEST(CheckTariffTest, OnlyTypesThatSubtractAPriceHaveAReference) {
  for (const char* type : {"power_purchase_agreement", "fixed_premium"}) {
    expect_only(errors_of(with_tariff("reference_period: hour, type: " + std::string(type))), "tariff.reference_period",
                "has no effect with type: " + std::string(type), "take two_way_cfd, one_way_sliding_premium or capability_cfd");
    expect_only(errors_of(with_tariff("reference_price: baseload, type: " + std::string(type))), "tariff.reference_price",
                "has no effect", "Leave it out");
  }
}

TEST(CheckTariffTest, NegativePricesOccur) {
  expect_only(economy_warnings("    energy_at_negative_prices_fraction: {solar: 0.03}\n", ""), "tariff.negative_prices",
              "unsupported_with_extension changes nothing, no output falls into hours of negative prices",
              "Give electricity_markets.home.energy_at_negative_prices_fraction");
}

TEST(CheckTariffTest, WhatIsIndexedRises) {
  expect_only(errors_of(with_tariff("indexed_from: award")), "tariff.indexed_from",
              "has no effect, the awarded price does not rise", "Give indexation_fraction_per_year or cpi_indexed_fraction");
  EXPECT_EQ(errors_of(with_tariff("indexed_from: award, cpi_indexed_fraction: 0.1")), "");
  expect_only(economy_warnings("  inflation_fraction_per_year: 0.03\n", ""), "tariff.cpi_indexed_fraction",
              "changes nothing, there is no inflation", "Give host_country.inflation_fraction_per_year");
}

TEST(CheckTariffTest, LocalCurrencyHasLimits) {
  const std::string none = "  state_share_of_export_gain_fraction: 0.25\n";
  EXPECT_EQ(errors_of(with(with_tariff("local_currency_fraction: 0.5"), none, "")), "");
  expect_only(errors_of(with(with_tariff("type: one_way_sliding_premium, local_currency_fraction: 0.5"), none, "")),
              "tariff.local_currency_fraction", "a one_way_sliding_premium in the host country's currency", "Leave it out");
  expect_only(errors_of(with_tariff("local_currency_fraction: 0.5")), "tariff.local_currency_fraction",
              "an awarded price in the host country's currency beside a state share of the export gain",
              "Leave one of the two out");
}

TEST(CheckTariffTest, OutputIsSoldInOneWayAfterTheTerm) {
  expect_only(economy_errors("{sale: home_market}", "{sale: home_market, price_per_mwh: 25}"), "tariff.after_term.price_per_mwh",
              "has no effect with sale: home_market", "take sale: fixed_price");
}

TEST(CheckTariffTest, SupportedHoursArePositive) {
  EXPECT_THAT(economy_errors("supported_hours_per_year: 2400", "supported_hours_per_year: 0"),
              HasSubstr("above 0, at most 8784"));
  EXPECT_THAT(economy_errors("supported_hours_in_total: 45000", "supported_hours_in_total: -1"), HasSubstr("-1 is negative"));
}

}  // namespace
}  // namespace sealedbid

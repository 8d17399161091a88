#include "scenario/sample_economy.hpp"

namespace sealedbid {
namespace {

using ::testing::HasSubstr;

/// The sample with right: option and a tariff that allows it.
std::string option_with(const std::string& tariff) {
  std::string text = economy_text;
  const std::size_t begin = text.find("tariff:\n"), end = text.find("export:\n");
  text.replace(begin, end - begin, "tariff: {" + tariff + "}\n");
  return with(with(text, "right: share\n", "right: option\n"), "  share_of_energy_fraction: 0.4\n", "");
}

TEST(CheckExportTest, ACorridorHasAPriceOrAMarket) {
  expect_only(economy_errors(", market: abroad}", "}"), "export.corridors.west.price_per_mwh",
              "is missing, and no market is named either", "Give price_per_mwh, or the name of one of the electricity_markets");
  expect_only(economy_errors(", market: abroad}", ", market: abroad, price_per_mwh: 50}"), "export.corridors.west.price_per_mwh",
              "is given beside a market, whose prices hold", "Leave one of the two out");
  expect_only(economy_errors(", market: abroad}", ", market: abroad, capture_rate_fraction: {solar: 0.9}}"),
              "export.corridors.west.capture_rate_fraction", "has no effect, the market has capture rates of its own",
              "Give electricity_markets.abroad.capture_rate_fraction");
  EXPECT_THAT(economy_errors("{solar: 0.9}}", "{wind: 0.9}}"),
              HasSubstr("export.corridors.north.capture_rate_fraction.wind: there is no technology 'wind'"));
}

TEST(CheckExportTest, TheMarketOfACorridorIsWhereItEnds) {
  EXPECT_THAT(economy_errors("market: abroad}", "market: abrood}"),
              HasSubstr("export.corridors.west.market: there is no electricity market 'abrood'. Did you mean abroad?"));
  expect_only(economy_errors("{destination: TUR,", "{destination: BGR,"), "export.corridors.west.destination",
              "BGR is not the country of the market abroad, TUR", "Write TUR, or name another market");
}

TEST(CheckExportTest, AShareIsForRightShare) {
  EXPECT_EQ(economy_errors("  share_of_energy_fraction: 0.4\n", ""), "") << "nothing is exported";
  for (const char* right : {"obligation", "option"}) {
    EXPECT_THAT(economy_errors("right: share\n", "right: " + std::string(right) + "\n"),
                HasSubstr("export.share_of_energy_fraction: has no effect with right: " + std::string(right)));
  }
  const std::string obligation = economy_with("right: share\n", "right: obligation\n");
  EXPECT_EQ(errors_of(with(obligation, "  share_of_energy_fraction: 0.4\n", "")), "");
}

TEST(CheckExportTest, ExportNeedsACorridor) {
  std::string text = economy_text;
  const std::size_t begin = text.find("  corridors:"), end = text.find("  right: share");
  text.erase(begin, end - begin);
  const std::string errors = errors_of(text);
  EXPECT_THAT(errors, HasSubstr("export.share_of_energy_fraction: is above 0, but there is no corridor. Give export.corridors"));
  EXPECT_THAT(errors, HasSubstr("export.allocation: has no effect, there is no corridor"));
  EXPECT_THAT(errors, HasSubstr("export.state_share_of_export_gain_fraction: is above 0, but there is no corridor"));
  EXPECT_THAT(errors_of(with(text, "right: share\n", "right: option\n")), HasSubstr("export.right: option needs a corridor"));
}

TEST(CheckExportTest, AnOptionNeedsATariffThatPaysAsPlantsRun) {
  EXPECT_EQ(errors_of(option_with("type: power_purchase_agreement")), "");
  EXPECT_EQ(errors_of(option_with("type: two_way_cfd, reference_period: hour")), "");
  expect_only(errors_of(option_with("type: fixed_premium")), "export.right",
              "option is not in this version with tariff.type: fixed_premium",
              "Take power_purchase_agreement or two_way_cfd, or right: share");
  for (const char* reference : {"reference_period: year", "reference_price: baseload"}) {
    expect_only(errors_of(option_with("type: two_way_cfd, " + std::string(reference))), "export.right",
                "option is not in this version with a reference price of the whole market or year", "reference_price: captured");
  }
  for (const char* limit : {"supported_hours_per_year: 2000", "supported_hours_in_total: 40000"}) {
    expect_only(errors_of(option_with(limit)), "export.right", "option is not in this version with a limit of supported hours",
                "Leave out tariff.supported_hours_per_year");
  }
  EXPECT_THAT(errors_of(option_with("local_currency_fraction: 0.3")),
              HasSubstr("export.right: option is not in this version with an awarded price in the host country's currency"));
}

TEST(CheckExportTest, PriorityNamesClasses) {
  EXPECT_THAT(economy_errors("[domestic, contractor]", "[domestik, contractor]"),
              HasSubstr("export.priority: there is no class of bidders 'domestik'. Did you mean domestic?"));
  EXPECT_THAT(economy_errors("[domestic, contractor]", "[domestic, domestic]"), HasSubstr("stands twice in the list"));
  expect_only(economy_errors("  priority: [domestic, contractor]\n", ""), "export.priority",
              "is missing, and allocation: priority follows it", "Give a list of bidder classes");
  expect_only(economy_errors("allocation: priority", "allocation: pro_rata"), "export.priority",
              "has no effect with allocation: pro_rata", "Did you mean allocation: priority?");
}

TEST(CheckExportTest, PriorityIsSeenWhereThereIsASettlement) {
  expect_only(economy_warnings("settlement: {state_discount_fraction_per_year: 0.05, avoided_cost_per_mwh: 40}\n", ""),
              "export.allocation", "changes no bid and nothing is settled", "Give settlement.state_discount_fraction_per_year");
}

TEST(CheckExportTest, AvoidedCostIsPartOfASettlement) {
  EXPECT_THAT(economy_errors("state_discount_fraction_per_year: 0.05, ", ""),
              HasSubstr("settlement.avoided_cost_per_mwh: has no effect, nothing is settled without a discount rate. Give "
                        "settlement.state_discount_fraction_per_year"));
}

}  // namespace
}  // namespace sealedbid

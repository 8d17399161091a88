#include "replay/package_report_text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>

namespace sealedbid {
namespace {

using ::testing::HasSubstr;

PackageReport report_of(const std::string& bids, const std::vector<PackageProduct>& products) {
  const std::string path =
      ::testing::TempDir() + "package_report_" + ::testing::UnitTest::GetInstance()->current_test_info()->name() + ".csv";
  std::ofstream(path, std::ios::binary) << bids;
  RulesFile rules;
  rules.title = "Long-term auction";
  rules.currency = "USD";
  rules.auction.packages = products;
  return clear_packages(path, rules);
}

PackageReport small_report() {
  return report_of(
      "bid,bidder,price,price_adjustment,quantity_energy,exclusive_group,requires\n"
      "North,\"Sun, Ltd\",300,10,10,,Süd\nSüd,,100,0,5.5,g,\n=1+1,,400,0,10,g,\n",
      {{"energy", 20, 45}});
}

TEST(PackageReportTableTest, ShowsPackagesProductsAndTotals) {
  EXPECT_EQ(package_report_table(small_report()),
            "Long-term auction\n"
            "\n"
            "package  price  energy  paid  reason\n"
            "North      300      10   300  selected: without it the surplus would be 140 lower\n"
            "Süd        100     5.5   100  selected: without it the surplus would be 237.5 lower\n"
            "=1+1       400      10     -  rejected: with it the surplus would be 237.5 lower\n"
            "\n"
            "product  demand  value a unit  offered  supplied\n"
            "energy       20            45       20      15.5\n"
            "\n"
            "selected   2 of 3 packages, the greatest surplus\n"
            "cost       400 USD\n"
            "adjustment 10 USD, counted in the selection, not paid\n"
            "value      697.5 USD\n"
            "surplus    287.5 USD, 41.22 % of the value\n");
}

TEST(PackageReportTableTest, SaysWhyNothingIsSelected) {
  EXPECT_THAT(package_report_table(report_of("bid,price,quantity_energy\nA,1,6\n", {{"energy", 10, {}}})),
              HasSubstr("Nothing is selected: 10 of energy are wanted, and packages that do not exclude each other offer 6."));
  EXPECT_THAT(package_report_table(report_of("bid,price,quantity_a,quantity_b,exclusive_group\nA,1,6,0,g\nB,1,0,6,g\n",
                                             {{"a", 6, {}}, {"b", 6, {}}})),
              HasSubstr("no admissible selection covers the demand of all products"));
}

TEST(PackageReportCsvTest, HoldsTheColumnsOfTheFileAndTheResult) {
  EXPECT_EQ(package_report_csv(small_report()),
            "bid,bidder,price,price_adjustment,quantity_energy,exclusive_group,requires,selected,price_paid,advantage,reason\n"
            "North,\"Sun, Ltd\",300,10,10,,Süd,true,300,140,selected: without it the surplus would be 140 lower\n"
            "Süd,,100,0,5.5,g,,true,100,237.5,selected: without it the surplus would be 237.5 lower\n"
            "'=1+1,,400,0,10,g,,false,,237.5,rejected: with it the surplus would be 237.5 lower\n");
}

TEST(PackageReportJsonTest, HoldsTotalsProductsAndPackages) {
  const auto json = nlohmann::json::parse(package_report_json(small_report()));
  EXPECT_EQ(json["objective"], "greatest_surplus");
  EXPECT_EQ(json["surplus"], 287.5);
  EXPECT_EQ(json["products"][0]["supplied"], 15.5);
  EXPECT_EQ(json["packages"][0]["requires"], nlohmann::json::array({"Süd"}));
  EXPECT_EQ(json["packages"][0]["quantity_energy"], 10.0);
  EXPECT_EQ(json["packages"][2]["price_paid"], nullptr);
  EXPECT_EQ(json["packages"][2]["selected"], false);
}

}  // namespace
}  // namespace sealedbid

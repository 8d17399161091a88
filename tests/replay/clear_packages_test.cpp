#include "replay/clear_packages.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

namespace sealedbid {
namespace {

using ::testing::HasSubstr;

PackageReport report_of(const std::string& bids, const std::vector<PackageProduct>& products) {
  const std::string path =
      ::testing::TempDir() + "clear_packages_" + ::testing::UnitTest::GetInstance()->current_test_info()->name() + ".csv";
  std::ofstream(path, std::ios::binary) << bids;
  RulesFile rules;
  rules.currency = "USD";
  rules.auction.packages = products;
  return clear_packages(path, rules);
}

/// The auction of PackagesTest.TakesWhatTheBuyerGainsMostFrom: A + C for 1300; without A: B + C for 950; without C: D for 900;
/// with B: B + C; with D: D alone.
constexpr const char* four_packages =
    "bid,price,quantity_energy,quantity_certificates\nA,2500,60,30\nB,1800,50,0\nC,1700,40,20\nD,4600,100,50\n";

TEST(ClearPackagesTest, TellsTheBestSelectionAndWhatEachPackageChanges) {
  const PackageReport report = report_of(four_packages, {{"energy", 100, 45}, {"certificates", 50, 20}});
  EXPECT_EQ(report.objective, PackageObjective::greatest_surplus);
  EXPECT_EQ(report.selected, 2);
  EXPECT_EQ(report.cost, 4200);
  EXPECT_EQ(report.value, 5500);
  EXPECT_EQ(report.surplus, 1300);
  EXPECT_DOUBLE_EQ(*report.surplus_fraction, 1300.0 / 5500.0);
  ASSERT_EQ(report.rows.size(), 4u);
  const char* const order[] = {"A", "C", "B", "D"};
  const double advantages[] = {350, 400, 350, 400};
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_EQ(report.rows[i].package.name, order[i]);
    EXPECT_EQ(report.rows[i].advantage, advantages[i]) << order[i];
  }
  EXPECT_EQ(report.rows[0].reason, "selected: without it the surplus would be 350 lower");
  EXPECT_EQ(report.rows[3].reason, "rejected: with it the surplus would be 400 lower");
}

TEST(ClearPackagesTest, LeastCostTellsWhatEachPackageSaves) {
  // 90 of energy: A + C cost 4200, B + C 3500, D 4600.
  const PackageReport report = report_of(four_packages, {{"energy", 90, {}}, {"certificates", 0.5, {}}});
  EXPECT_EQ(report.objective, PackageObjective::least_cost);
  EXPECT_EQ(report.cost, 3500);
  EXPECT_EQ(report.surplus_fraction, std::nullopt);
  EXPECT_EQ(report.rows[0].package.name, "B");
  EXPECT_EQ(report.rows[0].reason, "selected: without it the cost would be 700 higher");
  EXPECT_EQ(report.products[0].supplied, 90);
  EXPECT_EQ(report.products[1].supplied, 20);
  EXPECT_EQ(report.products[1].covered, 0.5);
}

TEST(ClearPackagesTest, AnAdjustmentCountsInTheSelectionAndIsNotPaid) {
  const std::string bids = "bid,price,price_adjustment,quantity_energy\nNear,100,-30,10\nFar,90,0,10\n";
  const PackageReport report = report_of(bids, {{"energy", 10, 20}});
  EXPECT_EQ(report.rows[0].package.name, "Near");
  EXPECT_EQ(report.cost, 100);
  EXPECT_EQ(report.adjustment, -30);
  EXPECT_EQ(report.surplus, 200 - 100 + 30);
}

TEST(ClearPackagesTest, SaysWhereEqualPackagesAreTakenInOrder) {
  const PackageReport report = report_of("bid,price,quantity_energy\nA,100,10\nB,100,10\n", {{"energy", 10, 20}});
  EXPECT_EQ(report.rows[0].package.name, "A");
  EXPECT_THAT(report.rows[1].reason, HasSubstr("with it the surplus would be the same"));
}

TEST(ClearPackagesTest, SelectsNothingWhereTheDemandCannotBeCovered) {
  const PackageReport report = report_of("bid,price,quantity_energy,exclusive_group\nA,1,6,g\nB,1,6,g\n", {{"energy", 10, {}}});
  EXPECT_FALSE(report.is_feasible);
  EXPECT_EQ(report.selected, 0);
  EXPECT_EQ(report.products[0].offered, 6);
  EXPECT_EQ(report.rows[0].reason, "rejected: no admissible selection covers the demand");
}

TEST(ClearPackagesTest, SaysWhereAPackageIsIndispensable) {
  const PackageReport report = report_of("bid,price,quantity_energy\nA,100,10\nB,900,9\n", {{"energy", 10, {}}});
  EXPECT_EQ(report.rows[0].reason, "selected: without it no admissible selection covers the demand");
  EXPECT_EQ(report.rows[0].advantage, std::nullopt);
}

}  // namespace
}  // namespace sealedbid

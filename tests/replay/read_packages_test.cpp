#include "replay/read_packages.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "base/issue.hpp"

namespace sealedbid {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

const std::vector<PackageProduct> two_products = {{"energy", 100, 45}, {"certificates", 50, 20}};

std::string file_of(const std::string& text) {
  const std::string path =
      ::testing::TempDir() + "read_packages_" + ::testing::UnitTest::GetInstance()->current_test_info()->name() + ".csv";
  std::ofstream(path, std::ios::binary) << text;
  return path;
}

std::string faults_of(const std::string& text) {
  try {
    read_packages(file_of(text), two_products);
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

TEST(ReadPackagesTest, ReadsNumbersExactlyAndNamesAsPositions) {
  const std::vector<ListedPackage> packages =
      read_packages(file_of("requires,bid,price,quantity_certificates,quantity_energy,exclusive_group,price_adjustment,bidder\n"
                            "South; West,North,2500.000001,30.5,60,one,-0.5,X\n,South,1800,0,50.125,,,\n,West,1,1,1,two,,\n"
                            ",East,1,1,1,one,,\n"),
                    two_products);
  ASSERT_EQ(packages.size(), 4u);
  const ListedPackage& north = packages[0];
  EXPECT_EQ(north.name, "North");
  EXPECT_EQ(north.bidder, "X");
  EXPECT_EQ(north.bid.price, 2'499'500'001);
  EXPECT_THAT(north.bid.quantities, ElementsAre(60'000, 30'500));  // in the order of the rules
  EXPECT_THAT(north.bid.requires_packages, ElementsAre(1, 2));
  EXPECT_EQ(north.bid.exclusive_group, packages[3].bid.exclusive_group);
  EXPECT_NE(north.bid.exclusive_group, packages[2].bid.exclusive_group);
  EXPECT_EQ(packages[1].bid.exclusive_group, -1);
  EXPECT_THAT(packages[1].bid.quantities, ElementsAre(50'125, 0));
}

TEST(ReadPackagesTest, SaysWhatIsWrongWithEachCell) {
  const std::string header = "bid,price,quantity_energy,quantity_certificates,exclusive_group,requires\n";
  EXPECT_THAT(faults_of(header + "A,-1,1,1,,\n"), AllOf(HasSubstr(".csv:2:2: price: -1"), HasSubstr("from 0 to")));
  EXPECT_THAT(faults_of(header + "A,1,1.0001,1,,\n"), AllOf(HasSubstr(":2:3: quantity_energy"), HasSubstr("at most 3 decimals")));
  EXPECT_THAT(faults_of(header + "A,ten,,1,,\n"),
              AllOf(HasSubstr("'ten' is not a decimal number"), HasSubstr("quantity_energy: is empty")));
  EXPECT_THAT(faults_of(header + "A,1,1,1,,\nA,1,1,1,,\n"), HasSubstr("'A' is already the package of line 2"));
  EXPECT_THAT(faults_of(header + ",1,1,1,,\n"), HasSubstr("Give each package a name"));
  EXPECT_THAT(faults_of(header + "A;B,1,1,1,,\n"), HasSubstr("semicolon"));
  EXPECT_THAT(faults_of(header + "North,1,1,1,,\nB,1,1,1,,Nort\n"), HasSubstr("Did you mean North?"));
  EXPECT_THAT(faults_of(header + "A,1,1,1,,A\n"), HasSubstr("is the package itself"));
  EXPECT_THAT(faults_of(header + "A,1,1,1,,B;\nB,1,1,1,,\n"), HasSubstr("names nothing"));
  EXPECT_THAT(faults_of(header + "A,1,1,1,g,B\nB,1,1,1,g,\n"), HasSubstr("can never be selected"));
}

TEST(ReadPackagesTest, SaysWhichColumnsAreMissingOrUnknown) {
  EXPECT_THAT(faults_of("bid,price,quantity_energy\nA,1,1\n"), HasSubstr("quantity_certificates: this column is missing"));
  EXPECT_THAT(faults_of("bid,price,quantity_energy,quantity_certificate\nA,1,1,1\n"),
              HasSubstr("Did you mean quantity_certificates?"));
}

TEST(ReadPackagesTest, RefusesMoreThanCanBeCleared) {
  std::string text = "bid,price,quantity_energy,quantity_certificates\n";
  for (std::size_t i = 0; i < most_packages; ++i) text += "p" + std::to_string(i) + ",1,1,1\n";
  EXPECT_EQ(faults_of(text), "");
  EXPECT_THAT(faults_of(text + "last,1,1,1\n"), AllOf(HasSubstr("61 packages"), HasSubstr("at most 60")));
}

TEST(ReadProductsTest, ScalesSoThatValueTimesQuantityIsMoney) {
  const std::vector<PackageProduct> products = {{"energy", 100.5, 45.25}, {"certificates", 50, {}}};
  const std::vector<ProductDemand> demands = read_products("rules.yaml", products);
  EXPECT_EQ(demands[0].quantity, 100'500);
  EXPECT_EQ(demands[0].value_per_unit, 45'250);
  EXPECT_DOUBLE_EQ(static_cast<double>(demands[0].quantity * *demands[0].value_per_unit), 100.5 * 45.25 * package_money_steps);
  EXPECT_EQ(demands[1].value_per_unit, std::nullopt);
}

TEST(ReadProductsTest, RefusesWhatCannotBeClearedExactly) {
  const auto refusal = [](const PackageProduct& product) -> std::string {
    try {
      read_products("rules.yaml", std::vector<PackageProduct>{product});
    } catch (const InputError& error) {
      return error.what();
    }
    return "";
  };
  EXPECT_THAT(refusal({"energy", 1.0005, 45}), HasSubstr("rules.yaml: auction.packages.energy.demand: 1.0005"));
  EXPECT_THAT(refusal({"energy", 1, 45.0005}), HasSubstr("value_per_unit"));
  EXPECT_THAT(refusal({"energy", 1e9, 1e4}), HasSubstr("Give money in thousands"));
}

}  // namespace
}  // namespace sealedbid

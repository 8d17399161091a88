#include "verify/best_packages.hpp"

#include <gtest/gtest.h>

namespace sealedbid {
namespace {

/// One product of which 2 are wanted, each worth 10 where a value is given: A 1 for 3, B 1 for 3, C 2 for 6, D 2 for 6.
PackageRound small_round(std::optional<PackageAmount> value) {
  const auto package = [](const char* name, int cost, int quantity) {
    return JudgedPackage{.name = name, .group = {}, .price = {}, .cost = cost, .quantities = {quantity}};
  };
  return {{{"energy", 2, value}}, {package("A", 3, 1), package("B", 3, 1), package("C", 6, 2), package("D", 6, 2)}};
}

TEST(BestPackagesTest, FewerPackagesThenTheFirstRowBreakTies) {
  for (const std::optional<PackageAmount> value : {std::optional<PackageAmount>(10), std::optional<PackageAmount>()}) {
    PackageRound round = small_round(value);
    EXPECT_EQ(best_packages(round), 0b0100U);  // C before D, and alone
    round.packages[1].cost = 2;
    EXPECT_EQ(best_packages(round), 0b0011U);
    round.packages[0].group = round.packages[1].group = "g";
    EXPECT_EQ(best_packages(round), 0b0100U);
    round.packages[2].required = 0b0001;
    EXPECT_EQ(best_packages(round), 0b1000U);
  }
}

TEST(BestPackagesTest, NothingIsBestWhereNothingPaysAndNoneWhereNothingCovers) {
  EXPECT_EQ(best_packages(small_round(1)), 0U);
  PackageRound round = small_round({});
  round.products[0].demand = 7;
  EXPECT_EQ(best_packages(round), std::nullopt);
}

TEST(BestPackagesTest, ObjectiveCountsWhatIsWanted) {
  EXPECT_TRUE(objective_of_packages(small_round(10), 0b0111) == 20 - 12);
  EXPECT_TRUE(objective_of_packages(small_round({}), 0b0111) == -12);
}

TEST(BestPackagesTest, FaultsNameTheirReason) {
  PackageRound round = small_round({});
  EXPECT_EQ(fault_of_packages(round, 0b0100), "");
  EXPECT_EQ(fault_of_packages(round, 0b0001), "too little energy");
  round.packages[0].required = 0b0010;
  EXPECT_EQ(fault_of_packages(round, 0b0101), "A requires B");
  round.packages[1].group = round.packages[3].group = "g";
  EXPECT_EQ(fault_of_packages(round, 0b1010), "B excludes D");
}

}  // namespace
}  // namespace sealedbid

#include "auction/packages.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "auction/package_instances.hpp"
#include "base/issue.hpp"

namespace sealedbid {
namespace {

using namespace testing;
using Chosen = std::vector<std::uint8_t>;

TEST(PackagesTest, TakesWhatTheBuyerGainsMostFrom) {
  // 100 MWh worth 45 each, 50 certificates worth 20 each. A 60 MWh + 30 cert. 2,500; B 50 MWh 1,800; C 40 MWh + 20 cert. 1,700;
  // D 100 MWh + 50 cert. 4,600. A + C: 4500 + 1000 − 4200 = 1300. B + C: 90·45 + 20·20 − 3500 = 950. D: 900. A + B: 800.
  const std::vector<ProductDemand> products = {{100, 45}, {50, 20}};
  const std::vector<PackageBid> packages = {
      {2500, {60, 30}, -1, {}}, {1800, {50, 0}, -1, {}}, {1700, {40, 20}, -1, {}}, {4600, {100, 50}, -1, {}}};
  const PackageSelection selection = select_packages(products, packages);
  EXPECT_TRUE(selection.is_feasible);
  EXPECT_EQ(selection.is_selected, (Chosen{1, 0, 1, 0}));
  EXPECT_EQ(selection.surplus(), 1300);
  EXPECT_EQ(selection.cost, 4200);
  EXPECT_EQ(selection.value, 5500);
  EXPECT_EQ(selection.supplied, (std::vector<std::int64_t>{100, 50}));
}

TEST(PackagesTest, BuysNothingThatCostsMoreThanItIsWorth) {
  const PackageSelection selection =
      select_packages(std::vector<ProductDemand>{{10, 5}}, std::vector<PackageBid>{{51, {10}, -1, {}}});
  EXPECT_EQ(selection.is_selected, (Chosen{0}));
  EXPECT_EQ(selection.surplus(), 0);
}

TEST(PackagesTest, QuantitiesBeyondTheDemandAreWorthNothing) {
  // 12 units are offered, 10 are wanted at 5: worth 50, not 60.
  const std::vector<PackageBid> packages = {{52, {12}, -1, {}}};
  EXPECT_EQ(select_packages(std::vector<ProductDemand>{{10, 5}}, packages).is_selected, (Chosen{0}));
}

TEST(PackagesTest, CoversTheWholeDemandAtLeastCost) {
  // 10 units: 6 + 4 cost 10 + 9, the whole 10 costs 18, 6 + 6 would cost 20.
  const std::vector<PackageBid> packages = {{10, {6}, -1, {}}, {9, {4}, -1, {}}, {18, {10}, -1, {}}, {10, {6}, -1, {}}};
  const PackageSelection selection = select_packages(std::vector<ProductDemand>{{10, {}}}, packages);
  EXPECT_EQ(selection.is_selected, (Chosen{0, 0, 1, 0}));
  EXPECT_EQ(selection.cost, 18);
  EXPECT_EQ(selection.value, 0);
}

TEST(PackagesTest, SaysWhereTheDemandCannotBeCovered) {
  const std::vector<ProductDemand> products = {{10, {}}};
  EXPECT_FALSE(select_packages(products, std::vector<PackageBid>{{1, {9}, -1, {}}}).is_feasible);
  EXPECT_FALSE(select_packages(products, std::vector<PackageBid>{{1, {9}, 0, {}}, {1, {9}, 0, {}}}).is_feasible);
  EXPECT_FALSE(select_packages(products, {}).is_feasible);
  EXPECT_TRUE(select_packages(products, std::vector<PackageBid>{{1, {9}, 0, {}}, {1, {9}, 1, {}}}).is_feasible);
}

TEST(PackagesTest, HonoursExclusiveAndConditionalPackages) {
  const std::vector<ProductDemand> products = {{10, 10}};
  std::vector<PackageBid> packages = {{20, {5}, -1, {}}, {20, {5}, -1, {}}, {5, {1}, -1, {}}};
  EXPECT_EQ(select_packages(products, packages).is_selected, (Chosen{1, 1, 0}));
  packages[0].exclusive_group = packages[1].exclusive_group = 7;
  EXPECT_EQ(select_packages(products, packages).is_selected, (Chosen{1, 0, 1}));  // 30 + 5
  packages[0].requires_packages = {2};
  EXPECT_EQ(select_packages(products, packages).is_selected, (Chosen{1, 0, 1}));
  packages[2].price = 50;  // 0 with 2 is worth 60 − 70; 1 alone is worth 30
  EXPECT_EQ(select_packages(products, packages).is_selected, (Chosen{0, 1, 0}));
}

TEST(PackagesTest, PrefersFewerPackagesThenTheFirstOfTheList) {
  const std::vector<ProductDemand> products = {{10, 10}};
  const std::vector<PackageBid> packages = {{25, {5}, -1, {}}, {25, {5}, -1, {}}, {50, {10}, -1, {}}, {50, {10}, -1, {}}};
  EXPECT_EQ(select_packages(products, packages).is_selected, (Chosen{0, 0, 1, 0}));
}

TEST(PackagesTest, FatesForcePackagesInAndOut) {
  const std::vector<ProductDemand> products = {{10, 10}};
  const std::vector<PackageBid> packages = {{40, {5}, -1, {}}, {30, {5}, -1, {}}, {30, {5}, -1, {}}};
  using enum PackageFate;
  EXPECT_EQ(select_packages(products, packages, {.fates = {open, open, open}}).is_selected, (Chosen{0, 1, 1}));
  EXPECT_EQ(select_packages(products, packages, {.fates = {selected, open, open}}).is_selected, (Chosen{1, 1, 0}));
  EXPECT_EQ(select_packages(products, packages, {.fates = {open, rejected, open}}).is_selected, (Chosen{1, 0, 1}));
}

TEST(PackagesTest, ChoosesAsBruteForceDoes) {
  std::mt19937_64 random(1);
  int infeasible = 0, chosen = 0;
  for (int trial = 0; trial < 6000; ++trial) {
    const PackageInstance instance = random_packages(
        random, {.most_packages = trial % 10 == 0 ? 12 : 9, .most_products = 3, .largest_quantity = 1 + trial % 7});
    const BruteForce expected = best_by_brute_force(instance);
    const PackageSelection selection = select_packages(instance.products, instance.packages);
    ASSERT_EQ(selection.is_feasible, expected.is_feasible) << "trial " << trial;
    ASSERT_EQ(selection.is_selected, expected.is_selected) << "trial " << trial;
    ASSERT_EQ(selection.surplus(), expected.is_feasible ? expected.surplus : 0) << "trial " << trial;
    infeasible += !expected.is_feasible;
    chosen += expected.surplus != 0;
  }
  EXPECT_GT(infeasible, 500);
  EXPECT_GT(chosen, 2500);
}

TEST(PackagesTest, ChoosesAsBruteForceDoesWhereFatesAreGiven) {
  std::mt19937_64 random(2);
  for (int trial = 0; trial < 2000; ++trial) {
    const PackageInstance instance =
        random_packages(random, {.most_packages = 8, .most_products = 3, .largest_quantity = 1 + trial % 5});
    PackageOptions options;
    for (std::size_t j = 0; j < instance.packages.size(); ++j) {
      constexpr PackageFate fates[] = {PackageFate::open, PackageFate::open, PackageFate::selected, PackageFate::rejected};
      options.fates.push_back(fates[random() % 4]);
    }
    const BruteForce expected = best_by_brute_force(instance, options.fates);
    const PackageSelection selection = select_packages(instance.products, instance.packages, options);
    ASSERT_EQ(selection.is_feasible, expected.is_feasible) << "trial " << trial;
    ASSERT_EQ(selection.is_selected, expected.is_selected) << "trial " << trial;
  }
}

TEST(PackagesTest, LargeNumbersStayExact) {
  // Surpluses of 2 and 1 out of some 10^18.
  const std::int64_t large = std::int64_t{1} << 29;
  const std::vector<ProductDemand> products = {{large, large}};
  const std::vector<PackageBid> packages = {{large * large - 1, {large}, 0, {}}, {large * large - 2, {large}, 0, {}}};
  EXPECT_EQ(select_packages(products, packages).is_selected, (Chosen{0, 1}));
}

TEST(PackagesTest, RefusesWhatItCannotProve) {
  std::mt19937_64 random(3);
  PackageInstance instance;
  instance.products.assign(6, {0, {}});
  for (int j = 0; j < 50; ++j) {
    PackageBid package{draw(random, 9000, 11000), {}, -1, {}};
    for (ProductDemand& product : instance.products) {
      package.quantities.push_back(draw(random, 500, 1500));
      product.quantity += package.quantities.back() / 3;
    }
    instance.packages.push_back(package);
  }
  EXPECT_THROW(select_packages(instance.products, instance.packages, {.fates = {}, .most_nodes = 100}), RunError);
}

TEST(PackagesTest, RefusesWhatCannotBe) {
  const std::vector<ProductDemand> products = {{10, 10}};
  const auto refuses = [&](const PackageBid& package) {
    EXPECT_THROW(select_packages(products, std::vector<PackageBid>{package}), std::invalid_argument);
  };
  refuses({1, {1, 2}, -1, {}});
  refuses({1, {-1}, -1, {}});
  refuses({1, {1}, -1, {1}});
  refuses({most_package_money + 1, {1}, -1, {}});
  refuses({1, {most_package_quantity + 1}, -1, {}});
  EXPECT_THROW(select_packages(products, std::vector<PackageBid>(most_packages + 1, {1, {1}, -1, {}})), std::invalid_argument);
  EXPECT_THROW(select_packages(std::vector<ProductDemand>{{10, -1}}, {}), std::invalid_argument);
  EXPECT_THROW(select_packages(std::vector<ProductDemand>{{-1, 1}}, {}), std::invalid_argument);
}

}  // namespace
}  // namespace sealedbid

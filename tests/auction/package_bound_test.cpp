#include "auction/package_bound.hpp"

#include <gtest/gtest.h>

#include "auction/package_instances.hpp"

namespace sealedbid {
namespace {

using namespace testing;

struct Drawn {
  PackageInstance instance;
  PackageProblem problem;
  PackageNode node;
  std::optional<Int128> best;  ///< objective of the best completion of the node
  PackageSet best_set = 0;
};

/// An auction of up to 8 packages, one of its nodes, and the best completion by looking at all.
Drawn draw_node(std::mt19937_64& random) {
  Drawn drawn{random_packages(random, {.most_packages = 8, .most_products = 3, .largest_quantity = 6}), {}, {}, {}, 0};
  drawn.problem = make_package_problem(drawn.instance.products, drawn.instance.packages, {});
  PackageNode node;
  for (int j = 0; j < drawn.problem.packages; ++j) {
    const std::uint64_t lot = random() % 4;
    if (lot == 0) node.selected |= set_of(j);
    if (lot == 1) node.rejected |= set_of(j);
  }
  drawn.node = complete(drawn.problem, node).value_or(PackageNode{});
  for (std::uint32_t set = 0; set < (1u << drawn.problem.packages); ++set) {
    PackageSet selected = 0;
    for (int j = 0; j < drawn.problem.packages; ++j) selected |= (set >> j & 1) ? set_of(j) : 0;
    if ((selected & drawn.node.rejected) || (drawn.node.selected & ~selected) || !is_admissible(drawn.instance, set)) continue;
    const std::optional<Int128> objective = objective_of(drawn.problem, selected);
    if (!objective || (drawn.best && *objective <= *drawn.best)) continue;
    drawn.best = objective;
    drawn.best_set = selected;
  }
  return drawn;
}

PackagePrices random_prices(std::mt19937_64& random, const PackageProblem& problem) {
  PackagePrices prices = zero_prices(problem);
  for (double& price : prices.product) price = static_cast<double>(random() % 1000) * 0.1;
  for (double& price : prices.requirement) price = static_cast<double>(random() % 100) * 0.3;
  return prices;
}

TEST(PackageBoundTest, NoCompletionIsBetterWhateverTheMultipliers) {
  std::mt19937_64 random(1);
  int compared = 0;
  for (int trial = 0; trial < 5000; ++trial) {
    const Drawn drawn = draw_node(random);
    if (!drawn.best) continue;
    const PackageBound bound = bound_at(drawn.problem, drawn.node, random_prices(random, drawn.problem), *drawn.best);
    ASSERT_TRUE(bound.bound >= *drawn.best) << "trial " << trial;
    ++compared;
  }
  EXPECT_GT(compared, 3000);
}

TEST(PackageBoundTest, WhatIsImpliedHoldsInTheBestCompletion) {
  std::mt19937_64 random(2);
  int implied = 0;
  for (int trial = 0; trial < 5000; ++trial) {
    const Drawn drawn = draw_node(random);
    if (!drawn.best) continue;
    PackagePrices prices = zero_prices(drawn.problem);
    std::vector<double> likely;
    const PackageBound bound = improve_bound(drawn.problem, drawn.node, *drawn.best, 30, prices, likely);
    ASSERT_TRUE(bound.bound >= *drawn.best) << "trial " << trial;
    ASSERT_EQ(bound.implied.selected & ~drawn.best_set, 0u) << "trial " << trial;
    ASSERT_EQ(bound.implied.rejected & drawn.best_set, 0u) << "trial " << trial;
    implied += bound.implied.selected != drawn.node.selected || bound.implied.rejected != drawn.node.rejected;
  }
  EXPECT_GT(implied, 1000);
}

TEST(PackageBoundTest, ImprovedMultipliersComeNearTheLinearRelaxation) {
  // One product, 10 wanted at 10. Per unit: 4, 5, 6, 20. Best fractional choice: 5 at 4 and 5 at 5, no gap: 100 − 45 = 55.
  const std::vector<PackageBid> packages = {{20, {5}, -1, {}}, {25, {5}, -1, {}}, {30, {5}, -1, {}}, {100, {5}, -1, {}}};
  const PackageProblem problem = make_package_problem(std::vector<ProductDemand>{{10, 10}}, packages, {});
  PackagePrices prices = zero_prices(problem);
  std::vector<double> likely;
  const Int128 best = 55 * 5 - 2;  // surplus · (packages + 1) − packages selected
  const PackageBound bound = improve_bound(problem, {}, best, 100, prices, likely);
  EXPECT_TRUE(bound.bound >= best);
  EXPECT_LT(static_cast<double>(bound.bound), 58.0 * 5);
  EXPECT_GT(likely[0], 0.5);
  EXPECT_LT(likely[3], 0.5);
}

}  // namespace
}  // namespace sealedbid

#include "auction/package_search.hpp"

#include <gtest/gtest.h>

#include "auction/package_instances.hpp"
#include "base/issue.hpp"

namespace sealedbid {
namespace {

using namespace testing;

TEST(PackageSearchTest, AContradictionHasNoOptimum) {
  const std::vector<PackageBid> packages = {{1, {1}, 0, {}}, {1, {1}, 0, {}}};
  const PackageProblem problem = make_package_problem(std::vector<ProductDemand>{{5, 5}}, packages, {});
  EXPECT_FALSE(find_best_packages(problem, {set_of(0) | set_of(1), 0}, 10).selected.has_value());
  EXPECT_TRUE(find_best_packages(problem, {}, 10).selected.has_value());
}

TEST(PackageSearchTest, NodesAreCountedAndTheSameEachTime) {
  std::mt19937_64 random(4);
  const PackageInstance instance = random_packages(random, {.most_packages = 60, .most_products = 3, .largest_quantity = 50});
  const PackageProblem problem = make_package_problem(instance.products, instance.packages, {});
  const PackageOptimum optimum = find_best_packages(problem, {}, 100'000);
  EXPECT_GT(optimum.nodes, 1);
  EXPECT_EQ(find_best_packages(problem, {}, 100'000).nodes, optimum.nodes);
  EXPECT_EQ(find_best_packages(problem, {}, optimum.nodes).selected, optimum.selected);
  EXPECT_THROW(find_best_packages(problem, {}, optimum.nodes - 1), RunError);
}

}  // namespace
}  // namespace sealedbid

#include "auction/package_problem.hpp"

#include <gtest/gtest.h>

namespace sealedbid {
namespace {

PackageProblem problem_of(const std::vector<PackageBid>& packages, const std::vector<PackageFate>& fates = {}) {
  return make_package_problem(std::vector<ProductDemand>{{10, 3}, {4, {}}}, packages, fates);
}

TEST(PackageProblemTest, ScalesMoneySoThatFewerPackagesAreBetter) {
  const PackageProblem problem = problem_of({{7, {20, 1}, -1, {}}, {5, {2, 9}, -1, {}}});
  EXPECT_TRUE(problem.price[0] == 22 && problem.price[1] == 16);  // · 3 + 1
  EXPECT_TRUE(problem.value[0] == 9 && problem.value[1] == 0);
  EXPECT_EQ(problem.quantity, (std::vector<std::int64_t>{10, 1, 2, 4}));  // cut to the demand
  EXPECT_TRUE(*objective_of(problem, set_of(1)) == 2 * 9 - 16);
  EXPECT_FALSE(objective_of(problem, set_of(0)).has_value());  // 1 of 4 of the product that has to be covered
}

TEST(PackageProblemTest, APackageNeedsTheOneThatIsBetterThroughout) {
  const std::vector<PackageBid> packages = {{7, {2, 2}, -1, {}}, {6, {2, 3}, -1, {}}, {6, {2, 3}, -1, {}}};
  const PackageProblem problem = problem_of(packages);
  EXPECT_EQ(problem.needs[0], set_of(0) | set_of(1) | set_of(2));
  EXPECT_EQ(problem.needs[1], set_of(1));
  EXPECT_EQ(problem.needs[2], set_of(1) | set_of(2));  // equal: the first of the list is taken first
  const PackageProblem decided = problem_of(packages, {PackageFate::open, PackageFate::rejected, PackageFate::open});
  EXPECT_EQ(decided.needs[0], set_of(0) | set_of(2));
  EXPECT_EQ(decided.needs[2], set_of(2));
}

TEST(PackageProblemTest, ABetterPackageThatIsBoundOtherwiseIsNoSubstitute) {
  EXPECT_EQ(problem_of({{7, {2, 2}, -1, {}}, {6, {2, 3}, 5, {}}, {9, {2, 3}, 5, {}}}).needs[0], set_of(0));     // has a rival
  EXPECT_EQ(problem_of({{7, {2, 2}, -1, {}}, {6, {2, 3}, -1, {2}}, {9, {0, 0}, -1, {}}}).needs[0], set_of(0));  // needs another
  EXPECT_EQ(problem_of({{7, {2, 2}, -1, {}}, {6, {2, 3}, -1, {}}, {9, {0, 1}, -1, {0}}}).needs[0],
            set_of(0));  // 2 needs 0 itself
}

TEST(CompleteTest, AddsWhatFollows) {
  // 0 needs 1, 1 needs 2; 2 and 3 exclude each other; 4 needs 3.
  const PackageProblem problem =
      problem_of({{9, {1, 1}, -1, {1}}, {8, {1, 2}, -1, {2}}, {7, {2, 1}, 0, {}}, {6, {3, 1}, 0, {}}, {5, {1, 3}, -1, {3}}});
  const auto node = complete(problem, {set_of(0), 0});
  ASSERT_TRUE(node.has_value());
  EXPECT_EQ(node->selected, set_of(0) | set_of(1) | set_of(2));
  EXPECT_EQ(node->rejected, set_of(3) | set_of(4));
  EXPECT_EQ(complete(problem, {0, set_of(2)})->rejected, set_of(0) | set_of(1) | set_of(2));
  EXPECT_FALSE(complete(problem, {set_of(0) | set_of(4), 0}).has_value());
  EXPECT_FALSE(complete(problem, {set_of(0), set_of(1)}).has_value());
}

}  // namespace
}  // namespace sealedbid

#include "market/shared_list.hpp"

#include <gtest/gtest.h>

namespace sealedbid {
namespace {

TEST(SharedListTest, HandsOutIndicesInTheOrderInWhichTheyAreAskedFor) {
  std::vector<SharedQuantity> quantities;
  SharedList list(quantities);
  EXPECT_EQ(list.add("a", Constant{1.0}).value, 0);
  EXPECT_EQ(list.add("b", Constant{2.0}).value, 1);
  EXPECT_EQ(list.find("b"), 1);
  EXPECT_EQ(list.find("c"), SharedIndex::none);
  EXPECT_EQ(quantities[1].key_path, "b");
}

}  // namespace
}  // namespace sealedbid

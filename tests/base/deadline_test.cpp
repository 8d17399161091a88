#include "base/deadline.hpp"

#include <gtest/gtest.h>

#include "base/issue.hpp"

namespace sealedbid {
namespace {

TEST(DeadlineTest, NeverPassesByItself) {
  EXPECT_FALSE(Deadline{}.has_passed());
}

TEST(DeadlineTest, PassesInTime) {
  using Watch = std::chrono::steady_clock;
  EXPECT_TRUE(Deadline{Watch::now()}.has_passed());
  EXPECT_FALSE(Deadline{Watch::now() + std::chrono::hours(1)}.has_passed());
}

TEST(DeadlineTest, PassesWhenSomebodySetsTheFlag) {
  std::atomic<bool> stop = false;
  const Deadline deadline{.stop = &stop};
  EXPECT_FALSE(deadline.has_passed());
  stop = true;
  EXPECT_TRUE(deadline.has_passed());
}

TEST(DeadlineTest, WorkThatIsStoppedThrows) {
  std::atomic<bool> stop = false;
  EXPECT_NO_THROW(throw_if_stopped(nullptr));
  EXPECT_NO_THROW(throw_if_stopped(&stop));
  stop = true;
  EXPECT_THROW(throw_if_stopped(&stop), RunError);
}

}  // namespace
}  // namespace sealedbid

#include "simulation/parallel.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <stdexcept>
#include <vector>

namespace sealedbid {
namespace {

TEST(ParallelTest, CallsEveryIndexOnce) {
  for (const int threads : {1, 2, 3, 8}) {
    std::vector<std::atomic<int>> calls(1000);
    for_each_parallel(1000, threads, [&](int index, int thread) {
      EXPECT_LT(thread, threads);
      ++calls[static_cast<std::size_t>(index)];
    });
    for (const auto& count : calls) EXPECT_EQ(count, 1);
  }
}

TEST(ParallelTest, ThrowsTheErrorOfTheLowestIndex) {
  for (const int threads : {1, 2, 4}) {
    try {
      for_each_parallel(100, threads, [](int index, int) {
        if (index == 3) throw std::runtime_error("3");
        if (index == 90) throw std::runtime_error("90");
      });
      FAIL() << "no exception";
    } catch (const std::runtime_error& error) {
      EXPECT_STREQ(error.what(), "3");
    }
  }
}

TEST(ParallelTest, ZeroThreadsMeansOneACore) {
  EXPECT_GE(thread_count(0), 1);
  EXPECT_EQ(thread_count(5), 5);
}

}  // namespace
}  // namespace sealedbid

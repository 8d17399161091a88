#include "simulation/ascending_replies.hpp"

#include <gtest/gtest.h>

#include <utility>
#include <vector>

namespace sealedbid {
namespace {

/// Projects with payoffs −(bid − peak)² each, at two estimates: together they do best at the mean of the peaks.
struct Parabolas {
  std::vector<std::vector<double>> peak;  ///< [project][estimate]
  std::vector<std::pair<std::size_t, std::size_t>> asked = {};

  TabulatedBids operator()(std::size_t first, std::size_t last) {
    asked.emplace_back(first, last);
    TabulatedBids bids;
    for (std::size_t g = 0; g < peak.front().size(); ++g) {
      double sum = 0.0;
      for (std::size_t project = first; project <= last; ++project) sum += peak[project][g];
      bids.bid.push_back(sum / static_cast<double>(last - first + 1));
    }
    bids.last_estimate_that_bids = static_cast<double>(first);
    return bids;
  }
};

TEST(AscendingRepliesTest, ProjectsThatAscendKeepTheirOwnBids) {
  Parabolas best{{{1, 2}, {3, 3}, {4, 7}}};
  const std::vector<TabulatedBids> replies = ascending_replies(3, std::ref(best));
  for (std::size_t project = 0; project < 3; ++project) EXPECT_EQ(replies[project].bid, best.peak[project]);
  EXPECT_EQ(best.asked.size(), 3u) << "no pool is needed";
  EXPECT_EQ(replies[1].last_estimate_that_bids, 1.0);
}

TEST(AscendingRepliesTest, ProjectsThatWouldDescendBidWhatIsBestTogether) {
  Parabolas best{{{6, 1}, {2, 2}, {1, 3}}};
  const std::vector<TabulatedBids> replies = ascending_replies(3, std::ref(best));
  for (std::size_t project = 0; project < 3; ++project) EXPECT_DOUBLE_EQ(replies[project].bid[0], 3.0) << "mean of 6, 2 and 1";
  EXPECT_EQ(replies[2].bid[1], 3.0);
}

TEST(AscendingRepliesTest, APoolThatFallsBelowTheOneBeforeJoinsIt) {
  Parabolas best{{{4}, {5}, {0}}};
  const std::vector<TabulatedBids> replies = ascending_replies(3, std::ref(best));
  for (const TabulatedBids& bids : replies) EXPECT_DOUBLE_EQ(bids.bid[0], 3.0) << "5 and 0 make 2.5, which is below 4";
}

TEST(AscendingRepliesTest, BidsRiseWithTheEstimate) {
  Parabolas best{{{2, 1}}};
  EXPECT_EQ(ascending_replies(1, std::ref(best)).front().bid, (std::vector<double>{2, 2}));
}

}  // namespace
}  // namespace sealedbid

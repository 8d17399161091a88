#include "auction/tied_bids.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <set>
#include <vector>

namespace sealedbid {
namespace {

using enum MarginalBidRule;

/// Awards by slot.
std::vector<std::int32_t> awards(const AuctionRules& rules, std::int64_t remaining_kw,
                                 const std::vector<std::int32_t>& quantities, const std::vector<std::uint64_t>& lots) {
  std::vector<TiedBid> bids;
  for (std::size_t slot = 0; slot < quantities.size(); ++slot) {
    bids.push_back({.slot = static_cast<std::int32_t>(slot), .quantity_kw = quantities[slot]});
  }
  award_tied_bids(
      rules, remaining_kw, [&](int slot, int) { return lots[slot]; }, bids);
  std::vector<std::int32_t> out(quantities.size());
  for (const TiedBid& bid : bids) out[bid.slot] = bid.awarded_kw;
  return out;
}

using Awards = std::vector<std::int32_t>;

TEST(AwardTiedBidsTest, TakesTheSmallestLotFirst) {
  EXPECT_EQ(awards({.marginal_bid = award_in_full}, 4, {3, 3, 3}, {9, 1, 5}), (Awards{0, 3, 3}));
  EXPECT_EQ(awards({.marginal_bid = partial}, 4, {3, 3, 3}, {9, 1, 5}), (Awards{0, 3, 1}));
  EXPECT_EQ(awards({.marginal_bid = reject}, 4, {3, 3, 3}, {9, 1, 5}), (Awards{0, 3, 0}));
}

TEST(AwardTiedBidsTest, StopsAtTheFirstThatDoesNotFit) {
  EXPECT_EQ(awards({.marginal_bid = reject}, 4, {2, 5, 2}, {0, 1, 2}), (Awards{2, 0, 0}));
  EXPECT_EQ(awards({.marginal_bid = reject}, 4, {2, 5, 2}, {0, 2, 1}), (Awards{2, 0, 2}));
}

TEST(AwardTiedBidsTest, TakesSmallerBidsFirstAndDrawsLotsAmongEqualOnes) {
  const AuctionRules rules{.marginal_bid = award_in_full, .ties = TieRule::smaller_first};
  EXPECT_EQ(awards(rules, 3, {5, 2, 2}, {0, 9, 1}), (Awards{0, 2, 2}));
  EXPECT_EQ(awards(rules, 2, {5, 2, 2}, {0, 9, 1}), (Awards{0, 0, 2}));
  EXPECT_EQ(awards(rules, 5, {5, 2, 2}, {0, 9, 1}), (Awards{5, 2, 2}));
}

TEST(OrderMattersTest, IsTrueExactlyWhereSomeOrderChangesAnAward) {
  for (const MarginalBidRule rule : {award_in_full, partial, reject}) {
    for (int code = 0; code < 4 * 4 * 4; ++code) {
      std::vector<std::int32_t> quantities = {code % 4 + 1, code / 4 % 4 + 1, code / 16 + 1};
      quantities.resize(1 + code % 3);
      const std::int64_t sum = std::accumulate(quantities.begin(), quantities.end(), std::int64_t{0});
      const std::int32_t smallest = *std::min_element(quantities.begin(), quantities.end());
      for (std::int64_t remaining = 1; remaining <= sum + 1; ++remaining) {
        std::vector<std::uint64_t> lots = {0, 1, 2};
        std::set<Awards> seen;
        do {
          // One order after another as a list of its own, awarded by hand.
          Awards award(quantities.size());
          std::int64_t left = remaining;
          for (const std::uint64_t i : lots) {
            if (i >= quantities.size()) continue;
            const bool fits = quantities[i] <= left;
            award[i] = left <= 0                       ? 0
                       : fits || rule == award_in_full ? quantities[i]
                       : rule == partial               ? static_cast<int>(left)
                                                       : 0;
            left = fits ? left - quantities[i] : 0;
          }
          seen.insert(award);
        } while (std::next_permutation(lots.begin(), lots.end()));
        ASSERT_EQ(order_matters(rule, quantities.size(), sum, smallest, remaining), seen.size() > 1) << code << ", " << remaining;
      }
    }
  }
}

}  // namespace
}  // namespace sealedbid

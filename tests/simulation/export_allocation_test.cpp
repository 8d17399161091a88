#include "simulation/export_allocation.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

namespace sealedbid {
namespace {

using Kw = std::vector<std::int64_t>;

Kw allocated(std::int64_t capacity_kw, const Kw& claims_kw, const std::vector<int>& ranks) {
  Kw rights(claims_kw.size());
  allocate_rights(capacity_kw, claims_kw, ranks, rights);
  return rights;
}

TEST(AllocateRightsTest, SharesInProportionToClaims) {
  EXPECT_EQ(allocated(60, {100, 50, 50}, {0, 0, 0}), (Kw{30, 15, 15}));
  EXPECT_EQ(allocated(500, {100, 50, 50}, {0, 0, 0}), (Kw{100, 50, 50})) << "enough for all";
  EXPECT_EQ(allocated(0, {100, 50}, {0, 0}), (Kw{0, 0}));
  EXPECT_EQ(allocated(10, {}, {}), Kw{});
}

TEST(AllocateRightsTest, ServesFirstRanksFirst) {
  EXPECT_EQ(allocated(120, {100, 50, 50}, {1, 0, 1}), (Kw{47, 50, 23})) << "70 are left for 100 and 50";
  EXPECT_EQ(allocated(40, {100, 50, 50}, {1, 0, 1}), (Kw{0, 40, 0}));
}

/// Sum, bounds and proportion of pro rata within ranks. Return: whether all hold.
bool obeys_laws(std::int64_t capacity_kw, const Kw& claims_kw, const std::vector<int>& ranks, const Kw& rights_kw) {
  for (std::size_t i = 0; i < claims_kw.size(); ++i) {
    if (rights_kw[i] < 0 || rights_kw[i] > claims_kw[i]) return false;
  }
  std::int64_t left_kw = capacity_kw;
  for (int rank = 0; rank < 3; ++rank) {
    std::int64_t claimed = 0, served = 0;
    for (std::size_t i = 0; i < claims_kw.size(); ++i) claimed += ranks[i] == rank ? claims_kw[i] : 0;
    for (std::size_t i = 0; i < claims_kw.size(); ++i) {
      if (ranks[i] != rank) continue;
      served += rights_kw[i];
      const double exact = claimed > 0 ? double(std::min(left_kw, claimed)) * double(claims_kw[i]) / double(claimed) : 0.0;
      if (std::abs(double(rights_kw[i]) - exact) >= 1.0 + 1e-6) return false;
    }
    if (served != std::min(left_kw, claimed)) return false;
    left_kw -= served;
  }
  return true;
}

TEST(AllocateRightsTest, UsesAllThereIsAndNeverMore) {
  std::mt19937_64 generator(3);
  const auto below = [&](std::int64_t end) { return std::int64_t(generator() % std::uint64_t(end)); };
  for (int i = 0; i < 2000; ++i) {
    Kw claims(std::size_t(1 + below(12)));
    std::vector<int> ranks(claims.size());
    for (std::int64_t& claim : claims) claim = below(i % 2 == 0 ? 20 : 2'000'000'000);
    for (int& rank : ranks) rank = int(below(3));
    const std::int64_t capacity = below(i % 2 == 0 ? 120 : 6'000'000'000);
    Kw rights = allocated(capacity, claims, ranks);
    ASSERT_TRUE(obeys_laws(capacity, claims, ranks, rights));
    ++rights.front();
    ASSERT_FALSE(obeys_laws(capacity, claims, ranks, rights)) << "must fail: a kW more than there is";
  }
}

TEST(CapacityAuctionTest, AllPayTheLowestAcceptedBid) {
  CapacityAuction auction(4);
  Kw rights(4);
  const double price = auction.clear(100, Kw{60, 60, 60, 0}, std::vector{5000.0, 9000.0, 7000.0, 8000.0}, rights);
  EXPECT_EQ(rights, (Kw{0, 60, 40, 0})) << "the marginal bid is cut; who claims nothing gets nothing";
  EXPECT_NEAR(price, 7000.0, 1e-3);
}

TEST(CapacityAuctionTest, IsFreeWithoutCongestion) {
  CapacityAuction auction(2);
  Kw rights(2);
  EXPECT_EQ(auction.clear(120, Kw{60, 60}, std::vector{5000.0, 9000.0}, rights), 0.0);
  EXPECT_EQ(rights, (Kw{60, 60}));
  EXPECT_EQ(auction.clear(100, Kw{60, 60}, std::vector{-5.0, 0.0}, rights), 0.0);
  EXPECT_EQ(rights, (Kw{0, 0})) << "who would lose by exporting does not bid";
  EXPECT_EQ(auction.clear(0, Kw{60, 60}, std::vector{5.0, 6.0}, rights), 0.0);
  EXPECT_EQ(rights, (Kw{0, 0}));
}

TEST(CapacityAuctionTest, EqualBidsShareWhatIsLeft) {
  CapacityAuction auction(3);
  Kw rights(3);
  const double price = auction.clear(100, Kw{60, 60, 30}, std::vector{7.0, 7.0, 9.0}, rights);
  EXPECT_EQ(rights, (Kw{35, 35, 30}));
  EXPECT_NEAR(price, 7.0, 1e-6);
}

TEST(CapacityAuctionTest, ServesTheHighestValuesAndScalesWithTheCurrency) {
  std::mt19937_64 generator(4);
  for (int i = 0; i < 300; ++i) {
    CapacityAuction auction(6);
    Kw claims(6), rights(6), again(6);
    std::vector<double> values(6), doubled(6);
    for (std::size_t b = 0; b < 6; ++b) {
      claims[b] = std::int64_t(generator() % 100);
      values[b] = double(generator() % 1000) - 200.0;
      doubled[b] = 2.0 * values[b];
    }
    const std::int64_t capacity = std::int64_t(generator() % 400);
    const double price = auction.clear(capacity, claims, values, rights);
    ASSERT_LE(std::accumulate(rights.begin(), rights.end(), std::int64_t{0}), capacity);
    for (std::size_t b = 0; b < 6; ++b) {
      ASSERT_LE(rights[b], claims[b]);
      const bool is_outbid = rights[b] < claims[b] && values[b] > 0.0 && capacity > 0;
      ASSERT_TRUE(rights[b] == 0 || values[b] >= price * (1.0 - 1e-7));
      ASSERT_TRUE(!is_outbid || values[b] <= price * (1.0 + 1e-7) + 1e-5);
    }
    EXPECT_EQ(auction.clear(capacity, claims, doubled, again), 2.0 * price);
    EXPECT_EQ(again, rights);
  }
}

}  // namespace
}  // namespace sealedbid

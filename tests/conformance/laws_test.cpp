#include "reference/laws.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <vector>

#include "auction/clear_block.hpp"
#include "reference/planted_defects.hpp"

/// Which laws hold for which rules, each at 10,000 random auctions; the checks themselves are judged by planted defects.
namespace sealedbid {
namespace {

using enum MarginalBidRule;
using reference::Clear;
using reference::Holds;
using reference::Instance;
using reference::Law;
using reference::PlantedDefect;
using reference::Truth;

constexpr int cases = 10'000;

std::vector<Law> all_laws() {
  std::vector<Law> laws;
  for (const Law& law : reference::laws_of_awards()) laws.push_back(law);
  for (const Law& law : reference::laws_of_prices()) laws.push_back(law);
  return laws;
}

bool is_true_for(const Law& law, const AuctionRules& rules) {
  const Truth& truth = rules.ties == TieRule::lottery ? law.by_lottery : law.smaller_first;
  return rules.marginal_bid == award_in_full ? truth.award_in_full
         : rules.marginal_bid == partial     ? truth.partial
         : rules.marginal_bid == reject      ? truth.reject
                                             : truth.reject_and_skip;
}

int violations(const Holds& holds, const Clear& clear, const AuctionRules& rules, int auctions) {
  std::mt19937_64 random(20230101);
  int count = 0;
  for (int i = 0; i < auctions; ++i) count += holds(clear, rules, reference::law_instance(random), random) ? 0 : 1;
  return count;
}

std::vector<AuctionRules> rules_of_award(std::vector<MarginalBidRule> marginal_rules = {award_in_full, partial, reject,
                                                                                        reject_and_skip}) {
  std::vector<AuctionRules> rules;
  for (const MarginalBidRule marginal : marginal_rules) {
    for (const TieRule ties : {TieRule::lottery, TieRule::smaller_first}) {
      rules.push_back({.marginal_bid = marginal, .ties = ties, .minimum_bids = 0});
    }
  }
  return rules;
}

ClearedList clear_as_list(const AuctionRules& rules, const Instance& instance) {
  return clear_list(rules, instance.volume_kw, instance.ceiling_ticks, instance.bids);
}

/// The fast kernel in the clothes of the readable one.
ClearedList clear_as_tile(const AuctionRules& rules, const Instance& instance) {
  const reference::Tile tile({instance});
  ClearedTile cleared;
  clear_tile(
      rules, tile.view(), [&](int slot, int lane) { return tile.lottery(slot, lane); }, cleared);
  ClearedList out;
  out.awarded_kw = cleared.total_awarded_kw[0];
  if (cleared.clearing_price_ticks[0] != no_price) out.clearing_price_ticks = cleared.clearing_price_ticks[0];
  for (std::size_t slot = 0; slot < instance.bids.size(); ++slot) {
    ClearedBid bid;
    bid.awarded_kw = cleared.awarded_kw[slot][0];
    const bool own_price = rules.pricing == PricingRule::pay_as_bid;
    if (bid.awarded_kw > 0) bid.price_ticks = own_price ? instance.bids[slot].price_ticks : *out.clearing_price_ticks;
    out.bids.push_back(bid);
  }
  return out;
}

void expect_truth_table(const Clear& clear, const std::vector<AuctionRules>& all_rules) {
  for (const Law& law : all_laws()) {
    for (const AuctionRules& rules : all_rules) {
      const int found = violations(law.holds, clear, rules, cases);
      EXPECT_EQ(found == 0, is_true_for(law, rules)) << law.name << ": marginal bid rule " << static_cast<int>(rules.marginal_bid)
                                                     << ", ties " << static_cast<int>(rules.ties) << ", violations " << found;
    }
  }
}

TEST(LawsTest, TruthTableHoldsForClearRound) {
  expect_truth_table(clear_as_list, rules_of_award());
}

TEST(LawsTest, TruthTableHoldsForClearTile) {
  expect_truth_table(clear_as_tile, rules_of_award({award_in_full, partial, reject}));
}

/// Every auction of up to three bids with prices 0–3, quantities 1–3 and volumes 1–8; each law picks its change at random.
std::vector<Instance> small_auctions() {
  constexpr std::uint64_t lots[] = {4, 0, 2};
  std::vector<Instance> auctions;
  for (int bids = 0, numbers = 1; bids <= 3; ++bids, numbers *= 12) {
    for (int number = 0; number < numbers; ++number) {
      Instance instance;
      for (int i = 0, rest = number; i < bids; ++i, rest /= 12) {
        instance.bids.push_back({"", rest % 12 % 4, rest % 12 / 4 + 1, lots[i]});
      }
      for (instance.volume_kw = 1; instance.volume_kw <= 8; ++instance.volume_kw) {
        instance.ceiling_ticks = 2 + (number + instance.volume_kw) % 2;
        auctions.push_back(instance);
      }
    }
  }
  return auctions;
}

TEST(LawsTest, LawsHoldOnEverySmallAuction) {
  const std::vector<Instance> auctions = small_auctions();
  std::mt19937_64 random(7);
  for (const Law& law : all_laws()) {
    for (const AuctionRules& rules : rules_of_award()) {
      if (!is_true_for(law, rules)) continue;
      int broken = 0;
      for (const Instance& auction : auctions) broken += law.holds(clear_as_list, rules, auction, random) ? 0 : 1;
      EXPECT_EQ(broken, 0) << law.name << ": marginal bid rule " << static_cast<int>(rules.marginal_bid) << ", ties "
                           << static_cast<int>(rules.ties);
    }
  }
}

TEST(LawsTest, EveryLawIsBrokenBySomePlantedDefect) {
  for (const Law& law : all_laws()) {
    for (const AuctionRules& rules : rules_of_award()) {
      if (!is_true_for(law, rules)) continue;
      const bool is_caught = std::ranges::any_of(reference::planted_defects(), [&](const PlantedDefect& defect) {
        return violations(law.holds, defect.clear, rules, 2000) > 0;
      });
      EXPECT_TRUE(is_caught) << law.name << ": marginal bid rule " << static_cast<int>(rules.marginal_bid);
    }
  }
}

TEST(LawsTest, EveryPlantedDefectBreaksSomeLaw) {
  for (const PlantedDefect& defect : reference::planted_defects()) {
    int broken = 0;
    for (const Law& law : all_laws()) {
      for (const AuctionRules& rules : rules_of_award()) {
        if (is_true_for(law, rules)) broken += violations(law.holds, defect.clear, rules, 500) > 0 ? 1 : 0;
      }
    }
    EXPECT_GT(broken, 0) << defect.name;
  }
}

}  // namespace
}  // namespace sealedbid

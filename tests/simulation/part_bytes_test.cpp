#include "simulation/part_bytes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/issue.hpp"
#include "simulation/same_tally.hpp"
#include "support/scenarios.hpp"

namespace sealedbid {
namespace {

using ::testing::HasSubstr;

std::vector<PolicyMarket> two_policies() {
  Scenario uniform = testing::solar_auction();
  uniform.auction.pricing = PricingRule::uniform_lowest_rejected;
  return {{"base", build_market(testing::solar_auction())}, {"uniform", build_market(uniform)}};
}

SimulationOptions options_for(std::int64_t replications, int threads = 1) {
  SimulationOptions options;
  options.replications = replications;
  options.seed = 42;
  options.threads = threads;
  return options;
}

std::string part_bytes(const std::vector<PolicyMarket>& policies, std::int64_t first, std::int64_t blocks,
                       const std::string& task = "t") {
  return bytes_of(simulate_part(policies, options_for(3001, 2), first, blocks), task);
}

std::string message_of(const std::function<void()>& act) {
  try {
    act();
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

TEST(PartBytesTest, PartsThatWentThroughBytesGiveTheSameBitsAsOneRun) {
  const std::vector<PolicyMarket> policies = two_policies();
  RunTotal total(policies, 3001);
  ASSERT_EQ(total.blocks(), 6);
  RunHistograms histograms;
  const std::pair<std::int64_t, std::int64_t> parts[] = {{0, 1}, {1, 3}, {4, 2}};
  for (const auto& [first, blocks] : parts) {
    RunPart part = part_of(part_bytes(policies, first, blocks), "t", total);
    for (std::vector<BlockRecord>& records : part.records) total.add(std::move(records));
    merge(histograms, std::move(part.histograms));
  }
  expect_same(simulate(policies, options_for(3001)).front(), total.tallies(histograms).front());
}

TEST(PartBytesTest, PartsOutOfOrderGiveOtherBits) {  // so the test above would see it
  const std::vector<PolicyMarket> policies = two_policies();
  const RunPart whole = simulate_part(policies, options_for(3072), 0, 6);
  RunTotal ordered(policies, 3072), reversed(policies, 3072);
  for (std::size_t b = 0; b < 6; ++b) ordered.add(whole.records[b]);
  for (std::size_t b = 6; b-- > 0;) reversed.add(whole.records[b]);
  const RunTally one = ordered.tallies(whole.histograms).front(), other = reversed.tallies(whole.histograms).front();
  int different = 0;
  for (std::size_t m = 0; m < one.policies[0].metrics.size(); ++m)
    different += same(one.policies[0].metrics[m].moments.mean, other.policies[0].metrics[m].moments.mean) ? 0 : 1;
  EXPECT_GT(different, 0);
}

TEST(PartBytesTest, WhatIsDamagedOrOfAnotherRunIsRefused) {
  const std::vector<PolicyMarket> policies = two_policies();
  const RunTotal total(policies, 3001);
  const std::string bytes = part_bytes(policies, 0, 1);
  std::string damaged = bytes;
  damaged[bytes.size() / 2] = static_cast<char>(damaged[bytes.size() / 2] ^ 4);
  EXPECT_THAT(message_of([&] { part_of(damaged, "t", total); }), HasSubstr("check sum"));
  EXPECT_THAT(message_of([&] { part_of(bytes.substr(0, bytes.size() - 9), "t", total); }), HasSubstr("check sum"));
  EXPECT_THAT(message_of([&] { part_of("", "t", total); }), HasSubstr("not what this program writes"));
  EXPECT_THAT(message_of([&] { part_of(bytes, "u", total); }), HasSubstr("another run"));
  const std::vector<PolicyMarket> one(policies.begin(), policies.begin() + 1);
  EXPECT_THAT(message_of([&] { part_of(bytes, "t", RunTotal(one, 3001)); }), HasSubstr("does not fit"));
}

TEST(PartBytesTest, BlocksThatTheRunDoesNotHaveCannotBeSimulated) {
  const std::vector<PolicyMarket> policies = two_policies();
  for (const auto& [first, blocks] : {std::pair(-1, 2), {0, 0}, {0, 7}, {6, 1}})
    EXPECT_THROW(simulate_part(policies, options_for(3001), first, blocks), std::invalid_argument);
}

TEST(PartBytesTest, BidFunctionsAreTheSameAfterwards) {
  Strategies strategies;
  strategies.surfaces.resize(2);
  strategies.surfaces[1] = BidSurface{{1.0, 2.0}, {0.1, 0.2}, {0.9, 1.8}, 3, {1, 2, 3, 4, 5, 6}};
  strategies.reference_weight = {0.25, 0.75};
  ByteWriter writer;
  write(writer, strategies);
  ByteReader reader(writer.bytes(), "bids");
  const Strategies read = read_strategies(reader, 2);
  EXPECT_FALSE(read.surfaces[0].has_value());
  EXPECT_EQ(read.surfaces[1]->bid, strategies.surfaces[1]->bid);
  EXPECT_EQ(read.surfaces[1]->last_estimate, strategies.surfaces[1]->last_estimate);
  EXPECT_EQ(read.reference_weight, strategies.reference_weight);
  ByteReader of_others(writer.bytes(), "bids");
  EXPECT_THAT(message_of([&] { read_strategies(of_others, 3); }), HasSubstr("other classes"));
}

}  // namespace
}  // namespace sealedbid

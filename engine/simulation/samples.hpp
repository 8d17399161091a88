#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <span>
#include <string>
#include <vector>

#include "simulation/metrics.hpp"

namespace sealedbid {

/// One bid of one replication, for --samples bids.
struct BidSample {
  std::int64_t replication = 0;
  std::int32_t bidder_class = 0;  ///< index into the policy's classes
  std::int32_t member = 0;        ///< index within the class
  double required_price_per_mwh = 0.0;
  double bid_per_mwh = 0.0;
  std::int32_t quantity_kw = 0;
  std::int32_t awarded_kw = 0;
  double price_paid_per_mwh = std::numeric_limits<double>::quiet_NaN();  ///< NaN: not awarded
  double ceiling_per_mwh = std::numeric_limits<double>::quiet_NaN();     ///< the general one; NaN: none
};

/// The replications of one block under one policy, in block order. Spans are valid during the call only.
struct BlockSamples {
  int policy = 0;
  std::int64_t first_replication = 0;
  std::int64_t replications = 0;
  std::span<const std::vector<double>> values;  ///< [metric][replication]; NaN: not defined
  std::span<const BidSample> bids;              ///< empty unless asked for
};

/// Called from one thread, blocks in order and policies in order within a block.
using SampleSink = std::function<void(const BlockSamples&)>;

}  // namespace sealedbid

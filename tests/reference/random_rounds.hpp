#pragma once

#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "auction/bid.hpp"
#include "scenario/auction.hpp"

/// Random rounds under random rules of the whole auction block.
namespace sealedbid::reference {

struct RoundCase {
  Auction auction;
  std::string host_code = "DEU";
  std::vector<BidAttributes> attributes;
  std::vector<RoundBid> bids;
  std::optional<std::int64_t> volume_kw, ceiling_ticks;
};

/// Up to seven bids with few prices, sizes and texts, so that ties, exact fits and bids that cross something are common, under
/// rules that a file may hold. Every part of the auction block appears, alone and with others.
RoundCase random_round(std::mt19937_64& random);

/// The case on a few lines, for messages of failed tests.
std::string text_of(const RoundCase& round);

}  // namespace sealedbid::reference

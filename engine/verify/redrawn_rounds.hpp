#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "auction/bid.hpp"
#include "simulation/adaptive_bidders.hpp"
#include "simulation/bid_draws.hpp"

namespace sealedbid {

/// The round of one replication before it is cleared: all that clearing needs. One element a slot; absent bids have no quantity.
struct RedrawnRound {
  std::vector<BidAttributes> attributes;
  std::vector<RoundBid> bids;
  std::optional<std::int64_t> volume_kw, ceiling_ticks;
};

/// Draws the rounds of one policy anew, one by one.
class RedrawnRounds {
 public:
  /// Solves for bid functions first, where strategies ask for it.
  RedrawnRounds(const Market& market, std::uint64_t seed);

  const std::vector<Slot>& slots() const { return draws_.slots(); }
  /// Fast where replications come in ascending order. @param round from 1; bidders who learn know of none before it.
  RedrawnRound draw(std::int64_t replication, std::uint32_t round);

 private:
  const Market* market_;
  std::uint64_t seed_;
  std::shared_ptr<const Strategies> strategies_;  ///< that draws_ refers to, wherever this object moves
  BidDraws draws_;
  AdaptiveBidders adaptive_bidders_;
  DrawnTile tile_;
  std::int64_t first_replication_ = -1;  ///< of the tile
};

}  // namespace sealedbid

#pragma once

#include <cstdint>
#include <optional>
#include <random>
#include <vector>

#include "auction/clear_block.hpp"
#include "reference/plain_round.hpp"

/// Random auctions, and auctions laid side by side into a tile.
namespace sealedbid::reference {

struct Instance {
  std::vector<Bid> bids;
  std::int64_t volume_kw = 1;
  std::optional<std::int64_t> ceiling_ticks;
};

struct Shape {
  std::int64_t most_bids = 8;
  std::int64_t highest_price_ticks = 6;
  std::int64_t largest_kw = 5;
};

/// The generator's numbers are fixed by the C++ standard, those of the standard distributions are not.
inline std::int64_t draw(std::mt19937_64& random, std::int64_t low, std::int64_t high) {
  return low + static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(high - low + 1));
}

/// 0 to most_bids bids with distinct lots; a volume between 1 kW and a little more than all bids; a ceiling that excludes some.
Instance random_instance(std::mt19937_64& random, const Shape& shape);

/// Up to lane_count auctions as the arrays that clear_tile takes. Bids above the ceiling become absent ones.
class Tile {
 public:
  explicit Tile(const std::vector<Instance>& lanes);
  BidTile view() const { return {price_ticks_, quantity_kw_, volume_kw_, ceiling_ticks_}; }
  std::uint64_t lottery(int slot, int lane) const { return lottery_[slot][lane]; }
  std::size_t slots() const { return price_ticks_.size(); }

 private:
  std::vector<LaneIntegers> price_ticks_, quantity_kw_;
  std::vector<LaneArray<std::uint64_t>> lottery_;
  LaneArray<std::int64_t> volume_kw_{};
  LaneIntegers ceiling_ticks_{};
};

}  // namespace sealedbid::reference

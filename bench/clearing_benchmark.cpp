#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <random>
#include <stdexcept>
#include <vector>

#include "auction/clear_block.hpp"

/// Clearing of a tile by clear_tile against a sort of each lane's bids. Items are bids: compare items per second.
namespace {

using namespace sealedbid;

constexpr AuctionRules rules{PricingRule::uniform_highest_accepted, MarginalBidRule::award_in_full, TieRule::smaller_first, 1};

struct TileData {
  std::vector<LaneIntegers> price_ticks, quantity_kw;
  LaneArray<std::int64_t> volume_kw{};

  BidTile view() const { return {price_ticks, quantity_kw, volume_kw, {}}; }
};

/// Prices on a grid of 3,000 ticks (30 per MWh in steps of 0.01), projects of 1 to 100 MW, a volume of 60 % of what is offered.
TileData make_tile(int slots, std::mt19937_64& random) {
  TileData tile{std::vector<LaneIntegers>(slots), std::vector<LaneIntegers>(slots), {}};
  for (int slot = 0; slot < slots; ++slot) {
    for (int lane = 0; lane < lane_count; ++lane) {
      tile.price_ticks[slot][lane] = static_cast<std::int32_t>(3000 + random() % 3000);
      tile.quantity_kw[slot][lane] = static_cast<std::int32_t>(1000 + random() % 99'000);
      tile.volume_kw[lane] += tile.quantity_kw[slot][lane];
    }
  }
  for (std::int64_t& volume_kw : tile.volume_kw) volume_kw = volume_kw * 6 / 10;
  return tile;
}

/// Enough different tiles that no branch predictor learns a sort by heart, few enough to stay in the second-level cache.
std::vector<TileData> make_tiles(int slots) {
  std::mt19937_64 random(static_cast<std::uint64_t>(slots));
  std::vector<TileData> tiles;
  for (int i = 0; i < std::max(2, 2000 / slots); ++i) tiles.push_back(make_tile(slots, random));
  return tiles;
}

struct SortedClearing {
  std::vector<LaneIntegers> awarded_kw;
  LaneIntegers price_ticks{};
};

struct PlainBid {
  std::int32_t price_ticks, quantity_kw;
};

/// What one writes first: a list of bids a lane, indices sorted by (price, quantity), awards down the list.
void clear_by_sorting(const std::vector<std::vector<PlainBid>>& lanes, const LaneArray<std::int64_t>& volume_kw,
                      std::vector<int>& order, SortedClearing& out) {
  for (int lane = 0; lane < lane_count; ++lane) {
    const std::vector<PlainBid>& bids = lanes[lane];
    order.resize(bids.size());
    std::iota(order.begin(), order.end(), 0);
    std::sort(order.begin(), order.end(), [&](int a, int b) {
      return bids[a].price_ticks != bids[b].price_ticks ? bids[a].price_ticks < bids[b].price_ticks
                                                        : bids[a].quantity_kw < bids[b].quantity_kw;
    });
    std::int64_t remaining_kw = volume_kw[lane];
    for (const int i : order) {
      const bool wins = remaining_kw > 0;
      out.awarded_kw[i][lane] = wins ? bids[i].quantity_kw : 0;
      remaining_kw -= bids[i].quantity_kw;
      if (wins) out.price_ticks[lane] = bids[i].price_ticks;
    }
  }
}

std::vector<std::vector<PlainBid>> as_lists(const TileData& tile) {
  std::vector<std::vector<PlainBid>> lanes(lane_count);
  for (std::size_t slot = 0; slot < tile.price_ticks.size(); ++slot) {
    for (int lane = 0; lane < lane_count; ++lane)
      lanes[lane].push_back({tile.price_ticks[slot][lane], tile.quantity_kw[slot][lane]});
  }
  return lanes;
}

std::uint64_t lot(int slot, int) {
  return static_cast<std::uint64_t>(slot);
}

void check_answers(const TileData& tile) {
  ClearedTile cleared;
  clear_tile(rules, tile.view(), lot, cleared);
  SortedClearing sorted{std::vector<LaneIntegers>(tile.price_ticks.size()), {}};
  std::vector<int> order;
  clear_by_sorting(as_lists(tile), tile.volume_kw, order, sorted);
  if (cleared.clearing_price_ticks != sorted.price_ticks || cleared.awarded_kw != sorted.awarded_kw) {
    throw std::logic_error("clear_tile and the sort disagree");
  }
}

void ClearTile(benchmark::State& state) {
  const int slots = static_cast<int>(state.range(0));
  const std::vector<TileData> tiles = make_tiles(slots);
  for (const TileData& tile : tiles) check_answers(tile);
  ClearedTile cleared;
  const Lottery lottery = lot;
  std::size_t next = 0;
  for (auto _ : state) {
    clear_tile(rules, tiles[next].view(), lottery, cleared);
    next = next + 1 < tiles.size() ? next + 1 : 0;
    benchmark::DoNotOptimize(cleared.awarded_kw.data());
    benchmark::ClobberMemory();
  }
  state.SetItemsProcessed(state.iterations() * slots * lane_count);
}

void SortIndices(benchmark::State& state) {
  const int slots = static_cast<int>(state.range(0));
  const std::vector<TileData> tiles = make_tiles(slots);
  std::vector<std::vector<std::vector<PlainBid>>> lists;
  for (const TileData& tile : tiles) lists.push_back(as_lists(tile));
  SortedClearing sorted{std::vector<LaneIntegers>(slots), {}};
  std::vector<int> order;
  std::size_t next = 0;
  for (auto _ : state) {
    clear_by_sorting(lists[next], tiles[next].volume_kw, order, sorted);
    next = next + 1 < tiles.size() ? next + 1 : 0;
    benchmark::DoNotOptimize(sorted.awarded_kw.data());
    benchmark::ClobberMemory();
  }
  state.SetItemsProcessed(state.iterations() * slots * lane_count);
}

BENCHMARK(ClearTile)->Arg(10)->Arg(30)->Arg(100)->Arg(300)->Arg(1000);
BENCHMARK(SortIndices)->Arg(10)->Arg(30)->Arg(100)->Arg(300)->Arg(1000);

}  // namespace

BENCHMARK_MAIN();

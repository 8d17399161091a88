#include "instances.hpp"

#include <algorithm>
#include <numeric>
#include <string>

namespace sealedbid::reference {

Instance random_instance(std::mt19937_64& random, const Shape& shape) {
  Instance instance;
  const std::int64_t bids = draw(random, 0, shape.most_bids);
  std::vector<std::uint64_t> lots(bids);
  std::iota(lots.begin(), lots.end(), 0);
  std::int64_t offered_kw = 0;
  for (std::int64_t i = 0; i < bids; ++i) {
    std::swap(lots[i], lots[draw(random, i, bids - 1)]);
    instance.bids.push_back(
        {"bid " + std::to_string(i), draw(random, 0, shape.highest_price_ticks), draw(random, 1, shape.largest_kw), lots[i]});
    offered_kw += instance.bids.back().quantity_kw;
  }
  instance.volume_kw = draw(random, 1, offered_kw + offered_kw / 8 + 1);
  instance.ceiling_ticks = draw(random, shape.highest_price_ticks / 2, shape.highest_price_ticks + 1);
  return instance;
}

Tile::Tile(const std::vector<Instance>& lanes) {
  std::size_t slots = 0;
  for (const Instance& instance : lanes) slots = std::max(slots, instance.bids.size());
  LaneIntegers absent;
  absent.fill(no_price);
  price_ticks_.assign(slots, absent);
  LaneIntegers garbage;
  garbage.fill(-7);
  quantity_kw_.assign(slots, garbage);
  lottery_.resize(slots);
  for (std::size_t lane = 0; lane < lanes.size(); ++lane) {
    const Instance& instance = lanes[lane];
    volume_kw_[lane] = instance.volume_kw;
    ceiling_ticks_[lane] = static_cast<std::int32_t>(instance.ceiling_ticks.value_or(no_price));
    for (std::size_t slot = 0; slot < instance.bids.size(); ++slot) {
      const Bid& bid = instance.bids[slot];
      if (instance.ceiling_ticks && bid.price_ticks > *instance.ceiling_ticks) continue;
      price_ticks_[slot][lane] = static_cast<std::int32_t>(bid.price_ticks);
      quantity_kw_[slot][lane] = static_cast<std::int32_t>(bid.quantity_kw);
      lottery_[slot][lane] = bid.lottery;
    }
  }
}

}  // namespace sealedbid::reference

#include "planted_defects.hpp"

#include <algorithm>
#include <numeric>
#include <optional>
#include <vector>

namespace sealedbid::reference {
namespace {

ClearedList clear_as_list(const AuctionRules& rules, const Instance& instance) {
  return clear_list(rules, instance.volume_kw, instance.ceiling_ticks, instance.bids);
}

ClearedList ceiling_excludes_its_own_price(const AuctionRules& rules, Instance instance) {
  --*instance.ceiling_ticks;
  return clear_as_list(rules, instance);
}

ClearedList bids_above_the_ceiling_are_clipped_to_it(const AuctionRules& rules, Instance instance) {
  for (Bid& bid : instance.bids) bid.price_ticks = std::min(bid.price_ticks, *instance.ceiling_ticks);
  return clear_as_list(rules, instance);
}

ClearedList ties_go_by_the_list_backwards(const AuctionRules& rules, Instance instance) {
  for (std::size_t i = 0; i < instance.bids.size(); ++i) instance.bids[i].lottery = instance.bids.size() - i;
  return clear_as_list(rules, instance);
}

ClearedList volume_is_one_short(const AuctionRules& rules, Instance instance) {
  instance.volume_kw = std::max<std::int64_t>(instance.volume_kw - 1, 0);
  return clear_as_list(rules, instance);
}

ClearedList volume_is_one_over(const AuctionRules& rules, Instance instance) {
  ++instance.volume_kw;
  return clear_as_list(rules, instance);
}

ClearedList odd_volumes_are_halved(const AuctionRules& rules, Instance instance) {
  if (instance.volume_kw % 2 == 1) instance.volume_kw = (instance.volume_kw + 1) / 2;
  return clear_as_list(rules, instance);
}

ClearedList dearest_come_first(const AuctionRules& rules, Instance instance) {
  const std::vector<Bid> bids = instance.bids;
  const std::int64_t ceiling = *instance.ceiling_ticks;
  for (Bid& bid : instance.bids) bid.price_ticks = bid.price_ticks > ceiling ? bid.price_ticks : ceiling - bid.price_ticks;
  ClearedList cleared = clear_as_list(rules, instance);
  for (std::size_t i = 0; i < bids.size(); ++i) {
    if (cleared.bids[i].awarded_kw > 0) cleared.bids[i].price_ticks = ceiling - cleared.bids[i].price_ticks;
  }
  if (cleared.clearing_price_ticks) cleared.clearing_price_ticks = ceiling - *cleared.clearing_price_ticks;
  return cleared;
}

ClearedList every_second_bid_is_lost(const AuctionRules& rules, Instance instance) {
  for (std::size_t i = 1; i < instance.bids.size(); i += 2) instance.bids[i].price_ticks = *instance.ceiling_ticks + 1;
  return clear_as_list(rules, instance);
}

ClearedList crowded_auctions_pay_more(const AuctionRules& rules, Instance instance) {
  ClearedList cleared = clear_as_list(rules, instance);
  const auto extra_ticks = static_cast<std::int64_t>(instance.bids.size());
  for (ClearedBid& bid : cleared.bids) bid.price_ticks += bid.awarded_kw > 0 ? extra_ticks : 0;
  if (cleared.clearing_price_ticks) *cleared.clearing_price_ticks += extra_ticks;
  return cleared;
}

ClearedList uniform_prices_are_one_rank_low(const AuctionRules& rules, Instance instance) {
  ClearedList cleared = clear_as_list(rules, instance);
  if (rules.pricing == PricingRule::pay_as_bid || !cleared.clearing_price_ticks) return cleared;
  std::int64_t lowest = *cleared.clearing_price_ticks;
  for (std::size_t i = 0; i < cleared.bids.size(); ++i) {
    if (cleared.bids[i].awarded_kw > 0) lowest = std::min(lowest, instance.bids[i].price_ticks);
  }
  if (rules.pricing == PricingRule::uniform_lowest_rejected) lowest = std::max<std::int64_t>(lowest - 1, 0);
  cleared.clearing_price_ticks = lowest;
  for (ClearedBid& bid : cleared.bids) bid.price_ticks = bid.awarded_kw > 0 ? lowest : 0;
  return cleared;
}

/// The knapsack by rank: a bid that does not fit is passed over and the next one tried.
ClearedList bids_that_do_not_fit_are_skipped(const AuctionRules& rules, Instance instance) {
  ClearedList cleared;
  cleared.bids.resize(instance.bids.size());
  std::vector<std::size_t> order(instance.bids.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return instance.bids[a].price_ticks < instance.bids[b].price_ticks; });
  std::optional<std::int64_t> lowest_rejected;
  for (const std::size_t i : order) {
    const Bid& bid = instance.bids[i];
    if (bid.price_ticks > *instance.ceiling_ticks) continue;
    if (cleared.awarded_kw + bid.quantity_kw <= instance.volume_kw) {
      cleared.bids[i].awarded_kw = bid.quantity_kw;
      cleared.bids[i].price_ticks = bid.price_ticks;
      cleared.awarded_kw += bid.quantity_kw;
      cleared.clearing_price_ticks = bid.price_ticks;
    } else if (!lowest_rejected) {
      lowest_rejected = bid.price_ticks;
    }
  }
  if (cleared.clearing_price_ticks && rules.pricing == PricingRule::uniform_lowest_rejected) {
    cleared.clearing_price_ticks = lowest_rejected.value_or(*instance.ceiling_ticks);
  }
  return cleared;
}

constexpr PlantedDefect defects[] = {
    {"ceiling excludes its own price", ceiling_excludes_its_own_price},
    {"bids above the ceiling are clipped to it", bids_above_the_ceiling_are_clipped_to_it},
    {"ties go by the list backwards", ties_go_by_the_list_backwards},
    {"volume is one short", volume_is_one_short},
    {"volume is one over", volume_is_one_over},
    {"odd volumes are halved", odd_volumes_are_halved},
    {"dearest come first", dearest_come_first},
    {"every second bid is lost", every_second_bid_is_lost},
    {"crowded auctions pay more", crowded_auctions_pay_more},
    {"uniform prices are one rank low", uniform_prices_are_one_rank_low},
    {"bids that do not fit are skipped", bids_that_do_not_fit_are_skipped},
};

}  // namespace

std::span<const PlantedDefect> planted_defects() {
  return defects;
}

}  // namespace sealedbid::reference

#include "auction/price_round.hpp"

#include <algorithm>
#include <map>
#include <stdexcept>

namespace sealedbid {
namespace {

/// The raw prices that set a uniform one.
struct GroupPrices {
  std::optional<std::int64_t> highest_accepted, lowest_rejected, highest_paid;
};

void take_higher(std::optional<std::int64_t>& highest, std::int64_t price) {
  highest = std::max(highest.value_or(price), price);
}
void take_lower(std::optional<std::int64_t>& lowest, std::int64_t price) {
  lowest = std::min(lowest.value_or(price), price);
}

/// The limit that binds on this bid and then gives it a price of its own; −1 if there is none.
int binding_limit(const RoundPlan& plan, const AwardedRound& awarded, std::size_t b) {
  for (std::size_t l = 0; l < plan.limits.size(); ++l) {
    const PlannedLimit& limit = plan.limits[l];
    if (limit.rule.kind != DecidingRule::Kind::limit || !concerns(limit, b)) continue;
    const bool has_own_price = plan.auction.limits[std::size_t(limit.rule.index)].has_own_price_when_binding;
    if (has_own_price && awarded.is_closed[l][std::size_t(limit.instance[b])] != 0) return limit.rule.index;
  }
  return -1;
}

/// Numbers the price groups of the bids that take part, in the order of the ranking.
void group_bids(const RoundPlan& plan, const RankedRound& round, const AwardedRound& awarded, ClearedRound& cleared) {
  std::map<std::string, int> numbers;
  const auto name_of = [&](std::size_t b) {
    if (const int limit = binding_limit(plan, awarded, b); limit >= 0) {
      return "limit " + plan.auction.limits[std::size_t(limit)].name;
    }
    if (plan.auction.uniform_price_within == PriceScope::stage) {
      const ClearedBid& bid = cleared.bids[b];
      const bool is_of_stage = bid.awarded_kw > 0 && std::size_t(bid.stage) < plan.auction.stages.size();
      return is_of_stage ? "stage " + plan.auction.stages[std::size_t(bid.stage)].name : std::string("remainder");
    }
    return plan.price_group_names[std::size_t(plan.price_group[b])];
  };
  for (const std::size_t b : round.order) {
    const std::string name = name_of(b);
    const auto [entry, is_new] = numbers.emplace(name, static_cast<int>(numbers.size()));
    if (is_new) cleared.prices.push_back({name, std::nullopt, false});
    cleared.bids[b].price_group = entry->second;
  }
}

std::int64_t price_of(PricingRule rule, const GroupPrices& group, std::int64_t bid_ticks, std::int64_t ceiling_ticks) {
  switch (rule) {
    case PricingRule::pay_as_bid:
      return bid_ticks;
    case PricingRule::uniform_highest_accepted:
      return std::min(*group.highest_accepted, ceiling_ticks);
    case PricingRule::uniform_lowest_rejected:
      return std::min(group.lowest_rejected.value_or(ceiling_ticks), ceiling_ticks);
  }
  throw std::logic_error("unknown pricing rule");
}

/// The ceiling; in a sale without a reserve price nothing.
std::int64_t uncontested_price(const RoundPlan& plan, std::int64_t bid_ticks, std::int64_t ceiling_ticks) {
  if (ceiling_ticks != no_ceiling) return ceiling_ticks;
  return plan.auction.direction == Direction::sale ? 0 : bid_ticks;
}

void report_price(const RoundPlan& plan, const GroupPrices& group, bool is_uncontested, ClearedPrice& price) {
  if (!group.highest_accepted) return;
  const bool is_lowest_rejected = plan.auction.pricing == PricingRule::uniform_lowest_rejected;
  price.is_ceiling = is_uncontested || (is_lowest_rejected && !group.lowest_rejected);
  if (price.is_ceiling) {
    price.price_ticks = group.highest_paid;
  } else {
    price.price_ticks = is_lowest_rejected ? group.lowest_rejected : group.highest_accepted;
  }
}

}  // namespace

void price_round(const RoundPlan& plan, const RankedRound& round, const AwardedRound& awarded, ClearedRound& cleared) {
  group_bids(plan, round, awarded, cleared);
  std::vector<GroupPrices> groups(cleared.prices.size());
  for (const std::size_t b : round.order) {
    GroupPrices& group = groups[std::size_t(cleared.bids[b].price_group)];
    if (cleared.bids[b].awarded_kw > 0) {
      take_higher(group.highest_accepted, round.price_ticks[b]);
    } else {
      take_lower(group.lowest_rejected, round.price_ticks[b]);
    }
  }
  for (const std::size_t b : round.order) {
    ClearedBid& bid = cleared.bids[b];
    if (bid.awarded_kw == 0) continue;
    GroupPrices& group = groups[std::size_t(bid.price_group)];
    const std::int64_t ceiling = plan.stages[std::size_t(bid.stage)].ceiling_ticks.value_or(round.ceiling_ticks[b]);
    bid.price_ticks = cleared.is_uncontested ? uncontested_price(plan, round.price_ticks[b], ceiling)
                                             : price_of(plan.pricing[b], group, round.price_ticks[b], ceiling);
    take_higher(group.highest_paid, bid.price_ticks);
  }
  for (std::size_t g = 0; g < groups.size(); ++g) report_price(plan, groups[g], cleared.is_uncontested, cleared.prices[g]);
}

}  // namespace sealedbid

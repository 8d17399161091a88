#include "clear_reference.hpp"

#include <algorithm>

namespace sealedbid::reference {
namespace {

bool ranks_before(const Bid& a, const Bid& b, TieRule ties) {
  if (a.price_ticks < b.price_ticks) return true;
  if (a.price_ticks > b.price_ticks) return false;
  if (ties == TieRule::smaller_first && a.quantity_kw < b.quantity_kw) return true;
  if (ties == TieRule::smaller_first && a.quantity_kw > b.quantity_kw) return false;
  return a.lottery < b.lottery;
}

void award_one_by_one(const AuctionRules& rules, std::int64_t volume_kw, std::span<const Bid> bids, std::vector<bool> in_play,
                      Clearing& out) {
  while (out.total_awarded_kw < volume_kw) {
    int best = -1;
    for (int i = 0; i < static_cast<int>(bids.size()); ++i) {
      if (in_play[i] && (best < 0 || ranks_before(bids[i], bids[best], rules.ties))) best = i;
    }
    if (best < 0) return;
    in_play[best] = false;
    const std::int64_t left_kw = volume_kw - out.total_awarded_kw;
    const bool fits = bids[best].quantity_kw <= left_kw;
    if (!fits && rules.marginal_bid == MarginalBidRule::reject) return;
    if (!fits && rules.marginal_bid == MarginalBidRule::reject_and_skip) continue;
    const bool is_cut = !fits && rules.marginal_bid == MarginalBidRule::partial;
    out.awarded_kw[best] = is_cut ? left_kw : bids[best].quantity_kw;
    out.total_awarded_kw += out.awarded_kw[best];
  }
}

void set_prices(const AuctionRules& rules, std::optional<std::int64_t> ceiling_ticks, std::span<const Bid> bids,
                const std::vector<bool>& eligible, Clearing& out) {
  std::vector<std::int64_t> winning, losing;
  for (std::size_t i = 0; i < bids.size(); ++i) {
    if (eligible[i]) (out.awarded_kw[i] > 0 ? winning : losing).push_back(bids[i].price_ticks);
  }
  if (winning.empty()) return;
  out.lowest_awarded_ticks = *std::min_element(winning.begin(), winning.end());
  out.highest_awarded_ticks = *std::max_element(winning.begin(), winning.end());
  out.clearing_price_ticks = out.highest_awarded_ticks;
  if (rules.pricing == PricingRule::uniform_lowest_rejected) {
    out.clearing_price_ticks = losing.empty() ? ceiling_ticks : std::optional(*std::min_element(losing.begin(), losing.end()));
  }
  for (std::size_t i = 0; i < bids.size(); ++i) {
    if (out.awarded_kw[i] == 0) continue;
    out.price_ticks[i] = rules.pricing == PricingRule::pay_as_bid ? bids[i].price_ticks : out.clearing_price_ticks.value();
  }
}

}  // namespace

Clearing clear(const AuctionRules& rules, std::int64_t volume_kw, std::optional<std::int64_t> ceiling_ticks,
               std::span<const Bid> bids) {
  Clearing out;
  out.awarded_kw.assign(bids.size(), 0);
  out.price_ticks.assign(bids.size(), 0);
  std::vector<bool> eligible(bids.size(), true);
  for (std::size_t i = 0; i < bids.size(); ++i) eligible[i] = !ceiling_ticks || bids[i].price_ticks <= *ceiling_ticks;
  out.is_void = std::count(eligible.begin(), eligible.end(), true) < rules.minimum_bids;
  if (out.is_void) return out;
  award_one_by_one(rules, volume_kw, bids, eligible, out);
  set_prices(rules, ceiling_ticks, bids, eligible, out);
  return out;
}

std::int64_t least_cost(std::int64_t needed_kw, std::vector<Offer> offers) {
  std::stable_sort(offers.begin(), offers.end(), [](const Offer& a, const Offer& b) { return a.cost_ticks < b.cost_ticks; });
  std::int64_t cost = 0;
  for (const Offer& offer : offers) {
    const std::int64_t bought_kw = std::min(needed_kw, offer.quantity_kw);
    cost += bought_kw * offer.cost_ticks;
    needed_kw -= bought_kw;
  }
  return cost;
}

}  // namespace sealedbid::reference

#include <algorithm>
#include <numeric>
#include <vector>

#include "laws.hpp"

namespace sealedbid::reference {
namespace {

using Awards = std::vector<std::int64_t>;

Awards awards(const Clear& clear, const AuctionRules& rules, const Instance& instance) {
  Awards out;
  for (const ClearedBid& bid : clear(rules, instance).bids) out.push_back(bid.awarded_kw);
  return out;
}

std::int64_t sum(const Awards& awards) {
  return std::accumulate(awards.begin(), awards.end(), std::int64_t{0});
}

bool is_eligible(const Instance& instance, const Bid& bid) {
  return bid.price_ticks <= *instance.ceiling_ticks;
}

std::size_t pick(const Instance& instance, std::mt19937_64& random) {
  return random() % instance.bids.size();
}

bool lowering_own_price_never_loses_quantity(const Clear& clear, AuctionRules rules, const Instance& before,
                                             std::mt19937_64& random) {
  if (before.bids.empty()) return true;
  const std::size_t i = pick(before, random);
  Instance after = before;
  after.bids[i].price_ticks = draw(random, 0, before.bids[i].price_ticks);
  return awards(clear, rules, after)[i] >= awards(clear, rules, before)[i];
}

bool order_of_the_list_changes_nothing(const Clear& clear, AuctionRules rules, const Instance& before, std::mt19937_64& random) {
  if (before.bids.empty()) return true;
  const std::size_t shift = pick(before, random);
  Instance after = before;
  std::rotate(after.bids.begin(), after.bids.begin() + shift, after.bids.end());
  Awards expected = awards(clear, rules, before);
  std::rotate(expected.begin(), expected.begin() + shift, expected.end());
  return awards(clear, rules, after) == expected;
}

bool scaling_prices_or_quantities_scales(const Clear& clear, AuctionRules rules, const Instance& before,
                                         std::mt19937_64& random) {
  const std::int64_t factor = draw(random, 1, 5), shift = draw(random, 0, 5);
  Instance other_prices = before, other_quantities = before;
  other_prices.ceiling_ticks = *before.ceiling_ticks * factor + shift;
  for (Bid& bid : other_prices.bids) bid.price_ticks = bid.price_ticks * factor + shift;
  other_quantities.volume_kw *= factor;
  for (Bid& bid : other_quantities.bids) bid.quantity_kw *= factor;
  Awards expected = awards(clear, rules, before);
  if (awards(clear, rules, other_prices) != expected) return false;
  for (std::int64_t& award : expected) award *= factor;
  return awards(clear, rules, other_quantities) == expected;
}

bool volume_is_reached_where_bids_suffice(const Clear& clear, AuctionRules rules, const Instance& instance, std::mt19937_64&) {
  const ClearedList cleared = clear(rules, instance);
  std::int64_t eligible_kw = 0;
  for (const Bid& bid : instance.bids) eligible_kw += is_eligible(instance, bid) ? bid.quantity_kw : 0;
  const std::int64_t least_kw = std::min(instance.volume_kw, eligible_kw);
  return rules.marginal_bid == MarginalBidRule::partial ? cleared.awarded_kw == least_kw : cleared.awarded_kw >= least_kw;
}

bool awards_exceed_volume_by_less_than_a_bid(const Clear& clear, AuctionRules rules, const Instance& instance, std::mt19937_64&) {
  const std::int64_t awarded_kw = clear(rules, instance).awarded_kw;
  if (rules.marginal_bid != MarginalBidRule::award_in_full) return awarded_kw <= instance.volume_kw;
  std::int64_t largest_kw = 0;
  for (const Bid& bid : instance.bids) largest_kw = std::max(largest_kw, bid.quantity_kw);
  return awarded_kw < instance.volume_kw + largest_kw;
}

bool more_volume_keeps_every_award(const Clear& clear, AuctionRules rules, const Instance& before, std::mt19937_64& random) {
  Instance after = before;
  after.volume_kw += draw(random, 1, 3);
  const Awards old_awards = awards(clear, rules, before), new_awards = awards(clear, rules, after);
  return std::equal(new_awards.begin(), new_awards.end(), old_awards.begin(), std::greater_equal<>());
}

bool more_volume_never_lowers_the_total(const Clear& clear, AuctionRules rules, const Instance& before, std::mt19937_64& random) {
  Instance after = before;
  after.volume_kw += draw(random, 1, 3);
  return sum(awards(clear, rules, after)) >= sum(awards(clear, rules, before));
}

bool no_loser_is_cheaper_than_a_winner(const Clear& clear, AuctionRules rules, const Instance& instance, std::mt19937_64&) {
  const Awards award = awards(clear, rules, instance);
  for (std::size_t loser = 0; loser < award.size(); ++loser) {
    if (award[loser] > 0 || !is_eligible(instance, instance.bids[loser])) continue;
    for (std::size_t winner = 0; winner < award.size(); ++winner) {
      if (award[winner] > 0 && instance.bids[loser].price_ticks < instance.bids[winner].price_ticks) return false;
    }
  }
  return true;
}

bool removing_a_loser_changes_no_award(const Clear& clear, AuctionRules rules, const Instance& before, std::mt19937_64& random) {
  if (before.bids.empty()) return true;
  const std::size_t i = pick(before, random);
  Awards expected = awards(clear, rules, before);
  if (expected[i] > 0) return true;
  Instance after = before;
  after.bids.erase(after.bids.begin() + i);
  expected.erase(expected.begin() + i);
  return awards(clear, rules, after) == expected;
}

bool a_loser_that_raises_its_price_changes_no_award(const Clear& clear, AuctionRules rules, const Instance& before,
                                                    std::mt19937_64& random) {
  if (before.bids.empty()) return true;
  const std::size_t i = pick(before, random);
  const Awards expected = awards(clear, rules, before);
  if (expected[i] > 0) return true;
  Instance after = before;
  after.bids[i].price_ticks += draw(random, 1, 4);
  return awards(clear, rules, after) == expected;
}

bool a_winner_that_lowers_its_price_changes_no_other_award(const Clear& clear, AuctionRules rules, const Instance& before,
                                                           std::mt19937_64& random) {
  if (before.bids.empty()) return true;
  const std::size_t i = pick(before, random);
  Awards old_awards = awards(clear, rules, before);
  if (old_awards[i] == 0) return true;
  Instance after = before;
  after.bids[i].price_ticks = draw(random, 0, before.bids[i].price_ticks);
  Awards new_awards = awards(clear, rules, after);
  old_awards[i] = new_awards[i] = 0;
  return new_awards == old_awards;
}

bool a_new_bid_never_makes_a_loser_win(const Clear& clear, AuctionRules rules, const Instance& before, std::mt19937_64& random) {
  Instance after = before;
  after.bids.push_back(law_newcomer(before, random));
  const Awards old_awards = awards(clear, rules, before), new_awards = awards(clear, rules, after);
  for (std::size_t i = 0; i < old_awards.size(); ++i) {
    if (old_awards[i] == 0 && new_awards[i] > 0) return false;
  }
  return true;
}

bool a_larger_bid_never_gets_less(const Clear& clear, AuctionRules rules, const Instance& before, std::mt19937_64& random) {
  if (before.bids.empty()) return true;
  const std::size_t i = pick(before, random);
  Instance after = before;
  after.bids[i].quantity_kw += draw(random, 1, 3);
  return awards(clear, rules, after)[i] >= awards(clear, rules, before)[i];
}

/// What a bid gets whole, and what its two parts get together. The parts keep its lot and stand one after the other.
std::pair<std::int64_t, std::int64_t> whole_and_split(const Clear& clear, const AuctionRules& rules, const Instance& before,
                                                      std::mt19937_64& random) {
  if (before.bids.empty()) return {0, 0};
  const std::size_t i = pick(before, random);
  if (before.bids[i].quantity_kw < 2) return {0, 0};
  Instance after = before;
  const std::int64_t part_kw = draw(random, 1, before.bids[i].quantity_kw - 1);
  after.bids[i].quantity_kw -= part_kw;
  after.bids.insert(after.bids.begin() + i, before.bids[i]);
  after.bids[i].quantity_kw = part_kw;
  const Awards split = awards(clear, rules, after);
  return {awards(clear, rules, before)[i], split[i] + split[i + 1]};
}

bool splitting_a_bid_never_gains(const Clear& clear, AuctionRules rules, const Instance& before, std::mt19937_64& random) {
  const auto [whole_kw, split_kw] = whole_and_split(clear, rules, before, random);
  return split_kw <= whole_kw;
}

bool splitting_a_bid_never_loses(const Clear& clear, AuctionRules rules, const Instance& before, std::mt19937_64& random) {
  const auto [whole_kw, split_kw] = whole_and_split(clear, rules, before, random);
  return split_kw >= whole_kw;
}

bool twice_the_bids_and_volume_is_twice_the_total(const Clear& clear, AuctionRules rules, const Instance& before,
                                                  std::mt19937_64&) {
  Instance after = before;
  after.volume_kw *= 2;
  after.bids.insert(after.bids.end(), before.bids.begin(), before.bids.end());
  return clear(rules, after).awarded_kw == 2 * clear(rules, before).awarded_kw;
}

bool a_lower_ceiling_keeps_the_awards_below_it(const Clear& clear, AuctionRules rules, const Instance& before,
                                               std::mt19937_64& random) {
  Instance after = before;
  after.ceiling_ticks = draw(random, 0, *before.ceiling_ticks);
  const Awards old_awards = awards(clear, rules, before), new_awards = awards(clear, rules, after);
  if (sum(new_awards) > sum(old_awards)) return false;
  for (std::size_t i = 0; i < old_awards.size(); ++i) {
    if (is_eligible(after, before.bids[i]) && new_awards[i] != old_awards[i]) return false;
  }
  return true;
}

bool clearing_the_winners_alone_gives_the_same(const Clear& clear, AuctionRules rules, const Instance& before, std::mt19937_64&) {
  const Awards old_awards = awards(clear, rules, before);
  Instance winners = before;
  winners.bids.clear();
  Awards expected;
  for (std::size_t i = 0; i < old_awards.size(); ++i) {
    if (old_awards[i] == 0) continue;
    winners.bids.push_back(before.bids[i]);
    expected.push_back(old_awards[i]);
  }
  winners.volume_kw = sum(expected);
  return awards(clear, rules, winners) == expected;
}

bool exchanging_lots_of_equal_bids_exchanges_their_awards(const Clear& clear, AuctionRules rules, const Instance& before,
                                                          std::mt19937_64& random) {
  if (before.bids.empty()) return true;
  const std::size_t a = pick(before, random), b = pick(before, random);
  if (before.bids[a].price_ticks != before.bids[b].price_ticks || before.bids[a].quantity_kw != before.bids[b].quantity_kw)
    return true;
  Instance after = before;
  std::swap(after.bids[a].lottery, after.bids[b].lottery);
  Awards expected = awards(clear, rules, before);
  std::swap(expected[a], expected[b]);
  return awards(clear, rules, after) == expected;
}

bool bids_above_the_ceiling_change_nothing(const Clear& clear, AuctionRules rules, const Instance& before,
                                           std::mt19937_64& random) {
  Instance after = before;
  Bid newcomer = law_newcomer(before, random);
  newcomer.price_ticks = *before.ceiling_ticks + draw(random, 1, 4);
  after.bids.push_back(newcomer);
  Awards expected = awards(clear, rules, before);
  expected.push_back(0);
  return awards(clear, rules, after) == expected;
}

constexpr Truth always{true, true, true, true}, never{false, false, false, false}, not_skip{true, true, true, false},
    not_reject{true, true, false, true}, without_gaps{true, true, false, false}, only_reject_or_skip{false, false, true, true},
    only_partial{false, true, false, false}, not_in_full{false, true, true, true};

constexpr Law laws[] = {
    {"L01 lowering one's price never loses quantity", always, always, lowering_own_price_never_loses_quantity},
    {"L02 the order of the list changes nothing", always, always, order_of_the_list_changes_nothing},
    {"L03 scaled prices change no award, scaled quantities scale it", always, always, scaling_prices_or_quantities_scales},
    {"L04 the volume is reached where bids suffice", without_gaps, without_gaps, volume_is_reached_where_bids_suffice},
    {"L05 awards exceed the volume by less than a bid", always, always, awards_exceed_volume_by_less_than_a_bid},
    {"L06 more volume keeps every award", not_skip, not_skip, more_volume_keeps_every_award},
    {"L07 more volume never lowers the total", always, always, more_volume_never_lowers_the_total},
    {"L09 no loser is cheaper than a winner", not_skip, not_skip, no_loser_is_cheaper_than_a_winner},
    {"L11 removing a loser changes no award", not_reject, not_reject, removing_a_loser_changes_no_award},
    {"L12 a loser that raises its price changes no award", not_reject, not_reject,
     a_loser_that_raises_its_price_changes_no_award},
    {"L13 a winner that lowers its price changes no other award", only_reject_or_skip, only_reject_or_skip,
     a_winner_that_lowers_its_price_changes_no_other_award},
    {"L14 a new bid never makes a loser win", not_skip, not_skip, a_new_bid_never_makes_a_loser_win},
    {"L19 a larger bid never gets less", without_gaps, never, a_larger_bid_never_gets_less},
    {"L20 splitting a bid never gains", without_gaps, never, splitting_a_bid_never_gains},
    {"L21 splitting a bid never loses", not_in_full, not_in_full, splitting_a_bid_never_loses},
    {"L22 twice the bids and volume is twice the total", only_partial, only_partial,
     twice_the_bids_and_volume_is_twice_the_total},
    {"L23 a lower ceiling keeps the awards below it", always, always, a_lower_ceiling_keeps_the_awards_below_it},
    {"P04 clearing the winners alone gives the same", always, always, clearing_the_winners_alone_gives_the_same},
    {"P05 exchanging the lots of equal bids exchanges their awards", always, always,
     exchanging_lots_of_equal_bids_exchanges_their_awards},
    {"P16 bids above the ceiling change nothing", always, always, bids_above_the_ceiling_change_nothing},
};

}  // namespace

std::span<const Law> laws_of_awards() {
  return laws;
}

}  // namespace sealedbid::reference

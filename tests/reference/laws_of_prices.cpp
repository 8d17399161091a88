#include <algorithm>
#include <vector>

#include "laws.hpp"

namespace sealedbid::reference {
namespace {

using enum PricingRule;

ClearedList clear_with(const Clear& clear, AuctionRules rules, PricingRule pricing, const Instance& instance) {
  rules.pricing = pricing;
  return clear(rules, instance);
}

std::int64_t outlay(const ClearedList& cleared) {
  std::int64_t sum = 0;
  for (const ClearedBid& bid : cleared.bids) sum += bid.price_ticks * bid.awarded_kw;
  return sum;
}

Instance with_newcomer(const Instance& before, std::mt19937_64& random) {
  Instance after = before;
  after.bids.push_back(law_newcomer(before, random));
  return after;
}

/// True unless both auctions have a price and the second is higher.
bool is_not_raised(const ClearedList& before, const ClearedList& after) {
  return !before.clearing_price_ticks || !after.clearing_price_ticks ||
         *after.clearing_price_ticks <= *before.clearing_price_ticks;
}

bool more_volume_never_lowers_the_price(const Clear& clear, AuctionRules rules, const Instance& before, std::mt19937_64& random) {
  Instance after = before;
  after.volume_kw += draw(random, 1, 3);
  for (const PricingRule pricing : {uniform_highest_accepted, uniform_lowest_rejected}) {
    if (!is_not_raised(clear_with(clear, rules, pricing, after), clear_with(clear, rules, pricing, before))) return false;
  }
  return true;
}

bool lowest_rejected_price_covers_every_award(const Clear& clear, AuctionRules rules, const Instance& instance,
                                              std::mt19937_64&) {
  const ClearedList cleared = clear_with(clear, rules, uniform_lowest_rejected, instance);
  for (std::size_t i = 0; i < cleared.bids.size(); ++i) {
    if (cleared.bids[i].awarded_kw > 0 && *cleared.clearing_price_ticks < instance.bids[i].price_ticks) return false;
  }
  return true;
}

bool a_new_bid_never_raises_lowest_rejected(const Clear& clear, AuctionRules rules, const Instance& before,
                                            std::mt19937_64& random) {
  return is_not_raised(clear_with(clear, rules, uniform_lowest_rejected, before),
                       clear_with(clear, rules, uniform_lowest_rejected, with_newcomer(before, random)));
}

bool a_new_bid_never_raises_highest_accepted_when_full(const Clear& clear, AuctionRules rules, const Instance& before,
                                                       std::mt19937_64& random) {
  const ClearedList cleared = clear_with(clear, rules, uniform_highest_accepted, before);
  return cleared.awarded_kw < before.volume_kw ||
         is_not_raised(cleared, clear_with(clear, rules, uniform_highest_accepted, with_newcomer(before, random)));
}

bool a_new_bid_never_raises_highest_accepted(const Clear& clear, AuctionRules rules, const Instance& before,
                                             std::mt19937_64& random) {
  return is_not_raised(clear_with(clear, rules, uniform_highest_accepted, before),
                       clear_with(clear, rules, uniform_highest_accepted, with_newcomer(before, random)));
}

bool a_new_bid_never_raises_the_mean_price_when_full(const Clear& clear, AuctionRules rules, const Instance& before,
                                                     std::mt19937_64& random) {
  const ClearedList old = clear_with(clear, rules, pay_as_bid, before);
  const ClearedList cleared = clear_with(clear, rules, pay_as_bid, with_newcomer(before, random));
  const bool is_comparable = old.awarded_kw >= before.volume_kw && cleared.awarded_kw > 0;
  return !is_comparable || outlay(cleared) * old.awarded_kw <= outlay(old) * cleared.awarded_kw;
}

bool a_new_bid_never_raises_the_price_of_an_endogenous_volume(const Clear& clear, AuctionRules rules, const Instance& before,
                                                              std::mt19937_64& random) {
  Instance first = before, second = with_newcomer(before, random);
  for (Instance* instance : {&first, &second}) {
    std::int64_t offered_kw = 0;
    for (const Bid& bid : instance->bids) offered_kw += bid.quantity_kw;
    instance->volume_kw = offered_kw * 8 / 10;
  }
  return is_not_raised(clear_with(clear, rules, uniform_highest_accepted, first),
                       clear_with(clear, rules, uniform_highest_accepted, second));
}

bool highest_accepted_costs_no_less_than_pay_as_bid(const Clear& clear, AuctionRules rules, const Instance& instance,
                                                    std::mt19937_64&) {
  return outlay(clear_with(clear, rules, uniform_highest_accepted, instance)) >=
         outlay(clear_with(clear, rules, pay_as_bid, instance));
}

bool lowest_rejected_costs_no_less_than_highest_accepted(const Clear& clear, AuctionRules rules, const Instance& instance,
                                                         std::mt19937_64&) {
  return outlay(clear_with(clear, rules, uniform_lowest_rejected, instance)) >=
         outlay(clear_with(clear, rules, uniform_highest_accepted, instance));
}

bool winners_are_paid_by_the_rule_and_losers_nothing(const Clear& clear, AuctionRules rules, const Instance& instance,
                                                     std::mt19937_64&) {
  for (const PricingRule pricing : {pay_as_bid, uniform_highest_accepted, uniform_lowest_rejected}) {
    const ClearedList cleared = clear_with(clear, rules, pricing, instance);
    for (std::size_t i = 0; i < cleared.bids.size(); ++i) {
      const ClearedBid& bid = cleared.bids[i];
      const std::int64_t due_ticks = bid.awarded_kw == 0     ? 0
                                     : pricing == pay_as_bid ? instance.bids[i].price_ticks
                                                             : *cleared.clearing_price_ticks;
      if (bid.price_ticks != due_ticks || bid.price_ticks > *instance.ceiling_ticks) return false;
    }
  }
  return true;
}

constexpr Truth always{true, true, true, true}, never{false, false, false, false}, not_skip{true, true, true, false},
    partial_or_reject{false, true, true, false};

constexpr Law laws[] = {
    {"L08 more volume never lowers the price", not_skip, not_skip, more_volume_never_lowers_the_price},
    {"L10 the lowest rejected price covers every award", not_skip, not_skip, lowest_rejected_price_covers_every_award},
    {"L15 a new bid never raises the lowest rejected price", always, always, a_new_bid_never_raises_lowest_rejected},
    {"L16 a new bid never raises the highest accepted price of a full auction", not_skip, not_skip,
     a_new_bid_never_raises_highest_accepted_when_full},
    {"L17 a new bid never raises the highest accepted price", never, never, a_new_bid_never_raises_highest_accepted},
    {"L18 a new bid never raises the mean price of a full pay-as-bid auction", partial_or_reject, partial_or_reject,
     a_new_bid_never_raises_the_mean_price_when_full},
    {"L24 a new bid never raises the price where the volume is 80 % of the bids", never, never,
     a_new_bid_never_raises_the_price_of_an_endogenous_volume},
    {"L25 highest accepted costs no less than pay-as-bid", always, always, highest_accepted_costs_no_less_than_pay_as_bid},
    {"L26 lowest rejected costs no less than highest accepted", not_skip, not_skip,
     lowest_rejected_costs_no_less_than_highest_accepted},
    {"L27 winners are paid by the rule and losers nothing", always, always, winners_are_paid_by_the_rule_and_losers_nothing},
};

}  // namespace

std::span<const Law> laws_of_prices() {
  return laws;
}

Instance law_instance(std::mt19937_64& random) {
  Instance instance = random_instance(random, {.most_bids = 6, .highest_price_ticks = 5, .largest_kw = 4});
  for (Bid& bid : instance.bids) bid.lottery *= 2;
  return instance;
}

Bid law_newcomer(const Instance& instance, std::mt19937_64& random) {
  const std::uint64_t lot = 2 * (random() % (instance.bids.size() + 1)) + 1;
  return {"newcomer", draw(random, 0, 5), draw(random, 1, 4), lot};
}

}  // namespace sealedbid::reference

#pragma once

#include <functional>
#include <random>
#include <span>
#include <string>

#include "instances.hpp"
#include "reference/plain_round.hpp"

/// Laws of clearing: statements about one auction, or about an auction before and after a change, that hold for some rules and
/// not for others. A change keeps every bid's lot; a bid that is added gets a lot of its own anywhere among the others.
namespace sealedbid::reference {

using Clear = std::function<ClearedList(const AuctionRules&, const Instance&)>;

/// True if the law holds for this auction and a random change to it. The law sets the pricing rule itself.
using Holds = bool (*)(const Clear& clear, AuctionRules rules, const Instance& instance, std::mt19937_64& random);

/// For which marginal bid rules a law holds.
struct Truth {
  bool award_in_full, partial, reject, reject_and_skip;
};

struct Law {
  const char* name;
  Truth by_lottery, smaller_first;  ///< under each rule for ties
  Holds holds;
};

std::span<const Law> laws_of_awards();
std::span<const Law> laws_of_prices();

/// An auction with few prices and quantities, so that ties and exact fits are common; lots are even numbers.
Instance law_instance(std::mt19937_64& random);

/// A bid at a random price and quantity of the same kind, with an odd lot: never equal to that of another bid.
Bid law_newcomer(const Instance& instance, std::mt19937_64& random);

}  // namespace sealedbid::reference

#include <algorithm>
#include <limits>
#include <stdexcept>

#include "base/issue.hpp"
#include "verify/recompute_steps.hpp"

namespace sealedbid {
namespace {

std::string stage_name(const JudgedRound& round, const JudgedBid& bid) {
  const std::vector<Stage>& stages = round.auction->stages;
  return bid.stage < stages.size() ? "stage " + stages[bid.stage].name : "remainder";
}

std::string price_group(const JudgedRound& round, const JudgedBid& bid) {
  if (!bid.binding_limit.empty()) return "limit " + bid.binding_limit;
  switch (round.auction->uniform_price_within) {
    case PriceScope::all:
      return "";
    case PriceScope::technology:
      return bid.attributes->technology;
    case PriceScope::zone:
      return bid.attributes->zone;
    case PriceScope::segment:
      return bid.attributes->segment;
    case PriceScope::lot:
      return bid.attributes->lot;
    case PriceScope::delivery_year:
      return bid.attributes->delivery_year;
    case PriceScope::stage:
      return stage_name(round, bid);
  }
  throw std::logic_error("unknown scope of a price");
}

PricingRule pricing_of(const JudgedRound& round, const JudgedBid& bid) {
  for (const PricingException& exception : round.auction->pricing_exceptions) {
    if (matches(exception.bids, round, bid)) return exception.pricing;
  }
  return round.auction->pricing;
}

/// Every admitted bid was awarded whole, and nothing was exceeded.
bool is_uncontested(const JudgedRound& round) {
  return !round.is_contested && std::ranges::all_of(round.bids, [](const JudgedBid& bid) {
    return !bid.is_admitted || bid.awarded_kw == bid.bid->quantity_kw;
  });
}

/// The ceiling under which the bid was awarded; in a sale without a reserve price, 0.
std::optional<std::int64_t> ceiling_of_award(const JudgedRound& round, const JudgedBid& bid) {
  const std::optional<std::int64_t> ceiling = ceiling_in_stage(round, bid, bid.stage);
  const bool is_sale = round.auction->direction == Direction::sale;
  return !ceiling && is_sale ? std::optional<std::int64_t>(0) : ceiling;
}

bool pays_ceilings(const JudgedRound& round) {
  return round.auction->uncontested == Uncontested::pay_ceiling && is_uncontested(round);
}

std::int64_t highest_accepted(const JudgedRound& round, const std::string& group) {
  std::optional<std::int64_t> highest;
  for (const JudgedBid& bid : round.bids) {
    if (bid.price_group == group && bid.awarded_kw > 0) highest = std::max(highest.value_or(bid.price), bid.price);
  }
  return highest.value();
}

/// Nothing where every admitted bid of the group got something.
std::optional<std::int64_t> lowest_rejected(const JudgedRound& round, const std::string& group) {
  std::optional<std::int64_t> lowest;
  for (const JudgedBid& bid : round.bids) {
    if (bid.is_admitted && bid.price_group == group && bid.awarded_kw == 0)
      lowest = std::min(lowest.value_or(bid.price), bid.price);
  }
  return lowest;
}

/// The price of a group with an award before ceilings; nothing where it is the lowest rejected bid and none was rejected.
std::optional<std::int64_t> group_price(const JudgedRound& round, const std::string& group, PricingRule pricing) {
  return pricing == PricingRule::uniform_lowest_rejected ? lowest_rejected(round, group) : highest_accepted(round, group);
}

std::int64_t paid_price(const JudgedRound& round, const JudgedBid& bid) {
  const PricingRule pricing = pricing_of(round, bid);
  const std::optional<std::int64_t> ceiling = ceiling_of_award(round, bid);
  if (pays_ceilings(round) && ceiling) return *ceiling;
  if (pricing == PricingRule::pay_as_bid) return bid.price;
  const std::optional<std::int64_t> price = group_price(round, bid.price_group, pricing);
  if (!price && !ceiling) {
    throw InputError(Issue{{},
                           "auction.ceiling_per_mwh",
                           "is missing (no bid was rejected)",
                           "uniform_lowest_rejected then pays the ceiling: give one."});
  }
  if (!price) return *ceiling;
  return is_within(*price, ceiling_in_stage(round, bid, bid.stage)) ? *price : *ceiling;
}

}  // namespace

std::int64_t reported_price(const JudgedRound& round, const std::string& group) {
  const std::optional<std::int64_t> price = group_price(round, group, round.auction->pricing);
  if (price && !pays_ceilings(round)) return *price;
  std::int64_t highest_paid = std::numeric_limits<std::int64_t>::min();
  for (const JudgedBid& bid : round.bids) {
    if (bid.price_group == group && bid.awarded_kw > 0) highest_paid = std::max(highest_paid, bid.pays);
  }
  return highest_paid;
}

void judge_prices(JudgedRound& round) {
  for (JudgedBid& bid : round.bids) bid.price_group = price_group(round, bid);
  for (JudgedBid& bid : round.bids) {
    if (bid.awarded_kw > 0) bid.pays = paid_price(round, bid);
  }
}

}  // namespace sealedbid

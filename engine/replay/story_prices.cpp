#include "replay/story_prices.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "auction/match_bids.hpp"
#include "base/text.hpp"
#include "replay/rule_text.hpp"
#include "scenario/fields.hpp"

namespace sealedbid {
namespace {

std::string name_of(const ClearedFile& cleared, std::size_t b) {
  return printable(cleared.list.bids[b].attributes.name, 40);
}

/// The bids of a group with (or without) an award at this price.
std::string bids_at(const ClearedFile& cleared, int group, bool (*is_one)(const ClearedBid&), std::int64_t price_ticks) {
  std::vector<std::string> names;
  for (std::size_t b = 0; b < cleared.bids.size(); ++b) {
    const ClearedBid& bid = cleared.round.bids[b];
    if (bid.price_group == group && is_one(bid) && cleared.bids[b].price_ticks == price_ticks)
      names.push_back(name_of(cleared, b));
  }
  return fmt::format("{}", fmt::join(names, ", "));
}

std::string group_line(const ClearedFile& cleared, int group) {
  const ClearedPrice& price = cleared.round.prices[static_cast<std::size_t>(group)];
  const std::string prefix = price.name.empty() ? "" : printable(price.name, 60) + ": ";
  if (!price.price_ticks) return prefix + "nothing is awarded, so there is no price";
  const std::string shown = price_text(cleared, *price.price_ticks);
  const bool is_sale = cleared.rules.auction.direction == Direction::sale;
  const std::string bound = is_sale ? ", the reserve price, since " : ", the ceiling, since ";
  if (cleared.round.is_uncontested) return prefix + shown + bound + "every admitted bid is awarded whole";
  const auto is_winner = [](const ClearedBid& bid) { return bid.awarded_kw > 0; };
  const auto is_loser = [](const ClearedBid& bid) { return bid.awarded_kw == 0; };
  switch (cleared.rules.auction.pricing) {
    case PricingRule::pay_as_bid:
      return fmt::format("{}each winner is paid its own {}, at most {} ({})", prefix, cleared.clock ? "final bid" : "bid", shown,
                         bids_at(cleared, group, is_winner, *price.price_ticks));
    case PricingRule::uniform_highest_accepted:
      return fmt::format("{}{}, the {} accepted bid ({})", prefix, shown, is_sale ? "lowest" : "highest",
                         bids_at(cleared, group, is_winner, *price.price_ticks));
    case PricingRule::uniform_lowest_rejected:
      if (price.is_ceiling) return prefix + shown + bound + "no bid was rejected";
      return fmt::format("{}{}, the {} rejected bid ({})", prefix, shown, is_sale ? "highest" : "lowest",
                         bids_at(cleared, group, is_loser, *price.price_ticks));
  }
  throw std::logic_error("unknown pricing rule");
}

/// The exception that a bid is priced by; nullptr where there is none.
const PricingException* exception_of(const ClearedFile& cleared, std::size_t b) {
  for (const PricingException& exception : cleared.rules.auction.pricing_exceptions) {
    if (matches(exception.bids, cleared.list.bids[b].attributes, cleared.rules.host_code)) return &exception;
  }
  return nullptr;
}

std::string winner_line(const ClearedFile& cleared, std::size_t b) {
  const ClearedBid& bid = cleared.round.bids[b];
  const std::string paid = name_of(cleared, b) + " is paid " + price_text(cleared, bid.price_ticks);
  if (cleared.round.is_uncontested) return "";
  if (const PricingException* exception = exception_of(cleared, b)) {
    const std::string source = exception->source.empty() ? "" : " (" + printable(exception->source) + ")";
    return paid + " by pricing exception " + printable(exception->name, 60) + ": " +
           std::string(choice_name(exception->pricing)) + source;
  }
  const ClearedPrice& price = cleared.round.prices[static_cast<std::size_t>(bid.price_group)];
  const bool is_uniform = cleared.rules.auction.pricing != PricingRule::pay_as_bid;
  if (is_uniform && price.price_ticks && bid.price_ticks != *price.price_ticks) return paid + ", its own ceiling";
  return "";
}

}  // namespace

std::vector<std::string> price_story(const ClearedFile& cleared) {
  std::vector<std::string> lines;
  for (std::size_t group = 0; group < cleared.round.prices.size(); ++group) {
    lines.push_back(group_line(cleared, static_cast<int>(group)));
  }
  for (std::size_t b = 0; b < cleared.bids.size(); ++b) {
    if (cleared.round.bids[b].awarded_kw == 0) continue;
    if (std::string line = winner_line(cleared, b); !line.empty()) lines.push_back(std::move(line));
  }
  if (lines.empty()) lines.emplace_back("Nothing is awarded, so there is no price.");
  return lines;
}

}  // namespace sealedbid

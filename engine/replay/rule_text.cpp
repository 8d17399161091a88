#include "replay/rule_text.hpp"

#include <stdexcept>

#include "auction/match_bids.hpp"
#include "base/number_text.hpp"
#include "base/text.hpp"
#include "output/grid_value.hpp"
#include "scenario/fields.hpp"

namespace sealedbid {
namespace {

using Kind = DecidingRule::Kind;

template <class List>
const auto& at(const List& list, int index) {
  return list.at(static_cast<std::size_t>(index));
}

std::string limit_text(const Limit& limit, const BidAttributes& bid) {
  const std::string name = "limit " + printable(limit.name, 60);
  if (limit.per == LimitScope::all) return name;
  return name + " for " + std::string(choice_name(limit.per)) + " " + printable(scope_text(limit.per, bid), 60);
}

/// Decimals of an exact number with `decimals` decimals times the price step (six decimals).
Int128 in_money(const ClearedFile& cleared, Int128 ticks) {
  return ticks * millionths(cleared.rules.auction.price_step_per_mwh);
}

/// Volume and general ceiling have the source of the auction; other rules without a name have none.
std::string source_of(const Auction& auction, const DecidingRule& rule) {
  switch (rule.kind) {
    case Kind::exclusion:
      return at(auction.exclusions, rule.index).source;
    case Kind::ceiling:
      return rule.index < 0 ? auction.source : at(auction.ceilings, rule.index).source;
    case Kind::stage:
      return at(auction.stages, rule.index).source;
    case Kind::limit:
      return at(auction.limits, rule.index).source;
    case Kind::volume:
      return auction.source;
    case Kind::none:
    case Kind::size:
    case Kind::floor:
    case Kind::band:
    case Kind::minimum_competition:
    case Kind::delivery_year:
      return "";
  }
  throw std::logic_error("unknown rule");
}

}  // namespace

std::string decimal_text(Int128 value, int decimals) {
  const bool is_negative = value < 0;
  Int128 rest = is_negative ? -value : value;
  std::string digits;
  for (int place = 0; rest > 0 || place <= decimals; ++place, rest /= 10) {
    if (place == decimals && decimals > 0) digits.insert(0, ".");
    digits.insert(digits.begin(), static_cast<char>('0' + static_cast<int>(rest % 10)));
  }
  if (decimals > 0) {
    digits.erase(digits.find_last_not_of('0') + 1);
    if (digits.back() == '.') digits.pop_back();
  }
  return (is_negative && digits != "0" ? "-" : "") + digits;
}

std::string amount_text(const ClearedFile& cleared, LimitMeasure measure, Int128 amount) {
  switch (measure) {
    case LimitMeasure::power:
      return decimal_text(amount, 9) + " MW";
    case LimitMeasure::energy:
      return decimal_text(amount, 15) + " MWh a year";
    case LimitMeasure::support:
      return decimal_text(in_money(cleared, amount), 15) + " " + printable(cleared.rules.currency) + " a year";
    case LimitMeasure::awards:
      return decimal_text(amount, 0) + (amount == 1 ? " award" : " awards");
  }
  throw std::logic_error("unknown measure");
}

std::string rule_text(const ClearedFile& cleared, const DecidingRule& rule, std::size_t bid) {
  const Auction& auction = cleared.rules.auction;
  switch (rule.kind) {
    case Kind::none:
      return "no rule";
    case Kind::exclusion:
      return "exclusion " + printable(at(auction.exclusions, rule.index).name, 60);
    case Kind::size:
      return "the size limits";
    case Kind::floor:
      return "the floor";
    case Kind::band:
      return "the band above the lowest score";
    case Kind::ceiling:
      return "the ceiling";
    case Kind::minimum_competition:
      return "the minimum of competition";
    case Kind::volume:
      return rule.index == 2 ? "the budget" : rule.index == 1 ? "the volume of energy" : "the volume";
    case Kind::stage:
      return "stage " + printable(at(auction.stages, rule.index).name, 60);
    case Kind::limit:
      return limit_text(at(auction.limits, rule.index), cleared.list.bids[bid].attributes);
    case Kind::delivery_year:
      return "delivery year " + printable(cleared.list.bids[bid].attributes.delivery_year, 60);
  }
  throw std::logic_error("unknown rule");
}

std::string source_text(const Auction& auction, const DecidingRule& rule) {
  const std::string source = source_of(auction, rule);
  return source.empty() ? "" : " (" + printable(source) + ")";
}

std::string score_text(const ClearedFile& cleared, std::int64_t score) {
  const Auction& auction = cleared.rules.auction;
  const Int128 sign = auction.direction == Direction::sale ? -1 : 1;
  switch (auction.ranking.by) {
    case RankBy::price:
    case RankBy::support_per_tco2:
      return decimal_text(in_money(cleared, sign * score), 14);
    case RankBy::discount:
      return decimal_text(Int128{1'000'000'000'000} - score, 12);
    case RankBy::points:
      return decimal_text(-Int128{score}, static_cast<int>(auction.ranking.points_decimals));
  }
  throw std::logic_error("unknown ranking");
}

std::string score_unit(const ClearedFile& cleared) {
  const std::string currency = printable(cleared.rules.currency);
  switch (cleared.rules.auction.ranking.by) {
    case RankBy::price:
      return currency + " per MWh";
    case RankBy::discount:
      return "fraction of the ceiling";
    case RankBy::support_per_tco2:
      return currency + " per tCO2";
    case RankBy::points:
      return "points";
  }
  throw std::logic_error("unknown ranking");
}

std::string stage_text(const Auction& auction, int stage) {
  if (auction.stages.empty() || stage < 0) return "";
  const auto index = static_cast<std::size_t>(stage);
  return index < auction.stages.size() ? "stage " + printable(auction.stages[index].name, 60) : "the remainder";
}

std::string price_text(const ClearedFile& cleared, std::int64_t price_ticks) {
  return number_text(grid_value(price_ticks, cleared.rules.auction.price_step_per_mwh));
}

}  // namespace sealedbid

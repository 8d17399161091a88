#include "replay/story_ranking.hpp"

#include <fmt/format.h>

#include <stdexcept>

#include "auction/match_bids.hpp"
#include "auction/score.hpp"
#include "auction/yield_correction.hpp"
#include "base/number_text.hpp"
#include "base/text.hpp"
#include "replay/clear_reason.hpp"
#include "replay/rule_text.hpp"
#include "scenario/fields.hpp"

namespace sealedbid {
namespace {

std::string bid_price_text(const ClearedFile& cleared, std::size_t b) {
  return price_text(cleared, cleared.bids[b].price_ticks);
}

/// "factor × scale" of one adjustment, as it changes the score.
std::string adjustment_text(const ClearedFile& cleared, const RankAdjustment& adjustment, const BidAttributes& bid) {
  std::string change;
  if (adjustment.add_fraction != 0.0) change += " " + number_text(adjustment.add_fraction) + " of the price";
  if (adjustment.add_per_mwh != 0.0) change += " " + number_text(adjustment.add_per_mwh) + " per MWh";
  switch (adjustment.scaled_by) {
    case AdjustmentScale::one:
      break;
    case AdjustmentScale::local_content:
      change += ", times local content " + number_text(bid.local_content_fraction);
      break;
    case AdjustmentScale::foreign_share:
      change += ", times foreign share " + decimal_text(foreign_share_1e6(bid, cleared.rules.host_code), 6);
      break;
  }
  const std::string source = adjustment.source.empty() ? "" : " (" + printable(adjustment.source) + ")";
  return "adjustment " + printable(adjustment.name, 60) + " adds" + change + source;
}

/// What makes up factor and addition of a bid, e.g. "site quality 0.8: 1.16; adjustment non_eu adds 0.25 of the price".
std::string factor_parts(const ClearedFile& cleared, std::size_t b) {
  const Ranking& ranking = cleared.rules.auction.ranking;
  const BidAttributes& bid = cleared.list.bids[b].attributes;
  std::vector<std::string> parts;
  if (ranking.yield_correction == YieldCorrection::given_factor) {
    parts.push_back("rank_factor " + number_text(bid.rank_factor));
  } else if (ranking.yield_correction != YieldCorrection::none) {
    const std::int64_t factor = yield_correction_1e2(ranking.yield_correction, millionths(bid.site_quality_fraction));
    parts.push_back("site quality " + number_text(bid.site_quality_fraction) + ": " + decimal_text(factor, 2));
  }
  for (const RankAdjustment& adjustment : ranking.adjustments) {
    if (matches(adjustment.bids, bid, cleared.rules.host_code)) parts.push_back(adjustment_text(cleared, adjustment, bid));
  }
  return parts.empty() ? "" : fmt::format(" ({})", fmt::join(parts, "; "));
}

std::string worked_price(const ClearedFile& cleared, std::size_t b) {
  const std::int64_t factor = cleared.plan.rank_factor_1e8[b], adder = cleared.plan.rank_adder_1e8_ticks[b];
  std::string text = bid_price_text(cleared, b);
  if (factor != 100'000'000) text += " × " + decimal_text(factor, 8);
  if (adder != 0) {
    const Int128 money = Int128{adder} * millionths(cleared.rules.auction.price_step_per_mwh);
    text += (adder > 0 ? " + " : " − ") + decimal_text(adder > 0 ? money : -money, 14);
  }
  const std::string score = score_text(cleared, cleared.round.bids[b].score);
  return (text == score ? score : text + " = " + score) + factor_parts(cleared, b);
}

std::string worked_points(const ClearedFile& cleared, std::size_t b) {
  const Ranking& ranking = cleared.rules.auction.ranking;
  const std::vector<std::vector<std::int64_t>> points = points_by_criterion(cleared);
  std::vector<std::string> parts;
  for (std::size_t c = 0; c < ranking.criteria.size(); ++c) {
    const Criterion& criterion = ranking.criteria[c];
    const bool is_price = criterion.name == price_criterion;
    const std::string value = is_price ? bid_price_text(cleared, b) : decimal_text(cleared.plan.criteria_1e6[c][b], 6);
    parts.push_back(fmt::format("{} {}: {}", printable(criterion.name, 60), value,
                                decimal_text(points[c][b], static_cast<int>(ranking.points_decimals))));
  }
  return fmt::format("{} = {}", fmt::join(parts, " + "), score_text(cleared, cleared.round.bids[b].score));
}

std::string formula_of(const Criterion& criterion) {
  const std::string weight = number_text(criterion.weight), name = printable(criterion.name, 60);
  switch (criterion.formula) {
    case PointsFormula::linear_above_lowest:
      return fmt::format("{0} × (1 − ({1} − lowest {1}) / lowest {1})", weight, name);
    case PointsFormula::lowest_over_value:
      return fmt::format("{0} × lowest {1} / {1}", weight, name);
    case PointsFormula::value_over_highest:
      return fmt::format("{0} × {1} / highest {1}", weight, name);
    case PointsFormula::as_given:
      return fmt::format("{} × {}", weight, name);
  }
  throw std::logic_error("unknown formula of points");
}

std::string points_formula(const Ranking& ranking) {
  std::vector<std::string> parts;
  for (const Criterion& criterion : ranking.criteria) parts.push_back(formula_of(criterion));
  return fmt::format("score = {}, each rounded to {} decimals; most points rank first", fmt::join(parts, " + "),
                     ranking.points_decimals);
}

}  // namespace

std::string score_formula_text(const ClearedFile& cleared) {
  const Auction& auction = cleared.rules.auction;
  const Ranking& ranking = auction.ranking;
  const bool is_plain = ranking.yield_correction == YieldCorrection::none && ranking.adjustments.empty();
  const std::string first = auction.direction == Direction::sale ? "the highest ranks first" : "the lowest ranks first";
  switch (ranking.by) {
    case RankBy::price:
      return (is_plain ? "score = price; " : "score = price × factor + addition; ") + first;
    case RankBy::discount:
      return "score = 1 − price / ceiling of the bid; the highest discount ranks first";
    case RankBy::support_per_tco2:
      return "score = (price − " + number_text(ranking.reference_per_mwh) + ") / emission avoided per MWh; " + first;
    case RankBy::points:
      return points_formula(ranking);
  }
  throw std::logic_error("unknown ranking");
}

std::string worked_score_text(const ClearedFile& cleared, std::size_t bid) {
  const std::string score = score_text(cleared, cleared.round.bids[bid].score);
  switch (cleared.rules.auction.ranking.by) {
    case RankBy::price:
      return worked_price(cleared, bid);
    case RankBy::discount:
      return fmt::format("1 − {} / {} = {}", bid_price_text(cleared, bid),
                         price_text(cleared, ceiling_of(cleared, bid).ticks.value()), score);
    case RankBy::support_per_tco2:
      return fmt::format("({} − {}) / {} = {}", bid_price_text(cleared, bid), price_text(cleared, cleared.plan.reference_ticks),
                         decimal_text(cleared.plan.emission_1e6[bid], 6), score);
    case RankBy::points:
      return worked_points(cleared, bid);
  }
  throw std::logic_error("unknown ranking");
}

std::string tie_text(const Auction& auction) {
  switch (auction.ties) {
    case TieRule::lottery:
      return "Bids of equal score are ordered by lot.";
    case TieRule::smaller_first:
      return "Of bids of equal score the smaller ranks first, then the lot decides.";
    case TieRule::larger_first:
      return "Of bids of equal score the larger ranks first, then the lot decides.";
    case TieRule::earlier_first:
      return "Of bids of equal score the one that came first ranks first, then the lot decides.";
    case TieRule::higher_fee_first:
      return "Of bids of equal score the one with the higher fee ranks first, then the lot decides.";
    case TieRule::shared:
      return "Bids of equal score share what is left of the volume in proportion to their size.";
  }
  throw std::logic_error("unknown rule for ties");
}

std::vector<std::vector<std::int64_t>> points_by_criterion(const ClearedFile& cleared) {
  std::vector<std::int64_t> prices, ceilings(cleared.bids.size());
  std::vector<std::uint8_t> takes_part;
  const std::int64_t sign = cleared.rules.auction.direction == Direction::sale ? -1 : 1;
  for (std::size_t b = 0; b < cleared.bids.size(); ++b) {
    prices.push_back(sign * cleared.bids[b].price_ticks);
    const ClearedBid& bid = cleared.round.bids[b];
    takes_part.push_back(bid.rank > 0 || bid.rule.kind == DecidingRule::Kind::band ? 1 : 0);
  }
  std::vector<std::vector<std::int64_t>> points;
  for (std::size_t c = 0; c < cleared.plan.auction.ranking.criteria.size(); ++c) {
    RoundPlan alone = cleared.plan;
    alone.auction.ranking.criteria = {cleared.plan.auction.ranking.criteria[c]};
    alone.criteria_1e6 = {cleared.plan.criteria_1e6[c]};
    score_bids(alone, prices, ceilings, takes_part, points.emplace_back());
    for (std::int64_t& value : points.back()) value = -value;
  }
  return points;
}

}  // namespace sealedbid

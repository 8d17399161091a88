#include "auction/score.hpp"

#include <algorithm>
#include <limits>
#include <stdexcept>

#include "auction/match_bids.hpp"

namespace sealedbid {
namespace {

struct Extremes {
  std::int64_t smallest = std::numeric_limits<std::int64_t>::max();
  std::int64_t largest = std::numeric_limits<std::int64_t>::min();
};

Extremes extremes_of(std::span<const std::int64_t> values, std::span<const std::uint8_t> takes_part) {
  Extremes extremes;
  for (std::size_t b = 0; b < values.size(); ++b) {
    if (takes_part[b] == 0) continue;
    extremes.smallest = std::min(extremes.smallest, values[b]);
    extremes.largest = std::max(extremes.largest, values[b]);
  }
  return extremes;
}

/// Points of one criterion in units of the last decimal. A value that the formula cannot divide by earns nothing.
std::int64_t points(PointsFormula formula, Int128 weight, std::int64_t value, const Extremes& extremes, Int128 decimals) {
  const Int128 full = weight * decimals;  // millionths of the unit
  switch (formula) {
    case PointsFormula::linear_above_lowest:
      if (extremes.smallest <= 0) return 0;
      return static_cast<std::int64_t>(
          rounded_ratio(full * (2 * Int128{extremes.smallest} - value), Int128{extremes.smallest} * 1'000'000));
    case PointsFormula::lowest_over_value:
      if (value <= 0) return 0;
      return static_cast<std::int64_t>(rounded_ratio(full * extremes.smallest, Int128{value} * 1'000'000));
    case PointsFormula::value_over_highest:
      if (extremes.largest <= 0) return 0;
      return static_cast<std::int64_t>(rounded_ratio(full * value, Int128{extremes.largest} * 1'000'000));
    case PointsFormula::as_given:
      return static_cast<std::int64_t>(rounded_ratio(full * value, Int128{1'000'000} * 1'000'000));
  }
  throw std::logic_error("unknown formula of points");
}

void score_by_points(const RoundPlan& plan, std::span<const std::int64_t> price_ticks, std::span<const std::uint8_t> takes_part,
                     std::vector<std::int64_t>& scores) {
  const Ranking& ranking = plan.auction.ranking;
  const std::int64_t sign = plan.auction.direction == Direction::sale ? -1 : 1;
  std::vector<std::int64_t> prices(price_ticks.begin(), price_ticks.end());
  for (std::int64_t& price : prices) price *= sign;
  Int128 decimals = 1;
  for (std::int64_t d = 0; d < ranking.points_decimals; ++d) decimals *= 10;
  for (std::size_t c = 0; c < ranking.criteria.size(); ++c) {
    const Criterion& criterion = ranking.criteria[c];
    const std::vector<std::int64_t>& values = criterion.name == price_criterion ? prices : plan.criteria_1e6[c];
    const Extremes extremes = extremes_of(values, takes_part);
    for (std::size_t b = 0; b < plan.bids; ++b) {
      if (takes_part[b] == 0) continue;
      scores[b] -= points(criterion.formula, millionths(criterion.weight), values[b], extremes, decimals);
    }
  }
}

std::int64_t score_of(const RoundPlan& plan, std::size_t b, std::int64_t price_ticks, std::int64_t ceiling_ticks) {
  const auto as_score = [](Int128 value) { return static_cast<std::int64_t>(value); };
  switch (plan.auction.ranking.by) {
    case RankBy::price:
      return as_score(Int128{price_ticks} * plan.rank_factor_1e8[b] + plan.rank_adder_1e8_ticks[b]);
    case RankBy::discount:
      return as_score(rounded_ratio(Int128{price_ticks} * 1'000'000'000'000, ceiling_ticks));
    case RankBy::support_per_tco2:
      return as_score(rounded_ratio(Int128{price_ticks - plan.reference_ticks} * 100'000'000 * 1'000'000, plan.emission_1e6[b]));
    case RankBy::points:
      break;
  }
  throw std::logic_error("unknown ranking");
}

}  // namespace

void score_bids(const RoundPlan& plan, std::span<const std::int64_t> price_ticks, std::span<const std::int64_t> ceiling_ticks,
                std::span<const std::uint8_t> takes_part, std::vector<std::int64_t>& scores) {
  scores.assign(plan.bids, 0);
  if (plan.auction.ranking.by == RankBy::points) return score_by_points(plan, price_ticks, takes_part, scores);
  for (std::size_t b = 0; b < plan.bids; ++b) {
    if (takes_part[b] != 0) scores[b] = score_of(plan, b, price_ticks[b], ceiling_ticks[b]);
  }
}

std::int64_t tie_key(TieRule ties, const RoundBid& bid) {
  switch (ties) {
    case TieRule::lottery:
    case TieRule::shared:
      return 0;
    case TieRule::smaller_first:
      return bid.quantity_kw;
    case TieRule::larger_first:
      return -bid.quantity_kw;
    case TieRule::earlier_first:
      return bid.submission;
    case TieRule::higher_fee_first:
      return -bid.fee;
  }
  throw std::logic_error("unknown rule for ties");
}

}  // namespace sealedbid

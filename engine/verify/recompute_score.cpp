#include <fmt/format.h>

#include <algorithm>
#include <tuple>
#include <utility>
#include <vector>

#include "base/issue.hpp"
#include "base/text.hpp"
#include "verify/recompute_steps.hpp"

namespace sealedbid {
namespace {

const Exact million = 1000000, hundred_million = 100000000;

[[noreturn]] void refuse(const JudgedBid& bid, const std::string& what, const std::string& suggestion) {
  throw InputError(Issue{{}, "auction.ranking", fmt::format("bid '{}' {}", printable(bid.attributes->name), what), suggestion});
}

/// Site quality in percent, correction factor in hundredths.
using YieldTable = std::vector<std::pair<int, int>>;
const YieldTable eeg_2023_table = {{50, 155}, {60, 142}, {70, 129}, {80, 116}, {90, 107}, {100, 100},
                                   {110, 94}, {120, 89}, {130, 85}, {140, 81}, {150, 79}};
const YieldTable eeg_2021_table = {{60, 135}, {70, 129}, {80, 116}, {90, 107}, {100, 100},
                                   {110, 94}, {120, 89}, {130, 85}, {140, 81}, {150, 79}};

/// Hundredths, not rounded.
Exact interpolate(const YieldTable& table, const Exact& percent) {
  if (percent <= table.front().first) return table.front().second;
  for (std::size_t right = 1; right < table.size(); ++right) {
    const auto [left_percent, left_factor] = table[right - 1];
    const auto [right_percent, right_factor] = table[right];
    if (percent > right_percent) continue;
    return left_factor + (percent - left_percent) * (right_factor - left_factor) / (right_percent - left_percent);
  }
  return table.back().second;
}

Exact factor_of(const JudgedRound& round, const JudgedBid& bid) {
  const YieldCorrection rule = round.auction->ranking.yield_correction;
  if (rule == YieldCorrection::given_factor) return to_six_decimals(bid.attributes->rank_factor);
  return yield_factor(rule, to_six_decimals(bid.attributes->site_quality_fraction));
}

Exact scale_of(AdjustmentScale scale, const JudgedBid& bid) {
  switch (scale) {
    case AdjustmentScale::one:
      return 1;
    case AdjustmentScale::local_content:
      return to_six_decimals(bid.attributes->local_content_fraction);
    case AdjustmentScale::foreign_share:
      return bid.foreign_share;
  }
  throw std::logic_error("unknown scale of an adjustment");
}

/// price × factor × (1 + Σ fractions) + Σ amounts, in ticks; the fractions to six decimals, the factor and the amounts to eight.
Exact price_score(const JudgedRound& round, const JudgedBid& bid) {
  const Auction& auction = *round.auction;
  Exact fractions = 0, amounts = 0;
  for (const RankAdjustment& adjustment : auction.ranking.adjustments) {
    if (!matches(adjustment.bids, round, bid)) continue;
    const Exact scale = scale_of(adjustment.scaled_by, bid);
    fractions += round_half_up(to_six_decimals(adjustment.add_fraction) * scale * million) / million;
    const Exact ticks = to_six_decimals(adjustment.add_per_mwh) / to_six_decimals(auction.price_step_per_mwh);
    const Exact whole_amount = price_sign(auction) * Exact(round_half_away(ticks * hundred_million));
    amounts += round_half_up(whole_amount * scale) / hundred_million;
  }
  const Exact factor = round_half_up(factor_of(round, bid) * (1 + fractions) * hundred_million) / hundred_million;
  return bid.price * factor + amounts;
}

/// The bid over its ceiling, to twelve decimals.
Exact discount_score(const JudgedBid& bid) {
  if (!bid.ceiling || *bid.ceiling <= 0) refuse(bid, "has no ceiling above 0", "A ranking by discount needs one for every bid.");
  const Exact unit = million * million;
  return round_half_up(bid.price * unit / *bid.ceiling) / unit;
}

/// Support over avoided emissions, ticks per t, to eight decimals.
Exact support_score(const JudgedRound& round, const JudgedBid& bid) {
  const Exact emission = to_six_decimals(bid.attributes->emission_tco2_per_mwh);
  if (emission <= 0) refuse(bid, "has no emission_tco2_per_mwh above 0", "A ranking by support_per_tco2 divides by it.");
  const Exact reference =
      to_six_decimals(round.auction->ranking.reference_per_mwh) / to_six_decimals(round.auction->price_step_per_mwh);
  return round_half_up((bid.price - round_half_away(reference)) * hundred_million / emission) / hundred_million;
}

/// What a criterion looks at: the price as it was bid, in ticks, or the bid's own figure.
Exact criterion_value(const Criterion& criterion, const JudgedBid& bid) {
  if (criterion.name == "price") return bid.bid->price_ticks;
  const auto found = bid.attributes->criteria.find(criterion.name);
  if (found == bid.attributes->criteria.end())
    refuse(bid, "has no figure for the criterion " + criterion.name, "Every bid of a points ranking needs one.");
  return to_six_decimals(found->second);
}

/// Points before rounding. `lowest` and `highest` are over the admitted bids.
Exact points(const Criterion& criterion, const JudgedBid& bid, const Exact& lowest, const Exact& highest) {
  const Exact weight = to_six_decimals(criterion.weight), value = criterion_value(criterion, bid);
  switch (criterion.formula) {
    case PointsFormula::linear_above_lowest:
      if (lowest <= 0) refuse(bid, "competes with a figure of " + criterion.name + " that is not above 0", "Exclude such bids.");
      return weight * (1 - (value - lowest) / lowest);
    case PointsFormula::lowest_over_value:
      if (value <= 0) refuse(bid, "has a figure of " + criterion.name + " that is not above 0", "Exclude such bids.");
      return weight * lowest / value;
    case PointsFormula::value_over_highest:
      return highest <= 0 ? Exact(0) : weight * value / highest;
    case PointsFormula::as_given:
      return weight * value;
  }
  throw std::logic_error("unknown formula of a criterion");
}

/// Less is better, so a bid's points count against it.
void score_by_points(JudgedRound& round) {
  Exact unit = 1;
  for (std::int64_t digit = 0; digit < round.auction->ranking.points_decimals; ++digit) unit *= 10;
  for (const Criterion& criterion : round.auction->ranking.criteria) {
    std::vector<Exact> values;
    for (const JudgedBid& bid : round.bids) {
      if (bid.is_admitted) values.push_back(criterion_value(criterion, bid));
    }
    if (values.empty()) return;
    const auto [lowest, highest] = std::ranges::minmax(values);
    for (JudgedBid& bid : round.bids) {
      if (bid.is_admitted) bid.score -= round_half_away(points(criterion, bid, lowest, highest) * unit) / unit;
    }
  }
}

/// Bids too far above the lowest score are not admitted; only where that is above 0.
void apply_band(JudgedRound& round) {
  const std::optional<double>& band = round.auction->ranking.band_above_lowest_fraction;
  if (!band) return;
  std::optional<Exact> lowest;
  for (const JudgedBid& bid : round.bids) {
    if (bid.is_admitted && (!lowest || bid.score < *lowest)) lowest = bid.score;
  }
  if (!lowest || *lowest <= 0) return;
  for (JudgedBid& bid : round.bids) {
    if (bid.score > *lowest * (1 + to_six_decimals(*band))) bid.is_admitted = false;
  }
}

/// Less comes first.
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

}  // namespace

Exact yield_factor(YieldCorrection rule, const Exact& site_quality) {
  if (rule != YieldCorrection::eeg_2021 && rule != YieldCorrection::eeg_2023) return 1;
  const YieldTable& table = rule == YieldCorrection::eeg_2023 ? eeg_2023_table : eeg_2021_table;
  return Exact(round_half_up(interpolate(table, site_quality * 100)), 100);
}

void judge_scores(JudgedRound& round) {
  const RankBy by = round.auction->ranking.by;
  if (by == RankBy::points) score_by_points(round);
  for (JudgedBid& bid : round.bids) {
    if (!bid.is_admitted) continue;
    if (by == RankBy::price) bid.score = price_score(round, bid);
    if (by == RankBy::discount) bid.score = discount_score(bid);
    if (by == RankBy::support_per_tco2) bid.score = support_score(round, bid);
  }
  if (by == RankBy::price) apply_band(round);
}

void judge_order(JudgedRound& round) {
  for (std::size_t position = 0; position < round.bids.size(); ++position) {
    if (round.bids[position].is_admitted) round.order.push_back(position);
  }
  const auto key = [&](std::size_t position) {
    const JudgedBid& bid = round.bids[position];
    return std::tuple(bid.score, tie_key(round.auction->ties, *bid.bid), bid.bid->lottery, position);
  };
  std::ranges::sort(round.order, {}, key);
  for (std::size_t place = 0; place < round.order.size(); ++place)
    round.bids[round.order[place]].rank = static_cast<int>(place) + 1;
}

}  // namespace sealedbid

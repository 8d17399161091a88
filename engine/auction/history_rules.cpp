#include "auction/history_rules.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "auction/exact.hpp"

namespace sealedbid {
namespace {

std::int64_t kw_of(double mw) {
  return std::llround(mw * 1000.0);
}

Int128 share_of(double fraction, Int128 whole) {
  return millionths(fraction) * whole / 1'000'000;
}

Int128 after_permits(const RoundHistory& history, Int128 offered_kw) {
  const std::int64_t bids = kw_of(history.eligible_bids_mw.back());
  const std::int64_t volume = kw_of(history.volume_mw.back());
  const Int128 competing = kw_of(history.new_permits_mw) + bids - kw_of(history.awarded_mw.back());
  return competing < offered_kw && bids < volume ? competing : offered_kw;
}

Int128 after_two_rounds(const RoundHistory& history, Int128 offered_kw) {
  const auto round = [&](const std::vector<double>& values, std::size_t back) { return kw_of(values[values.size() - back]); };
  const std::int64_t earlier = round(history.eligible_bids_mw, 2), later = round(history.eligible_bids_mw, 1);
  const bool were_short = 10 * earlier < 9 * round(history.volume_mw, 2) && 10 * later < 9 * round(history.volume_mw, 1);
  if (!were_short) return offered_kw;
  return std::min(offered_kw, Int128{(earlier + later) / 2 + std::max<std::int64_t>(0, later - earlier)});
}

}  // namespace

std::optional<double> ceiling_from_history(const CeilingFromHistory& rule, const RoundHistory& history) {
  if (rule.factor <= 0.0) return std::nullopt;
  const std::vector<double>& awards = history.highest_award_per_mwh;
  const auto count = std::min<std::size_t>(static_cast<std::size_t>(rule.rounds), awards.size());
  if (count == 0) throw std::invalid_argument("ceiling_from_history: there is no earlier award");
  Int128 sum = 0;
  for (std::size_t i = awards.size() - count; i < awards.size(); ++i) sum += millionths(awards[i]);
  const Int128 grid = millionths(rule.rounded_to_per_mwh);
  const Int128 steps = rounded_ratio(sum * millionths(rule.factor), grid * static_cast<std::int64_t>(count) * 1'000'000);
  const double ceiling = static_cast<double>(static_cast<std::int64_t>(steps * grid)) / 1e6;
  return rule.at_most_per_mwh ? std::min(ceiling, *rule.at_most_per_mwh) : ceiling;
}

Int128 responsive_volume(const VolumeResponse& response, const RoundHistory& history, Int128 offered, Int128 eligible) {
  switch (response.rule) {
    case VolumeRule::as_offered:
      return offered;
    case VolumeRule::share_of_bids:
      if (response.applies == ShareApplies::when_undersubscribed && eligible >= offered) return offered;
      return std::min(offered, share_of(response.share_of_bids_fraction, eligible));
    case VolumeRule::competition_surplus:
      return std::min(offered, eligible * 1'000'000 / (1'000'000 + millionths(response.surplus_fraction)));
    case VolumeRule::permits_and_unawarded:
      return after_permits(history, offered);
    case VolumeRule::mean_of_last_two:
      return after_two_rounds(history, offered);
    case VolumeRule::last_round_bids:
      return std::min(offered, Int128{kw_of(history.eligible_bids_mw.back())});
  }
  throw std::logic_error("unknown volume rule");
}

}  // namespace sealedbid

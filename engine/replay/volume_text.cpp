#include "replay/volume_text.hpp"

#include <fmt/format.h>

#include <cmath>
#include <stdexcept>

#include "base/number_text.hpp"
#include "replay/rule_text.hpp"

namespace sealedbid {
namespace {

std::string kw_text(std::int64_t kw) {
  return decimal_text(kw, 3) + " MW";
}

std::string mw_text(double mw) {
  return number_text(mw) + " MW";
}

/// The element `back` from the end, from 1.
double from_end(const std::vector<double>& values, std::size_t back) {
  return values.at(values.size() - back);
}

std::string by_share(const Auction& auction, const ClearedRound& round, const std::string& result) {
  const std::string admitted = kw_text(round.eligible_kw), offered = kw_text(*round.offered_kw);
  const VolumeResponse& response = auction.volume_response;
  if (response.applies == ShareApplies::when_undersubscribed && round.eligible_kw >= *round.offered_kw) {
    return fmt::format("it would fall if less than the {} offered were admitted, but {} are", offered, admitted);
  }
  const bool is_share = response.rule == VolumeRule::share_of_bids;
  const std::string rule = is_share ? fmt::format("{} of the {} admitted", number_text(response.share_of_bids_fraction), admitted)
                                    : fmt::format("the {} admitted ÷ (1 + {})", admitted, number_text(response.surplus_fraction));
  return fmt::format("the smaller of {} and the {} offered: {}", rule, offered, result);
}

std::string by_permits(const RoundHistory& history, const std::string& offered, const std::string& result) {
  const double bids = from_end(history.eligible_bids_mw, 1), awarded = from_end(history.awarded_mw, 1);
  const double volume = from_end(history.volume_mw, 1);
  return fmt::format(
      "new permits {} + bids without award in the last round {} − {} = {}; it replaces the {} offered if it is less and the last "
      "round's bids, {}, were below its volume of {}: {}",
      mw_text(history.new_permits_mw), mw_text(bids), mw_text(awarded),
      mw_text(static_cast<double>(std::llround((history.new_permits_mw + bids - awarded) * 1000.0)) / 1000.0), offered,
      mw_text(bids), mw_text(volume), result);
}

std::string by_last_two(const RoundHistory& history, const std::string& offered, const std::string& result) {
  return fmt::format(
      "the last two rounds had bids of {} for {} and of {} for {}; if both were below 0.9 of the volume, it is the mean of the "
      "bids "
      "plus their growth, at most the {} offered: {}",
      mw_text(from_end(history.eligible_bids_mw, 2)), mw_text(from_end(history.volume_mw, 2)),
      mw_text(from_end(history.eligible_bids_mw, 1)), mw_text(from_end(history.volume_mw, 1)), offered, result);
}

}  // namespace

std::string volume_response_text(const ClearedFile& cleared) {
  const Auction& auction = cleared.rules.auction;
  if (!cleared.round.volume_kw) return "";
  const std::string offered = kw_text(*cleared.round.offered_kw), result = kw_text(*cleared.round.volume_kw);
  switch (auction.volume_response.rule) {
    case VolumeRule::as_offered:
      return "";
    case VolumeRule::share_of_bids:
    case VolumeRule::competition_surplus:
      return by_share(auction, cleared.round, result);
    case VolumeRule::permits_and_unawarded:
      return by_permits(auction.history, offered, result);
    case VolumeRule::mean_of_last_two:
      return by_last_two(auction.history, offered, result);
    case VolumeRule::last_round_bids:
      return fmt::format("the smaller of the last round's bids, {}, and the {} offered: {}",
                         mw_text(from_end(auction.history.eligible_bids_mw, 1)), offered, result);
  }
  throw std::logic_error("unknown volume rule");
}

}  // namespace sealedbid

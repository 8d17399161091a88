#pragma once

#include <optional>

#include "auction/exact.hpp"
#include "scenario/auction.hpp"

/// Rules by which earlier rounds, or the bids of this one, set the ceiling and the volume.
namespace sealedbid {

/// min(at most, factor · mean of the last highest awards), rounded half up to multiples of rounded_to_per_mwh, in the currency of
/// the auction; exact on numbers of six decimals. Nothing where the rule is not used (factor 0).
/// Throws std::invalid_argument where the history has no award.
/// **Source:** EEG 2023 § 37b; EEG 2017 § 36b.
std::optional<double> ceiling_from_history(const CeilingFromHistory& rule, const RoundHistory& history);

/// The volume on offer after it has reacted to the bids of this round and to earlier rounds.
/// @param offered in kW (or any unit of energy, for share_of_bids). @param eligible Σ of admitted bids in the same unit.
/// The other rules know only MW: their history is in MW.
/// **Source:** share_of_bids: Polish RES act (80 %), EEG 2023 § 39d; competition_surplus: Greek RAE
/// decisions, Σ/(1 + x); permits_and_unawarded: EEG
/// 2023 § 28 (6); mean_of_last_two: EEG 2023 § 28a (6).
Int128 responsive_volume(const VolumeResponse& response, const RoundHistory& history, Int128 offered, Int128 eligible);

}  // namespace sealedbid

#pragma once

#include <string>
#include <vector>

#include "replay/clear_bids.hpp"

/// Open formats: a clock before or after the sealed bids, with bidders that follow it to their limit_per_mwh.
namespace sealedbid {

/// Runs the open phase and clears the bids that come out of it. Bids that the other rules do not admit keep that outcome; the
/// competition and the volume on offer are judged on the sealed bids, before the clock; a void round has no open phase.
/// @param cleared with everything but the outcome of the open phase: `round` holds the clearing of the sealed bids.
void run_open_phase(ClearedFile& cleared);

/// Why a bid is gone after the open phase, e.g. "left the clock at 48.5 in round 12"; empty where it is not.
std::string gone_reason(const ClearedFile& cleared, std::size_t bid);

/// What happened in the open phase, one line a step: who left at which price, where the clock stopped. Empty without one.
std::vector<std::string> open_phase_story(const ClearedFile& cleared);

}  // namespace sealedbid

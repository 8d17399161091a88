#pragma once

#include <string>
#include <vector>

#include "replay/clear_bids.hpp"

/// Open formats: a clock before or after the sealed bids, with bidders that follow it to their limit_per_mwh.
namespace sealedbid {

/// Clears a round of an open format. The rules first decide on the sealed bids (without the band above the lowest score, which is
/// for final prices): who is eligible, whether the competition is enough, how much is on offer. A void round ends there. Then the
/// open phase is run, and the bids that come out of it are cleared.
/// @param cleared with everything but `round` and `clock`, which this sets; prices, fees and quantities of `bids` become final.
void run_open_round(ClearedFile& cleared);

/// Whether the rules admit a bid; in an open format before the open phase.
bool is_eligible(const ClearedFile& cleared, std::size_t bid);

/// Why a bid is gone after the open phase, e.g. "left the clock at 48.5 in round 12"; empty where it is not.
std::string gone_reason(const ClearedFile& cleared, std::size_t bid);

/// What a bid for a lot with a clock of its own came to, e.g. "stopped at a fee of 67000 USD per MW"; otherwise empty.
std::string last_offer_text(const ClearedFile& cleared, std::size_t bid);

/// What happened in the open phase, one line a step: who left at which price, where the clock stopped. Empty without one.
std::vector<std::string> open_phase_story(const ClearedFile& cleared);

}  // namespace sealedbid

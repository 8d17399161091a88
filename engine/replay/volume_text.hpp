#pragma once

#include <string>

#include "replay/clear_bids.hpp"

namespace sealedbid {

/// How the volume on offer reacted to the bids and to earlier rounds, with the arithmetic, e.g. "0.8 of the 355.93 MW admitted
/// are 284.744 MW, less than the 300 MW offered". Empty where the rules let it not react, or the volume is not given in MW.
std::string volume_response_text(const ClearedFile& cleared);

}  // namespace sealedbid

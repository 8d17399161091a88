#pragma once

#include <string>
#include <vector>

#include "replay/clear_bids.hpp"

namespace sealedbid {

/// What winners are paid and why: one line a price group, then one a winner that is paid otherwise (by an exception, or because
/// its own ceiling is lower). Nothing is awarded: one line that says so.
std::vector<std::string> price_story(const ClearedFile& cleared);

}  // namespace sealedbid

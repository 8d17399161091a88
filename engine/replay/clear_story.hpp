#pragma once

#include <string>

#include "replay/clear_bids.hpp"

namespace sealedbid {

/// The round told in its order, for people who have to check or defend it: who was admitted and why not, the volume and how it
/// reacted, the ranking with scores worked out, each stage with every award and what was left after it, the prices and why.
/// Plain text with numbered sections.
std::string clear_story(const ClearedFile& cleared);

}  // namespace sealedbid

#pragma once

#include <string>
#include <vector>

#include "replay/clear_bids.hpp"

/// How the bids of a cleared round came by their scores, in words and numbers.
namespace sealedbid {

/// The formula of the score, e.g. "score = price × factor + addition; the lowest ranks first".
std::string score_formula_text(const ClearedFile& cleared);

/// The score of a bid worked out, e.g. "50 × 1.16 = 58 (site quality 0.8: 1.16)".
std::string worked_score_text(const ClearedFile& cleared, std::size_t bid);

/// What decides between bids of equal score.
std::string tie_text(const Auction& auction);

/// Points of each bid by criterion, [criterion][bid], in units of the last decimal; 0 where a bid takes no part.
std::vector<std::vector<std::int64_t>> points_by_criterion(const ClearedFile& cleared);

}  // namespace sealedbid

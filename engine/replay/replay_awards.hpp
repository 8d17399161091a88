#pragma once

#include <cstddef>
#include <vector>

#include "replay/clear_bids.hpp"

namespace sealedbid {

/// A volume, stage or limit when a bid came to its turn and after it, in the unit of its measure (see LimitMeasure).
struct LimitAtTurn {
  int limit = 0;  ///< index into RoundPlan::limits
  Int128 amount = 0, left_before = 0, left_after = 0;
  /// Use of the whole bid at its own price; of a budget valued at the clearing price: by how much the use of all winners grows if
  /// the bid joins them, since it may raise what the others of its group are paid.
  Int128 wanted = 0;
};

/// The last time that a bid was considered, which decided on it.
struct AwardTurn {
  std::size_t bid = 0;
  int stage = 0;
  std::vector<LimitAtTurn> limits;  ///< those that concern the bid, in the order of examination
};

/// The turns of all bids that were considered, in their order: stage by stage, down the ranking. Follows from outcomes and awards
/// alone; nothing is decided anew.
std::vector<AwardTurn> replay_awards(const ClearedFile& cleared);

/// The limit of this rule at a turn, first one that the whole bid exceeds; nullptr where the rule has none that concerns the bid.
const LimitAtTurn* find_limit(const ClearedFile& cleared, const AwardTurn& turn, const DecidingRule& rule);

}  // namespace sealedbid

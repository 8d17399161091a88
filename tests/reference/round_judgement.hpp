#pragma once

#include <functional>
#include <string>
#include <vector>

#include "auction/clear_round.hpp"
#include "reference/random_rounds.hpp"
#include "verify/recompute_round.hpp"

/// The engine's clearing of a round beside the independent one.
namespace sealedbid::reference {

ClearedRound cleared(const RoundCase& round);
RecomputedRound recomputed(const RoundCase& round);

/// One line for each field in which the two clearings differ: admission, ranks, awards, prices, groups, volume, verdicts.
std::vector<std::string> differences(const ClearedRound& cleared, const RecomputedRound& recomputed);

/// The case with bids, rules and texts left out as long as `is_wrong` still holds of it.
RoundCase smallest(RoundCase round, const std::function<bool(const RoundCase&)>& is_wrong);

}  // namespace sealedbid::reference

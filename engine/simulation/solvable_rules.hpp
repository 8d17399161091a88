#pragma once

#include "market/market.hpp"

namespace sealedbid {

/// Checks that bid functions can be solved for: one sealed-bid round of procurement, without packages, rings that bid as one.
/// @throws InputError naming the first rule (or class) that the method does not know. The place is left to who knows the file.
void check_solvable(const Market& market);

/// True if a tabulated game (market_game.hpp) knows the policy's rules: a volume in MW, ranked by price with adjustments that are
/// not scaled, one price rule for all, no limits, stages, exclusions or floors. Others are solved for by simulated rounds.
bool has_tabulated_rules(const Market& market);

/// True if bidders do best to bid what they need, whatever the others do: the lowest rejected price for equal lots, without
/// adjustments, entry costs or errors of the own estimate.
bool is_truth_best(const Market& market);

}  // namespace sealedbid

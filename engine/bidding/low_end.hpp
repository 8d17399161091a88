#pragma once

#include <vector>

/// The lowest bids, where outcomes are smoothed over bids.
namespace sealedbid {

/// How probabilities go on below the lowest scores bid while they are smoothed: as they are, or, paid as bid, as they do above,
/// turned round. The latter keeps the lowest bids in place, which a smoothed kink would let slide down together.
enum class LowEnd { as_it_is, turned_round };

/// Lets a row that starts flat, since nobody bids there, go on below its lowest bid as it does above, turned round.
/// @param row [level] not empty.
void turn_round_low_end(std::vector<double>& row);

}  // namespace sealedbid

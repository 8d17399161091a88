#pragma once

#include "auction/award_round.hpp"

namespace sealedbid {

/// Sets price_group and price_ticks of the bids and cleared.prices, by plan.pricing; prices are still those of the procurement.
void price_round(const RoundPlan& plan, const RankedRound& round, const AwardedRound& awarded, ClearedRound& cleared);

}  // namespace sealedbid

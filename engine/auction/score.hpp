#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "auction/bid.hpp"
#include "auction/round_plan.hpp"

namespace sealedbid {

/// The rank of each bid, smaller first: 10⁻⁸ ticks (price, support per tCO₂), 10⁻¹² (discount: price over ceiling), minus points
/// in units of the last decimal. Only the scores of bids that take part are set.
/// @param price_ticks [bid] as planned (negated in a sale). @param ceiling_ticks [bid], needed for a discount.
/// @param takes_part [bid]; smallest and largest values of a points criterion are taken over these.
void score_bids(const RoundPlan& plan, std::span<const std::int64_t> price_ticks, std::span<const std::int64_t> ceiling_ticks,
                std::span<const std::uint8_t> takes_part, std::vector<std::int64_t>& scores);

/// What ranks bids of equal score before the lot, smaller first.
std::int64_t tie_key(TieRule ties, const RoundBid& bid);

}  // namespace sealedbid

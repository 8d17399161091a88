#pragma once

#include <span>
#include <string>

#include "auction/round_plan.hpp"

namespace sealedbid {

/// Fills plan.limits and plan.limits_of_stage from the auction's limits, the volumes of its stages and its own volumes.
/// The stages must be planned.
void plan_limits(const std::string& host_code, std::span<const BidAttributes> bids, RoundPlan& plan);

/// Takes each limit's use per kW anew from the numbers of the bids; plan.full_load_hours_1e6 must be set.
void update_uses(const std::string& host_code, std::span<const BidAttributes> bids, RoundPlan& plan);

}  // namespace sealedbid

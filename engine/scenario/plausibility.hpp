#pragma once

#include <vector>

#include "base/issue.hpp"
#include "scenario/scenario.hpp"

/// Values that are possible but look like a slip of the unit, such as one price in ct/kWh among prices per MWh.
namespace sealedbid {

/// Warnings about one policy's scenario, whose values are sound; never an error, since only the user knows.
///
/// Groups of the same kind are compared by the middles of their values (see middle()), each with the median of the others: the
/// prices per MWh of bidder classes and of corridors may differ by a factor below 5, the costs per kW of technologies by one
/// below 10; of two groups the later one is named. 5 and not 10 for prices, because a price in ct/kWh is 10 times too small only
/// where the price is also the same as the others'. Values that are not above 0 are left out.
///
/// A ceiling is compared with what each class with bidders needs a MWh: a warning where it is a fifth or less of what every class
/// needs, or ten times or more. Where that follows from costs it is estimated to a factor of about 2:
/// (capex · capex_factor · annuity(wacc) + opex) / (8.76 · capacity_factor), over the lifetime for the first test and the
/// tariff's term for the second.
///
/// A bid table that bids below the required price, or in a sale above it, is named with the first such point.
std::vector<Issue> check_plausibility(const Scenario& scenario);

}  // namespace sealedbid

#pragma once

#include <vector>

#include "scenario/check_economy.hpp"

namespace sealedbid {

/// A performance bond and changes of investment cost come together, the changes have a law that bidders can weigh in closed form,
/// and nothing is given that bids or settlement do not know with them.
std::vector<Issue> check_realisation(const Scenario& scenario);

}  // namespace sealedbid

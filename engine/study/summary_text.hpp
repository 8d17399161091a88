#pragma once

#include <string>
#include <vector>

#include "output/summary.hpp"

namespace sealedbid {

/// The headline metrics of each policy in one round (of several: the last) for people: mean ± standard error, P10, median, P90;
/// then who wins, by class.
/// "-" where nothing is available.
std::string summary_table(const std::vector<SummaryRow>& rows);

}  // namespace sealedbid

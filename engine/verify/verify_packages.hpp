#pragma once

#include <string>

#include "scenario/read_scenario.hpp"
#include "verify/verify_awards.hpp"

/// Stored awards of a package auction held against every possible selection.
namespace sealedbid {

/// Holds a CSV file of package awards, as `sealedbid clear --format csv` writes it, against the best of all admissible
/// selections: whether the stored one is admissible, its objective, each package's `selected` and its `price_paid`. Ties are
/// broken by the order of the rows. `clear` writes the selected packages first; so among selections of equal objective and
/// equally many packages the stored one is accepted, unless the rows are put back into the order of the bids. Exact. Throws
/// InputError where the file or the rules cannot be read, or where there are more than most_packages_verified (24) packages.
Verification verify_packages(const std::string& awards_csv, const RulesFile& rules);

}  // namespace sealedbid

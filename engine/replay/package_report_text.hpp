#pragma once

#include <string>

#include "replay/clear_packages.hpp"

/// The report of a cleared round of packages as text: a table for people, CSV and JSON for programs.
namespace sealedbid {

/// One line a package, one a product, then the totals.
std::string package_report_table(const PackageReport& report);

/// One row a package: the columns of the bids file, then selected, price_paid (empty if not selected), advantage (empty where
/// there is nothing to tell), reason.
std::string package_report_csv(const PackageReport& report);

/// Totals, products and packages; null where there is nothing to tell.
std::string package_report_json(const PackageReport& report);

}  // namespace sealedbid

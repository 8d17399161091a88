#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "replay/read_packages.hpp"
#include "scenario/read_scenario.hpp"

/// Clearing of a round of package bids: a file of packages and a file of rules give the best selection, and what each package
/// changes.
namespace sealedbid {

enum class PackageObjective { greatest_surplus, least_cost };

struct PackageReportRow {
  ListedPackage package;
  bool is_selected = false;
  /// How much better the selection is (surplus, or cost saved) than the best one in which this package has the other fate.
  /// Nothing where there is no such selection, or where finding it takes too long.
  std::optional<double> advantage;
  std::string reason;  ///< one sentence for people, without a final period
};

struct PackageProductReport {
  std::string name;
  double demand = 0.0;
  std::optional<double> value_per_unit;
  double offered = 0.0;   ///< of all packages; of an exclusive group, of that with the most
  double supplied = 0.0;  ///< of the selected packages
  double covered = 0.0;   ///< min(demand, supplied)
};

/// Money is in the currency of the rules; a selected package is paid its price.
struct PackageReport {
  std::string title, currency;
  PackageObjective objective = PackageObjective::greatest_surplus;
  bool is_feasible = false;
  std::vector<PackageReportRow> rows;  ///< the selected ones first, otherwise in the order of the file
  std::vector<PackageProductReport> products;
  int selected = 0;
  double cost = 0.0;                       ///< Σ price of the selected
  double adjustment = 0.0;                 ///< Σ price adjustment of the selected
  double value = 0.0;                      ///< Σ value per unit · covered
  double surplus = 0.0;                    ///< value − cost − adjustment
  std::optional<double> surplus_fraction;  ///< surplus / value; nothing without a value
  std::int64_t search_nodes = 0;
};

/// Clears package bids by select_packages. The rules need auction.packages; pricing is pay-as-bid.
/// Throws InputError with every fault of the file, RunError where no selection can be proven best.
PackageReport clear_packages(const std::string& bids_csv, const RulesFile& rules);

}  // namespace sealedbid

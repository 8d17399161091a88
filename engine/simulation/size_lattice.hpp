#pragma once

#include <vector>

#include "market/market.hpp"

namespace sealedbid {

/// Capacities and the volume of a policy in whole units.
struct SizeLattice {
  double unit_kw = 1.0;
  bool is_exact = false;  ///< capacities and volume are constant and whole multiples of the unit
  /// [class][units] P(project = units); 0 units have probability 0.
  std::vector<std::vector<double>> size_probability;
  std::vector<double> volume_probability;  ///< [units]
};

/// Constant capacities and volumes with at most 200 common units: exact, in the greatest common unit. Otherwise the volume has 60
/// units, or as many as give the smallest mean project one and a half (at most 400). A capacity between two units is either, at
/// least one unit, so that the mean capacity is kept (a volume likewise).
/// Projects of more than the largest volume count as one unit more than that, except where marginal bids are cut.
/// @param market with a volume in MW.
SizeLattice size_lattice(const Market& market);

/// True if all projects have one size, and the volume is a multiple of it.
bool has_equal_lots(const SizeLattice& lattice);

}  // namespace sealedbid

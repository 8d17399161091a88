#pragma once

#include <cstdint>
#include <optional>

#include "auction/package_problem.hpp"

/// Branch and bound over the selections of a package auction.
namespace sealedbid {

struct PackageOptimum {
  std::optional<PackageSet> selected;  ///< nothing: no admissible selection covers what is required
  std::int64_t nodes = 0;
};

/// The best completion of `root` by objective_of, among equals the greatest as a number; depth first, deterministic.
/// Throws RunError where it is not proven within `most_nodes`.
PackageOptimum find_best_packages(const PackageProblem& problem, const PackageNode& root, std::int64_t most_nodes);

}  // namespace sealedbid

#pragma once

#include <vector>

#include "base/issue.hpp"
#include "scenario/scenario.hpp"

/// Checks that need more than one value: names that refer to something, rules that fit together. Errors and warnings carry the
/// place of the value to change.
namespace sealedbid {

/// All problems of one policy's scenario. A group of checks is left out where `faults_of_reading` concern the blocks it looks at.
std::vector<Issue> check_meaning(const Scenario& scenario, const std::vector<Issue>& faults_of_reading = {});

/// The rules of the auction alone: a constant ceiling is a multiple of the price step, and the rules fit together
/// (check_auction_rules.hpp).
std::vector<Issue> check_auction(const Scenario& scenario);

/// The correlations: both names are quantities drawn once a replication, or both are electricity markets whose prices move; no
/// pair comes twice; the matrix of quantities and that of markets are positive definite, each by itself. A constant quantity
/// gives a warning: the correlation has no effect.
std::vector<Issue> check_correlations(const Scenario& scenario);

/// Whether a symmetric matrix (row by row, size × size, only the lower triangle is read) has a Cholesky factor.
bool is_positive_definite(std::vector<double> matrix, std::size_t size);

}  // namespace sealedbid

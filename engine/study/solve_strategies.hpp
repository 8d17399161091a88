#pragma once

#include <atomic>
#include <string>
#include <vector>

#include "scenario/read_scenario.hpp"
#include "simulation/deviation_search.hpp"

/// From the policies of a scenario file to markets whose bids are solved for and certified.
namespace sealedbid {

/// The policies, ready to be simulated. Lists are parallel.
struct SolvedPolicies {
  std::vector<PolicyMarket> markets;
  std::vector<StrategyCertificate> certificates;  ///< without classes where nothing was solved for
  double solving_seconds = 0.0, certificate_seconds = 0.0;
};

/// The market of each policy of a file; no bids are solved for. Throws InputError, with the place, for what cannot be simulated.
std::vector<PolicyMarket> build_policies(const ScenarioFile& file);

/// Solves for bids where a class asks for them, and certifies them.
/// @param markets of all policies of the file, in its order.
/// Throws InputError, with the place, for what cannot be solved for, and RunError where `stop` (may be null) became true before
/// all was solved.
SolvedPolicies solve_policies(const ScenarioFile& file, std::vector<PolicyMarket> markets, int threads,
                              const std::atomic<bool>* stop);

/// True where bids of a class were solved for.
bool has_solved_bids(const StrategyCertificate& certificate);

/// For each policy with solved bids, what its certificate says, in a line.
std::string certificate_lines(const SolvedPolicies& solved);

/// Why bids are less than was asked for: a class that could gain more than the tolerance. The certificate alone decides: public
/// states that the solver left unsolved may be rare.
/// Sentences with policy, class and remedy; empty if all is as asked for.
std::string shortfall_of(const SolvedPolicies& solved);

}  // namespace sealedbid

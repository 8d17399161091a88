#pragma once

#include "cli/arguments.hpp"

namespace sealedbid::cli {

/// Prints the equilibrium of a game, or of the policies of a scenario, with its certificate; returns the exit code:
/// exit_run_failed where the answer is less than was asked for, unless the arguments allow it. Throws what the library throws,
/// and RunError for a game without an answer.
int print_equilibrium(const EquilibriumArguments& arguments);

}  // namespace sealedbid::cli

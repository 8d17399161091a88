#pragma once

#include "cli/arguments.hpp"

namespace sealedbid::cli {

/// Prints what projects of the classes of one policy cost; returns the exit code. Throws UsageError for a policy or class that
/// the scenario does not have, and what the library throws.
int print_cost(const CostArguments& arguments);

}  // namespace sealedbid::cli

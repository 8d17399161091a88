#pragma once

#include <string>
#include <vector>

#include "cli/arguments.hpp"
#include "scenario/read_scenario.hpp"

namespace sealedbid::cli {

/// Every final value of one policy with its origin (file:line, policy patch, --set or default), as table, CSV or JSON.
std::string explain_text(const std::vector<ExplainedValue>& values, const std::string& policy, Format format);

}  // namespace sealedbid::cli

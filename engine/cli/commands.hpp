#pragma once

#include "cli/arguments.hpp"

namespace sealedbid::cli {

/// Exit codes of the program.
enum ExitCode {
  exit_done = 0,
  exit_our_bug = 1,
  exit_usage = 2,
  exit_input = 3,
  exit_run_failed = 4,
  exit_output = 5,
  exit_interrupted = 130,
};

/// Carries out one command; returns its exit code. Throws what the library throws.
int execute(const Arguments& arguments);

}  // namespace sealedbid::cli

#pragma once

#include <atomic>

namespace sealedbid::cli {

/// From now on Ctrl-C (SIGINT) and SIGTERM ask the run to stop and keep what is finished; a second one ends the program at once.
/// Returns the flag that they set.
const std::atomic<bool>& watch_for_interrupts();

}  // namespace sealedbid::cli

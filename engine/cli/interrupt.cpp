#include "cli/interrupt.hpp"

#include <csignal>

namespace sealedbid::cli {

namespace {

std::atomic<bool> stop_requested = false;
static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler may only touch lock-free atomics");

void request_stop(int) {
  stop_requested.store(true);
}

}  // namespace

const std::atomic<bool>& watch_for_interrupts() {
  struct sigaction action = {};
  action.sa_handler = request_stop;
  action.sa_flags = static_cast<int>(SA_RESETHAND);  // the second one takes the default action
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
  return stop_requested;
}

}  // namespace sealedbid::cli

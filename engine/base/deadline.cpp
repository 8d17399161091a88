#include "base/deadline.hpp"

#include "base/issue.hpp"

namespace sealedbid {

bool Deadline::has_passed() const {
  return (stop != nullptr && stop->load(std::memory_order_relaxed)) || std::chrono::steady_clock::now() >= time;
}

void throw_if_stopped(const std::atomic<bool>* stop) {
  if (stop != nullptr && stop->load()) throw RunError("interrupted while bids were solved for; nothing to report");
}

}  // namespace sealedbid

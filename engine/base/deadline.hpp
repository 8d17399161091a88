#pragma once

#include <atomic>
#include <chrono>

namespace sealedbid {

/// When long work ends with what it has: at a time, or as soon as somebody sets a flag.
struct Deadline {
  std::chrono::steady_clock::time_point time = std::chrono::steady_clock::time_point::max();
  const std::atomic<bool>* stop = nullptr;  ///< null: nobody can; has to outlive the work

  bool has_passed() const;
};

/// Throws RunError if the flag is set; may be null. For work on bids that is worth nothing unless it is finished.
void throw_if_stopped(const std::atomic<bool>* stop);

}  // namespace sealedbid

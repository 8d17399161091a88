#include "simulation/parallel.hpp"

#include <omp.h>

#include <algorithm>
#include <atomic>
#include <exception>
#include <limits>
#include <mutex>

namespace sealedbid {

int thread_count(int asked) {
  return asked > 0 ? asked : std::max(1, omp_get_num_procs());
}

void for_each_parallel(int count, int threads, const std::function<void(int index, int thread)>& work) {
  std::mutex mutex;
  std::exception_ptr first_error;
  int first_failed = std::numeric_limits<int>::max();
  std::atomic<bool> has_failed = false;
#pragma omp parallel for schedule(dynamic, 1) num_threads(threads)
  for (int index = 0; index < count; ++index) {
    if (has_failed.load(std::memory_order_relaxed)) continue;
    try {
      work(index, omp_get_thread_num());
    } catch (...) {
      const std::lock_guard lock(mutex);
      has_failed = true;
      if (index < first_failed) {
        first_failed = index;
        first_error = std::current_exception();
      }
    }
  }
  if (first_error) std::rethrow_exception(first_error);
}

}  // namespace sealedbid

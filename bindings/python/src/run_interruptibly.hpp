#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <mutex>

/// Long work of the engine, called from Python: the interpreter stays free, and Ctrl-C is heard.
namespace sealedbid::python {

/// How far the work has come; written by the engine's threads.
struct ProgressCount {
  std::atomic<std::int64_t> done = 0, asked = 0;
};

/// Runs `work` on a thread of its own without the GIL. A few times a second signals are looked at and `show` is called, with the
/// GIL. Where a handler or `show` raises, `stop` is set, and the work is waited for.
/// @return true if it was interrupted by KeyboardInterrupt. Throws what the work throws, or what `show` raised.
bool run_interruptibly(const std::function<void(const std::atomic<bool>& stop, ProgressCount& count)>& work,
                       const std::function<void(std::int64_t done, std::int64_t asked)>& show);

/// The same for work that is worth nothing unless it is finished: raises KeyboardInterrupt, whatever it threw when it was
/// stopped.
void run_or_raise(const std::function<void(const std::atomic<bool>& stop)>& work);

/// The netCDF library is not safe to use from two threads: runs of one process are written one after another. To be locked
/// without the GIL.
std::mutex& one_run_at_a_time();

}  // namespace sealedbid::python

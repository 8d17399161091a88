#include "run_interruptibly.hpp"

#include <nanobind/nanobind.h>

#include <chrono>
#include <exception>
#include <future>
#include <thread>

#include "base/issue.hpp"

namespace nb = nanobind;

namespace sealedbid::python {

bool run_interruptibly(const std::function<void(const std::atomic<bool>& stop, ProgressCount& count)>& work,
                       const std::function<void(std::int64_t done, std::int64_t asked)>& show) {
  std::atomic<bool> stop = false;
  ProgressCount count;
  std::promise<void> promise;
  std::future<void> finished = promise.get_future();
  std::thread thread([&] {
    try {
      work(stop, count);
      promise.set_value();
    } catch (...) {
      promise.set_exception(std::current_exception());
    }
  });
  std::exception_ptr raised;
  bool is_interrupted = false;
  std::int64_t shown = -1;
  const auto look = [&] {
    try {
      if (!stop && PyErr_CheckSignals() != 0) throw nb::python_error();
      const std::int64_t done = count.done;
      if (!stop && show && done != shown) show(shown = done, count.asked);
    } catch (nb::python_error& error) {
      stop = true;
      is_interrupted = error.matches(PyExc_KeyboardInterrupt);
      if (!is_interrupted) raised = std::current_exception();
    }
  };
  for (bool is_waiting = true; is_waiting;) {
    {
      nb::gil_scoped_release release;
      is_waiting = finished.wait_for(std::chrono::milliseconds(100)) != std::future_status::ready;
    }
    look();
  }
  {
    nb::gil_scoped_release release;
    thread.join();
  }
  if (raised) std::rethrow_exception(raised);
  finished.get();
  return is_interrupted;
}

void run_or_raise(const std::function<void(const std::atomic<bool>& stop)>& work) {
  const auto until_stopped = [&](const std::atomic<bool>& stop, ProgressCount&) {
    try {
      work(stop);
    } catch (const RunError&) {
      if (!stop) throw;
    }
  };
  if (!run_interruptibly(until_stopped, {})) return;
  PyErr_SetNone(PyExc_KeyboardInterrupt);
  throw nb::python_error();
}

std::mutex& one_run_at_a_time() {
  static std::mutex instance;
  return instance;
}

}  // namespace sealedbid::python

#include "parts.hpp"

#include <nanobind/stl/string.h>
#include <nanobind/stl/unique_ptr.h>

#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "run_interruptibly.hpp"
#include "study/run_in_parts.hpp"

namespace nb = nanobind;
using namespace nb::literals;

namespace sealedbid::python {

namespace {

/// A run in parts with what it refers to.
struct PartedRun {
  ScenarioFile file;
  StudyOptions options;
  std::unique_ptr<RunInParts> run;
};

/// Throws once it is closed.
RunInParts& run_of(const PartedRun& begun) {
  if (begun.run == nullptr) throw nb::value_error("the run is closed");
  return *begun.run;
}

std::string_view view(const nb::bytes& bytes) {
  return {static_cast<const char*>(bytes.data()), bytes.size()};
}

nb::bytes bytes_of(const std::string& text) {
  return nb::bytes(text.data(), text.size());
}

std::unique_ptr<PartedRun> begin(const ScenarioFile& file, const std::string& output, bool overwrite, int threads) {
  auto begun = std::make_unique<PartedRun>();
  begun->file = file;
  begun->options.output = output;
  begun->options.overwrite = overwrite ? Overwrite::yes : Overwrite::no;
  begun->options.threads = threads;
  run_or_raise([&](const std::atomic<bool>& stop) {
    begun->options.stop = &stop;
    begun->run = std::make_unique<RunInParts>(begun->file, begun->options);
  });
  begun->options.stop = nullptr;
  return begun;
}

/// The task that this process made ready last, so that its scenario is read once.
std::shared_ptr<const PartSimulator> simulator_of(std::string_view task) {
  static std::mutex mutex;
  static std::string last_task;
  static std::shared_ptr<const PartSimulator> last;
  const std::lock_guard lock(mutex);
  if (last == nullptr || last_task != task) {
    last = std::make_shared<const PartSimulator>(task);
    last_task = task;
  }
  return last;
}

nb::bytes simulate_part(const nb::bytes& task, std::int64_t first_block, std::int64_t blocks, int threads) {
  std::string part;
  run_or_raise(
      [&](const std::atomic<bool>& stop) { part = simulator_of(view(task))->simulate(first_block, blocks, threads, &stop); });
  return bytes_of(part);
}

/// Why bids are less than was asked for. Ctrl-C has to wait until the files are written.
std::string finish(PartedRun& begun) {
  RunInParts& run = run_of(begun);
  const nb::gil_scoped_release release;
  const std::lock_guard lock(one_run_at_a_time());
  return run.finish().shortfall;
}

}  // namespace

void define_parts(nb::module_& module) {
  nb::class_<PartedRun>(module, "PartedRun")
      .def_prop_ro("task", [](const PartedRun& begun) { return bytes_of(run_of(begun).task()); })
      .def_prop_ro("blocks", [](const PartedRun& begun) { return run_of(begun).blocks(); })
      .def_prop_ro("replications_done", [](const PartedRun& begun) { return run_of(begun).replications_done(); })
      .def_prop_ro("replications_asked", [](const PartedRun& begun) { return run_of(begun).replications_asked(); })
      .def(
          "add", [](PartedRun& begun, const nb::bytes& part) { run_of(begun).add(view(part)); }, "part"_a)
      .def("close", [](PartedRun& begun) { begun.run.reset(); })  // removes what is half-written
      .def("finish", &finish);
  module.def("begin_parts", &begin, "file"_a, "output"_a, "overwrite"_a, "threads"_a);
  module.def("simulate_part", &simulate_part, "task"_a, "first_block"_a, "blocks"_a, "threads"_a);
}

}  // namespace sealedbid::python

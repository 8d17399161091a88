// The module sealedbid._native: scenarios, runs, games and rounds. Thin: data in, text and files out; the package makes tables.
#include <nanobind/nanobind.h>
#include <nanobind/stl/function.h>
#include <nanobind/stl/optional.h>
#include <nanobind/stl/pair.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/tuple.h>
#include <nanobind/stl/vector.h>

#include "base/build_info.hpp"
#include "parts.hpp"
#include "replay/clear_bids.hpp"
#include "replay/clear_packages.hpp"
#include "replay/clear_report_text.hpp"
#include "replay/package_report_text.hpp"
#include "run_interruptibly.hpp"
#include "scenario/read_game.hpp"
#include "scenario/yaml_tree.hpp"
#include "study/compare.hpp"
#include "study/compare_text.hpp"
#include "study/run_study.hpp"
#include "study/solve_game_text.hpp"
#include "study/solve_scenario_text.hpp"

namespace nb = nanobind;
using namespace nb::literals;

namespace sealedbid::python {
namespace {

using Settings = std::vector<std::pair<std::string, std::string>>;
using IssueTuple = std::tuple<std::string, int, int, std::string, std::string, std::string>;

std::vector<Override> overrides_of(const Settings& settings) {
  std::vector<Override> result;
  for (const auto& [key_path, text] : settings) result.push_back({key_path, text});
  return result;
}

IssueTuple tuple_of(const Issue& issue) {
  return {issue.place.file, issue.place.line, issue.place.column, issue.key_path, issue.what, issue.suggestion};
}

std::vector<IssueTuple> tuples_of(const std::vector<Issue>& issues) {
  std::vector<IssueTuple> result;
  for (const Issue& issue : issues) result.push_back(tuple_of(issue));
  return result;
}

/// The last argument of an exception: (message, issues).
void raise(PyObject* type, const std::string& message, const std::vector<Issue>& issues) {
  const nb::object arguments = nb::make_tuple(message, tuples_of(issues));
  PyErr_SetObject(type, arguments.ptr());
}

struct Errors {
  PyObject *input = nullptr, *run = nullptr, *output = nullptr;
};

Errors& errors() {
  static Errors instance;
  return instance;
}

void translate(const std::exception_ptr& pointer, void*) {
  try {
    std::rethrow_exception(pointer);
  } catch (const InputError& error) {
    raise(errors().input, error.what(), error.issues());
  } catch (const RunError& error) {
    raise(errors().run, error.what(), {});
  } catch (const OutputError& error) {
    raise(errors().output, error.what(), {});
  }
}

nb::dict run(const ScenarioFile& file, const std::string& output, bool overwrite, int threads, bool keep_auctions, bool keep_bids,
             const std::function<void(std::int64_t, std::int64_t)>& progress) {
  StudyResult result;
  const bool is_interrupted = run_interruptibly(
      [&](const std::atomic<bool>& stop, ProgressCount& count) {
        const std::lock_guard lock(one_run_at_a_time());
        StudyOptions options;
        options.output = output;
        options.overwrite = overwrite ? Overwrite::yes : Overwrite::no;
        options.threads = threads;
        options.keep_auction_samples = keep_auctions;
        options.keep_bid_samples = keep_bids;
        options.stop = &stop;
        options.progress = [&](std::int64_t done, std::int64_t asked) {
          count.asked = asked;
          count.done = done;
        };
        result = run_study(file, options);
      },
      progress);
  nb::dict found;
  found["is_interrupted"] = is_interrupted;
  found["replications_done"] = result.tally.replications_done;
  found["replications_asked"] = result.tally.replications_asked;
  found["simulation_seconds"] = result.simulation_seconds;
  found["threads"] = result.threads;
  found["certificates"] = result.certificates;
  found["shortfall"] = result.shortfall;
  return found;
}

/// (kind, JSON, shortfall) of a bare game, or of a scenario's policy.
std::tuple<std::string, std::string, std::string> equilibrium(const std::string& text, const std::string& name,
                                                              const Settings& settings, const std::string& policy, int threads) {
  std::tuple<std::string, std::string, std::string> found;
  run_or_raise([&](const std::atomic<bool>& stop) {
    if (parse_yaml(text, name).find("game") != nullptr) {
      const GameAnswer answer = solve_game(read_game_text(text, name, overrides_of(settings)), &stop);
      found = {"game", game_answer_json(answer), shortfall_of(answer)};
      return;
    }
    ScenarioFile file = read_scenario_text(text, name, overrides_of(settings));
    if (!policy.empty()) std::erase_if(file.policies, [&](const PolicyScenario& other) { return other.policy != policy; });
    const ScenarioAnswer answer = solve_scenario(file, threads, &stop);
    found = {"scenario", scenario_answer_json(answer), shortfall_of(answer.solved)};
  });
  return found;
}

/// (CSV of the awards, warnings).
std::pair<std::string, std::vector<IssueTuple>> clear(const std::string& bids_csv, const std::string& rules_path,
                                                      const Settings& settings, std::uint64_t seed) {
  const RulesFile rules = read_rules(rules_path, overrides_of(settings));
  if (!rules.auction.packages.empty()) return {package_report_csv(clear_packages(bids_csv, rules)), {}};
  const ClearedFile cleared = clear_bids(bids_csv, rules, seed);
  return {clear_report_csv(cleared, make_clear_report(cleared)), tuples_of(cleared.warnings)};
}

std::string compare_csv(const std::vector<std::string>& run_directories, const std::optional<std::string>& baseline) {
  return comparison_csv(compare(std::vector<std::filesystem::path>(run_directories.begin(), run_directories.end()), baseline));
}

std::vector<std::string> policies_of(const ScenarioFile& file) {
  std::vector<std::string> names;
  for (const PolicyScenario& policy : file.policies) names.push_back(policy.policy);
  return names;
}

}  // namespace

NB_MODULE(_native, module) {
  module.doc() = "The engine of sealedbid; use the functions of the package sealedbid.";
  module.attr("version") = build_info().version;
  errors().input = PyErr_NewException("sealedbid._native.NativeInputError", nullptr, nullptr);
  errors().run = PyErr_NewException("sealedbid._native.NativeRunError", nullptr, nullptr);
  errors().output = PyErr_NewException("sealedbid._native.NativeOutputError", nullptr, nullptr);
  module.attr("NativeInputError") = nb::borrow(errors().input);
  module.attr("NativeRunError") = nb::borrow(errors().run);
  module.attr("NativeOutputError") = nb::borrow(errors().output);
  nb::register_exception_translator(translate);

  nb::class_<ScenarioFile>(module, "ScenarioFile")
      .def_prop_ro("resolved_yaml", [](const ScenarioFile& file) { return file.resolved_yaml; })
      .def_prop_ro("policies", policies_of)
      .def_prop_ro("name", [](const ScenarioFile& file) { return file.policies.front().scenario.name; })
      .def_prop_ro("title", [](const ScenarioFile& file) { return file.policies.front().scenario.title; })
      .def_prop_ro("currency", [](const ScenarioFile& file) { return file.policies.front().scenario.currency; })
      .def_prop_ro("price_year", [](const ScenarioFile& file) { return int(file.policies.front().scenario.price_year); })
      .def_prop_ro("replications",
                   [](const ScenarioFile& file) { return file.policies.front().scenario.simulation.replications; })
      .def_prop_ro("seed", [](const ScenarioFile& file) { return file.policies.front().scenario.simulation.seed; })
      .def_prop_ro("warnings", [](const ScenarioFile& file) { return tuples_of(file.warnings); });

  module.def(
      "read_scenario",
      [](const std::string& text, const std::string& name, const Settings& settings) {
        return read_scenario_text(text, name, overrides_of(settings));
      },
      "text"_a, "name"_a, "settings"_a);
  module.def("run", &run, "file"_a, "output"_a, "overwrite"_a, "threads"_a, "keep_auctions"_a, "keep_bids"_a,
             "progress"_a.none());
  module.def("equilibrium", &equilibrium, "text"_a, "name"_a, "settings"_a, "policy"_a, "threads"_a);
  module.def("clear", &clear, "bids_csv"_a, "rules_path"_a, "settings"_a, "seed"_a);
  define_parts(module);
  module.def("compare_csv", &compare_csv, "run_directories"_a, "baseline"_a.none());
}

}  // namespace sealedbid::python

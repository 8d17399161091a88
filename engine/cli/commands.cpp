#include "cli/commands.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <optional>

#include "base/build_info.hpp"
#include "base/csv.hpp"
#include "base/issue.hpp"
#include "base/text.hpp"
#include "cli/console.hpp"
#include "cli/cost_command.hpp"
#include "cli/equilibrium_command.hpp"
#include "cli/explain_text.hpp"
#include "cli/interrupt.hpp"
#include "cli/progress.hpp"
#include "cli/scenario_arguments.hpp"
#include "output/summary.hpp"
#include "replay/clear_bids.hpp"
#include "replay/clear_packages.hpp"
#include "replay/clear_report_text.hpp"
#include "replay/clear_story.hpp"
#include "replay/package_report_text.hpp"
#include "scenario/read_scenario.hpp"
#include "simulation/parallel.hpp"
#include "study/compare.hpp"
#include "study/compare_text.hpp"
#include "study/run_study.hpp"
#include "study/summary_text.hpp"
#include "verify/verify_awards.hpp"
#include "verify/verify_run.hpp"

namespace sealedbid::cli {

namespace {

/// The run directory's path: as asked for, or runs/NAME. A missing folder "runs" of this place is made; any other parent has to
/// exist.
std::string output_path(const RunArguments& arguments, const ScenarioFile& file) {
  const std::filesystem::path path = arguments.output.empty() ? "runs/" + file.policies.front().scenario.name : arguments.output;
  if (path.parent_path() != "runs") return path.string();
  std::error_code error;
  std::filesystem::create_directory("runs", error);
  if (error) throw OutputError("runs: cannot be created here (" + error.message() + "). Choose a place with --output.");
  return path.string();
}

std::string counted(std::int64_t count, const char* one, const char* many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

void print_results(const StudyResult& result, const std::string& output, const std::string& currency) {
  std::string text = summary_table(summarise(result.tally, currency)) + result.certificates;
  const bool is_kept = output != "/dev/null";
  if (is_kept && result.tally.policies.size() > 1) text += comparison_table(compare(output), Detail::headline);
  text += fmt::format(
      "\n{} × {} in {:.2f} s on {}\nrun directory: {}\n", counted(result.tally.replications_done, "replication", "replications"),
      counted(static_cast<std::int64_t>(result.tally.policies.size()), "policy", "policies"), result.simulation_seconds,
      counted(result.threads, "thread", "threads"), is_kept ? printable(output, 4096) : "none");
  print_data(text);
}

/// Runs the study; a run that was stopped before anything was simulated gives nothing.
std::optional<StudyResult> run_until_stopped(const ScenarioFile& file, const StudyOptions& options) {
  try {
    return run_study(file, options);
  } catch (const RunError&) {
    if (*options.stop) return std::nullopt;
    throw;
  }
}

int run(const RunArguments& arguments) {
  std::vector<Override> overrides = overrides_of(arguments.settings);
  if (arguments.replications) overrides.push_back({"simulation.replications", std::to_string(*arguments.replications)});
  if (arguments.seed) overrides.push_back({"simulation.seed", std::to_string(*arguments.seed)});
  const ScenarioFile file = read_scenario(arguments.scenario, overrides);
  print_warnings(file.warnings);

  const auto wants = [&](const char* kind) {
    return std::find(arguments.samples.begin(), arguments.samples.end(), kind) != arguments.samples.end();
  };
  Progress progress;
  StudyOptions options;
  options.output = output_path(arguments, file);
  options.overwrite = arguments.force ? Overwrite::yes : Overwrite::no;
  options.threads = arguments.threads;
  options.keep_auction_samples = wants("auctions");
  options.keep_bid_samples = wants("bids");
  options.stop = &watch_for_interrupts();
  if (!arguments.quiet) options.progress = [&](std::int64_t done, std::int64_t asked) { progress.show(done, asked); };

  const std::optional<StudyResult> result = run_until_stopped(file, options);
  if (!result) return print_note("sealedbid: interrupted before anything was simulated; nothing was written"), exit_interrupted;
  if (!arguments.quiet) print_results(*result, options.output, file.policies.front().scenario.currency);
  if (!result->shortfall.empty())
    print_note("sealedbid: " + result->shortfall +
               (arguments.allow_unconverged ? "" : " Pass --allow-unconverged to accept it."));
  const bool is_short = !result->shortfall.empty() && !arguments.allow_unconverged;
  if (result->tally.replications_done == result->tally.replications_asked) return is_short ? exit_run_failed : exit_done;
  print_note(fmt::format("sealedbid: interrupted: kept the first {} of {} replications in {}", result->tally.replications_done,
                         result->tally.replications_asked, printable(options.output, 4096)));
  return exit_interrupted;
}

int check(const CheckArguments& arguments) {
  const ScenarioFile file = read_scenario(arguments.scenario, overrides_of(arguments.settings));
  print_warnings(file.warnings);
  std::string policies;
  for (const PolicyScenario& policy : file.policies) {
    build_market(policy.scenario);
    policies += (policies.empty() ? "" : ", ") + policy.policy;
  }
  print_data(fmt::format("{}: no errors; {}: {}\n", printable(arguments.scenario, 4096),
                         counted(static_cast<std::int64_t>(file.policies.size()), "policy", "policies"), policies));
  return exit_done;
}

int explain(const ExplainArguments& arguments) {
  const ScenarioFile file = read_scenario(arguments.scenario, overrides_of(arguments.settings));
  print_warnings(file.warnings);
  const std::vector<std::string> policies = policy_names(file);
  const std::size_t chosen = index_of_name("--policy", "policy", arguments.policy, arguments.scenario, policies);
  print_data(explain_text(file.explained[chosen], policies[chosen], arguments.format));
  return exit_done;
}

Comparison comparison_of(const CompareArguments& arguments) {
  const std::vector<std::filesystem::path> paths(arguments.run_directories.begin(), arguments.run_directories.end());
  try {
    return compare(paths, arguments.baseline.empty() ? std::nullopt : std::optional<std::string>(arguments.baseline));
  } catch (const UnknownBaseline& error) {
    index_of_name("--baseline", "policy", arguments.baseline, arguments.run_directories.front(), error.policies);
    throw;
  }
}

int compare_policies(const CompareArguments& arguments) {
  const Comparison comparison = comparison_of(arguments);
  switch (arguments.format) {
    case Format::table:
      print_data(comparison_table(comparison, arguments.all_metrics ? Detail::full : Detail::headline));
      break;
    case Format::csv:
      print_data(comparison_csv(comparison));
      break;
    case Format::json:
      print_data(comparison_json(comparison));
      break;
  }
  return exit_done;
}

std::string clear_package_text(const ClearArguments& arguments, const RulesFile& rules) {
  const PackageReport report = clear_packages(arguments.bids, rules);
  switch (arguments.format) {
    case Format::table:
      return package_report_table(report);
    case Format::csv:
      return package_report_csv(report);
    case Format::json:
      return package_report_json(report);
  }
  throw std::logic_error("unknown format");
}

int clear(const ClearArguments& arguments) {
  const RulesFile rules = read_rules(arguments.rules, overrides_of(arguments.settings));
  if (!rules.auction.packages.empty() && arguments.explain) {
    throw UsageError("--explain: a round of packages has no order to tell. Remove --explain");
  }
  if (!rules.auction.packages.empty()) return print_data(clear_package_text(arguments, rules)), exit_done;
  const ClearedFile cleared = clear_bids(arguments.bids, rules, arguments.seed);
  print_warnings(cleared.warnings);
  if (arguments.explain) return print_data(clear_story(cleared)), exit_done;
  const ClearReport report = make_clear_report(cleared);
  switch (arguments.format) {
    case Format::table:
      print_data(clear_report_table(cleared, report));
      break;
    case Format::csv:
      print_data(clear_report_csv(cleared, report));
      break;
    case Format::json:
      print_data(clear_report_json(cleared, report));
      break;
  }
  return exit_done;
}

/// Exit code 0 only where everything agrees.
int verify(const VerifyArguments& arguments) {
  const bool is_run = std::filesystem::is_directory(arguments.path);
  if (is_run && !(arguments.rules.empty() && arguments.settings.empty()))
    throw UsageError("--rules and --set are for a CSV of awards; a run directory holds its own rules. Remove them");
  if (!std::filesystem::exists(arguments.path)) read_csv(arguments.path);  // says that there is none
  if (!is_run && arguments.rules.empty())
    throw UsageError("--rules is missing: a CSV of awards is verified by the rules it was cleared by");
  const Verification verification =
      is_run ? verify_run(arguments.path)
             : verify_awards(arguments.path, read_rules(arguments.rules, overrides_of(arguments.settings)));
  print_data(verification_text(verification));
  return verification.difference_count == 0 ? exit_done : exit_run_failed;
}

int doctor() {
  const BuildInfo build = build_info();
  print_data(
      fmt::format("sealedbid {}\ncommit        {}\ncompiler      {} ({})\nlibraries     {}\nkernels       {}\ncores         {}\n",
                  build.version, build.git_commit, build.compiler, build.build_type, build.libraries, kernel_instruction_set(),
                  thread_count(0)));
  return exit_done;
}

struct Executor {
  int operator()(const RunArguments& arguments) const { return run(arguments); }
  int operator()(const CheckArguments& arguments) const { return check(arguments); }
  int operator()(const ExplainArguments& arguments) const { return explain(arguments); }
  int operator()(const CompareArguments& arguments) const { return compare_policies(arguments); }
  int operator()(const CostArguments& arguments) const { return print_cost(arguments); }
  int operator()(const EquilibriumArguments& arguments) const { return print_equilibrium(arguments); }
  int operator()(const ClearArguments& arguments) const { return clear(arguments); }
  int operator()(const VerifyArguments& arguments) const { return verify(arguments); }
  int operator()(const SchemaArguments&) const { return print_data(scenario_json_schema()), exit_done; }
  int operator()(const ReferenceArguments&) const { return print_data(scenario_reference_markdown()), exit_done; }
  int operator()(const DoctorArguments&) const { return doctor(); }
  int operator()(const PrintArguments& arguments) const { return print_data(arguments.text), exit_done; }
};

}  // namespace

int execute(const Arguments& arguments) {
  return std::visit(Executor{}, arguments);
}

}  // namespace sealedbid::cli

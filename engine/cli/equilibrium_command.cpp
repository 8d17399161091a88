#include "cli/equilibrium_command.hpp"

#include "base/issue.hpp"
#include "base/text.hpp"
#include "cli/commands.hpp"
#include "cli/console.hpp"
#include "cli/interrupt.hpp"
#include "cli/scenario_arguments.hpp"
#include "scenario/read_game.hpp"
#include "scenario/yaml_tree.hpp"
#include "study/solve_game_text.hpp"
#include "study/solve_scenario_text.hpp"

namespace sealedbid::cli {

namespace {

/// Says what is lacking; the exit code.
int report(const std::string& shortfall, const char* remedy, const EquilibriumArguments& arguments) {
  if (shortfall.empty()) return exit_done;
  print_note("sealedbid: " + shortfall + (arguments.allow_unconverged ? "" : remedy));
  return arguments.allow_unconverged ? exit_done : exit_run_failed;
}

int print_game(const EquilibriumArguments& arguments, const GameFile& file, const std::atomic<bool>& stop) {
  if (!arguments.policy.empty()) throw UsageError("--policy: " + printable(arguments.path, 4096) + " is a game, which has none");
  const GameAnswer answer = solve_game(file, &stop);
  const std::string shortfall = printable(shortfall_of(answer), 1000);
  if (!answer.certificate) throw RunError(printable(arguments.path, 4096) + ": " + shortfall);
  switch (arguments.format) {
    case Format::table:
      print_data(game_answer_table(answer));
      break;
    case Format::csv:
      print_data(game_answer_csv(answer));
      break;
    case Format::json:
      print_data(game_answer_json(answer));
      break;
  }
  return report(shortfall, " Raise equilibrium.time_limit_seconds or equilibrium.tolerance, or pass --allow-unconverged.",
                arguments);
}

/// The file with the policy that was asked for alone; with all where none was.
ScenarioFile with_policy(ScenarioFile file, const EquilibriumArguments& arguments) {
  if (arguments.policy.empty()) return file;
  const std::size_t chosen = index_of_name("--policy", "policy", arguments.policy, arguments.path, policy_names(file));
  file.policies = {PolicyScenario(file.policies[chosen])};
  return file;
}

int print_scenario(const EquilibriumArguments& arguments, const ScenarioFile& file, const std::atomic<bool>& stop) {
  print_warnings(file.warnings);
  const ScenarioAnswer answer = solve_scenario(with_policy(file, arguments), 0, &stop);
  switch (arguments.format) {
    case Format::table:
      print_data(scenario_answer_table(answer));
      break;
    case Format::csv:
      print_data(scenario_answer_csv(answer));
      break;
    case Format::json:
      print_data(scenario_answer_json(answer));
      break;
  }
  return report(shortfall_of(answer.solved), " Pass --allow-unconverged to accept it.", arguments);
}

int print_answer(const EquilibriumArguments& arguments, const std::atomic<bool>& stop) {
  const std::vector<Override> overrides = overrides_of(arguments.settings);
  const bool is_standard_input = arguments.path == "-";
  const std::string name = is_standard_input ? "standard input" : arguments.path;
  const std::string text = read_text_file(arguments.path);
  if (parse_yaml(text, name).find("game") != nullptr) return print_game(arguments, read_game_text(text, name, overrides), stop);
  const ScenarioFile file =
      is_standard_input ? read_scenario_text(text, name, overrides) : read_scenario(arguments.path, overrides);
  return print_scenario(arguments, file, stop);
}

}  // namespace

int print_equilibrium(const EquilibriumArguments& arguments) {
  const std::atomic<bool>& stop = watch_for_interrupts();
  try {
    return print_answer(arguments, stop);
  } catch (const RunError&) {
    if (!stop) throw;
    return print_note("sealedbid: interrupted: nothing was solved"), exit_interrupted;
  }
}

}  // namespace sealedbid::cli

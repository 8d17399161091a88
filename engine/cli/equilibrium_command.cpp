#include "cli/equilibrium_command.hpp"

#include "base/issue.hpp"
#include "base/text.hpp"
#include "cli/commands.hpp"
#include "cli/console.hpp"
#include "cli/scenario_arguments.hpp"
#include "scenario/read_game.hpp"
#include "study/solve_game_text.hpp"

namespace sealedbid::cli {

int print_equilibrium(const EquilibriumArguments& arguments) {
  const GameAnswer answer = solve_game(read_game(arguments.game, overrides_of(arguments.settings)));
  const std::string shortfall = printable(shortfall_of(answer), 1000);
  if (!answer.certificate) throw RunError(printable(arguments.game, 4096) + ": " + shortfall);
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
  if (shortfall.empty()) return exit_done;
  print_note("sealedbid: " + shortfall +
             (arguments.allow_unconverged
                  ? ""
                  : " Raise equilibrium.time_limit_seconds or equilibrium.tolerance, or pass --allow-unconverged."));
  return arguments.allow_unconverged ? exit_done : exit_run_failed;
}

}  // namespace sealedbid::cli

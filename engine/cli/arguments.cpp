#include "cli/arguments.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>

#include "base/build_info.hpp"
#include "base/number_text.hpp"
#include "base/text.hpp"
#include "cli/examples.hpp"

namespace sealedbid::cli {

namespace {

/// Help that begins with examples.
class ExamplesFirst : public CLI::Formatter {
 public:
  explicit ExamplesFirst(std::string examples) : examples_(std::move(examples)) {}
  std::string make_help(const CLI::App* app, std::string name, CLI::AppFormatMode mode) const override {
    const std::string help = CLI::Formatter::make_help(app, name, mode);
    return mode == CLI::AppFormatMode::Normal ? examples_ + help : help;
  }

 private:
  std::string examples_;
};

std::int64_t whole_number(const std::string& option, const std::string& text, std::int64_t least, std::int64_t most) {
  const auto number = parse_integer(text);
  if (!number || *number < least || *number > most) {
    throw UsageError(fmt::format("{}: '{}' is not a whole number from {} to {}", option, printable(text), least, most));
  }
  return *number;
}

std::uint64_t seed_number(const std::string& text) {
  const auto number = parse_unsigned(text);
  if (!number)
    throw UsageError(fmt::format("--seed: '{}' is not a whole number from 0 to 18446744073709551615", printable(text)));
  return *number;
}

double price_per_mwh(const std::string& option, const std::string& text) {
  const auto number = parse_number(text);
  if (!number)
    throw UsageError(fmt::format("{}: '{}' is not a number; a price per MWh is meant, e.g. 35.5", option, printable(text)));
  return *number;
}

/// Everything the parser fills before it is turned into typed arguments.
struct Raw {
  RunArguments run;
  CheckArguments check;
  ExplainArguments explain;
  CompareArguments compare;
  CostArguments cost;
  EquilibriumArguments equilibrium;
  ClearArguments clear;
  VerifyArguments verify;
  std::string replications, run_seed, threads, clear_seed, strike;
};

const std::map<std::string, Format> formats = {{"table", Format::table}, {"csv", Format::csv}, {"json", Format::json}};

void add_format(CLI::App& command, Format& format) {
  const auto choose = [&format](const std::string& name) { format = formats.at(name); };
  command.add_option_function<std::string>("--format", choose, "table (default), csv or json")
      ->check(CLI::IsMember({"table", "csv", "json"}))
      ->type_name("FORMAT");
}

void add_settings(CLI::App& command, std::vector<std::string>& settings) {
  command.add_option("--set", settings, "Replace one value, e.g. auction.ceiling_per_mwh=40 (repeatable)")
      ->type_name("KEY=VALUE")
      ->allow_extra_args(false);
}

CLI::App* add_command(CLI::App& app, const char* name, const char* description, const char* examples) {
  CLI::App* command = app.add_subcommand(name, description);
  command->formatter(std::make_shared<ExamplesFirst>(examples));
  return command;
}

void add_run(CLI::App& app, Raw& raw) {
  CLI::App* command = add_command(app, "run", "Simulate every policy of a scenario on the same draws", run_examples);
  command->add_option("scenario", raw.run.scenario, "Scenario file, or - for standard input")->required();
  command->add_option("-o,--output", raw.run.output, "Run directory to create (default: runs/NAME)");
  command->add_flag("-f,--force", raw.run.force, "Replace an existing run directory");
  add_settings(*command, raw.run.settings);
  command->add_option("-n,--replications", raw.replications, "Short for --set simulation.replications=N")->type_name("N");
  command->add_option("--seed", raw.run_seed, "Short for --set simulation.seed=N")->type_name("N");
  command->add_option("-t,--threads", raw.threads, "Threads (default: one a core); results do not depend on it")->type_name("N");
  command->add_option("--samples", raw.run.samples, "Also write every auction and/or every bid")
      ->delimiter(',')
      ->check(CLI::IsMember({"auctions", "bids"}));
  command->add_flag("-q,--quiet", raw.run.quiet, "No progress, no table");
  command->add_flag("--allow-unconverged", raw.run.allow_unconverged,
                    "Exit code 0 also where bids are solved less exactly than equilibrium.tolerance asks for");
}

void add_checks(CLI::App& app, Raw& raw) {
  CLI::App* check = add_command(app, "check", "Find every problem of a scenario without running it", check_examples);
  check->add_option("scenario", raw.check.scenario, "Scenario file, or - for standard input")->required();
  add_settings(*check, raw.check.settings);

  CLI::App* explain = add_command(app, "explain", "Show every final value and where it came from", explain_examples);
  explain->add_option("scenario", raw.explain.scenario, "Scenario file, or - for standard input")->required();
  explain->add_option("--policy", raw.explain.policy, "Policy to explain (default: the first)");
  add_settings(*explain, raw.explain.settings);
  add_format(*explain, raw.explain.format);

  add_command(app, "schema", "Print the JSON Schema of scenario files, for editors", schema_examples);
  add_command(app, "reference", "Print the reference page of scenario files in Markdown", reference_examples);
  add_command(app, "doctor", "Show version, libraries and what this machine offers", doctor_examples);
}

void add_analyses(CLI::App& app, Raw& raw) {
  CLI::App* compare = add_command(app, "compare", "Paired differences between the policies of a run", compare_examples);
  compare->add_option("run_directory", raw.compare.run_directories, "Run directory")->required();
  compare->add_option("--baseline", raw.compare.baseline, "Policy to compare with (default: the first)");
  compare->add_flag("--all", raw.compare.all_metrics, "All metrics and groups, not only the headline ones");
  add_format(*compare, raw.compare.format);

  CLI::App* clear = add_command(app, "clear", "Awards and prices of a given list of bids", clear_examples);
  clear->add_option("bids", raw.clear.bids, "CSV with columns bid, capacity_mw, price_per_mwh and what the rules ask for")
      ->required();
  clear->add_option("--rules", raw.clear.rules, "YAML file with the auction's rules")->required();
  clear->add_option("--seed", raw.clear_seed, "Seed of the lottery among tied bids (default 0)")->type_name("N");
  add_settings(*clear, raw.clear.settings);
  add_format(*clear, raw.clear.format);
  clear->add_flag("--explain", raw.clear.explain, "Tell the round in order, step by step, as text for people");
}

void add_cost(CLI::App& app, Raw& raw) {
  CLI::App* cost = add_command(app, "cost", "What a project of a bidder class costs, year by year", cost_examples);
  cost->add_option("scenario", raw.cost.scenario, "Scenario file, or - for standard input")->required();
  cost->add_option("--class", raw.cost.bidder_class, "Bidder class whose account is shown (default: a line for each class)");
  cost->add_option("--policy", raw.cost.policy, "Policy (default: the first)");
  cost->add_option("--strike", raw.strike, "Strike price per MWh of the account (default: the required one)")->type_name("PRICE");
  add_settings(*cost, raw.cost.settings);
  add_format(*cost, raw.cost.format);
}

void add_equilibrium(CLI::App& app, Raw& raw) {
  CLI::App* command =
      add_command(app, "equilibrium", "How bidders bid in a scenario or a bare game, with a certificate", equilibrium_examples);
  command->add_option("file", raw.equilibrium.path, "Scenario or game file, or - for standard input")->required();
  command->add_option("--policy", raw.equilibrium.policy, "Policy of a scenario (default: all)");
  add_settings(*command, raw.equilibrium.settings);
  add_format(*command, raw.equilibrium.format);
  command->add_flag("--allow-unconverged", raw.equilibrium.allow_unconverged,
                    "Exit code 0 also where the answer is less exact than the file asks for");
}

void add_verify(CLI::App& app, Raw& raw) {
  CLI::App* verify =
      add_command(app, "verify", "Recompute awards and prices independently, and list what differs", verify_examples);
  verify->add_option("path", raw.verify.path, "CSV written by clear, or a run directory with samples of auctions and bids")
      ->required();
  verify->add_option("--rules", raw.verify.rules, "YAML file with the auction's rules, for a CSV");
  add_settings(*verify, raw.verify.settings);
}

/// An empty word is a variable of a shell script that was not set, never a wish for the default.
void refuse_empty_words(const CLI::App& command) {
  for (const CLI::Option* option : command.get_options()) {
    const std::vector<std::string>& words = option->results();
    if (std::find(words.begin(), words.end(), "") != words.end()) throw UsageError(option->get_name() + ": is empty");
  }
}

Arguments chosen(const CLI::App& app, Raw& raw) {
  refuse_empty_words(*app.get_subcommands().front());
  const std::string name = app.get_subcommands().front()->get_name();
  if (name == "run") {
    if (!raw.replications.empty())
      raw.run.replications = whole_number("--replications", raw.replications, 1, std::int64_t{1} << 53);
    if (!raw.run_seed.empty()) raw.run.seed = seed_number(raw.run_seed);
    if (!raw.threads.empty()) raw.run.threads = static_cast<int>(whole_number("--threads", raw.threads, 1, 1024));
    return raw.run;
  }
  if (name == "check") return raw.check;
  if (name == "explain") return raw.explain;
  if (name == "compare") return raw.compare;
  if (name == "cost") {
    if (!raw.strike.empty()) raw.cost.strike_per_mwh = price_per_mwh("--strike", raw.strike);
    return raw.cost;
  }
  if (name == "clear") {
    if (!raw.clear_seed.empty()) raw.clear.seed = seed_number(raw.clear_seed);
    if (raw.clear.explain && raw.clear.format != Format::table) {
      throw UsageError("--explain: tells the round as text only. Remove --format, or --explain");
    }
    return raw.clear;
  }
  if (name == "equilibrium") return raw.equilibrium;
  if (name == "verify") return raw.verify;
  if (name == "schema") return SchemaArguments{};
  if (name == "reference") return ReferenceArguments{};
  return DoctorArguments{};
}

/// The deepest command that was named before parsing stopped.
const CLI::App& current_command(const CLI::App& app) {
  const auto commands = app.get_subcommands();
  return commands.empty() ? app : *commands.front();
}

std::vector<std::string> known_words(const CLI::App& app, const CLI::App& command) {
  std::vector<std::string> words;
  for (const CLI::Option* option : command.get_options()) {
    for (const std::string& name : option->get_lnames()) words.push_back("--" + name);
  }
  if (&app == &command) {
    for (const CLI::App* subcommand : app.get_subcommands({})) words.push_back(subcommand->get_name());
  }
  return words;
}

std::string help_hint(const CLI::App& app, const CLI::App& command) {
  return &app == &command ? "See sealedbid --help." : fmt::format("See sealedbid {} --help.", command.get_name());
}

[[noreturn]] void throw_usage(const CLI::App& app, const CLI::ParseError& error, const std::string& first_word) {
  const CLI::App& command = current_command(app);
  std::vector<std::string> extra = command.remaining();
  if (extra.empty()) extra = app.remaining();
  if (extra.empty() && &command == &app && !first_word.empty()) extra.push_back(first_word);
  if (!extra.empty()) {
    const std::string suggestion = nearest_name(extra.front(), known_words(app, command));
    const std::string text =
        fmt::format("'{}' is not known here.{} {}", printable(extra.front()),
                    suggestion.empty() ? "" : fmt::format(" Did you mean {}?", suggestion), help_hint(app, command));
    if (&command == &app && extra.front() == first_word) throw UnknownCommand(text);
    throw UsageError(text);
  }
  throw UsageError(fmt::format("{}. {}", printable(error.what()), help_hint(app, command)));
}

}  // namespace

Arguments parse_arguments(int argc, const char* const* argv) {
  Raw raw;
  CLI::App app("sealedbid simulates sealed-bid renewable-energy auctions.", "sealedbid");
  app.formatter(std::make_shared<ExamplesFirst>(program_examples));
  app.require_subcommand(1);
  bool wants_version = false;
  app.add_flag("--version", wants_version, "Print the version")->trigger_on_parse()->each([](const std::string&) {
    throw CLI::CallForVersion();
  });
  add_run(app, raw);
  add_checks(app, raw);
  add_analyses(app, raw);
  add_cost(app, raw);
  add_equilibrium(app, raw);
  add_verify(app, raw);
  if (argc <= 1) return PrintArguments{app.help()};
  try {
    app.parse(argc, argv);
    return chosen(app, raw);
  } catch (const CLI::CallForHelp&) {
    return PrintArguments{app.help()};  // of the command that was named
  } catch (const CLI::CallForVersion&) {
    return PrintArguments{"sealedbid " + build_info().version + "\n"};
  } catch (const CLI::ParseError& error) {
    throw_usage(app, error, argv[1][0] == '-' ? "" : argv[1]);
  }
}

}  // namespace sealedbid::cli

#include "cli/cost_command.hpp"

#include "cli/commands.hpp"
#include "cli/console.hpp"
#include "cli/scenario_arguments.hpp"
#include "study/project_cost_text.hpp"

namespace sealedbid::cli {

namespace {

CostReport report_of(const CostArguments& arguments, const ScenarioFile& file) {
  const std::size_t chosen = index_of_name("--policy", "policy", arguments.policy, arguments.scenario, policy_names(file));
  const PolicyScenario& policy = file.policies[chosen];
  const Market market = build_market(policy.scenario);
  std::vector<std::string> names;
  for (const ClassModel& model : market.classes) names.push_back(model.name);
  const std::size_t first = index_of_name("--class", "bidder class", arguments.bidder_class, arguments.scenario, names);
  const std::size_t last = arguments.bidder_class.empty() ? names.size() : first + 1;
  CostReport report{policy.scenario.name, policy.policy, policy.scenario.currency, {}};
  for (std::size_t c = first; c < last; ++c) {
    report.classes.push_back(project_cost(market, static_cast<int>(c), arguments.strike_per_mwh));
  }
  return report;
}

}  // namespace

int print_cost(const CostArguments& arguments) {
  const ScenarioFile file = read_scenario(arguments.scenario, overrides_of(arguments.settings));
  print_warnings(file.warnings);
  const CostReport report = report_of(arguments, file);
  switch (arguments.format) {
    case Format::table:
      print_data(arguments.bidder_class.empty() ? cost_summary_table(report)
                                                : cost_account_table(report, report.classes.front()));
      break;
    case Format::csv:
      print_data(cost_csv(report));
      break;
    case Format::json:
      print_data(cost_json(report));
      break;
  }
  return exit_done;
}

}  // namespace sealedbid::cli

#pragma once

#include <string>
#include <vector>

#include "study/project_cost.hpp"

/// Project costs as text: tables for people, CSV and JSON for programs. Money nominal, per kW and year.
namespace sealedbid {

/// What was asked for: classes of one policy.
struct CostReport {
  std::string scenario, policy, currency;
  std::vector<ProjectCost> classes;
};

/// A line a class: levelised cost, required strike price, value and returns at it or at the strike that was asked for, debt.
std::string cost_summary_table(const CostReport& report);

/// The account of one class year by year, below its key numbers. Construction and operation apart, each without the columns that
/// are zero in all its years. Fits 120 letters but for amounts of seven digits and more.
std::string cost_account_table(const CostReport& report, const ProjectCost& cost);

/// The accounts of all classes that have one, a row a year.
std::string cost_csv(const CostReport& report);

/// Key numbers and accounts of all classes; null where something does not exist.
std::string cost_json(const CostReport& report);

}  // namespace sealedbid

#pragma once

#include <vector>

#include "market/expected_revenue.hpp"

namespace sealedbid::testing {

/// The books of one project, kept year by year in the plainest way, with a table of the debt's balance: the judge of the block
/// kernel. It shares with it the conditions and the expected revenue of the years, and nothing else.
class ProjectBooks {
 public:
  /// @param terms, tables outlive the books.
  ProjectBooks(const ProjectTerms& terms, const MarketTables& tables);

  /// Net present value to the owners at commissioning, at a strike price. @param yield_factor multiplies all energy.
  double net_present_value(double strike_per_mwh, double yield_factor) const;

 private:
  std::vector<double> available_for_debt(double strike_per_mwh, double yield_factor) const;
  std::vector<double> debt_service(const std::vector<double>& available) const;
  double paid_in_by_owners(double debt) const;

  const ProjectTerms& terms_;
  int payments_;
  std::vector<YearConditions> years_;
  std::vector<ExpectedRevenue> revenue_;
};

}  // namespace sealedbid::testing

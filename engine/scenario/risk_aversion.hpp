#pragma once

#include <optional>

/// How bidders value an uncertain profit.
namespace sealedbid {

enum class RiskForm { none, crra, cara };

/// Utility of a profit x: none x; crra x^coefficient, 0 < coefficient ≤ 1; cara (1 − exp(−coefficient·x)) / coefficient.
struct RiskAversion {
  RiskForm form = RiskForm::none;
  std::optional<double> coefficient;  ///< of crra dimensionless, of cara per currency/MWh; absent without a form

  bool operator==(const RiskAversion&) const = default;
};

}  // namespace sealedbid

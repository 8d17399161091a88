#pragma once

#include <span>
#include <vector>

#include "market/project_terms.hpp"

/// Debt of one project: how much, drawn when, repaid when. Money per kW, nominal; operation years t = 1 … lifetime.
namespace sealedbid {

/// I(r) = (1/c) Σ_{j<c} (1 + r)^j: what c equal yearly payments of 1/c each, the last at commissioning, are worth there.
/// @param payments c, at least 1.
double construction_value(double rate_fraction, int payments);

/// Number c of construction payments: one a year, at least one.
int construction_payments(const ProjectTerms& terms);

struct DebtSchedule {
  double at_commissioning_per_kw = 0.0;                   ///< with the interest of the construction years
  double drawn_fraction = 0.0;                            ///< of each construction payment; equity pays the rest
  double upfront_fee_per_kw = 0.0;                        ///< paid by equity at commissioning
  std::vector<double> interest_per_kw, principal_per_kw;  ///< [t − 1]; zero after the tenor
};

/// The schedule of `terms.debt`; zeros where there is none. With draws g·K/c at each construction payment and interest i
/// capitalised, the debt at commissioning is D_0 = g·K·I(i).
///
/// sizing gearing: g is the gearing; repaid over the tenor n by an annuity, D_0·i/(1 − (1 + i)^−n) a year, or by equal
/// principals, D_0/n a year. sizing cover_ratio: debt service is max(0, CFADS_t)/cover ratio in the years of the tenor and D_0
/// its present value at i, but at most gearing · K; beyond that all services shrink in proportion. The principal of a year whose
/// service does not cover the interest is negative. The tenor ends with the lifetime at the latest.
///
/// @param available_per_kw CFADS, the cash available for debt service: revenue − opex − cover premium, before tax; a year each.
/// @param out its room is reused: no allocation once it is large enough.
///
/// **Source:** Yescombe (2014), Principles of Project Finance, 2nd ed., ch. 12 (cover ratios, repayment profiles).
void debt_schedule(const ProjectTerms& terms, std::span<const double> available_per_kw, DebtSchedule& out);

}  // namespace sealedbid

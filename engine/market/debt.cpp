#include "market/debt.hpp"

#include <algorithm>

namespace sealedbid {

namespace {

/// What one unit a year is worth at commissioning.
double annuity_factor(double interest_fraction, int years) {
  double sum = 0.0;
  for (int year = 0; year < years; ++year) sum = (sum + 1.0) / (1.0 + interest_fraction);
  return sum;
}

/// The service that the cover ratio allows in each year of the tenor; returns the debt it repays.
double size_by_cover_ratio(const DebtTerms& debt, double most_per_kw, std::span<const double> available_per_kw,
                           std::span<double> service_per_kw) {
  double value_per_kw = 0.0, discount = 1.0;
  for (std::size_t year = 0; year < service_per_kw.size(); ++year) {
    discount /= 1.0 + debt.interest_fraction;
    service_per_kw[year] = std::max(0.0, available_per_kw[year]) / debt.cover_ratio;
    value_per_kw += service_per_kw[year] * discount;
  }
  if (value_per_kw <= most_per_kw) return value_per_kw;
  for (double& service : service_per_kw) service *= most_per_kw / value_per_kw;
  return most_per_kw;
}

void repay(const DebtTerms& debt, double debt_per_kw, std::span<double> service_per_kw) {
  const int years = static_cast<int>(service_per_kw.size());
  if (years == 0) return;
  const double annuity = debt_per_kw / annuity_factor(debt.interest_fraction, years);
  for (int year = 0; year < years; ++year) {
    const double interest = debt_per_kw * (years - year) / years * debt.interest_fraction;
    service_per_kw[std::size_t(year)] = debt.repayment == Repayment::annuity ? annuity : debt_per_kw / years + interest;
  }
}

}  // namespace

double construction_value(double rate_fraction, int payments) {
  double sum = 0.0, factor = 1.0;
  for (int j = 0; j < payments; ++j, factor *= 1.0 + rate_fraction) sum += factor;
  return sum / payments;
}

int construction_payments(const ProjectTerms& terms) {
  return std::max(1, terms.construction_years);
}

void debt_schedule(const ProjectTerms& terms, std::span<const double> available_per_kw, DebtSchedule& out) {
  const DebtTerms& debt = terms.debt;
  out.at_commissioning_per_kw = out.drawn_fraction = out.upfront_fee_per_kw = 0.0;
  out.interest_per_kw.assign(available_per_kw.size(), 0.0);
  out.principal_per_kw.assign(available_per_kw.size(), 0.0);
  if (!debt.exists) return;

  const std::size_t tenor_years = std::min(std::size_t(debt.tenor_years), available_per_kw.size());
  const std::span<double> service_per_kw(out.principal_per_kw.data(), tenor_years);  // principal once interest is taken out
  const double fully_drawn_per_kw = terms.capex_per_kw * construction_value(debt.interest_fraction, construction_payments(terms));
  if (debt.sizing == DebtSizing::cover_ratio) {
    const double most_per_kw = debt.gearing_fraction * terms.capex_per_kw;
    out.at_commissioning_per_kw = size_by_cover_ratio(debt, most_per_kw, available_per_kw, service_per_kw);
  } else {
    out.at_commissioning_per_kw = debt.gearing_fraction * fully_drawn_per_kw;
    repay(debt, out.at_commissioning_per_kw, service_per_kw);
  }
  out.drawn_fraction = fully_drawn_per_kw > 0.0 ? out.at_commissioning_per_kw / fully_drawn_per_kw : 0.0;
  out.upfront_fee_per_kw = debt.upfront_fee_fraction * out.at_commissioning_per_kw;
  double balance_per_kw = out.at_commissioning_per_kw;
  for (std::size_t year = 0; year < tenor_years; ++year) {
    out.interest_per_kw[year] = balance_per_kw * debt.interest_fraction;
    out.principal_per_kw[year] -= out.interest_per_kw[year];
    balance_per_kw -= out.principal_per_kw[year];
  }
}

}  // namespace sealedbid

#include "reference/project_books.hpp"

#include <algorithm>
#include <cmath>

#include "market/expected_exchange_rate.hpp"

namespace sealedbid::testing {

ProjectBooks::ProjectBooks(const ProjectTerms& terms, const MarketTables& tables)
    : terms_(terms), payments_(std::max(1, terms.construction_years)) {
  years_of(terms, years_);
  revenue_.resize(years_.size());
  for (std::size_t i = 0; i < years_.size(); ++i) expected_revenue(terms, years_[i], tables, revenue_[i]);
}

double ProjectBooks::net_present_value(double strike_per_mwh, double yield_factor) const {
  const double rate = terms_.debt.interest_fraction;
  const std::vector<double> available = available_for_debt(strike_per_mwh, yield_factor);
  const std::vector<double> service = debt_service(available);
  double debt = 0.0;
  for (std::size_t i = 0; i < service.size(); ++i) debt += service[i] / std::pow(1.0 + rate, double(i + 1));
  double value = -paid_in_by_owners(debt);
  double balance = debt;
  for (std::size_t i = 0; i < available.size(); ++i) {
    const double interest = balance * rate, paid = i < service.size() ? service[i] : 0.0;
    balance += interest - paid;
    const bool is_last = i + 1 == available.size();
    const double decommissioning = is_last ? terms_.decommissioning_fraction_of_capex * terms_.capex_per_kw *
                                                 std::pow(1.0 + terms_.inflation_fraction_per_year, terms_.lifetime_years)
                                           : 0.0;
    const double profit = available[i] - decommissioning - interest - years_[i].depreciation_fraction * terms_.capex_per_kw;
    const double corporate_tax = years_[i].tax_fraction * profit;
    const double withholding_tax = terms_.tax.withholding_fraction * (profit - corporate_tax);
    const double cash = available[i] - decommissioning - paid - corporate_tax - withholding_tax;
    value += cash / std::pow(1.0 + terms_.cost_of_capital_fraction, double(i + 1));
  }
  return value;
}

/// Owners pay the same share of each construction payment, and the fee.
double ProjectBooks::paid_in_by_owners(double debt) const {
  const double payment = terms_.capex_per_kw / payments_;
  double drawn_in_full = 0.0, capital = 0.0;
  for (int j = 0; j < payments_; ++j) {
    drawn_in_full += payment * std::pow(1.0 + terms_.debt.interest_fraction, j);
    capital += payment * std::pow(1.0 + terms_.cost_of_capital_fraction, j);
  }
  return (1.0 - debt / drawn_in_full) * capital + terms_.debt.upfront_fee_fraction * debt;
}

std::vector<double> ProjectBooks::available_for_debt(double strike_per_mwh, double yield_factor) const {
  std::vector<double> available;
  for (std::size_t i = 0; i < years_.size(); ++i) {
    const double local = terms_.local_currency_fraction_of_opex;
    const double exchange = expected_exchange_rate(terms_.exchange_rate, years_[i].years_from_award);
    const double opex = terms_.opex_per_kw_year * years_[i].inflation_index * (1.0 - local + local * exchange);
    const bool is_covered = static_cast<int>(i) < terms_.tariff.term_years - terms_.delay_years;
    const double cover = is_covered ? terms_.cover_premium_fraction_of_capex_per_year * terms_.capex_per_kw : 0.0;
    const double energy = yield_factor * terms_.energy_mwh_per_kw;
    available.push_back(energy * revenue_per_mwh(revenue_[i], strike_per_mwh) - opex - cover);
  }
  return available;
}

std::vector<double> ProjectBooks::debt_service(const std::vector<double>& available) const {
  const DebtTerms& debt = terms_.debt;
  const int tenor = debt.exists ? std::min(debt.tenor_years, terms_.lifetime_years) : 0;
  const double rate = debt.interest_fraction;
  std::vector<double> service;
  if (debt.sizing == DebtSizing::cover_ratio) {
    double value = 0.0;
    for (int t = 1; t <= tenor; ++t) {
      service.push_back(std::max(0.0, available[std::size_t(t - 1)]) / debt.cover_ratio);
      value += service.back() / std::pow(1.0 + rate, t);
    }
    const double most = debt.gearing_fraction * terms_.capex_per_kw;
    for (double& amount : service) amount *= value > most ? most / value : 1.0;
    return service;
  }
  double debt_per_kw = 0.0;
  for (int j = 0; j < payments_; ++j) {
    debt_per_kw += debt.gearing_fraction * terms_.capex_per_kw / payments_ * std::pow(1.0 + rate, j);
  }
  const double annuity = rate > 0.0 ? rate / (1.0 - std::pow(1.0 + rate, -tenor)) : 1.0 / tenor;
  for (int t = 1; t <= tenor; ++t) {
    const double equal_principal = (1.0 + rate * (tenor - t + 1)) / tenor;
    service.push_back(debt_per_kw * (debt.repayment == Repayment::annuity ? annuity : equal_principal));
  }
  return service;
}

}  // namespace sealedbid::testing

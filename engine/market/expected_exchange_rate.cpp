#include "market/expected_exchange_rate.hpp"

#include "base/elementary.hpp"

namespace sealedbid {

double expected_exchange_rate(const ExchangeRate& rate, double years) {
  const double growth = logarithm(1.0 + rate.drift_fraction_per_year);
  if (rate.regime == ExchangeRegime::floating) return exponential(growth * years);
  double unbroken = 1.0, broken_value = 0.0;
  for (int year = 1; year <= years; ++year) {
    const double breaks = unbroken * rate.peg_break_probability_per_year;
    broken_value += breaks * (1.0 - rate.peg_break_loss_fraction) * exponential(growth * (years - year));
    unbroken -= breaks;
  }
  return unbroken + broken_value;
}

}  // namespace sealedbid

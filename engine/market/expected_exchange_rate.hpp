#pragma once

#include "scenario/economy.hpp"

namespace sealedbid {

/// Expected value of the host's currency `years` after the award, relative to its value at the award.
///
/// floating: (1 + drift)^years. pegged: 1 while the peg holds; it breaks within a whole year n = 1, 2, … with probability h(1 −
/// h)^(n−1), then the value is 1 − loss at the end of that year and floats on from there, (1 − loss)·(1 + drift)^(years − n).
/// @param years ≥ 0. Cost: one power, and for a peg a few operations a year.
double expected_exchange_rate(const ExchangeRate& rate, double years);

}  // namespace sealedbid

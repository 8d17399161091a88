#pragma once

#include <boost/multiprecision/cpp_int.hpp>
#include <cstdint>

/// Numbers without rounding, for recomputing a round: figures are read to six decimals, and from there on rounded only where a
/// rule says so.
namespace sealedbid {

using Exact = boost::multiprecision::number<boost::multiprecision::cpp_rational_backend, boost::multiprecision::et_off>;

/// `value` to six decimals, nearest: 0.1 is one tenth.
Exact to_six_decimals(double value);

/// Whole numbers; `round_half_up` takes halves towards plus infinity, `round_half_away` away from zero. Throw std::range_error
/// where 64 bits do not suffice.
std::int64_t round_down(const Exact& value);
std::int64_t round_up(const Exact& value);
std::int64_t round_half_up(const Exact& value);
std::int64_t round_half_away(const Exact& value);

/// MW to the nearest kW.
std::int64_t to_kw(double mw);

}  // namespace sealedbid

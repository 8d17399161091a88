#include "statistics/interval.hpp"

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <limits>

namespace sealedbid {
namespace {

constexpr double not_available = std::numeric_limits<double>::quiet_NaN();

double upper_tail(double confidence) {
  return 0.5 * (1.0 - confidence);
}

}  // namespace

Interval mean_interval(double mean, double standard_error, std::int64_t count, double confidence) {
  if (count < 2) return {not_available, not_available};
  const boost::math::students_t_distribution<double> student(static_cast<double>(count - 1));
  const double reach = boost::math::quantile(boost::math::complement(student, upper_tail(confidence))) * standard_error;
  return {mean - reach, mean + reach};
}

Interval proportion_interval(double proportion, std::int64_t count, double confidence) {
  if (count < 1) return {not_available, not_available};
  const double z =
      boost::math::quantile(boost::math::complement(boost::math::normal_distribution<double>(), upper_tail(confidence)));
  const auto n = static_cast<double>(count);
  const double pull = z * z / n;
  const double centre = (proportion + 0.5 * pull) / (1.0 + pull);
  const double reach = z / (1.0 + pull) * std::sqrt((proportion * (1.0 - proportion) + 0.25 * pull) / n);
  // At 0 and 1 the formula gives exactly 0 and 1 at that end; rounding must not move it.
  return {proportion <= 0.0 ? 0.0 : std::max(0.0, centre - reach), proportion >= 1.0 ? 1.0 : std::min(1.0, centre + reach)};
}

}  // namespace sealedbid

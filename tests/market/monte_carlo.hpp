#pragma once

#include <boost/random/mersenne_twister.hpp>
#include <boost/random/normal_distribution.hpp>
#include <cmath>
#include <cstdint>

namespace sealedbid {

/// Standard normals from a pinned seed.
class NormalDraws {
 public:
  explicit NormalDraws(std::uint64_t seed) : engine_(seed) {}
  double operator()() { return normal_(engine_); }

 private:
  boost::random::mt19937_64 engine_;
  boost::random::normal_distribution<double> normal_;
};

struct Estimate {
  double mean = 0.0, standard_error = 0.0;
};

/// Mean of `samples` values of draw(normals).
template <class Draw>
Estimate estimate(std::int64_t samples, std::uint64_t seed, const Draw& draw) {
  NormalDraws normals(seed);
  double mean = 0.0, squares = 0.0;
  for (std::int64_t i = 1; i <= samples; ++i) {
    const double value = draw(normals), distance = value - mean;
    mean += distance / static_cast<double>(i);
    squares += distance * (value - mean);
  }
  const auto count = static_cast<double>(samples);
  return {mean, std::sqrt(squares / (count - 1.0) / count)};
}

/// Within six standard errors: false alarm 2e-9.
inline bool agrees(const Estimate& sampled, double value) {
  return std::fabs(sampled.mean - value) < 6.0 * sampled.standard_error;
}

}  // namespace sealedbid

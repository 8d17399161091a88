#pragma once

#include <limits>
#include <string>
#include <variant>
#include <vector>

/// A number of the scenario: a constant, or a distribution from which each world draws it. What is written, not how it is drawn
/// (sampling/ knows that).
namespace sealedbid {

struct Constant {
  double value = 0.0;

  bool operator==(const Constant&) const = default;
};
struct Uniform {
  double low = 0.0, high = 1.0;

  bool operator==(const Uniform&) const = default;
};
struct Triangular {
  double low = 0.0, mode = 0.5, high = 1.0;

  bool operator==(const Triangular&) const = default;
};
struct Normal {
  double mean = 0.0, sd = 1.0;

  bool operator==(const Normal&) const = default;
};
/// A normal with this mean and sd before it is cut to [low, high].
struct TruncatedNormal {
  double mean = 0.0, sd = 1.0, low = -1.0, high = 1.0;

  bool operator==(const TruncatedNormal&) const = default;
};
/// exp(ln median + sigma · standard normal); sigma is the standard deviation of the logarithm.
struct Lognormal {
  double median = 1.0, sigma = 0.1;

  bool operator==(const Lognormal&) const = default;
};
/// Beta on [low, high] with alpha = 1 + shape·(mode − low)/(high − low), beta = 1 + shape·(high − mode)/(high − low).
struct Pert {
  double low = 0.0, mode = 0.5, high = 1.0, shape = 4.0;

  bool operator==(const Pert&) const = default;
};
struct Beta {
  double alpha = 1.0, beta = 1.0, low = 0.0, high = 1.0;

  bool operator==(const Beta&) const = default;
};
/// location + scale·(−ln(1 − u))^(1/shape).
struct Weibull {
  double shape = 1.0, scale = 1.0, location = 0.0;

  bool operator==(const Weibull&) const = default;
};
/// The listed values with probabilities proportional to the weights; equal ones where no weights are given.
struct Empirical {
  std::vector<double> values, weights;

  bool operator==(const Empirical&) const = default;
};

using Quantity = std::variant<Constant, Uniform, Triangular, Normal, TruncatedNormal, Lognormal, Pert, Beta, Weibull, Empirical>;

/// True if every draw gives the same value (also uniform with low = high, sd = 0, one empirical value, and so on).
bool is_constant(const Quantity& quantity);
/// True if every draw gives 0.
bool is_zero(const Quantity& quantity);

/// The smallest and the largest value that a draw can give; infinite where the support is.
double lowest(const Quantity& quantity);
double highest(const Quantity& quantity);

/// A value in the middle of the draws, for plausibility and not for results: the mean, or the median where the distribution has
/// a long tail (lognormal, Weibull); the mean before the cut, moved into the bounds, where a normal is truncated.
double middle(const Quantity& quantity);

/// "690", "lognormal(median 690, sigma 0.1)": one line for people.
std::string text_of(const Quantity& quantity);

}  // namespace sealedbid

#include "scenario/fields.hpp"

namespace sealedbid {

namespace {

using enum Presence;
using enum Draws;

constexpr Range any_number{};
constexpr Range not_negative{0.0, 1e9};
constexpr Range positive{0.0, 1e9, true};

// The limits of shape parameters keep every draw a finite double.
// clang-format off
constexpr Field<Constant> constant_fields[] = {{&Constant::value, {"value", "", any_number, mandatory, never, "The value."}}};
constexpr Field<Uniform> uniform_fields[] = {
    {&Uniform::low, {"low", "", any_number, mandatory, never, "Smallest value."}},
    {&Uniform::high, {"high", "", any_number, mandatory, never, "Largest value."}},
};
constexpr Field<Triangular> triangular_fields[] = {
    {&Triangular::low, {"low", "", any_number, mandatory, never, "Smallest value."}},
    {&Triangular::mode, {"mode", "", any_number, mandatory, never, "Most likely value."}},
    {&Triangular::high, {"high", "", any_number, mandatory, never, "Largest value."}},
};
constexpr Field<Normal> normal_fields[] = {
    {&Normal::mean, {"mean", "", any_number, mandatory, never, "Mean."}},
    {&Normal::sd, {"sd", "", not_negative, mandatory, never, "Standard deviation.", "a standard deviation"}},
};
constexpr Field<TruncatedNormal> truncated_normal_fields[] = {
    {&TruncatedNormal::mean, {"mean", "", any_number, mandatory, never, "Mean before the ends are cut off."}},
    {&TruncatedNormal::sd, {"sd", "", not_negative, mandatory, never,
     "Standard deviation before the ends are cut off.", "a standard deviation"}},
    {&TruncatedNormal::low, {"low", "", any_number, mandatory, never, "Smallest value."}},
    {&TruncatedNormal::high, {"high", "", any_number, mandatory, never, "Largest value."}},
};
constexpr Field<Lognormal> lognormal_fields[] = {
    {&Lognormal::median, {"median", "", positive, mandatory, never, "Median.", "a lognormal quantity is positive"}},
    {&Lognormal::sigma, {"sigma", "", {0, 10}, mandatory, never, "Standard deviation of the logarithm.", "a standard deviation"}},
};
constexpr Field<Pert> pert_fields[] = {
    {&Pert::low, {"low", "", any_number, mandatory, never, "Smallest value."}},
    {&Pert::mode, {"mode", "", any_number, mandatory, never, "Most likely value."}},
    {&Pert::high, {"high", "", any_number, mandatory, never, "Largest value."}},
    {&Pert::shape, {"shape", "", {0, 100}, standard, never, "Weight of the mode: 0 gives a uniform quantity."}},
};
constexpr Field<Beta> beta_fields[] = {
    {&Beta::alpha, {"alpha", "", {0.05, 1e4}, mandatory, never, "First shape parameter."}},
    {&Beta::beta, {"beta", "", {0.05, 1e4}, mandatory, never, "Second shape parameter."}},
    {&Beta::low, {"low", "", any_number, standard, never, "Smallest value."}},
    {&Beta::high, {"high", "", any_number, standard, never, "Largest value."}},
};
constexpr Field<Weibull> weibull_fields[] = {
    {&Weibull::shape, {"shape", "", {0.1, 100}, mandatory, never, "Shape parameter."}},
    {&Weibull::scale, {"scale", "", positive, mandatory, never,
     "Scale: the 63 % quantile minus the location.", "a scale is positive"}},
    {&Weibull::location, {"location", "", any_number, standard, never, "Smallest value."}},
};
constexpr Field<Empirical> empirical_fields[] = {
    {&Empirical::values, {"values", "", any_number, mandatory, never, "The values that occur."}},
    {&Empirical::weights, {"weights", "", not_negative, optional, never,
     "Their relative frequencies, in the same order; equal where absent.", "a frequency"}},
};
// clang-format on

}  // namespace

// clang-format off
template <> std::span<const Field<Constant>> fields_of<Constant>() { return constant_fields; }
template <> std::span<const Field<Uniform>> fields_of<Uniform>() { return uniform_fields; }
template <> std::span<const Field<Triangular>> fields_of<Triangular>() { return triangular_fields; }
template <> std::span<const Field<Normal>> fields_of<Normal>() { return normal_fields; }
template <> std::span<const Field<TruncatedNormal>> fields_of<TruncatedNormal>() { return truncated_normal_fields; }
template <> std::span<const Field<Lognormal>> fields_of<Lognormal>() { return lognormal_fields; }
template <> std::span<const Field<Pert>> fields_of<Pert>() { return pert_fields; }
template <> std::span<const Field<Beta>> fields_of<Beta>() { return beta_fields; }
template <> std::span<const Field<Weibull>> fields_of<Weibull>() { return weibull_fields; }
template <> std::span<const Field<Empirical>> fields_of<Empirical>() { return empirical_fields; }
// clang-format on

}  // namespace sealedbid

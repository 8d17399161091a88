#pragma once

#include <optional>
#include <string>

#include "scenario/fields.hpp"
#include "scenario/scalars.hpp"

/// Checks on one quantity that need more than one of its parameters, and the range of its field.
namespace sealedbid {

/// A fault of a quantity; `parameter` is the key of the parameter to blame, empty for the quantity as a whole.
struct QuantityFault {
  std::string parameter;
  Fault fault;
};

/// What makes a distribution impossible: low above high, a mode outside them, a truncated normal with less than 1e-12 of its
/// probability (or, if sd is 0, its mean) inside its bounds, empirical weights that do not fit the values or sum to 0. Each
/// parameter by itself is in its range already.
std::optional<QuantityFault> fault_of_family(const Quantity& quantity);

/// Whether a number lies in the range of its field; the message says why not, in the field's unit.
std::optional<Fault> fault_of_range(double value, const FieldInfo& info);

/// The range of the field applied to both ends of a bounded distribution, and to the mean (normal) or median (lognormal, Weibull)
/// of an unbounded one, whose draws are clamped to the range later.
std::optional<QuantityFault> fault_of_range(const Quantity& quantity, const FieldInfo& info);

}  // namespace sealedbid

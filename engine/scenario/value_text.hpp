#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "scenario/fields.hpp"

/// The text of a single value as it is written in YAML, or, for a distribution, as people read it.
namespace sealedbid {

std::string value_text(double value);
std::string value_text(std::int64_t value);
std::string value_text(std::uint64_t value);
std::string value_text(bool value);
std::string value_text(const std::string& value);
std::string value_text(const Quantity& value);
/// "[1, 2.5]", "[north, south]"
std::string value_text(const std::vector<double>& values);
std::string value_text(const std::vector<std::string>& values);
/// "[technologies.solar.capex_per_kw, host_country.inflation_fraction_per_year, 0.2]"
std::string value_text(const Correlation& value);

template <Choice Enum>
std::string value_text(Enum value) {
  return std::string(choice_name(value));
}

}  // namespace sealedbid

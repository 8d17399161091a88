#pragma once

#include <optional>

#include "scenario/fields.hpp"
#include "scenario/scalars.hpp"

namespace sealedbid {

/// What is wrong with a text field: free text has up to 256 bytes; a file name 1 to 64 letters, digits, '-', '_' and '.',
/// beginning with a letter or digit; a country or currency is three capital letters; a reference is not empty. Nothing if it is
/// fine.
std::optional<Fault> fault_of_text(const YamlNode& node, TextForm form);

}  // namespace sealedbid

#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "scenario/fields.hpp"
#include "scenario/scalars.hpp"

namespace sealedbid {

/// What is wrong with a text field: free text has up to 256 bytes; a file name 1 to 64 letters, digits, '-', '_' and '.',
/// beginning with a letter or digit; a country or currency is three capital letters; a reference is not empty; a label has 1 to
/// 64 bytes. Nothing if it is fine.
std::optional<Fault> fault_of_text(const YamlNode& node, TextForm form);

/// What is wrong with a list of `items` ("texts", "numbers"): it must be a list, and not empty. Nothing if it is fine.
std::optional<Fault> fault_of_list(const YamlNode& node, const std::string& items);

/// What is wrong with an item of a list of texts: it must be a text of this form, and none of those before it.
std::optional<Fault> fault_of_item(const YamlNode& item, TextForm form, std::span<const std::string> before);

/// What is wrong with a name that the user chose (a key of a named list): it must match [A-Za-z][A-Za-z0-9_]{0,63}. Nothing if it
/// is fine.
std::string fault_of_name(const std::string& name);

/// "pay_as_bid, uniform_highest_accepted"
std::string name_list(std::span<const std::string_view> names);

/// The message for a value that is none of the names, with the nearest of them.
Fault unknown_choice_fault(const YamlNode& node, std::span<const std::string_view> names);

}  // namespace sealedbid

#pragma once

#include <string>
#include <string_view>

#include "scenario/yaml_tree.hpp"

/// From checked text to the tree, over the events of yaml-cpp.
namespace sealedbid {

/// Builds the tree of `text`, which has passed checked_yaml_text and keeps its offsets. `file` stands in messages.
/// yaml-cpp (0.7) drops what follows the root node, closes quotes at the end of the file and invents empty values; so every
/// quoted text and every key is looked up again in `text`, and a second document that is appended here must be found at the end.
/// Throws InputError with every problem up to the first that leaves the structure unclear.
YamlNode build_yaml_tree(const std::string& text, const std::string& file);

}  // namespace sealedbid

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/issue.hpp"

/// A strict front end to YAML: the text becomes a plain tree with a place for every node. Everything that YAML offers beyond
/// maps, lists and scalars (anchors, aliases, tags, merge keys, several documents, complex keys) is refused, and so is everything
/// that yaml-cpp lets slip: duplicate keys, a dropped tail, invalid UTF-8, control characters, missing final newline.
namespace sealedbid {

enum class YamlKind { scalar, map, sequence };

/// Which text a node was written in; set by the front end and carried through patches, for `explain`.
enum class YamlSource { base_file, policy_patch, command_line };

struct YamlEntry;

struct YamlNode {
  YamlKind kind = YamlKind::scalar;
  Place place;
  YamlSource source = YamlSource::base_file;
  std::string text;                ///< of a scalar
  bool is_quoted = false;          ///< the scalar stood in quotes or in a block: text, never a number or a truth value
  std::vector<YamlEntry> entries;  ///< of a map, in the order of the file
  std::vector<YamlNode> items;     ///< of a sequence

  /// The value of a key of a map, or null.
  const YamlNode* find(std::string_view key) const;
  YamlNode* find(std::string_view key);
};

struct YamlEntry {
  std::string key;
  Place key_place;
  YamlNode value;
};

/// Parses one document whose root is a map. Throws InputError with every problem found in one pass.
/// Limits: 8 MiB, 1,000,000 lines, 1 MiB a line, depth 64, 200,000 of the marks - ? : , [ {, 64 KiB a scalar, 256 bytes a key,
/// 4,096 keys a map.
/// Also refused: text without quotes over several lines, keys without a colon on their line, keys that read as null, truth value
/// or number, empty list items. A value that is absent ("key:") is a scalar with empty text and is_quoted == false.
YamlNode parse_yaml(std::string_view bytes, const std::string& file);

/// The bytes of a regular file, a FIFO or, for "-", standard input, up to 8 MiB. Throws InputError (missing, directory, device,
/// too large).
std::string read_text_file(const std::string& path);

/// Writes a tree whose root is a map as YAML that parse_yaml reads back to the same tree (places aside). Scalars marked as
/// quoted, and text that could not stand without quotes, are written in double quotes.
std::string yaml_text(const YamlNode& root);

}  // namespace sealedbid

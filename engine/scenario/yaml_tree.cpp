#include "scenario/yaml_tree.hpp"

#include <algorithm>

#include "base/input_file.hpp"
#include "scenario/yaml_builder.hpp"
#include "scenario/yaml_strictness.hpp"
#include "scenario/yaml_syntax.hpp"

namespace sealedbid {
namespace {

std::string in_quotes(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') result += '\\';
    if (c == '\n' || c == '\t') {
      result += c == '\n' ? "\\n" : "\\t";
    } else {
      result += c;
    }
  }
  return result + '"';
}

/// Letters, digits and a few marks that mean nothing in YAML wherever they stand.
bool is_name_or_number(std::string_view text) {
  const auto is_safe = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.' || c == '-' ||
           c == '+';
  };
  // "-", "---" and "..." have meanings of their own.
  return std::ranges::all_of(text, is_safe) && text.find_first_not_of("-.") != std::string_view::npos;
}

/// What needs no quotes as the value of a block map: a superset of what parse_yaml returns for scalars without quotes.
bool is_plain_value(std::string_view text) {
  constexpr std::string_view indicators = "-?:,[]{}#&*!|>'\"%@`";
  if (text.empty() || text.front() == ' ' || text.back() == ' ' || text.back() == ':') return false;
  const bool is_word = std::string_view("-?:").find(text.front()) != std::string_view::npos && text.size() > 1 && text[1] != ' ';
  if (indicators.find(text.front()) != std::string_view::npos && !is_word) return false;
  if (text.starts_with("---") || text.find_first_of("\n\t\r") != std::string_view::npos) return false;
  return text.find(": ") == std::string_view::npos && text.find(" #") == std::string_view::npos;
}

std::string key_text(const std::string& key) {
  return is_name_or_number(key) && other_reading(key).empty() ? key : in_quotes(key);
}

std::string scalar_text(const YamlNode& node) {
  const bool is_plain = !node.is_quoted && (node.text.empty() || is_plain_value(node.text));
  return is_plain ? node.text : in_quotes(node.text);
}

bool is_simple_scalar(const YamlNode& node) {
  return node.kind == YamlKind::scalar && (node.is_quoted || is_name_or_number(node.text));
}

void write_value(const YamlNode& node, const std::string& indentation, std::string& out);

void write_entries(const YamlNode& map, const std::string& indentation, std::string& out) {
  for (const YamlEntry& entry : map.entries) {
    out += indentation + key_text(entry.key) + ":";
    write_value(entry.value, indentation + "  ", out);
  }
}

void write_flow(const std::vector<YamlNode>& items, std::string& out) {
  out += " [";
  for (std::size_t i = 0; i < items.size(); ++i) out += (i > 0 ? ", " : "") + scalar_text(items[i]);
  out += "]\n";
}

/// Writes what follows "key:" or "-", up to and with the line break.
void write_value(const YamlNode& node, const std::string& indentation, std::string& out) {
  if (node.kind == YamlKind::scalar) {
    const std::string text = scalar_text(node);
    out += (text.empty() ? "" : " ") + text + "\n";
  } else if (node.kind == YamlKind::map) {
    out += node.entries.empty() ? " {}\n" : "\n";
    write_entries(node, indentation, out);
  } else if (std::ranges::all_of(node.items, is_simple_scalar)) {
    write_flow(node.items, out);
  } else {
    out += "\n";
    for (const YamlNode& item : node.items) {
      out += indentation + "-";
      write_value(item, indentation + "  ", out);
    }
  }
}

template <class Node>
auto* find_value(Node& node, std::string_view key) {
  const auto entry = std::ranges::find(node.entries, key, &YamlEntry::key);
  return entry == node.entries.end() ? nullptr : &entry->value;
}

}  // namespace

const YamlNode* YamlNode::find(std::string_view key) const {
  return find_value(*this, key);
}

YamlNode* YamlNode::find(std::string_view key) {
  return find_value(*this, key);
}

YamlNode parse_yaml(std::string_view bytes, const std::string& file) {
  return build_yaml_tree(checked_yaml_text(bytes, file), file);
}

std::string read_text_file(const std::string& path) {
  return read_input_file(path, yaml_limit_bytes);
}

std::string yaml_text(const YamlNode& root) {
  if (root.entries.empty()) return "{}\n";
  std::string out;
  write_entries(root, "", out);
  return out;
}

}  // namespace sealedbid

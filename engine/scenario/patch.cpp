#include "scenario/patch.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "scenario/fields.hpp"
#include "scenario/scalars.hpp"

namespace sealedbid {

namespace {

const char* const override_file = "--set";

template <class Visitor>
void for_each_node(YamlNode& node, const Visitor& visitor) {
  visitor(node);
  for (auto& entry : node.entries) for_each_node(entry.value, visitor);
  for (auto& item : node.items) for_each_node(item, visitor);
}

/// The value of an override as a tree whose places are columns of the argument.
YamlNode override_value(const Override& override_) {
  const std::string prefix = "value: ";
  const int shift = static_cast<int>(override_.key_path.size() + 1) - static_cast<int>(prefix.size());
  const auto move = [&](Place& place) {
    place.file = override_file;
    if (place.line == 1) place.column += shift;
  };
  try {
    YamlNode document = parse_yaml(prefix + override_.text + "\n", override_file);
    if (document.entries.size() != 1) {
      Issue issue;
      issue.place = document.place;
      issue.key_path = override_.key_path;
      issue.what = "has more than one value";
      issue.suggestion = "Write one value, maps in braces.";
      throw InputError(std::move(issue));
    }
    YamlNode value = std::move(document.entries.front().value);
    for_each_node(value, [&](YamlNode& node) {
      move(node.place);
      for (auto& entry : node.entries) move(entry.key_place);
      node.source = YamlSource::command_line;
    });
    return value;
  } catch (const InputError& error) {
    std::vector<Issue> issues = error.issues();
    for (auto& issue : issues) {
      move(issue.place);
      if (issue.key_path.empty() || issue.key_path == "value") issue.key_path = override_.key_path;
    }
    throw InputError(std::move(issues));
  }
}

YamlNode& child_of(YamlNode& map, const std::string& key, const Place& place) {
  if (YamlNode* child = map.find(key)) return *child;
  YamlNode child;
  child.kind = YamlKind::map;
  child.place = place;
  child.source = YamlSource::command_line;
  return map.entries.emplace_back(YamlEntry{key, place, std::move(child)}).value;
}

/// A written ~; a value that is missing is a mistake.
bool is_removal(const YamlNode& node) {
  return node.kind == YamlKind::scalar && !node.is_quoted && node.text == "~";
}

}  // namespace

Override parse_override(const std::string& argument) {
  const std::size_t equals = argument.find('=');
  const Place place{override_file, 1, 1};
  const std::string hint = "Write key.path=value, e.g. auction.ceiling_per_mwh=40.";
  if (equals == std::string::npos) throw InputError(Issue{place, "", "'" + printable(argument) + "' has no '='", hint});
  if (equals == 0) throw InputError(Issue{place, "", "'" + printable(argument) + "' has no key path before '='", hint});
  return {argument.substr(0, equals), argument.substr(equals + 1)};
}

void mark_source(YamlNode& node, YamlSource source) {
  node.source = source;
  for (auto& entry : node.entries) mark_source(entry.value, source);
  for (auto& item : node.items) mark_source(item, source);
}

void merge_patch(YamlNode& base, const YamlNode& patch) {
  const bool is_merged = base.kind == YamlKind::map && patch.kind == YamlKind::map && patch.find(distribution_key) == nullptr;
  if (!is_merged) {
    base = patch;
    return;
  }
  for (const auto& entry : patch.entries) {
    YamlNode* const value = base.find(entry.key);
    if (value != nullptr && is_removal(entry.value)) {
      std::erase_if(base.entries, [&](const YamlEntry& other) { return other.key == entry.key; });
    } else if (value != nullptr) {
      merge_patch(*value, entry.value);
    } else {
      base.entries.push_back(entry);
    }
  }
}

void apply_override(YamlNode& root, const Override& override_, std::vector<Issue>& issues) {
  const std::string& path = override_.key_path;
  const auto report = [&](const std::string& what, const std::string& suggestion) {
    issues.push_back({Place{override_file, 1, 1}, path, what, suggestion, Severity::error});
  };
  if (path.starts_with('.') || path.ends_with('.') || path.find("..") != std::string::npos) {
    return report("has an empty part", "Write keys with one point between them.");
  }
  if (path == "policies" || path.starts_with("policies.")) {
    return report("cannot be set", "An override changes the base scenario, before the policies are applied.");
  }
  YamlNode value;
  try {
    value = override_value(override_);
  } catch (const InputError& error) {
    issues.insert(issues.end(), error.issues().begin(), error.issues().end());
    return;
  }
  YamlNode* node = &root;
  for (std::size_t begin = 0; begin <= path.size();) {
    const std::size_t end = std::min(path.find('.', begin), path.size());
    if (node->kind != YamlKind::map) {
      return report("cannot be set, " + path.substr(0, begin - 1) + " is " + description_of(*node) + " and not a block", "");
    }
    node = &child_of(*node, path.substr(begin, end - begin), value.place);
    begin = end + 1;
  }
  *node = std::move(value);
}

}  // namespace sealedbid

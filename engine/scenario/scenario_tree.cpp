#include "scenario/scenario_tree.hpp"

#include <utility>

#include "scenario/scalars.hpp"
#include "scenario/value_text.hpp"

namespace sealedbid {

namespace {

YamlNode map_node() {
  YamlNode node;
  node.kind = YamlKind::map;
  return node;
}

YamlNode list_node() {
  YamlNode node;
  node.kind = YamlKind::sequence;
  return node;
}

void add(YamlNode& map, std::string_view key, YamlNode value) {
  map.entries.push_back({std::string(key), {}, std::move(value)});
}

template <class Block>
YamlNode block_node(const Block& block);

template <class Scalar>
YamlNode node_of(const FieldInfo&, const Scalar& value) {
  YamlNode node;
  node.text = value_text(value);
  return node;
}

YamlNode node_of(const FieldInfo& info, const std::string& text) {
  YamlNode node;
  node.text = text;
  node.is_quoted = info.form == TextForm::free_text || info.form == TextForm::label || is_null(node);
  return node;
}

template <class Item>
YamlNode list_of(const FieldInfo& info, const std::vector<Item>& items) {
  YamlNode node = list_node();
  for (const Item& item : items) node.items.push_back(node_of(info, item));
  return node;
}

YamlNode node_of(const FieldInfo& info, const std::vector<double>& values) {
  return list_of(info, values);
}

YamlNode node_of(const FieldInfo& info, const std::vector<std::string>& texts) {
  return list_of(info, texts);
}

YamlNode node_of(const FieldInfo& info, const Quantity& quantity) {
  if (const auto* constant = std::get_if<Constant>(&quantity)) return node_of(info, constant->value);
  YamlNode node = std::visit([](const auto& family) { return block_node(family); }, quantity);
  YamlNode name;
  name.text = family_names[quantity.index()];
  node.entries.insert(node.entries.begin(), YamlEntry{std::string(distribution_key), {}, std::move(name)});
  return node;
}

template <class Value>
YamlNode node_of(const FieldInfo& info, const std::optional<Value>& value) {
  return node_of(info, *value);
}

YamlNode node_of(const FieldInfo& info, const std::map<std::string, Quantity>& quantities) {
  YamlNode node = map_node();
  for (const auto& [name, quantity] : quantities) add(node, name, node_of(info, quantity));
  return node;
}

YamlNode node_of(const FieldInfo& info, const std::vector<Correlation>& correlations) {
  YamlNode list = list_node();
  const FieldInfo path_info{.form = TextForm::reference};
  for (const auto& correlation : correlations) {
    list.items.push_back(list_node());
    list.items.back().items = {node_of(path_info, correlation.first), node_of(path_info, correlation.second),
                               node_of(info, correlation.coefficient)};
  }
  YamlNode node = map_node();
  add(node, correlation_key, std::move(list));
  return node;
}

template <TableBlock Block>
YamlNode node_of(const FieldInfo&, const Block& block) {
  return block_node(block);
}

template <NamedList List>
YamlNode node_of(const FieldInfo&, const List& list) {
  YamlNode node = map_node();
  for (const auto& item : list) add(node, item.name, block_node(item));
  return node;
}

/// Texts, lists, maps and optional values that hold nothing have no spelling in YAML; rules at their standard need none.
template <class Value>
bool has_value(const Value& value) {
  if constexpr (requires { value.has_value(); }) return value.has_value();
  if constexpr (requires { value.empty(); }) return !value.empty();
  if constexpr (OptionalPart<Value>) return value != Value{};
  return true;
}

template <class Block>
YamlNode block_node(const Block& block) {
  YamlNode node = map_node();
  for_each_field(block, [&](const FieldInfo& info, const auto& value) {
    if (has_value(value)) add(node, info.key, node_of(info, value));
  });
  return node;
}

}  // namespace

YamlNode scenario_tree(const Scenario& scenario) {
  return block_node(scenario);
}

}  // namespace sealedbid

#include <cmath>
#include <nlohmann/json.hpp>

#include "scenario/read_scenario.hpp"
#include "scenario/value_text.hpp"

namespace sealedbid {

namespace {

using Json = nlohmann::ordered_json;

/// A patch may leave out every key.
enum class Shape { complete, patch };

constexpr const char* name_pattern = "^[A-Za-z][A-Za-z0-9_]{0,63}$";

Json number(double value) {
  return std::trunc(value) == value && std::abs(value) <= 9007199254740992.0 ? Json(static_cast<std::int64_t>(value))
                                                                             : Json(value);
}

Json number_schema(const char* type, const Range& range) {
  Json schema{{"type", type}};
  if (std::isfinite(range.low)) schema[range.low_is_excluded ? "exclusiveMinimum" : "minimum"] = number(range.low);
  if (std::isfinite(range.high)) schema[range.high_is_excluded ? "exclusiveMaximum" : "maximum"] = number(range.high);
  return schema;
}

Json quantity_schema(const FieldInfo& info, Shape shape) {
  const char* definition = shape == Shape::complete ? "#/definitions/distribution" : "#/definitions/distribution_patch";
  return {{"anyOf", {number_schema("number", info.range), Json{{"$ref", definition}}}}};
}

/// In a patch ~ takes a key out.
Json or_null(Json schema) {
  return {{"anyOf", Json::array({std::move(schema), Json{{"type", "null"}}})}};
}

Json map_schema(Json values) {
  return {{"type", "object"}, {"propertyNames", {{"pattern", name_pattern}}}, {"additionalProperties", std::move(values)}};
}

Json named_schema(Json values, Shape shape) {
  return map_schema(shape == Shape::patch ? or_null(std::move(values)) : std::move(values));
}

template <class Block>
Json block_schema(Shape shape);

Json schema_of(const FieldInfo& info, const Quantity& standard, Shape shape) {
  Json schema = quantity_schema(info, shape);
  const auto* constant = std::get_if<Constant>(&standard);
  if (info.presence == Presence::standard && constant != nullptr) schema["default"] = number(constant->value);
  return schema;
}
Json schema_of(const FieldInfo& info, const std::optional<Quantity>&, Shape shape) {
  return quantity_schema(info, shape);
}
Json schema_of(const FieldInfo& info, const std::map<std::string, Quantity>&, Shape shape) {
  return named_schema(quantity_schema(info, shape), shape);
}

template <class Number>
Json with_default(Json schema, const FieldInfo& info, Number standard) {
  if (info.presence == Presence::standard) schema["default"] = standard;
  return schema;
}

Json schema_of(const FieldInfo& info, double standard, Shape) {
  return with_default(number_schema("number", info.range), info, number(standard));
}
Json schema_of(const FieldInfo& info, std::int64_t standard, Shape) {
  return with_default(number_schema("integer", info.range), info, standard);
}
Json schema_of(const FieldInfo&, std::uint64_t, Shape) {
  const Json whole_number{{"type", "integer"}, {"minimum", 0}, {"maximum", std::numeric_limits<std::uint64_t>::max()}};
  return {{"anyOf", {whole_number, Json{{"const", "random"}}}}};
}
Json schema_of(const FieldInfo& info, const std::optional<double>&, Shape) {
  return number_schema("number", info.range);
}
Json schema_of(const FieldInfo& info, const std::optional<std::int64_t>&, Shape) {
  return number_schema("integer", info.range);
}
Json schema_of(const FieldInfo& info, bool standard, Shape) {
  return with_default(Json{{"type", "boolean"}}, info, standard);
}

Json schema_of(const FieldInfo& info, const std::string&, Shape) {
  switch (info.form) {
    case TextForm::free_text:
      return {{"type", "string"}, {"maxLength", 256}};
    case TextForm::file_name:
      return {{"type", "string"}, {"pattern", "^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$"}};
    case TextForm::country:
    case TextForm::currency:
      return {{"type", "string"}, {"pattern", "^[A-Z]{3}$"}};
    case TextForm::label:
      return {{"type", Json::array({"string", "integer"})}, {"minLength", 1}, {"maxLength", 64}};
    case TextForm::reference:
      return {{"type", "string"}, {"pattern", name_pattern}};
  }
  return {};
}

template <Choice Enum>
Json schema_of(const FieldInfo& info, Enum standard, Shape) {
  Json schema{{"enum", Json::array()}};
  for (const auto name : choice_names<Enum>()) schema["enum"].push_back(name);
  return with_default(std::move(schema), info, choice_name(standard));
}

Json schema_of(const FieldInfo& info, const std::vector<double>&, Shape) {
  return {{"type", "array"}, {"minItems", 1}, {"items", number_schema("number", info.range)}};
}

Json schema_of(const FieldInfo& info, const std::vector<std::string>&, Shape shape) {
  return {{"type", "array"}, {"minItems", 1}, {"uniqueItems", true}, {"items", schema_of(info, std::string(), shape)}};
}

Json schema_of(const FieldInfo& info, const std::vector<Correlation>&, Shape) {
  const Json path{{"type", "string"}};
  const Json triple{{"type", "array"},
                    {"items", Json::array({path, path, number_schema("number", info.range)})},
                    {"minItems", 3},
                    {"additionalItems", false}};
  return {{"type", "object"},
          {"properties", {{correlation_key, {{"type", "array"}, {"items", triple}}}}},
          {"required", Json::array({correlation_key})},
          {"additionalProperties", false}};
}

template <TableBlock Block>
Json schema_of(const FieldInfo&, const Block&, Shape shape) {
  return block_schema<Block>(shape);
}

template <NamedList List>
Json schema_of(const FieldInfo&, const List&, Shape shape) {
  return named_schema(block_schema<typename List::value_type>(shape), shape);
}

std::string description_of(const FieldInfo& info) {
  std::string text(info.doc);
  if (!info.unit.empty()) text += " Unit: " + std::string(info.unit) + ".";
  if (info.draws == Draws::once_a_replication) text += " Drawn once a replication.";
  if (info.draws == Draws::once_a_bidder) text += " Drawn once a bidder.";
  return text;
}

template <class Block>
Json block_schema(Shape shape) {
  Json properties = Json::object();
  Json required = Json::array();
  const Block standard;
  for_each_field(standard, [&](const FieldInfo& info, const auto& value) {
    if (shape == Shape::patch && info.scope == Scope::file) return;
    Json property{{"description", description_of(info)}};
    const bool may_be_taken_out = shape == Shape::patch && info.presence != Presence::mandatory;
    property.update(may_be_taken_out ? or_null(schema_of(info, value, shape)) : schema_of(info, value, shape));
    properties[std::string(info.key)] = std::move(property);
    if (info.presence == Presence::mandatory) required.push_back(info.key);
  });
  Json schema{{"type", "object"}, {"properties", std::move(properties)}};
  if (shape == Shape::complete && !required.empty()) schema["required"] = std::move(required);
  schema["additionalProperties"] = false;
  return schema;
}

template <class Distribution>
Json family_schema(std::string_view name) {
  Json schema = block_schema<Distribution>(Shape::complete);
  Json properties{{distribution_key, {{"const", name}}}};
  properties.update(schema["properties"]);
  schema["properties"] = std::move(properties);
  schema["required"].push_back(distribution_key);
  return schema;
}

/// All families, and the map of single parameters that a patch may give.
template <std::size_t... Index>
Json definitions(std::index_sequence<Index...>) {
  Json families = Json::array({family_schema<std::variant_alternative_t<Index, Quantity>>(family_names[Index])...});
  Json parameters = Json::object();
  for (const auto& family : families) {
    for (const auto& [key, value] : family["properties"].items()) {
      if (key != distribution_key) parameters[key] = Json::object();
    }
  }
  const Json some_parameters{{"type", "object"}, {"properties", std::move(parameters)}, {"additionalProperties", false}};
  return {{"distribution", {{"oneOf", std::move(families)}}},
          {"distribution_patch", {{"anyOf", {Json{{"$ref", "#/definitions/distribution"}}, some_parameters}}}}};
}

}  // namespace

std::string scenario_json_schema() {
  Json schema{{"$schema", "http://json-schema.org/draft-07/schema#"}, {"title", "sealedbid scenario"}};
  schema.update(block_schema<Scenario>(Shape::complete));
  schema["properties"]["policies"] = {
      {"description", "Each policy is a patch on the scenario; all policies see the same draws."}};
  schema["properties"]["policies"].update(map_schema(block_schema<Scenario>(Shape::patch)));
  schema["definitions"] = definitions(std::make_index_sequence<std::variant_size_v<Quantity>>());
  return schema.dump(2) + "\n";
}

}  // namespace sealedbid

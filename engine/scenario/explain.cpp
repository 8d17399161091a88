#include "scenario/explain.hpp"

#include "scenario/value_text.hpp"
#include "scenario/walk.hpp"

namespace sealedbid {

namespace {

Origin origin_of(YamlSource source) {
  switch (source) {
    case YamlSource::base_file:
      return Origin::base_file;
    case YamlSource::policy_patch:
      return Origin::policy_patch;
    case YamlSource::command_line:
      return Origin::command_line;
  }
  return Origin::base_file;
}

std::string unit_in(const std::string& currency, std::string_view unit) {
  constexpr std::string_view placeholder = "currency";
  return unit.starts_with(placeholder) ? currency + std::string(unit.substr(placeholder.size())) : std::string(unit);
}

/// Collects the values of the walk.
struct Explainer {
  const Scenario& scenario;
  const std::map<std::string, Written>& written;
  std::vector<ExplainedValue> values;

  void add(const std::string& key_path, const FieldInfo& info, std::string text) {
    ExplainedValue& value = values.emplace_back();
    value.key_path = key_path;
    value.value = std::move(text);
    value.unit = unit_in(scenario.currency, info.unit);
    value.origin = Origin::standard_value;
    value.doc = info.doc;
    if (const auto found = written.find(key_path); found != written.end()) {
      value.origin = origin_of(found->second.source);
      value.place = found->second.place;
    }
  }

  void operator()(const std::string& key_path, const FieldInfo& info, const std::vector<Correlation>& correlations) {
    const std::string list_path = joined_path(key_path, correlation_key);
    for (std::size_t index = 0; index < correlations.size(); ++index) {
      add(list_path + "[" + std::to_string(index) + "]", info, value_text(correlations[index]));
    }
  }

  template <class Value>
  void operator()(const std::string& key_path, const FieldInfo& info, const Value& value) {
    if constexpr (requires { value.empty(); }) {
      if (value.empty()) return;
    }
    add(key_path, info, value_text(value));
  }
};

}  // namespace

std::vector<ExplainedValue> explain(const Scenario& scenario, const std::map<std::string, Written>& written) {
  Explainer explainer{scenario, written, {}};
  for_each_value(scenario, "", explainer);
  return std::move(explainer.values);
}

}  // namespace sealedbid

#include "scenario/read_block.hpp"

#include <algorithm>

#include "scenario/check_quantity.hpp"
#include "scenario/read_text.hpp"
#include "scenario/unknown_key.hpp"

namespace sealedbid {

namespace {

/// A distribution of the family with this index in Quantity, with its standard parameters.
template <std::size_t... Index>
Quantity family_at(std::size_t index, std::index_sequence<Index...>) {
  Quantity quantity;
  ((Index == index ? static_cast<void>(quantity.emplace<Index>()) : void()), ...);
  return quantity;
}

class Reader {
 public:
  ReadResult result;

  template <class Block>
  void read_block_at(const YamlNode& node, const std::string& path, Block& block, std::vector<std::string> further_keys = {}) {
    if (!expect(node, YamlKind::map, path, "a map of keys")) return;
    std::vector<std::string> known = keys_of<Block>();
    known.insert(known.end(), further_keys.begin(), further_keys.end());
    report_unknown_keys(node, path, known);
    for_each_field(block, [&](const FieldInfo& info, auto& value) {
      const std::string key_path = joined_path(path, info.key);
      const YamlNode* child = node.find(info.key);
      if (child != nullptr) {
        read_value(info, *child, key_path, value);
      } else if (info.presence == Presence::mandatory) {
        report(node.place, key_path, "is missing", std::string(info.doc));
      }
    });
  }

 private:
  void report(const Place& place, const std::string& path, const std::string& what, const std::string& suggestion = "") {
    result.issues.push_back({place, path, what, suggestion, Severity::error});
  }

  void report(const Place& place, const std::string& path, const Fault& fault) {
    report(place, path, fault.what, fault.suggestion);
  }

  bool expect(const YamlNode& node, YamlKind kind, const std::string& path, const std::string& wanted) {
    if (node.kind != kind) report(node.place, path, "expected " + wanted + ", got " + description_of(node));
    return node.kind == kind;
  }

  void report_unknown_keys(const YamlNode& node, const std::string& path, const std::vector<std::string>& known) {
    for (const auto& entry : node.entries) {
      if (std::find(known.begin(), known.end(), entry.key) != known.end()) continue;
      report(entry.key_place, joined_path(path, entry.key), unknown_key_fault(entry.key, known));
    }
  }

  template <class Value>
  void read_value(const FieldInfo& info, const YamlNode& node, const std::string& path, Value& value) {
    result.written[path] = {node.place, node.source};
    if (is_null(node)) {
      report(node.place, path, "is empty", "Give a value, or leave the key out if it has a standard value.");
    } else {
      read(info, node, path, value);
    }
  }

  template <class Value>
  bool take(const Parsed<Value>& parsed, const FieldInfo& info, const YamlNode& node, const std::string& path, Value& value) {
    if (const auto* fault = std::get_if<Fault>(&parsed)) return report(node.place, path, *fault), false;
    if (const auto fault = fault_of_range(static_cast<double>(std::get<Value>(parsed)), info)) {
      return report(node.place, path, *fault), false;
    }
    value = std::get<Value>(parsed);
    return true;
  }

  void read(const FieldInfo& info, const YamlNode& node, const std::string& path, double& value) {
    take(number_of(node), info, node, path, value);
  }
  void read(const FieldInfo& info, const YamlNode& node, const std::string& path, std::int64_t& value) {
    take(integer_of(node), info, node, path, value);
  }
  void read(const FieldInfo& info, const YamlNode& node, const std::string& path, std::uint64_t& value) {
    take(unsigned_of(node), info, node, path, value);
  }
  void read(const FieldInfo& info, const YamlNode& node, const std::string& path, bool& value) {
    take(truth_of(node), info, node, path, value);
  }

  void read(const FieldInfo& info, const YamlNode& node, const std::string& path, std::string& value) {
    if (const auto fault = fault_of_text(node, info.form)) return report(node.place, path, *fault);
    value = node.text;
  }

  template <Choice Enum>
  void read(const FieldInfo&, const YamlNode& node, const std::string& path, Enum& value) {
    const auto names = choice_names<Enum>();
    if (!expect(node, YamlKind::scalar, path, "one of " + name_list(names))) return;
    const auto found = std::find(names.begin(), names.end(), node.text);
    if (found != names.end()) {
      value = static_cast<Enum>(found - names.begin());
    } else {
      report(node.place, path, unknown_choice_fault(node, names));
    }
  }

  template <TableBlock Block>
  void read(const FieldInfo&, const YamlNode& node, const std::string& path, Block& block) {
    read_block_at(node, path, block);
  }

  template <NamedList List>
  void read(const FieldInfo&, const YamlNode& node, const std::string& path, List& list) {
    read_named(node, path, [&](const YamlEntry& entry, const std::string& key_path) {
      list.emplace_back().name = entry.key;
      result.written[key_path] = {entry.value.place, entry.value.source};
      read_block_at(entry.value, key_path, list.back());
    });
  }

  void read(const FieldInfo& info, const YamlNode& node, const std::string& path, std::map<std::string, Quantity>& map) {
    read_named(node, path, [&](const YamlEntry& entry, const std::string& key_path) {
      read_value(info, entry.value, key_path, map[entry.key]);
    });
  }

  template <class Visitor>
  void read_named(const YamlNode& node, const std::string& path, Visitor visitor) {
    if (!expect(node, YamlKind::map, path, "a map of names")) return;
    for (const auto& entry : node.entries) {
      const std::string key_path = joined_path(path, entry.key);
      if (const std::string fault = fault_of_name(entry.key); !fault.empty()) report(entry.key_place, key_path, fault);
      visitor(entry, key_path);
    }
  }

  template <class Value>
  void read(const FieldInfo& info, const YamlNode& node, const std::string& path, std::optional<Value>& value) {
    read(info, node, path, value.emplace());
  }

  void read(const FieldInfo& info, const YamlNode& node, const std::string& path, Quantity& quantity) {
    if (node.kind == YamlKind::sequence) return report(node.place, path, "expected a number or a distribution, got a list");
    if (node.kind == YamlKind::scalar) {
      double value = 0.0;
      if (take(number_of(node), info, node, path, value)) quantity = Constant{value};
      return;
    }
    const std::size_t issues_before = result.issues.size();
    Quantity distribution;
    read_distribution(node, path, distribution);
    if (result.issues.size() != issues_before) return;
    auto fault = fault_of_family(distribution);
    if (!fault) fault = fault_of_range(distribution, info);
    if (!fault) {
      quantity = std::move(distribution);
      return;
    }
    const YamlNode* blamed = fault->parameter.empty() ? nullptr : node.find(fault->parameter);
    report(blamed != nullptr ? blamed->place : node.place, blamed != nullptr ? joined_path(path, fault->parameter) : path,
           fault->fault);
  }

  void read_distribution(const YamlNode& node, const std::string& path, Quantity& quantity) {
    const YamlNode* family = node.find(distribution_key);
    if (family == nullptr) {
      return report(node.place, path, "expected a number or a distribution, got a map without the key distribution",
                    "Write e.g. {distribution: uniform, low: 1, high: 2}.");
    }
    const auto found = std::find(family_names.begin(), family_names.end(), family->text);
    if (family->kind != YamlKind::scalar || found == family_names.end()) {
      return report(family->place, joined_path(path, distribution_key), unknown_choice_fault(*family, family_names));
    }
    quantity = family_at(static_cast<std::size_t>(found - family_names.begin()), std::make_index_sequence<family_names.size()>());
    std::visit([&](auto& parameters) { read_block_at(node, path, parameters, {std::string(distribution_key)}); }, quantity);
    Written& written = result.written[path];
    for (const auto& entry : node.entries) {
      if (entry.value.source > written.source) written = {entry.value.place, entry.value.source};
    }
  }

  void read(const FieldInfo& info, const YamlNode& node, const std::string& path, std::vector<double>& values) {
    if (const auto fault = fault_of_list(node, "numbers")) return report(node.place, path, *fault);
    for (const auto& item : node.items) take(number_of(item), info, item, path, values.emplace_back());
  }

  void read(const FieldInfo& info, const YamlNode& node, const std::string& path, std::vector<std::string>& texts) {
    if (const auto fault = fault_of_list(node, "texts")) return report(node.place, path, *fault);
    for (const auto& item : node.items) {
      if (const auto fault = fault_of_item(item, info.form, texts)) report(item.place, path, *fault);
      texts.push_back(item.text);
    }
  }

  void read(const FieldInfo& info, const YamlNode& node, const std::string& path, std::vector<Correlation>& correlations) {
    if (!expect(node, YamlKind::map, path, "a map with the key correlation")) return;
    report_unknown_keys(node, path, {std::string(correlation_key)});
    const YamlNode* list = node.find(correlation_key);
    const std::string list_path = joined_path(path, correlation_key);
    if (list == nullptr) return report(node.place, list_path, "is missing", std::string(info.doc));
    result.written[list_path] = {list->place, list->source};
    if (!expect(*list, YamlKind::sequence, list_path, "a list of correlations")) return;
    for (std::size_t index = 0; index < list->items.size(); ++index) {
      read_correlation(info, list->items[index], list_path + "[" + std::to_string(index) + "]", correlations.emplace_back());
    }
  }

  void read_correlation(const FieldInfo& info, const YamlNode& node, const std::string& path, Correlation& correlation) {
    result.written[path] = {node.place, node.source};
    if (node.kind != YamlKind::sequence || node.items.size() != 3) {
      return report(node.place, path, "expected a list of two key paths and a coefficient, got " + description_of(node),
                    "Write e.g. [technologies.solar.capex_per_kw, host_country.inflation_fraction_per_year, 0.2].");
    }
    const FieldInfo path_info{.form = TextForm::reference};
    read_value(path_info, node.items[0], path, correlation.first);
    read_value(path_info, node.items[1], path, correlation.second);
    read_value(info, node.items[2], path, correlation.coefficient);
    result.written[path] = {node.place, node.source};
  }
};

}  // namespace

ReadResult read_block(const YamlNode& root, Scenario& scenario) {
  Reader reader;
  reader.result.written[""] = {root.place, root.source};
  reader.read_block_at(root, "", scenario, {"policies"});
  for (const auto& [path, written] : reader.result.written) scenario.places[path] = written.place;
  if (!reader.result.written.contains("auction.award_year")) scenario.auction.award_year = scenario.price_year;
  return std::move(reader.result);
}

ReadResult read_block(const YamlNode& root, RulesText& rules) {
  Reader reader;
  reader.result.written[""] = {root.place, root.source};
  reader.read_block_at(root, "", rules);
  return std::move(reader.result);
}

ReadResult read_block(const YamlNode& root, GameFile& file) {
  Reader reader;
  reader.result.written[""] = {root.place, root.source};
  reader.read_block_at(root, "", file);
  for (const auto& [path, written] : reader.result.written) file.places[path] = written.place;
  return std::move(reader.result);
}

}  // namespace sealedbid

#include <fmt/format.h>

#include "scenario/read_scenario.hpp"
#include "scenario/value_text.hpp"

namespace sealedbid {

namespace {

const char* const introduction = R"(# Scenario files

A scenario file is YAML: maps, lists, numbers and text. Every key is listed here; any other key is an error.
Numbers are plain decimals in the unit that the key names; shares are fractions, never percent.
Money is in the scenario's currency, at prices of the price year.

- **Quantities** (drawn: "a replication" or "a bidder") are numbers or distributions, e.g.
  `{distribution: normal, mean: 0.07, sd: 0.01}`.
  The range holds for both ends of a bounded distribution, and for the mean or median of an unbounded one. Draws of an unbounded
  distribution beyond the range are set to its end.
- **Policies** are patches on the scenario: maps are merged key by key, everything else is replaced. A distribution that is
  written with the key `distribution` replaces the whole quantity; `{sd: 0.02}` alone changes one parameter.
  `key: ~` takes a key out. The scenario must be complete without its policies. All policies see the same draws.
- **Overrides** (`--set key.path=value`) change the scenario before the policies are applied.
- **Names** that you choose have 1 to 64 letters a-z, digits and `_`, and begin with a letter.
)";

const char* const about_games = R"(
# Game files

A game file describes a bare auction game for `sealedbid equilibrium`: classes of bidders who want one lot each, with private costs
(in a sale: values) or estimates of a common one. It is read as strictly as a scenario; it has no policies. Each bidder's own part is
drawn from a distribution with a density: not from a constant or a list of values. Examples: scenarios/theory.
)";

template <class Value>
std::string kind_of(const FieldInfo& info, const Value&) {
  using Type = std::remove_cvref_t<Value>;
  if constexpr (std::is_same_v<Type, bool>) return "true or false";
  if constexpr (std::is_same_v<Type, std::string>) return "text";
  if constexpr (std::is_same_v<Type, std::uint64_t>) return "whole number or random";
  if constexpr (std::is_same_v<Type, std::int64_t>) return "whole number, " + text_of(info.range);
  if constexpr (std::is_same_v<Type, std::vector<double>>) return "list of numbers, each " + text_of(info.range);
  if constexpr (std::is_same_v<Type, std::vector<std::string>>) return "list of texts, e.g. `[a, b]`";
  if constexpr (std::is_same_v<Type, std::optional<std::int64_t>>) return "whole number, " + text_of(info.range);
  if constexpr (std::is_same_v<Type, std::vector<Correlation>>) {
    return "`" + std::string(correlation_key) + ":` a list of `[key path, key path, coefficient]`, coefficient " +
           text_of(info.range);
  }
  if constexpr (std::is_same_v<Type, std::map<std::string, Quantity>>) return "map of names to numbers " + text_of(info.range);
  if constexpr (std::is_same_v<Type, BidFilter>) return "block, see [`bids`](#bids)";
  if constexpr (TableBlock<Type>) return "block";
  if constexpr (NamedList<Type>) return "map of names to blocks";
  if constexpr (Choice<Type>) {
    std::string text;
    for (const auto name : choice_names<Type>()) text += (text.empty() ? "`" : ", `") + std::string(name) + "`";
    return text;
  }
  return text_of(info.range);
}

template <class Value>
std::string standard_of(const FieldInfo& info, const Value& value) {
  if (info.presence == Presence::mandatory) return "mandatory";
  if constexpr (requires { value_text(value); }) {
    if (info.presence == Presence::standard) return "`" + value_text(value) + "`";
  }
  return "–";
}

std::string drawn(Draws draws) {
  switch (draws) {
    case Draws::never:
      return "–";
    case Draws::once_a_replication:
      return "a replication";
    case Draws::once_a_bidder:
      return "a bidder";
  }
  return "";
}

template <class Block>
std::string table_of() {
  std::string text = "| Key | Meaning | Value | Unit | Standard value | Drawn once |\n|---|---|---|---|---|---|\n";
  const Block standard;
  for_each_field(standard, [&](const FieldInfo& info, const auto& value) {
    text += fmt::format("| `{}` | {} | {} | {} | {} | {} |\n", info.key, info.doc, kind_of(info, value),
                        info.unit.empty() ? "–" : info.unit, standard_of(info, value), drawn(info.draws));
  });
  return text;
}

/// The table of a block, and after it those of the blocks inside.
template <class Block>
std::string section_of(const std::string& path) {
  std::string text = fmt::format("\n## {}\n\n{}", path.empty() ? "The file" : "`" + path + "`", table_of<Block>());
  const Block standard;
  for_each_field(standard, [&](const FieldInfo& info, const auto& value) {
    using Value = std::remove_cvref_t<decltype(value)>;
    const std::string key_path = joined_path(path, info.key);
    if constexpr (TableBlock<Value> && !std::is_same_v<Value, BidFilter>) text += section_of<Value>(key_path);
    if constexpr (NamedList<Value>) text += section_of<typename Value::value_type>(key_path + ".<name>");
  });
  return text;
}

template <std::size_t... Index>
std::string families(std::index_sequence<Index...>) {
  return (fmt::format("\n### `{}`\n\n{}", family_names[Index], table_of<std::variant_alternative_t<Index, Quantity>>()) + ...);
}

}  // namespace

std::string scenario_reference_markdown() {
  return introduction + section_of<Scenario>("") + section_of<BidFilter>("bids") +
         "\nA bid is meant that matches every list that is written.\n" + "\n## Distributions\n" +
         families(std::make_index_sequence<std::variant_size_v<Quantity>>()) + about_games + section_of<GameFile>("");
}

}  // namespace sealedbid

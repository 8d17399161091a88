#pragma once

#include <array>
#include <limits>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

#include "scenario/quantity.hpp"
#include "scenario/scenario.hpp"

/// The table of fields: the one source of the names, units, ranges, presence, drawing and meaning of everything that a scenario
/// file may say. Reading, resolved YAML, explain, JSON Schema and reference page are walks over it. A standard value is that of
/// the default-constructed struct. To add a field, add a member to its struct and a line to its table, in fields.cpp (the file
/// and the auction), world_fields.cpp (technologies, country, bidders, tariff, export) or family_fields.cpp (distributions).
namespace sealedbid {

enum class Presence { mandatory, standard, optional };  ///< standard: has a standard value; optional: may have no value at all
enum class Draws { never, once_a_replication, once_a_bidder };
enum class TextForm { free_text, file_name, country, currency, reference };
enum class Scope { policy, file };  ///< file: the same for all policies of a file, a patch must not change it

/// Numbers from low to high; each end belongs to the range unless it is said to be excluded or is infinite.
struct Range {
  double low = -std::numeric_limits<double>::infinity();
  double high = std::numeric_limits<double>::infinity();
  bool low_is_excluded = false;
  bool high_is_excluded = false;

  bool contains(double value) const;
};

/// "from 0 to 1", "above 0, at most 100", "any number".
std::string text_of(const Range& range);

/// What the table says of one field.
struct FieldInfo {
  std::string_view key = {};
  std::string_view unit = {};  ///< "fraction", "currency/MWh", "MW", …; empty: dimensionless or not a number
  Range range = {};
  Presence presence = Presence::standard;
  Draws draws = Draws::never;
  std::string_view doc = {};     ///< one plain sentence
  std::string_view reason = {};  ///< why the range is what it is, e.g. "a ceiling is a price"; may be empty
  TextForm form = TextForm::free_text;
  Scope scope = Scope::policy;
};

/// The parts of a rules file that have no place in Scenario.
struct RulesHost {
  std::string code;
};
struct RulesText {
  std::int64_t schema_version = 1;
  std::string title;
  std::string currency;
  RulesHost host_country;
  Auction auction;
};

/// A pointer to a member of a block, of any type that a field can have.
template <class Block>
using Member = std::variant<Quantity Block::*, std::optional<Quantity> Block::*, std::map<std::string, Quantity> Block::*,
                            double Block::*, std::vector<double> Block::*, std::int64_t Block::*, std::uint64_t Block::*,
                            bool Block::*, std::string Block::*, PricingRule Block::*, MarginalBidRule Block::*, TieRule Block::*,
                            Strategy Block::*, TariffType Block::*, ExportAllocation Block::*, SimulationSettings Block::*,
                            HostCountry Block::*, TaxRelief Block::*, Auction Block::*, Tariff Block::*, AfterTerm Block::*,
                            Export Block::*, RulesHost Block::*, std::vector<Technology> Block::*,
                            std::vector<BidderClass> Block::*, std::vector<Corridor> Block::*, std::vector<Correlation> Block::*>;

template <class Block>
struct Field {
  Member<Block> member;
  FieldInfo info;
};

template <class Type, class... Types>
inline constexpr bool is_one_of = (std::is_same_v<Type, Types> || ...);

/// A block of the file: a map with the keys of its table.
template <class Type>
concept TableBlock = is_one_of<Type, Scenario, SimulationSettings, Technology, HostCountry, TaxRelief, BidderClass, Auction,
                               Tariff, AfterTerm, Export, Corridor, RulesText, RulesHost>;
/// A map whose keys are names that the user chooses, each with a block.
template <class Type>
concept NamedList = is_one_of<Type, std::vector<Technology>, std::vector<BidderClass>, std::vector<Corridor>>;
/// A distribution; its table lists the parameters.
template <class Type>
concept Family =
    is_one_of<Type, Constant, Uniform, Triangular, Normal, TruncatedNormal, Lognormal, Pert, Beta, Weibull, Empirical>;
template <class Type>
concept Choice = std::is_enum_v<Type>;

/// The table of one block or family, in the order in which people read it.
template <class Block>
requires TableBlock<Block> || Family<Block> std::span<const Field<Block>> fields_of();

// clang-format off
template <> std::span<const Field<Scenario>> fields_of<Scenario>();
template <> std::span<const Field<SimulationSettings>> fields_of<SimulationSettings>();
template <> std::span<const Field<Technology>> fields_of<Technology>();
template <> std::span<const Field<HostCountry>> fields_of<HostCountry>();
template <> std::span<const Field<TaxRelief>> fields_of<TaxRelief>();
template <> std::span<const Field<BidderClass>> fields_of<BidderClass>();
template <> std::span<const Field<Auction>> fields_of<Auction>();
template <> std::span<const Field<Tariff>> fields_of<Tariff>();
template <> std::span<const Field<AfterTerm>> fields_of<AfterTerm>();
template <> std::span<const Field<Export>> fields_of<Export>();
template <> std::span<const Field<Corridor>> fields_of<Corridor>();
template <> std::span<const Field<RulesText>> fields_of<RulesText>();
template <> std::span<const Field<RulesHost>> fields_of<RulesHost>();
template <> std::span<const Field<Constant>> fields_of<Constant>();
template <> std::span<const Field<Uniform>> fields_of<Uniform>();
template <> std::span<const Field<Triangular>> fields_of<Triangular>();
template <> std::span<const Field<Normal>> fields_of<Normal>();
template <> std::span<const Field<TruncatedNormal>> fields_of<TruncatedNormal>();
template <> std::span<const Field<Lognormal>> fields_of<Lognormal>();
template <> std::span<const Field<Pert>> fields_of<Pert>();
template <> std::span<const Field<Beta>> fields_of<Beta>();
template <> std::span<const Field<Weibull>> fields_of<Weibull>();
template <> std::span<const Field<Empirical>> fields_of<Empirical>();
// clang-format on

/// Calls visitor(info, value) for every field of a block, value being a reference to the member.
template <class Block, class Visitor>
void for_each_field(Block& block, Visitor&& visitor) {
  for (const auto& field : fields_of<std::remove_const_t<Block>>()) {
    std::visit([&](auto member) { visitor(field.info, block.*member); }, field.member);
  }
}

/// The keys of a block's table.
template <class Block>
std::vector<std::string> keys_of() {
  std::vector<std::string> keys;
  for (const auto& field : fields_of<Block>()) keys.emplace_back(field.info.key);
  return keys;
}

/// The spellings of an enumeration in YAML, in the order of its enumerators.
template <Choice Enum>
std::span<const std::string_view> choice_names();

// clang-format off
template <> std::span<const std::string_view> choice_names<PricingRule>();
template <> std::span<const std::string_view> choice_names<MarginalBidRule>();
template <> std::span<const std::string_view> choice_names<TieRule>();
template <> std::span<const std::string_view> choice_names<Strategy>();
template <> std::span<const std::string_view> choice_names<TariffType>();
template <> std::span<const std::string_view> choice_names<ExportAllocation>();
// clang-format on

template <Choice Enum>
std::string_view choice_name(Enum value) {
  return choice_names<Enum>()[static_cast<std::size_t>(value)];
}

/// The names of the distributions, in the order of the alternatives of Quantity.
inline constexpr std::array<std::string_view, std::variant_size_v<Quantity>> family_names = {
    "constant", "uniform", "triangular", "normal", "truncated_normal", "lognormal", "pert", "beta", "weibull", "empirical"};

/// The key of the list of correlations inside common_shocks, and the one that says which distribution a quantity has.
inline constexpr std::string_view correlation_key = "correlation";
inline constexpr std::string_view distribution_key = "distribution";

/// "auction" and "volume_mw" give "auction.volume_mw"; an empty path gives the key alone.
std::string joined_path(const std::string& path, std::string_view key);

}  // namespace sealedbid

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
/// the default-constructed struct. To add a field, add a member to its struct and a line to its table, in fields.cpp (the file),
/// auction_fields.cpp and rule_fields.cpp (the auction and the parts of its rules), world_fields.cpp (technologies, country,
/// bidders, tariff, export) or family_fields.cpp (distributions).
namespace sealedbid {

enum class Presence { mandatory, standard, optional };  ///< standard: has a standard value; optional: may have no value at all
enum class Draws { never, once_a_replication, once_a_bidder };
/// label: what bids are told apart by (zone, lot, delivery year); may look like a number.
enum class TextForm { free_text, file_name, country, currency, reference, label };
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

template <class Type, class... Types>
inline constexpr bool is_one_of = (std::is_same_v<Type, Types> || ...);

/// A distribution; its table lists the parameters.
template <class Type>
concept Family =
    is_one_of<Type, Constant, Uniform, Triangular, Normal, TruncatedNormal, Lognormal, Pert, Beta, Weibull, Empirical>;
/// A part of the auction's rules. One that is at its standard is left out wherever values are shown.
template <class Type>
concept RulePart = is_one_of<Type, BidFilter, Exclusion, CeilingRule, CeilingFromHistory, RoundHistory, VolumeResponse,
                             RankAdjustment, Criterion, Ranking, Stage, Limit, PricingException, Clock, PackageProduct>;
/// A block of the file: a map with the keys of its table.
template <class Type>
concept TableBlock = RulePart<Type> || is_one_of<Type, Scenario, SimulationSettings, Technology, HostCountry, TaxRelief,
                                                 BidderClass, Auction, Tariff, AfterTerm, Export, Corridor, RulesText, RulesHost>;
/// A map whose keys are names that the user chooses, each with a block.
template <class Type>
concept NamedList = requires {
  typename Type::value_type;
  requires TableBlock<typename Type::value_type>;
};
template <class Type>
concept Choice = std::is_enum_v<Type>;

template <class Block, class... Types>
using OneOf = std::variant<Types Block::*...>;

/// A pointer to a member of a block, of any type that a field of the block can have. The parts of the rules name their types: a
/// visitor is compiled for each of them, in each block.
template <class Block>
struct MemberOf {
  using type = OneOf<Block, Quantity, std::optional<Quantity>, std::map<std::string, Quantity>, double, std::int64_t,
                     std::uint64_t, std::string, Strategy, TariffType, ExportAllocation, SimulationSettings, HostCountry,
                     TaxRelief, Auction, Tariff, AfterTerm, Export, RulesHost, std::vector<Technology>, std::vector<BidderClass>,
                     std::vector<Corridor>, std::vector<Correlation>>;
};
template <class Block, class... Types>
struct MembersAre {
  using type = OneOf<Block, Types...>;
};
template <Family Block>
struct MemberOf<Block> : MembersAre<Block, double, std::vector<double>> {};

using OptionalNumber = std::optional<double>;
// clang-format off
template <> struct MemberOf<BidFilter> : MembersAre<BidFilter, std::vector<std::string>, OriginFilter> {};
template <> struct MemberOf<Exclusion> : MembersAre<Exclusion, BidFilter, std::string> {};
template <> struct MemberOf<CeilingRule> : MembersAre<CeilingRule, BidFilter, double, std::string> {};
template <> struct MemberOf<CeilingFromHistory> : MembersAre<CeilingFromHistory, double, std::int64_t, OptionalNumber> {};
template <> struct MemberOf<RoundHistory> : MembersAre<RoundHistory, std::vector<double>, double> {};
template <> struct MemberOf<VolumeResponse> : MembersAre<VolumeResponse, VolumeRule, double, ShareApplies> {};
template <> struct MemberOf<RankAdjustment> : MembersAre<RankAdjustment, BidFilter, double, AdjustmentScale, std::string> {};
template <> struct MemberOf<Criterion> : MembersAre<Criterion, double, PointsFormula> {};
template <> struct MemberOf<Ranking> : MembersAre<Ranking, RankBy, YieldCorrection, std::vector<RankAdjustment>,
    std::vector<Criterion>, std::int64_t, double, OptionalNumber> {};
template <> struct MemberOf<Stage> : MembersAre<Stage, BidFilter, OptionalNumber, MarginalBidRule, std::string> {};
template <> struct MemberOf<Limit> : MembersAre<Limit, BidFilter, LimitScope, LimitCounts, OptionalNumber,
    std::optional<std::int64_t>, MarginalBidRule, bool, std::string> {};
template <> struct MemberOf<PricingException> : MembersAre<PricingException, BidFilter, PricingRule, std::string> {};
template <> struct MemberOf<Clock> : MembersAre<Clock, double, std::int64_t, IntermediateBids> {};
template <> struct MemberOf<PackageProduct> : MembersAre<PackageProduct, double, OptionalNumber> {};
template <> struct MemberOf<Auction> : MembersAre<Auction, std::optional<Quantity>, double, OptionalNumber, std::int64_t, bool,
    std::string, Direction, AuctionFormat, PricingRule, PriceScope, Uncontested, MarginalBidRule, TieRule, VolumeResponse,
    RoundHistory, CeilingFromHistory, Ranking, Clock, std::vector<Exclusion>, std::vector<CeilingRule>, std::vector<Stage>,
    std::vector<Limit>, std::vector<PricingException>, std::vector<PackageProduct>> {};
// clang-format on

template <class Block>
struct Field {
  typename MemberOf<Block>::type member;
  FieldInfo info;
};

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
template <> std::span<const Field<BidFilter>> fields_of<BidFilter>();
template <> std::span<const Field<Exclusion>> fields_of<Exclusion>();
template <> std::span<const Field<CeilingRule>> fields_of<CeilingRule>();
template <> std::span<const Field<CeilingFromHistory>> fields_of<CeilingFromHistory>();
template <> std::span<const Field<RoundHistory>> fields_of<RoundHistory>();
template <> std::span<const Field<VolumeResponse>> fields_of<VolumeResponse>();
template <> std::span<const Field<RankAdjustment>> fields_of<RankAdjustment>();
template <> std::span<const Field<Criterion>> fields_of<Criterion>();
template <> std::span<const Field<Ranking>> fields_of<Ranking>();
template <> std::span<const Field<Stage>> fields_of<Stage>();
template <> std::span<const Field<Limit>> fields_of<Limit>();
template <> std::span<const Field<PricingException>> fields_of<PricingException>();
template <> std::span<const Field<Clock>> fields_of<Clock>();
template <> std::span<const Field<PackageProduct>> fields_of<PackageProduct>();
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
template <> std::span<const std::string_view> choice_names<Direction>();
template <> std::span<const std::string_view> choice_names<AuctionFormat>();
template <> std::span<const std::string_view> choice_names<IntermediateBids>();
template <> std::span<const std::string_view> choice_names<OriginFilter>();
template <> std::span<const std::string_view> choice_names<PriceScope>();
template <> std::span<const std::string_view> choice_names<LimitScope>();
template <> std::span<const std::string_view> choice_names<LimitCounts>();
template <> std::span<const std::string_view> choice_names<RankBy>();
template <> std::span<const std::string_view> choice_names<YieldCorrection>();
template <> std::span<const std::string_view> choice_names<AdjustmentScale>();
template <> std::span<const std::string_view> choice_names<PointsFormula>();
template <> std::span<const std::string_view> choice_names<VolumeRule>();
template <> std::span<const std::string_view> choice_names<ShareApplies>();
template <> std::span<const std::string_view> choice_names<Uncontested>();
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

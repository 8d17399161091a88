#pragma once

#include <array>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

#include "scenario/choices.hpp"
#include "scenario/field_info.hpp"
#include "scenario/game_file.hpp"
#include "scenario/quantity.hpp"
#include "scenario/scenario.hpp"

/// The table of fields: the one source of the names, units, ranges, presence, drawing and meaning of everything that a scenario
/// file may say. Reading, resolved YAML, explain, JSON Schema and reference page are walks over it. A standard value is that of
/// the default-constructed struct. To add a field, add a member to its struct and a line to its table, in fields.cpp (the file),
/// auction_fields.cpp and rule_fields.cpp (the auction and the parts of its rules), economy_fields.cpp (technologies, country,
/// markets), tariff_fields.cpp (tariff, export, settlement), bidder_fields.cpp (bidders), game_fields.cpp (bare games) or
/// family_fields.cpp (distributions).
namespace sealedbid {

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
/// A part that a scenario may do without. One that is at its standard is left out wherever values are shown.
template <class Type>
concept OptionalPart = is_one_of<Type, BidFilter, Exclusion, CeilingRule, CeilingFromHistory, RoundHistory, VolumeResponse,
                                 RankAdjustment, Criterion, Ranking, Stage, Limit, PricingException, Clock, PackageProduct,
                                 ExchangeRate, ProjectDebt, PoliticalRiskCover, OutwardInvestment, JointVenture, BidFunctionTable,
                                 AdaptiveBidding, Settlement, RiskAversion, CommonValue, EquilibriumAim, Realisation>;
/// A block of the file: a map with the keys of its table.
template <class Type>
concept TableBlock =
    OptionalPart<Type> || is_one_of<Type, Scenario, SimulationSettings, Technology, HostCountry, TaxRelief, BidderClass, Ring,
                                    Auction, ElectricityMarket, Tariff, AfterTerm, Export, Corridor, RulesText, RulesHost,
                                    GameFile, GameRules, GameBidderClass, EquilibriumSettings>;
/// A map whose keys are names that the user chooses, each with a block.
template <class Type>
concept NamedList = requires {
  typename Type::value_type;
  requires TableBlock<typename Type::value_type>;
};

template <class Block, class... Types>
using OneOf = std::variant<Types Block::*...>;

/// A pointer to a member of a block. Each block names the types of its members: a visitor is compiled for each of them.
template <class Block>
struct MemberOf;
template <class Block, class... Types>
struct MembersAre {
  using type = OneOf<Block, Types...>;
};
template <Family Block>
struct MemberOf<Block> : MembersAre<Block, double, std::vector<double>> {};

using OptionalNumber = std::optional<double>;
using OptionalQuantity = std::optional<Quantity>;
using QuantityMap = std::map<std::string, Quantity>;
using Texts = std::vector<std::string>;
// clang-format off
template <> struct MemberOf<Scenario> : MembersAre<Scenario, std::int64_t, std::string, SimulationSettings, std::vector<Technology>,
    HostCountry, std::vector<Correlation>, std::vector<BidderClass>, std::vector<Ring>, EquilibriumAim, Auction, Realisation, Tariff,
    std::vector<ElectricityMarket>, Export, Settlement> {};
template <> struct MemberOf<Realisation> : MembersAre<Realisation, OptionalNumber> {};
template <> struct MemberOf<SimulationSettings> : MembersAre<SimulationSettings, std::int64_t, std::uint64_t> {};
template <> struct MemberOf<RulesText> : MembersAre<RulesText, std::int64_t, std::string, RulesHost, Auction> {};
template <> struct MemberOf<RulesHost> : MembersAre<RulesHost, std::string> {};
template <> struct MemberOf<GameFile> : MembersAre<GameFile, std::int64_t, std::string, GameRules, std::vector<GameBidderClass>,
    EquilibriumSettings> {};
template <> struct MemberOf<GameRules> : MembersAre<GameRules, std::int64_t, Direction, PricingRule, UnsoldLots, OptionalNumber,
    CommonValue, std::string> {};
template <> struct MemberOf<CommonValue> : MembersAre<CommonValue, OptionalQuantity, EstimateForm, TrueAmount> {};
template <> struct MemberOf<GameBidderClass> : MembersAre<GameBidderClass, std::int64_t, double, Quantity, OptionalQuantity,
    RiskAversion, ProjectCosts> {};
template <> struct MemberOf<RiskAversion> : MembersAre<RiskAversion, RiskForm, OptionalNumber> {};
template <> struct MemberOf<EquilibriumSettings> : MembersAre<EquilibriumSettings, double> {};
template <> struct MemberOf<Technology> : MembersAre<Technology, Quantity, double> {};
template <> struct MemberOf<TaxRelief> : MembersAre<TaxRelief, Quantity> {};
template <> struct MemberOf<ExchangeRate> : MembersAre<ExchangeRate, ExchangeRegime, double> {};
template <> struct MemberOf<HostCountry> : MembersAre<HostCountry, std::string, Quantity, TaxRelief, DepreciationMethod, double,
    ExchangeRate> {};
template <> struct MemberOf<ElectricityMarket> : MembersAre<ElectricityMarket, std::string, Quantity, double, std::vector<double>,
    QuantityMap> {};
template <> struct MemberOf<AfterTerm> : MembersAre<AfterTerm, AfterTermSale, Quantity> {};
template <> struct MemberOf<Tariff> : MembersAre<Tariff, TariffType, Quantity, double, IndexedFrom, ReferencePeriod, ReferencePrice,
    NegativePriceRule, OptionalNumber, AfterTerm> {};
template <> struct MemberOf<Corridor> : MembersAre<Corridor, std::string, Quantity, OptionalQuantity, QuantityMap> {};
template <> struct MemberOf<Export> : MembersAre<Export, std::vector<Corridor>, ExportRight, Quantity, ExportAllocation, Texts,
    double> {};
template <> struct MemberOf<Settlement> : MembersAre<Settlement, OptionalNumber, OptionalQuantity> {};
template <> struct MemberOf<ProjectDebt> : MembersAre<ProjectDebt, DebtSizing, double, Quantity, std::int64_t, Repayment> {};
template <> struct MemberOf<PoliticalRiskCover> : MembersAre<PoliticalRiskCover, double> {};
template <> struct MemberOf<OutwardInvestment> : MembersAre<OutwardInvestment, OptionalNumber, double, std::int64_t> {};
template <> struct MemberOf<JointVenture> : MembersAre<JointVenture, double, OptionalNumber> {};
template <> struct MemberOf<BidFunctionTable> : MembersAre<BidFunctionTable, std::vector<double>, std::string> {};
template <> struct MemberOf<Ring> : MembersAre<Ring, Texts> {};
template <> struct MemberOf<EquilibriumAim> : MembersAre<EquilibriumAim, double, std::int64_t> {};
template <> struct MemberOf<AdaptiveBidding> : MembersAre<AdaptiveBidding, OptionalNumber, std::optional<std::int64_t>, std::int64_t,
    double> {};
template <> struct MemberOf<BidderClass> : MembersAre<BidderClass, std::string, std::int64_t, Quantity, OptionalQuantity,
    ProjectDebt, PoliticalRiskCover, OptionalNumber, OutwardInvestment, JointVenture, Strategy, BidFunctionTable, RiskAversion, AdaptiveBidding,
    double, QuantityMap> {};
template <> struct MemberOf<BidFilter> : MembersAre<BidFilter, Texts, OriginFilter> {};
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
template <> struct MemberOf<Auction> : MembersAre<Auction, OptionalQuantity, double, OptionalNumber, std::int64_t, bool,
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
template <> std::span<const Field<Realisation>> fields_of<Realisation>();
template <> std::span<const Field<Technology>> fields_of<Technology>();
template <> std::span<const Field<HostCountry>> fields_of<HostCountry>();
template <> std::span<const Field<TaxRelief>> fields_of<TaxRelief>();
template <> std::span<const Field<ExchangeRate>> fields_of<ExchangeRate>();
template <> std::span<const Field<ElectricityMarket>> fields_of<ElectricityMarket>();
template <> std::span<const Field<BidderClass>> fields_of<BidderClass>();
template <> std::span<const Field<ProjectDebt>> fields_of<ProjectDebt>();
template <> std::span<const Field<PoliticalRiskCover>> fields_of<PoliticalRiskCover>();
template <> std::span<const Field<OutwardInvestment>> fields_of<OutwardInvestment>();
template <> std::span<const Field<JointVenture>> fields_of<JointVenture>();
template <> std::span<const Field<BidFunctionTable>> fields_of<BidFunctionTable>();
template <> std::span<const Field<Ring>> fields_of<Ring>();
template <> std::span<const Field<EquilibriumAim>> fields_of<EquilibriumAim>();
template <> std::span<const Field<AdaptiveBidding>> fields_of<AdaptiveBidding>();
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
template <> std::span<const Field<Settlement>> fields_of<Settlement>();
template <> std::span<const Field<RulesText>> fields_of<RulesText>();
template <> std::span<const Field<RulesHost>> fields_of<RulesHost>();
template <> std::span<const Field<GameFile>> fields_of<GameFile>();
template <> std::span<const Field<GameRules>> fields_of<GameRules>();
template <> std::span<const Field<CommonValue>> fields_of<CommonValue>();
template <> std::span<const Field<GameBidderClass>> fields_of<GameBidderClass>();
template <> std::span<const Field<RiskAversion>> fields_of<RiskAversion>();
template <> std::span<const Field<EquilibriumSettings>> fields_of<EquilibriumSettings>();
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

/// The names of the distributions, in the order of the alternatives of Quantity.
inline constexpr std::array<std::string_view, std::variant_size_v<Quantity>> family_names = {
    "constant", "uniform", "triangular", "normal", "truncated_normal", "lognormal", "pert", "beta", "weibull", "empirical"};

/// The key of the list of correlations inside common_shocks, and the one that says which distribution a quantity has.
inline constexpr std::string_view correlation_key = "correlation";
inline constexpr std::string_view distribution_key = "distribution";

}  // namespace sealedbid

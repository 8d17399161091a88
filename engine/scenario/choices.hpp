#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <type_traits>

#include "scenario/game_file.hpp"
#include "scenario/scenario.hpp"

/// The spellings of choices in YAML.
namespace sealedbid {

template <class Type>
concept Choice = std::is_enum_v<Type>;

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
template <> std::span<const std::string_view> choice_names<ReferencePeriod>();
template <> std::span<const std::string_view> choice_names<ReferencePrice>();
template <> std::span<const std::string_view> choice_names<NegativePriceRule>();
template <> std::span<const std::string_view> choice_names<IndexedFrom>();
template <> std::span<const std::string_view> choice_names<AfterTermSale>();
template <> std::span<const std::string_view> choice_names<ExportRight>();
template <> std::span<const std::string_view> choice_names<DepreciationMethod>();
template <> std::span<const std::string_view> choice_names<ExchangeRegime>();
template <> std::span<const std::string_view> choice_names<DebtSizing>();
template <> std::span<const std::string_view> choice_names<Repayment>();
template <> std::span<const std::string_view> choice_names<RiskForm>();
template <> std::span<const std::string_view> choice_names<UnsoldLots>();
template <> std::span<const std::string_view> choice_names<EstimateForm>();
template <> std::span<const std::string_view> choice_names<TrueAmount>();
template <> std::span<const std::string_view> choice_names<ProjectCosts>();
// clang-format on

template <Choice Enum>
std::string_view choice_name(Enum value) {
  return choice_names<Enum>()[static_cast<std::size_t>(value)];
}

}  // namespace sealedbid

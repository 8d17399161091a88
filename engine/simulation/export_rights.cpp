#include "simulation/export_rights.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace sealedbid {

namespace {

constexpr double kw_per_mw = 1000.0;

/// Ranks of the slots: the place of their class in the list of priorities, those left out after all others.
std::vector<int> ranks_of(const Market& market, const std::vector<Slot>& slots) {
  const std::vector<int>& priority = market.exports.priority;
  std::vector<int> ranks(slots.size(), 0);
  if (market.exports.allocation != ExportAllocation::priority) return ranks;
  for (std::size_t slot = 0; slot < slots.size(); ++slot) {
    ranks[slot] = static_cast<int>(std::ranges::find(priority, slots[slot].bidder_class) - priority.begin());
  }
  return ranks;
}

std::int64_t capacity_kw(double capacity_mw) {
  constexpr double largest_kw = 1e12;
  return static_cast<std::int64_t>(std::clamp(capacity_mw * kw_per_mw + 0.5, 0.0, largest_kw));
}

}  // namespace

double right_value_per_mw_year(ProjectTerms& terms, std::span<const YearConditions> years, const MarketTables& tables,
                               double strike_per_mwh, double cost_of_capital_fraction, std::size_t corridor,
                               ExpectedRevenue& room) {
  if (terms.wanted_export_fraction <= 0.0) return 0.0;
  const double discount = 1.0 / (1.0 + cost_of_capital_fraction);
  double factor = 1.0, gain_per_mwh = 0.0, annuity = 0.0;
  for (CorridorTerms& each : terms.corridors) each.capacity_over_volume = 0.0;
  for (const YearConditions& year : years) {
    factor *= discount;
    if (!is_open(terms, terms.corridors[corridor], year)) continue;
    terms.corridors[corridor].capacity_over_volume = 0.0;
    expected_revenue(terms, year, tables, room);
    const double without = revenue_per_mwh(room, strike_per_mwh);
    terms.corridors[corridor].capacity_over_volume = 1.0;
    expected_revenue(terms, year, tables, room);
    gain_per_mwh += factor * (revenue_per_mwh(room, strike_per_mwh) - without);
    annuity += factor;
  }
  if (annuity == 0.0) return 0.0;
  return gain_per_mwh / annuity * terms.energy_mwh_per_kw / std::min(1.0, terms.wanted_export_fraction) * kw_per_mw;
}

ExportRights::ExportRights(const Market& market, const std::vector<Slot>& slots)
    : market_(&market),
      rights_kw_(market.corridors.size(), std::vector<LaneIntegers>(slots.size())),
      prices_per_mw_year_(market.corridors.size()),
      corridors_(market.corridors.size()),
      ranks_(ranks_of(market, slots)),
      claims_kw_(slots.size()),
      held_kw_(slots.size()),
      allocated_kw_(slots.size()),
      values_per_mw_year_(slots.size()) {
  const bool is_auctioned = market.exports.allocation == ExportAllocation::capacity_auction;
  if (is_auctioned && !market.corridors.empty()) auction_.emplace(slots.size());
}

void ExportRights::allocate(std::span<const LaneReals> shared, int lane, std::span<const ExportClaim> claims) {
  std::ranges::fill(held_kw_, 0);
  for (auto& slots : rights_kw_) {
    for (LaneIntegers& right : slots) right[std::size_t(lane)] = 0;
  }
  const bool wants_any = !claims.empty() && claims.front().terms->wanted_export_fraction > 0.0;
  if (!wants_any) return;
  sort_corridors(*claims.front().terms);
  for (const std::size_t k : corridors_) {
    claim(claims, k);
    const CorridorModel& model = market_->corridors[k];
    const std::int64_t capacity = capacity_kw(shared[std::size_t(model.capacity_mw.value)][std::size_t(lane)]);
    double& price = prices_per_mw_year_[k][std::size_t(lane)];
    price = 0.0;
    if (auction_) {
      price = auction_->clear(capacity, claims_kw_, values_per_mw_year_, allocated_kw_);
    } else {
      allocate_rights(capacity, claims_kw_, ranks_, allocated_kw_);
    }
    for (std::size_t slot = 0; slot < held_kw_.size(); ++slot) {
      held_kw_[slot] += allocated_kw_[slot];
      rights_kw_[k][slot][std::size_t(lane)] = static_cast<std::int32_t>(allocated_kw_[slot]);
    }
  }
}

/// The order matters only where what is held from one corridor lowers the claim to the next.
void ExportRights::sort_corridors(const ProjectTerms& terms) {
  std::iota(corridors_.begin(), corridors_.end(), std::size_t{0});
  std::ranges::sort(corridors_, [&](std::size_t a, std::size_t b) {
    const double year_a = terms.corridors[a].available_from_year, year_b = terms.corridors[b].available_from_year;
    return year_a < year_b || (year_a == year_b && a < b);
  });
}

void ExportRights::claim(std::span<const ExportClaim> claims, std::size_t corridor) {
  const bool is_pro_rata = market_->exports.allocation == ExportAllocation::pro_rata;
  std::ranges::fill(claims_kw_, 0);
  for (const ExportClaim& claim : claims) {
    const double wanted = std::min(1.0, claim.terms->wanted_export_fraction) * static_cast<double>(claim.awarded_kw);
    const auto missing_kw = static_cast<std::int64_t>(std::ceil(wanted)) - held_kw_[claim.slot];
    claims_kw_[claim.slot] = is_pro_rata ? claim.awarded_kw : std::max<std::int64_t>(0, missing_kw);
    if (!auction_) continue;
    values_per_mw_year_[claim.slot] = right_value_per_mw_year(*claim.terms, claim.years, market_->tables, claim.strike_per_mwh,
                                                              claim.cost_of_capital_fraction, corridor, revenue_);
  }
}

}  // namespace sealedbid

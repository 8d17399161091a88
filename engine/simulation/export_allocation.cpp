#include "simulation/export_allocation.hpp"

#include <algorithm>
#include <cmath>

#include "auction/exact.hpp"

namespace sealedbid {

namespace {

/// Rules of the sale.
Auction sale_of_rights() {
  Auction auction;
  auction.direction = Direction::sale;
  auction.price_step_per_mwh = 1.0;   // prices are given in ticks only
  auction.volume_mw = Constant{1.0};  // stands for the capacity, which comes with each round
  auction.ceiling_per_mwh = Constant{0.0};
  auction.pricing = PricingRule::uniform_highest_accepted;
  auction.uncontested = Uncontested::pay_ceiling;
  auction.marginal_bid = MarginalBidRule::partial;
  auction.ties = TieRule::shared;
  return auction;
}

/// Serves the claims of one rank: the parts are differences of rounded running totals, so that they add up to all there is.
/// Return: kW handed out.
std::int64_t serve_rank(std::int64_t capacity_kw, std::span<const std::int64_t> claims_kw, std::span<const int> ranks, int rank,
                        std::span<std::int64_t> rights_kw) {
  std::int64_t total_kw = 0;
  for (std::size_t i = 0; i < claims_kw.size(); ++i) total_kw += ranks[i] == rank ? claims_kw[i] : 0;
  const std::int64_t served_kw = std::min(capacity_kw, total_kw);
  if (served_kw == 0) return 0;
  std::int64_t claimed_kw = 0, handed_out_kw = 0;
  for (std::size_t i = 0; i < claims_kw.size(); ++i) {
    if (ranks[i] != rank) continue;
    claimed_kw += claims_kw[i];
    const auto up_to_here_kw = static_cast<std::int64_t>(rounded_ratio(Int128{served_kw} * claimed_kw, total_kw));
    rights_kw[i] = up_to_here_kw - handed_out_kw;
    handed_out_kw = up_to_here_kw;
  }
  return served_kw;
}

}  // namespace

void allocate_rights(std::int64_t capacity_kw, std::span<const std::int64_t> claims_kw, std::span<const int> ranks,
                     std::span<std::int64_t> rights_kw) {
  std::ranges::fill(rights_kw, 0);
  const int last_rank = ranks.empty() ? -1 : *std::ranges::max_element(ranks);
  for (int rank = 0; rank <= last_rank; ++rank) capacity_kw -= serve_rank(capacity_kw, claims_kw, ranks, rank, rights_kw);
}

CapacityAuction::CapacityAuction(std::size_t projects)
    : plan_(plan_round(sale_of_rights(), "", std::vector<BidAttributes>(projects))), bids_(projects) {}

double CapacityAuction::clear(std::int64_t capacity_kw, std::span<const std::int64_t> claims_kw,
                              std::span<const double> values_per_mw_year, std::span<std::int64_t> rights_kw) {
  constexpr double ticks_of_highest = 1e8;
  std::ranges::fill(rights_kw, 0);
  double highest = 0.0;
  for (std::size_t i = 0; i < bids_.size(); ++i) {
    if (claims_kw[i] > 0) highest = std::max(highest, values_per_mw_year[i]);
  }
  if (capacity_kw <= 0 || highest <= 0.0) return 0.0;
  for (std::size_t i = 0; i < bids_.size(); ++i) {
    const double ticks = std::floor(values_per_mw_year[i] / highest * ticks_of_highest);
    const bool bids = claims_kw[i] > 0 && values_per_mw_year[i] > 0.0;
    bids_[i].price_ticks = bids ? static_cast<std::int64_t>(ticks) : 0;
    bids_[i].quantity_kw = bids ? claims_kw[i] : 0;
    bids_[i].lottery = i;
  }
  const ClearedRound cleared = clear_round(plan_, {.bids = bids_, .volume_kw = capacity_kw, .ceiling_ticks = 0});
  double price_ticks = 0.0;
  for (std::size_t i = 0; i < bids_.size(); ++i) {
    rights_kw[i] = cleared.bids[i].awarded_kw;
    if (rights_kw[i] > 0) price_ticks = static_cast<double>(cleared.bids[i].price_ticks);
  }
  return price_ticks / ticks_of_highest * highest;
}

}  // namespace sealedbid

#include "output/typical_auctions.hpp"

#include <algorithm>
#include <limits>

#include "base/csv.hpp"
#include "base/number_text.hpp"

namespace sealedbid {

namespace {

constexpr double kw_per_mw = 1000.0;

double median_price_per_mwh(const PolicyTally& policy) {
  const auto found =
      std::ranges::find(policy.metrics, "clearing_price_per_mwh", [](const MetricTally& m) { return m.metric.name; });
  if (found == policy.metrics.end() || found->moments.count == 0) return std::numeric_limits<double>::quiet_NaN();
  return found->histogram.quantile(0.5);
}

}  // namespace

std::vector<TypicalBidRow> typical_bids(std::span<const PolicyMarket> policies, std::uint64_t seed,
                                        std::span<const RunTally> rounds) {
  std::vector<TypicalBidRow> rows;
  for (std::size_t p = 0; p < policies.size(); ++p) {
    std::vector<double> medians;
    for (const RunTally& tally : rounds) medians.push_back(median_price_per_mwh(tally.policies[p]));
    for (const TypicalAuction& auction : typical_auctions(policies[p], seed, rounds.front().replications_done, medians)) {
      for (const BidSample& bid : auction.bids) {
        const ClassModel& model = policies[p].market.classes[std::size_t(bid.bidder_class)];
        rows.push_back({policies[p].policy, model.name, model.origin, auction.round, bid});
      }
    }
  }
  return rows;
}

std::string typical_auctions_csv(const std::vector<TypicalBidRow>& rows) {
  std::string text =
      "policy,round,replication,bidder_class,origin,member,required_price_per_mwh,bid_per_mwh,ceiling_per_mwh,quantity_mw,"
      "awarded_mw,price_paid_per_mwh\n";
  for (const TypicalBidRow& row : rows) {
    const BidSample& bid = row.bid;
    text += csv_cell(row.policy) + ',' + std::to_string(row.round) + ',' + std::to_string(bid.replication) + ',' +
            csv_cell(row.bidder_class) + ',' + csv_cell(row.origin) + ',' + std::to_string(bid.member);
    for (const double value : {bid.required_price_per_mwh, bid.bid_per_mwh, bid.ceiling_per_mwh, bid.quantity_kw / kw_per_mw,
                               bid.awarded_kw / kw_per_mw, bid.price_paid_per_mwh}) {
      text += ',' + number_text(value);
    }
    text += '\n';
  }
  return text;
}

}  // namespace sealedbid

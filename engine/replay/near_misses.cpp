#include "replay/near_misses.hpp"

#include <algorithm>
#include <set>

#include "base/text.hpp"

namespace sealedbid {
namespace {

using Texts = std::vector<std::string>;

/// All texts of one kind that the filters of the rules name.
Texts named_texts(const Auction& auction, Texts BidFilter::*list) {
  std::set<std::string> names;
  const auto take = [&](const auto& rules) {
    for (const auto& rule : rules) names.insert((rule.bids.*list).begin(), (rule.bids.*list).end());
  };
  take(auction.exclusions);
  take(auction.ceilings);
  take(auction.ranking.adjustments);
  take(auction.stages);
  take(auction.limits);
  take(auction.pricing_exceptions);
  return {names.begin(), names.end()};
}

void find_near_misses(const BidList& list, const std::string& column, const Texts& named, std::string BidAttributes::*member,
                      std::vector<Issue>& warnings) {
  const auto found = std::ranges::find(list.columns, column);
  if (found == list.columns.end() || named.empty()) return;
  const auto bid_has = [&](const std::string& name) {
    return std::ranges::any_of(list.bids, [&](const ListedBid& bid) { return bid.attributes.*member == name; });
  };
  for (const ListedBid& bid : list.bids) {
    const std::string& text = bid.attributes.*member;
    if (text.empty() || std::ranges::find(named, text) != named.end()) continue;
    const std::string nearest = nearest_name(text, named);
    if (nearest.empty() || bid_has(nearest)) continue;
    warnings.push_back({.place = {list.file, bid.line, static_cast<int>(found - list.columns.begin()) + 1},
                        .key_path = column,
                        .what = "no rule names '" + printable(text, 60) + "'",
                        .suggestion = "Did you mean " + nearest + ", which no bid has?",
                        .severity = Severity::warning});
  }
}

}  // namespace

std::vector<Issue> near_misses(const BidList& list, const Auction& auction) {
  std::vector<Issue> warnings;
  const auto look = [&](const char* column, Texts BidFilter::*names, std::string BidAttributes::*member) {
    find_near_misses(list, column, named_texts(auction, names), member, warnings);
  };
  look("technology", &BidFilter::technologies, &BidAttributes::technology);
  look("zone", &BidFilter::zones, &BidAttributes::zone);
  look("segment", &BidFilter::segments, &BidAttributes::segment);
  look("lot", &BidFilter::lots, &BidAttributes::lot);
  look("delivery_year", &BidFilter::delivery_years, &BidAttributes::delivery_year);
  return warnings;
}

}  // namespace sealedbid

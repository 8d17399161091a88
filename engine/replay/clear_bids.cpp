#include "replay/clear_bids.hpp"

#include <cmath>

#include "auction/match_bids.hpp"
#include "replay/near_misses.hpp"
#include "replay/needed_columns.hpp"
#include "replay/open_phase.hpp"
#include "sampling/stream.hpp"

namespace sealedbid {
namespace {

void check_host(const RulesFile& rules) {
  if (!rules.host_code.empty() || !tells_origins_apart(rules.auction)) return;
  throw InputError(Issue{.place = {rules.path},
                         .key_path = "host_country.code",
                         .what = "is missing, and the rules tell domestic from foreign bids",
                         .suggestion = "Add host_country: {code: ALB}, with the code of the auction's country"});
}

std::vector<RoundBid> bids_with_lots(const BidList& list, std::uint64_t lottery_seed) {
  std::vector<RoundBid> bids;
  for (const ListedBid& listed : list.bids) {
    bids.push_back(listed.bid);
    if (list.has_column("lottery")) continue;
    bids.back().lottery = draw_bits(make_stream_key(lottery_seed, listed.attributes.name), 0, 1, 0, Purpose::lottery);
  }
  return bids;
}

std::vector<BidAttributes> attributes_of(const BidList& list) {
  std::vector<BidAttributes> attributes;
  for (const ListedBid& listed : list.bids) attributes.push_back(listed.attributes);
  return attributes;
}

}  // namespace

ClearedFile clear_bids(const std::string& bids_csv, const RulesFile& rules, std::uint64_t lottery_seed) {
  check_host(rules);
  const Auction& auction = rules.auction;
  ClearedFile cleared;
  cleared.rules = rules;
  cleared.list = read_bids(bids_csv, auction);
  cleared.bids = bids_with_lots(cleared.list, lottery_seed);
  if (auction.volume_mw) cleared.volume_kw = std::llround(lowest(*auction.volume_mw) * 1000.0);
  if (auction.ceiling_per_mwh) {
    const std::int64_t sign = auction.direction == Direction::sale ? -1 : 1;
    cleared.ceiling_ticks = sign * ceiling_ticks(auction, lowest(*auction.ceiling_per_mwh));
  }
  cleared.plan = plan_round(auction, rules.host_code, attributes_of(cleared.list));
  if (auction.format != AuctionFormat::sealed_bid) {
    run_open_round(cleared);
  } else {
    cleared.round = clear_round(cleared.plan, {.bids = cleared.bids,
                                               .volume_kw = cleared.volume_kw,
                                               .ceiling_ticks = cleared.ceiling_ticks,
                                               .find_lots = FindLots::yes});
  }
  cleared.warnings = near_misses(cleared.list, auction);
  return cleared;
}

}  // namespace sealedbid

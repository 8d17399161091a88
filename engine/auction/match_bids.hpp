#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "auction/bid.hpp"
#include "scenario/auction.hpp"

/// Which bids a rule concerns, and prices in ticks.
namespace sealedbid {

/// The criterion of a points ranking that means the bid price.
inline constexpr std::string_view price_criterion = "price";

bool is_foreign(const BidAttributes& bid, const std::string& host_code);
/// The part of a joint venture that is foreign, in millionths.
std::int64_t foreign_share_1e6(const BidAttributes& bid, const std::string& host_code);
bool matches(const BidFilter& filter, const BidAttributes& bid, const std::string& host_code);

/// The bidder, or the bid's own name where none is given; the owner group, or the bidder.
const std::string& bidder_of(const BidAttributes& bid);
const std::string& owner_group_of(const BidAttributes& bid);

/// The text by which a limit tells its instances apart, "all" where it has one; a bid whose text is empty is not concerned.
std::string scope_text(LimitScope scope, const BidAttributes& bid);

/// The highest (lowest) multiple of the price step at or below a ceiling (at or above a floor). In a sale a ceiling is a reserve
/// price; both are then ticks of the negated price, so that admissible still means price_ticks ≤ ceiling_ticks.
std::int64_t ceiling_ticks(const Auction& auction, double ceiling_per_mwh);
std::int64_t floor_ticks(const Auction& auction, double floor_per_mwh);

}  // namespace sealedbid

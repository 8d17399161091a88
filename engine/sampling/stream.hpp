#pragma once

#include <cstdint>
#include <string_view>

#include "base/lanes.hpp"

/// Counter-based random numbers: a draw is a function of (seed, name, replication, round, member, purpose), never "the next
/// number". Adding a bidder, a quantity or a policy changes no other draw, and every policy sees the same worlds. Source:
/// Philox4x32-10, Salmon, Moraes, Dror & Shaw (2011), "Parallel random numbers: as easy as 1, 2, 3" (Random123).
namespace sealedbid {

/// What a draw is for. Each purpose is one Philox block of four 32-bit words.
enum class Purpose : std::uint32_t {
  shared = 0,      ///< word 0: a quantity drawn once a replication
  bidder = 1,      ///< words 0–3: participation, capex factor, cost of capital, yield estimate error
  project = 2,     ///< words 0–2: project capacity, required price, mark-up
  lottery = 3,     ///< words 0–1: rank among tied bids
  bid_number = 4,  ///< word 0: a number that a bid carries, e.g. a criterion of a points ranking
  // After the award; `member` counts blocks of four months or years, or years.
  price_shock = 5,    ///< word w of member k: shock of month 4k + w from the award
  exchange_rate = 6,  ///< word 0: change of the rate in year `member`, word 1: whether the peg breaks in it
  yield_of_year = 7,  ///< word w of member 16·bidder + k: yield in year 4k + w + 1 of operation
  cost_change = 8,    ///< word 0: change of a bidder's investment cost between award and decision to build
};

/// Key of the stream that belongs to a seed and a name (a bidder class, or the key path of a shared quantity).
struct StreamKey {
  std::uint32_t low = 0, high = 0;
};
/// Words 0 and 1 of Philox4x32-10 with the 128-bit FNV-1a hash of the name's bytes as counter (least significant word first) and
/// the seed as key (low word first). Source of the hash: Fowler, Noll & Vo, "The FNV non-cryptographic hash algorithm".
StreamKey make_stream_key(std::uint64_t seed, std::string_view name);

/// Uniforms in (0, 1), never 0 or 1: (word + ½)·2⁻³².
struct UniformBlock {
  LaneReals word[4];
};

/// The four words of one purpose for `lane_count` consecutive replications from `first_replication` (≥ 0).
/// @param round from 1; @param member index of the bidder in its class, from 0 (0 for shared quantities).
void draw_uniforms(StreamKey key, std::int64_t first_replication, std::uint32_t round, std::uint32_t member, Purpose purpose,
                   UniformBlock& out);

/// One draw as 64 bits (words 0 and 1), for the rare scalar use: the lottery among tied bids.
std::uint64_t draw_bits(StreamKey key, std::int64_t replication, std::uint32_t round, std::uint32_t member, Purpose purpose);

}  // namespace sealedbid

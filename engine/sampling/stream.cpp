#include "sampling/stream.hpp"

#include <array>
#include <bit>

namespace sealedbid {
namespace {

constexpr std::uint32_t multiplier_0 = 0xD2511F53, multiplier_1 = 0xCD9E8D57;
constexpr std::uint32_t weyl_0 = 0x9E3779B9, weyl_1 = 0xBB67AE85;
constexpr int philox_rounds = 10;

using Words = std::array<std::uint32_t, 4>;

Words philox(Words counter, StreamKey key) {
  for (int round = 0; round < philox_rounds; ++round) {
    const std::uint64_t product_0 = std::uint64_t{multiplier_0} * counter[0];
    const std::uint64_t product_1 = std::uint64_t{multiplier_1} * counter[2];
    counter = {static_cast<std::uint32_t>(product_1 >> 32) ^ counter[1] ^ key.low, static_cast<std::uint32_t>(product_1),
               static_cast<std::uint32_t>(product_0 >> 32) ^ counter[3] ^ key.high, static_cast<std::uint32_t>(product_0)};
    key = {key.low + weyl_0, key.high + weyl_1};
  }
  return counter;
}

std::uint32_t purpose_word(std::uint32_t round, Purpose purpose) {
  return round << 8 | static_cast<std::uint32_t>(purpose);
}

/// Philox of a tile. A Word holds 32 bits of the counter in its lower half; what else it holds counts for nothing.
template <class Word>
SEALEDBID_INLINE void philox_tile(StreamKey key, std::int64_t first_replication, std::uint32_t last_word, std::uint32_t member,
                                  UniformBlock& out) {
  alignas(64) Word words[4][lane_count];
  for (int lane = 0; lane < lane_count; ++lane) {
    const auto replication = static_cast<std::uint64_t>(first_replication) + static_cast<std::uint64_t>(lane);
    words[0][lane] = static_cast<Word>(replication);
    words[1][lane] = static_cast<Word>(replication >> 32);
    words[2][lane] = member;
    words[3][lane] = last_word;
  }
  for (int step = 0; step < philox_rounds; ++step) {
    for (int lane = 0; lane < lane_count; ++lane) {
      const std::uint64_t product_0 = std::uint64_t{multiplier_0} * static_cast<std::uint32_t>(words[0][lane]);
      const std::uint64_t product_1 = std::uint64_t{multiplier_1} * static_cast<std::uint32_t>(words[2][lane]);
      words[0][lane] = static_cast<Word>(product_1 >> 32) ^ words[1][lane] ^ key.low;
      words[2][lane] = static_cast<Word>(product_0 >> 32) ^ words[3][lane] ^ key.high;
      words[1][lane] = static_cast<Word>(product_1);
      words[3][lane] = static_cast<Word>(product_0);
    }
    key = {key.low + weyl_0, key.high + weyl_1};
  }
  for (int word = 0; word < 4; ++word) {
    for (int lane = 0; lane < lane_count; ++lane) {
      // 2^52 + word as bits, less 2^52 − ½: exact, and without a conversion that only AVX-512 has.
      const auto bits = std::uint64_t{0x4330000000000000} | static_cast<std::uint32_t>(words[word][lane]);
      out.word[word][static_cast<std::size_t>(lane)] = (std::bit_cast<double>(bits) - (0x1p52 - 0.5)) * 0x1p-32;
    }
  }
}

SEALEDBID_CLONES void draw_narrow(StreamKey key, std::int64_t first_replication, std::uint32_t last_word, std::uint32_t member,
                                  UniformBlock& out) {
  philox_tile<std::uint32_t>(key, first_replication, last_word, member, out);
}

/// The same bits without a shuffle between words and products. Worth it only where 64-bit lanes are multiplied in one
/// instruction: nearly twice as fast with AVX-512, a third slower with AVX2.
SEALEDBID_CLONES void draw_wide(StreamKey key, std::int64_t first_replication, std::uint32_t last_word, std::uint32_t member,
                                UniformBlock& out) {
  philox_tile<std::uint64_t>(key, first_replication, last_word, member, out);
}

struct Hash128 {
  std::uint64_t high, low;
};

/// FNV-1a: xor a byte, multiply by 2^88 + 0x13b.
Hash128 fnv1a_128(std::string_view text) {
  __extension__ using Wide = unsigned __int128;
  Wide hash = Wide{0x6c62272e07bb0142} << 64 | Wide{0x62b821756295c58d};
  for (const char character : text) {
    hash ^= static_cast<unsigned char>(character);
    hash *= Wide{1} << 88 | Wide{0x13b};
  }
  return {static_cast<std::uint64_t>(hash >> 64), static_cast<std::uint64_t>(hash)};
}

}  // namespace

StreamKey make_stream_key(std::uint64_t seed, std::string_view name) {
  const Hash128 hash = fnv1a_128(name);
  const Words words = philox({static_cast<std::uint32_t>(hash.low), static_cast<std::uint32_t>(hash.low >> 32),
                              static_cast<std::uint32_t>(hash.high), static_cast<std::uint32_t>(hash.high >> 32)},
                             {static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)});
  return {words[0], words[1]};
}

void draw_uniforms(StreamKey key, std::int64_t first_replication, std::uint32_t round, std::uint32_t member, Purpose purpose,
                   UniformBlock& out) {
  if (has_wide_registers()) {
    draw_wide(key, first_replication, purpose_word(round, purpose), member, out);
  } else {
    draw_narrow(key, first_replication, purpose_word(round, purpose), member, out);
  }
}

std::uint64_t draw_bits(StreamKey key, std::int64_t replication, std::uint32_t round, std::uint32_t member, Purpose purpose) {
  const auto bits = static_cast<std::uint64_t>(replication);
  const Words words = philox(
      {static_cast<std::uint32_t>(bits), static_cast<std::uint32_t>(bits >> 32), member, purpose_word(round, purpose)}, key);
  return std::uint64_t{words[1]} << 32 | words[0];
}

}  // namespace sealedbid

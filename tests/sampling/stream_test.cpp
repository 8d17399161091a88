#include "sampling/stream.hpp"

#include <Random123/philox.h>
#include <gtest/gtest.h>

#include <array>
#include <boost/random/mersenne_twister.hpp>
#include <cmath>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace sealedbid {
namespace {

using Words = std::array<std::uint32_t, 4>;

/// The words of one lane, recovered from (word + ½)·2⁻³².
Words words_of(const UniformBlock& block, std::size_t lane) {
  Words words;
  for (std::size_t i = 0; i < 4; ++i) words[i] = static_cast<std::uint32_t>(block.word[i][lane] * 0x1p32 - 0.5);
  return words;
}

/// Draws with any 128-bit counter: its words are replication (two), member, round and purpose.
UniformBlock block_at(const Words& counter, StreamKey key) {
  UniformBlock block;
  draw_uniforms(key, static_cast<std::int64_t>(std::uint64_t{counter[1]} << 32 | counter[0]), counter[3] >> 8, counter[2],
                static_cast<Purpose>(counter[3] & 0xff), block);
  return block;
}

Words random123(const Words& counter, StreamKey key) {
  const r123::Philox4x32::ctr_type result =
      r123::Philox4x32()({{counter[0], counter[1], counter[2], counter[3]}}, {{key.low, key.high}});
  return {result[0], result[1], result[2], result[3]};
}

TEST(StreamTest, ReproducesRandom123KnownAnswers) {
  struct KnownAnswer {
    Words counter;
    StreamKey key;
    Words result;
  };
  const KnownAnswer answers[] = {
      {{0, 0, 0, 0}, {0, 0}, {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}},
      {{~0u, ~0u, ~0u, ~0u}, {~0u, ~0u}, {0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}},
      {{0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344},
       {0xa4093822, 0x299f31d0},
       {0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}},
  };
  for (const KnownAnswer& answer : answers) EXPECT_EQ(words_of(block_at(answer.counter, answer.key), 0), answer.result);
}

TEST(StreamTest, EqualsRandom123OnRandomAndExtremeCounters) {
  boost::random::mt19937_64 engine(20260101);
  const std::uint64_t extremes[] = {0, 0xffffffff - 16, 0xffffffff, 0x100000000, (1ull << 53) - 16, 1ull << 53, (1ull << 62) + 5};
  for (std::size_t draw = 0; draw < 10'000; ++draw) {
    const StreamKey key{static_cast<std::uint32_t>(engine()), static_cast<std::uint32_t>(engine())};
    const std::uint64_t first = draw % 2 == 0 ? engine() >> 11 : extremes[(draw / 2) % std::size(extremes)];
    const auto member = draw % 3 == 0 ? ~0u - static_cast<std::uint32_t>(draw % 5) : static_cast<std::uint32_t>(engine() % 5000);
    const auto round = static_cast<std::uint32_t>(1 + engine() % 20);
    const auto purpose = static_cast<Purpose>(engine() % 4);
    UniformBlock block;
    draw_uniforms(key, static_cast<std::int64_t>(first), round, member, purpose, block);
    for (std::size_t lane = 0; lane < lane_count; lane += 7) {
      const std::uint64_t replication = first + lane;
      const Words counter{static_cast<std::uint32_t>(replication), static_cast<std::uint32_t>(replication >> 32), member,
                          round << 8 | static_cast<std::uint32_t>(purpose)};
      const Words expected = random123(counter, key);
      ASSERT_EQ(words_of(block, lane), expected) << "replication " << replication;
      ASSERT_EQ(draw_bits(key, static_cast<std::int64_t>(replication), round, member, purpose),
                std::uint64_t{expected[1]} << 32 | expected[0]);
    }
  }
}

/// The counter that Philox maps to `words`: the rounds backwards.
Words counter_giving(Words words, StreamKey key) {
  const auto inverse = [](std::uint32_t odd) {
    std::uint32_t x = odd;
    for (int doubling = 0; doubling < 5; ++doubling) x *= 2 - odd * x;
    return x;
  };
  constexpr std::uint32_t multiplier_0 = 0xD2511F53, multiplier_1 = 0xCD9E8D57;
  for (std::uint32_t round = 10; round-- > 0;) {
    const std::uint32_t key_0 = key.low + round * 0x9E3779B9, key_1 = key.high + round * 0xBB67AE85;
    const std::uint32_t first = words[3] * inverse(multiplier_0), third = words[1] * inverse(multiplier_1);
    words = {first, static_cast<std::uint32_t>((std::uint64_t{multiplier_1} * third) >> 32) ^ words[0] ^ key_0, third,
             static_cast<std::uint32_t>((std::uint64_t{multiplier_0} * first) >> 32) ^ words[2] ^ key_1};
  }
  return words;
}

TEST(StreamTest, UniformsAreNeverZeroOrOneOnExtremeWords) {
  const StreamKey key = make_stream_key(1, "extreme");
  const UniformBlock zeros = block_at(counter_giving({0, 0, 0, 0}, key), key);
  const UniformBlock ones = block_at(counter_giving({~0u, ~0u, ~0u, ~0u}, key), key);
  for (std::size_t word = 0; word < 4; ++word) {
    EXPECT_EQ(zeros.word[word][0], 0x1p-33);
    EXPECT_EQ(ones.word[word][0], 1.0 - 0x1p-33);
  }
}

TEST(StreamTest, DrawDoesNotDependOnItsTile) {
  const StreamKey key = make_stream_key(7, "solar");
  UniformBlock here, there;
  draw_uniforms(key, 1000, 2, 3, Purpose::bidder, here);
  draw_uniforms(key, 1005, 2, 3, Purpose::bidder, there);
  for (std::size_t lane = 5; lane < lane_count; ++lane) EXPECT_EQ(words_of(here, lane), words_of(there, lane - 5));
}

TEST(StreamTest, KeysOfSeedsAndNamesAreDistinct) {
  std::set<std::pair<std::uint32_t, std::uint32_t>> keys;
  std::size_t made = 0;
  for (std::uint64_t seed : {0ull, 1ull, 2ull, 0x100000000ull, ~0ull}) {
    for (int number = 0; number < 1000; ++number, ++made) {
      const StreamKey key = make_stream_key(seed, "bidders[" + std::to_string(number) + "]");
      keys.insert({key.low, key.high});
    }
    const StreamKey empty = make_stream_key(seed, "");
    keys.insert({empty.low, empty.high});
    ++made;
  }
  EXPECT_EQ(keys.size(), made);
}

TEST(StreamTest, KeyIsPhiloxOfTheNameHash) {
  // FNV-1a of the empty text is its offset basis; of "foobar" the published test vector 343e1662793c64bf6f0d3597ba446f18.
  const Words basis = random123({0x6295c58d, 0x62b82175, 0x07bb0142, 0x6c62272e}, {5, 0});
  const Words foobar = random123({0xba446f18, 0x6f0d3597, 0x793c64bf, 0x343e1662}, {5, 9});
  EXPECT_EQ(make_stream_key(5, "").low, basis[0]);
  EXPECT_EQ(make_stream_key(5, "").high, basis[1]);
  EXPECT_EQ(make_stream_key(5 + (9ull << 32), "foobar").low, foobar[0]);
  EXPECT_EQ(make_stream_key(5 + (9ull << 32), "foobar").high, foobar[1]);
}

struct Stream {
  StreamKey key;
  std::uint32_t round = 1, member = 0;
  Purpose purpose = Purpose::bidder;
  std::size_t word = 0;
  std::int64_t first_replication = 0;
};

constexpr int tiles = 31'250;
constexpr double draws = tiles * static_cast<double>(lane_count);

std::vector<double> million_draws(const Stream& stream) {
  std::vector<double> result;
  UniformBlock block;
  for (int tile = 0; tile < tiles; ++tile) {
    draw_uniforms(stream.key, stream.first_replication + tile * lane_count, stream.round, stream.member, stream.purpose, block);
    result.insert(result.end(), block.word[stream.word].begin(), block.word[stream.word].end());
  }
  return result;
}

/// √n × correlation of two samples of uniforms: a standard normal if they are independent.
double correlation_score(const std::vector<double>& left, const std::vector<double>& right) {
  double sum = 0.0;
  for (std::size_t i = 0; i < left.size(); ++i) sum += (left[i] - 0.5) * (right[i] - 0.5);
  return 12.0 * sum / std::sqrt(draws);
}

constexpr double score_bound = 6.0;  // false alarm 2e-9 a pair

TEST(StreamTest, StreamsAreUncorrelated) {
  const Stream base{make_stream_key(42, "solar")};
  std::vector<Stream> others(7, base);
  others[0].key = make_stream_key(42, "solas");
  others[1].key = make_stream_key(43, "solar");
  others[2].member = 1;
  others[3].round = 2;
  others[4].purpose = Purpose::project;
  others[5].word = 1;
  others[6].first_replication = 1;
  const std::vector<double> sample = million_draws(base);
  for (std::size_t i = 0; i < others.size(); ++i) {
    EXPECT_LT(std::fabs(correlation_score(sample, million_draws(others[i]))), score_bound) << "stream " << i;
  }
}

TEST(StreamTest, CorrelationCheckCatchesOnePercentOfASharedStream) {
  const std::vector<double> sample = million_draws({make_stream_key(42, "solar")});
  std::vector<double> mixed = million_draws({make_stream_key(42, "wind")});
  for (std::size_t i = 0; i < mixed.size(); i += 100) mixed[i] = sample[i];
  EXPECT_GT(correlation_score(sample, mixed), score_bound);
}

}  // namespace
}  // namespace sealedbid

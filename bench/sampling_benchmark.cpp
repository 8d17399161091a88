#include <benchmark/benchmark.h>

#include <cmath>
#include <cstdlib>
#include <iostream>
#include <string>

#include "base/elementary.hpp"
#include "sampling/sampler.hpp"
#include "sampling/stream.hpp"

namespace sealedbid {
namespace {

/// A benchmark of a wrong answer is worth nothing: stops the program.
void require(bool holds, const std::string& what) {
  if (holds) return;
  std::cerr << what << '\n';
  std::exit(1);
}

SEALEDBID_CLONES void normal_quantiles(const LaneReals& u, LaneReals& scores) {
  for (std::size_t lane = 0; lane < lane_count; ++lane) scores[lane] = normal_quantile(u[lane]);
}

UniformBlock some_uniforms() {
  UniformBlock block;
  draw_uniforms(make_stream_key(1, "benchmark"), 0, 1, 0, Purpose::bidder, block);
  return block;
}

/// Items are 64-bit draws: two of the block's four words.
void draw_uniforms_benchmark(benchmark::State& state) {
  const StreamKey key = make_stream_key(1, "benchmark");
  UniformBlock block = some_uniforms();
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    const auto low = static_cast<std::uint64_t>(block.word[0][lane] * 0x1p32),
               high = static_cast<std::uint64_t>(block.word[1][lane] * 0x1p32);
    require(draw_bits(key, static_cast<std::int64_t>(lane), 1, 0, Purpose::bidder) == (high << 32 | low), "wrong words");
  }
  std::int64_t replication = 0;
  for (auto iteration : state) {
    draw_uniforms(key, replication, 1, 0, Purpose::bidder, block);
    replication += lane_count;
    benchmark::DoNotOptimize(block);
  }
  state.SetItemsProcessed(state.iterations() * lane_count * 2);
}

void normal_quantile_benchmark(benchmark::State& state) {
  const UniformBlock block = some_uniforms();
  LaneReals scores;
  normal_quantiles(block.word[0], scores);
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    require(std::fabs(0.5 * std::erfc(-scores[lane] / std::sqrt(2.0)) - block.word[0][lane]) < 1e-15, "wrong normal score");
  }
  for (auto iteration : state) {
    normal_quantiles(block.word[0], scores);
    benchmark::DoNotOptimize(scores);
  }
  state.SetItemsProcessed(state.iterations() * lane_count);
}

void quantiles_benchmark(benchmark::State& state, const Quantity& quantity) {
  const Sampler sampler(quantity);
  const UniformBlock block = some_uniforms();
  LaneReals values;
  sampler.quantiles(block.word[0], values);
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    require(values[lane] == sampler.quantile(block.word[0][lane]), "lanes differ from single quantiles");
  }
  for (auto iteration : state) {
    sampler.quantiles(block.word[0], values);
    benchmark::DoNotOptimize(values);
  }
  state.SetItemsProcessed(state.iterations() * lane_count);
}

BENCHMARK(draw_uniforms_benchmark);
BENCHMARK(normal_quantile_benchmark);
BENCHMARK_CAPTURE(quantiles_benchmark, uniform, Uniform{1.0, 2.0});
BENCHMARK_CAPTURE(quantiles_benchmark, triangular, Triangular{1.0, 2.0, 4.0});
BENCHMARK_CAPTURE(quantiles_benchmark, normal, Normal{1.0, 0.1});
BENCHMARK_CAPTURE(quantiles_benchmark, truncated_normal, TruncatedNormal{1.0, 0.1, 0.8, 1.5});
BENCHMARK_CAPTURE(quantiles_benchmark, lognormal, Lognormal{690.0, 0.1});
BENCHMARK_CAPTURE(quantiles_benchmark, pert, Pert{1.0, 2.0, 4.0, 4.0});
BENCHMARK_CAPTURE(quantiles_benchmark, weibull, Weibull{2.0, 8.0, 0.0});
BENCHMARK_CAPTURE(quantiles_benchmark, empirical, Empirical{{1.0, 2.0, 3.0, 4.0, 5.0}, {1.0, 2.0, 3.0, 2.0, 1.0}});

}  // namespace
}  // namespace sealedbid

BENCHMARK_MAIN();

// Time and error of equilibria of bare games, side by side: each case has a number that is known to ten digits or so.
#include <benchmark/benchmark.h>

#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "bidding/deviation_gain.hpp"
#include "bidding/equilibrium.hpp"
#include "bidding/tabulated_game.hpp"

namespace sealedbid {
namespace {

GameClass bidders(int count, const Quantity& cost) {
  GameClass result;
  result.bidders = count;
  result.cost = cost_law(cost);
  return result;
}

/// A power law 1 − ((high − c)/range)^power, as costs.
Beta power(double low, double high, double exponent) {
  return {.alpha = 1.0, .beta = exponent, .low = low, .high = high};
}

Game game_of(std::vector<GameClass> classes, int lots = 1) {
  Game game;
  game.classes = std::move(classes);
  game.lots = lots;
  return game;
}

struct Case {
  std::string name;
  Game game;
  double expected_payment_per_mwh;  ///< known
  double accepted_error;            ///< of it, relative
};

Case symmetric(int n) {
  return {"symmetric " + std::to_string(n), game_of({bidders(n, Uniform{0.0, 1.0})}), 2.0 / (n + 1), 1e-8};
}
/// Griesmer, Levitan & Shubik (1967), Plum (1992).
Case weak_and_strong() {
  return {"two unlike uniforms", game_of({bidders(1, Uniform{60.0, 100.0}), bidders(1, Uniform{20.0, 100.0})}), 81.6397977719,
          1e-6};
}
/// Cheng (2006).
Case linear() {
  return {"2+3 with linear bids", game_of({bidders(2, power(40.0, 100.0, 1)), bidders(3, power(38.75, 100.0, 2))}), 53.3333333333,
          1e-6};
}
/// Marshall, Meurer, Richard & Stromquist (1994), as costs 1 − v.
Case ring() {
  return {"ring of 4 against 1", game_of({bidders(1, power(0.0, 1.0, 1)), bidders(1, power(0.0, 1.0, 4))}), 1.0 - 0.5054304717,
          1e-6};
}
Case origins(int each) {
  Game game =
      game_of({bidders(each, TruncatedNormal{70.0, 12.0, 40.0, 120.0}), bidders(each, TruncatedNormal{60.0, 12.0, 40.0, 120.0})});
  game.ceiling_per_mwh = 65.0;
  const double known = each == 3 ? 56.18132 : std::nan("");
  return {std::to_string(each) + "+" + std::to_string(each) + " at home and abroad, ceiling", game, known, 1e-6};
}
Case lots() {
  return {"5 for 3 lots", game_of({bidders(5, Uniform{0.0, 1.0})}, 3), 3.0 * 4.0 / 6.0, 1e-6};
}

void solve(benchmark::State& state, const Case& game) {
  const Equilibrium once = solve_equilibrium(game.game);
  const double error = std::abs(once.expected_payment_per_mwh / game.expected_payment_per_mwh - 1.0);
  if (once.status != EquilibriumStatus::solved || error > game.accepted_error) {
    state.SkipWithError("the answer is not the known one");
    return;
  }
  double share = 0.0;
  for (const ClassDeviation& deviation : deviation_gains(game.game, once).classes) share = std::max(share, deviation.gain_share);
  for (auto _ : state) benchmark::DoNotOptimize(solve_equilibrium(game.game));
  state.counters["payment_error"] = error;  // not a number: none is known
  state.counters["gain_share"] = share;
  state.SetLabel(game.name);
}

void certify(benchmark::State& state, const Case& game) {
  const Equilibrium once = solve_equilibrium(game.game);
  for (auto _ : state) benchmark::DoNotOptimize(deviation_gains(game.game, once));
  state.SetLabel(game.name);
}

/// 25 + 25 unlike bidders for 20 lots.
Case many_lots() {
  return {"25+25 for 20 lots", game_of({bidders(25, Uniform{0.0, 1.0}), bidders(25, Uniform{0.1, 1.2})}, 20), std::nan(""), 1e-6};
}

/// The general method of scenarios, with the mean gain that it still leaves. Not solved to its tolerance: counted, not skipped.
void respond(benchmark::State& state, const Case& game) {
  const TabulatedGame table = tabulated(game.game);
  TabulatedEquilibrium solved;
  for (auto _ : state) benchmark::DoNotOptimize(solved = solve_tabulated(table));
  state.counters["gain_share"] = solved.residual;
  state.counters["is_solved"] = solved.status == EquilibriumStatus::solved ? 1.0 : 0.0;
  state.SetLabel(game.name);
}

BENCHMARK_CAPTURE(solve, symmetric_10, symmetric(10))->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(solve, two_unlike, weak_and_strong())->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(solve, linear, linear())->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(solve, ring, ring())->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(solve, origins_3, origins(3))->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(solve, origins_5, origins(5))->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(solve, lots, lots())->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(certify, two_unlike, weak_and_strong())->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(certify, origins_5, origins(5))->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(respond, two_unlike, weak_and_strong())->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(respond, origins_3, origins(3))->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(respond, origins_5, origins(5))->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(respond, many_lots, many_lots())->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace sealedbid

BENCHMARK_MAIN();

#include <benchmark/benchmark.h>

#include <cstdint>
#include <random>
#include <stdexcept>
#include <vector>

#include "auction/packages.hpp"

/// Winner determination at the limit of size: 60 packages of three products, a quarter in exclusive groups, a sixth conditional.
namespace {

using namespace sealedbid;

enum class Objective { surplus, cost };

struct Instance {
  std::vector<ProductDemand> products;
  std::vector<PackageBid> packages;
};

std::int64_t draw(std::mt19937_64& random, std::int64_t low, std::int64_t high) {
  return low + static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(high - low + 1));
}

/// Prices 30 % around the worth of the quantities; a quarter to under a half of what is offered is wanted.
Instance draw_instance(std::mt19937_64& random, Objective objective, int products) {
  Instance instance;
  std::vector<std::int64_t> worth, offered(std::size_t(products), 0);
  for (int k = 0; k < products; ++k) worth.push_back(draw(random, 20'000, 60'000));
  for (int j = 0; j < static_cast<int>(most_packages); ++j) {
    PackageBid package;
    std::int64_t total = 0;
    for (int k = 0; k < products; ++k) {
      package.quantities.push_back(draw(random, 0, 2) > 0 ? draw(random, 1, 1000) : 0);
      offered[k] += package.quantities.back();
      total += package.quantities.back() * worth[k];
    }
    package.price = total * draw(random, 700, 1300) / 1000;
    if (draw(random, 0, 3) == 0) package.exclusive_group = static_cast<int>(draw(random, 0, 9));
    if (j > 0 && draw(random, 0, 5) == 0) package.requires_packages = {static_cast<int>(draw(random, 0, j - 1))};
    instance.packages.push_back(package);
  }
  for (int k = 0; k < products; ++k) {
    ProductDemand product{offered[k] * draw(random, 25, 45) / 100, std::nullopt};
    if (objective == Objective::surplus) product.value_per_unit = worth[k] * draw(random, 95, 120) / 100;
    instance.products.push_back(product);
  }
  return instance;
}

/// The best of one selection with one package forced in or out may not be better.
void check_answer(const Instance& instance, const PackageSelection& best) {
  for (std::size_t j = 0; j < 5; ++j) {
    PackageOptions options{.fates = std::vector<PackageFate>(instance.packages.size(), PackageFate::open)};
    options.fates[j] = best.is_selected[j] ? PackageFate::rejected : PackageFate::selected;
    const PackageSelection other = select_packages(instance.products, instance.packages, options);
    if (other.is_feasible && other.surplus() > best.surplus())
      throw std::logic_error("select_packages: there is a better selection");
  }
}

void SelectPackages(benchmark::State& state, Objective objective) {
  std::mt19937_64 random(7);
  std::vector<Instance> instances;
  for (int i = 0; i < 20; ++i) instances.push_back(draw_instance(random, objective, static_cast<int>(state.range(0))));
  const PackageSelection first = select_packages(instances[0].products, instances[0].packages);
  if (first.is_feasible) check_answer(instances[0], first);
  std::int64_t nodes = 0;
  std::size_t next = 0;
  for (auto _ : state) {
    const PackageSelection selection = select_packages(instances[next].products, instances[next].packages);
    nodes += selection.nodes;
    next = next + 1 < instances.size() ? next + 1 : 0;
    benchmark::DoNotOptimize(selection.cost);
  }
  state.SetItemsProcessed(nodes);
  state.counters["nodes"] = benchmark::Counter(static_cast<double>(nodes), benchmark::Counter::kAvgIterations);
}

BENCHMARK_CAPTURE(SelectPackages, greatest_surplus, Objective::surplus)->Arg(1)->Arg(3)->Arg(6)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(SelectPackages, least_cost, Objective::cost)->Arg(1)->Arg(3)->Unit(benchmark::kMillisecond)->MinTime(2.0);

}  // namespace

BENCHMARK_MAIN();

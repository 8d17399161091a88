#include <benchmark/benchmark.h>

#include <functional>
#include <numeric>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

#include "auction/clear_round.hpp"

/// What each rule costs: clear_round on one round under plain rules and under each further rule. Items are bids; compare with
/// clearing_benchmark, which clears plain rounds 32 at a time without sorting.
namespace {

using namespace sealedbid;

struct Round {
  std::vector<BidAttributes> attributes;
  std::vector<RoundBid> bids;
  std::int64_t volume_kw = 0;
};

/// Bids of 1 to 100 MW at 30 to 60 per MWh from four bidders in ten, three zones, two technologies and delivery years.
Round make_round(int size) {
  std::mt19937_64 random(static_cast<std::uint64_t>(size));
  Round round;
  for (int b = 0; b < size; ++b) {
    BidAttributes bid;
    bid.name = "bid_" + std::to_string(b);
    bid.bidder = "bidder_" + std::to_string(random() % std::uint64_t(1 + size * 4 / 10));
    bid.origin = random() % 2 == 0 ? "AZE" : "TUR";
    bid.technology = random() % 2 == 0 ? "wind" : "solar";
    bid.zone = std::string(1, static_cast<char>('a' + random() % 3));
    bid.delivery_year = random() % 2 == 0 ? "2027" : "2028";
    bid.full_load_hours = 1500.0 + static_cast<double>(random() % 1000);
    bid.criteria["jobs"] = static_cast<double>(random() % 100) / 100.0;
    round.attributes.push_back(bid);
    round.bids.push_back({.price_ticks = static_cast<std::int64_t>(3000 + random() % 3000),
                          .quantity_kw = static_cast<std::int64_t>(1000 + random() % 99'000),
                          .lottery = random()});
    round.volume_kw += round.bids.back().quantity_kw;
  }
  round.volume_kw = round.volume_kw * 6 / 10;
  return round;
}

struct RuleCase {
  const char* name;
  void (*add)(Auction& auction, double volume_mw);
};

const RuleCase rule_cases[] = {
    {"plain", [](Auction&, double) {}},
    {"price_preference",
     [](Auction& auction, double) {
       auction.ranking.adjustments = {{.name = "p", .bids = {.origin = OriginFilter::foreign}, .add_fraction = 0.1}};
     }},
    {"points",
     [](Auction& auction, double) {
       auction.ranking.by = RankBy::points;
       auction.ranking.criteria = {{.name = "price", .weight = 70.0, .formula = PointsFormula::linear_above_lowest},
                                   {.name = "jobs", .weight = 30.0, .formula = PointsFormula::as_given}};
     }},
    {"quota_stage",
     [](Auction& auction, double) { auction.stages = {{.name = "s", .bids = {.zones = {"a"}}, .volume_fraction = 0.2}}; }},
    {"foreign_cap",
     [](Auction& auction, double) {
       auction.limits = {{.name = "l", .bids = {.origin = OriginFilter::foreign}, .volume_fraction = 0.4}};
     }},
    {"cap_per_bidder",
     [](Auction& auction, double) { auction.limits = {{.name = "l", .per = LimitScope::bidder, .volume_fraction = 0.1}}; }},
    {"uniform_per_technology",
     [](Auction& auction, double) {
       auction.pricing = PricingRule::uniform_highest_accepted;
       auction.uniform_price_within = PriceScope::technology;
     }},
    {"budget", [](Auction& auction, double volume_mw) { auction.budget_per_year = volume_mw * 2000.0 * 40.0; }},
    {"british_budget",
     [](Auction& auction, double volume_mw) {
       auction.volume_mw.reset();
       auction.budget_per_year = volume_mw * 2000.0 * 40.0;
       auction.pricing = PricingRule::uniform_highest_accepted;
       auction.uniform_price_within = PriceScope::delivery_year;
       auction.marginal_bid = MarginalBidRule::reject_delivery_year;
     }},
};

void ClearRound(benchmark::State& state) {
  const RuleCase& rule = rule_cases[state.range(0)];
  const Round round = make_round(static_cast<int>(state.range(1)));
  Auction auction;
  auction.volume_mw = Constant{static_cast<double>(round.volume_kw) / 1000.0};
  rule.add(auction, static_cast<double>(round.volume_kw) / 1000.0);
  const RoundPlan plan = plan_round(auction, "AZE", round.attributes);
  RoundInput input{.bids = round.bids, .volume_kw = {}, .ceiling_ticks = 6000};
  if (auction.volume_mw) input.volume_kw = round.volume_kw;
  if (clear_round(plan, input).awarded_kw == 0) throw std::logic_error("nothing is awarded");
  for (auto _ : state) benchmark::DoNotOptimize(clear_round(plan, input).awarded_kw);
  state.SetItemsProcessed(state.iterations() * state.range(1));
  state.SetLabel(rule.name);
}

void all_rules(benchmark::internal::Benchmark* benchmark) {
  for (std::int64_t rule = 0; rule < static_cast<std::int64_t>(std::size(rule_cases)); ++rule) {
    for (const std::int64_t size : {10, 100, 1000}) benchmark->Args({rule, size});
  }
}
BENCHMARK(ClearRound)->Apply(all_rules);

}  // namespace

BENCHMARK_MAIN();

#include "study/solve_scenario.hpp"

#include <algorithm>
#include <cmath>

namespace sealedbid {

namespace {

constexpr std::int64_t most_worlds = 1 << 16, fewest_worlds = 1 << 10, most_bidders = 1 << 20;
constexpr std::size_t tenths = 10;

struct SeenBid {
  double required_price_per_mwh, bid_per_mwh;
  bool is_awarded;
};

/// [policy][class]
using SeenBids = std::vector<std::vector<std::vector<SeenBid>>>;

std::vector<BidsOfATenth> tenths_of(const std::vector<SeenBid>& bids) {
  std::vector<BidsOfATenth> list;
  for (std::size_t tenth = 0; tenth < tenths && bids.size() >= tenths; ++tenth) {
    const std::size_t first = bids.size() * tenth / tenths, last = bids.size() * (tenth + 1) / tenths;
    BidsOfATenth sum;
    for (std::size_t i = first; i < last; ++i) {
      sum.required_price_per_mwh += bids[i].required_price_per_mwh;
      sum.bid_per_mwh += bids[i].bid_per_mwh;
      sum.win_probability += bids[i].is_awarded ? 1.0 : 0.0;
    }
    const auto count = static_cast<double>(last - first);
    list.push_back({sum.required_price_per_mwh / count, sum.bid_per_mwh / count, sum.win_probability / count});
  }
  return list;
}

void describe_bids(std::vector<SeenBid> bids, ClassAnswer& answer) {
  answer.bids = static_cast<std::int64_t>(bids.size());
  if (bids.empty()) return;
  std::ranges::stable_sort(bids, {}, &SeenBid::required_price_per_mwh);
  answer.tenths = tenths_of(bids);
  answer.highest_required_price_that_bids_per_mwh = bids.back().required_price_per_mwh;
  answer.lowest_bid_per_mwh = std::ranges::min_element(bids, {}, &SeenBid::bid_per_mwh)->bid_per_mwh;
  answer.highest_bid_per_mwh = std::ranges::max_element(bids, {}, &SeenBid::bid_per_mwh)->bid_per_mwh;
  for (const SeenBid& bid : bids) {
    answer.mean_bid_per_mwh += bid.bid_per_mwh / static_cast<double>(bids.size());
    answer.win_probability += bid.is_awarded ? 1.0 / static_cast<double>(bids.size()) : 0.0;
  }
}

std::optional<double> mean_of(const PolicyTally& tally, const std::string& metric, const std::string& group) {
  for (const MetricTally& one : tally.metrics) {
    if (one.metric.name == metric && one.metric.group == group && one.moments.count > 0) return one.moments.mean;
  }
  return std::nullopt;
}

PolicyAnswer answer_of(const SolvedPolicies& solved, std::size_t p, std::vector<std::vector<SeenBid>> bids,
                       const PolicyTally& tally) {
  PolicyAnswer answer;
  answer.mean_awarded_price_per_mwh = mean_of(tally, "mean_awarded_price_per_mwh", "all");
  const std::vector<ClassModel>& classes = solved.markets[p].market.classes;
  for (std::size_t c = 0; c < classes.size(); ++c) {
    ClassAnswer& of_class = answer.classes.emplace_back();
    of_class.bidder_class = classes[c].name;
    of_class.bidders = classes[c].bidders;
    of_class.mean_awarded_price_per_mwh = mean_of(tally, "mean_awarded_price_per_mwh", "class:" + classes[c].name);
    describe_bids(std::move(bids[c]), of_class);
    const std::vector<SearchedDeviation>& certified = solved.certificates[p].classes;
    const auto found = std::ranges::find(certified, classes[c].name, &SearchedDeviation::bidder_class);
    of_class.is_solved_for = found != certified.end();
    if (of_class.is_solved_for) of_class.certificate = *found;
  }
  return answer;
}

}  // namespace

ScenarioAnswer solve_scenario(const ScenarioFile& file, int threads, const std::atomic<bool>* stop) {
  const Scenario& scenario = file.policies.front().scenario;
  ScenarioAnswer answer;
  answer.title = scenario.title.empty() ? scenario.name : scenario.title;
  answer.currency = scenario.currency;
  answer.price_year = static_cast<int>(scenario.price_year);
  std::vector<PolicyMarket> policies = build_policies(file);
  for (PolicyMarket& policy : policies) policy.market.auction.rounds = 1;  // what is solved for bids in each as in the first
  answer.solved = solve_policies(file, std::move(policies), threads, stop);
  std::int64_t bidders = 1;
  for (const PolicyMarket& policy : answer.solved.markets)
    bidders = std::max<std::int64_t>(bidders, policy.market.total_bidders());
  answer.worlds = std::clamp(most_bidders / bidders, fewest_worlds, most_worlds);

  SeenBids seen;
  for (const PolicyMarket& policy : answer.solved.markets) seen.emplace_back(policy.market.classes.size());
  SimulationOptions options;
  options.replications = answer.worlds;
  options.seed = scenario.simulation.seed;
  options.threads = threads;
  options.stop = stop;
  options.keep_bids = KeepBids::yes;
  options.samples = [&](const BlockSamples& block) {
    for (const BidSample& bid : block.bids) {
      seen[std::size_t(block.policy)][std::size_t(bid.bidder_class)].push_back(
          {bid.required_price_per_mwh, bid.bid_per_mwh, bid.awarded_kw > 0});
    }
  };
  const RunTally tally = simulate(answer.solved.markets, options).front();
  answer.worlds = tally.replications_done;
  for (std::size_t p = 0; p < answer.solved.markets.size(); ++p) {
    answer.policies.push_back(answer_of(answer.solved, p, std::move(seen[p]), tally.policies[p]));
  }
  return answer;
}

}  // namespace sealedbid

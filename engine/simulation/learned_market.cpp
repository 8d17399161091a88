#include "simulation/learned_market.hpp"

#include <algorithm>
#include <cmath>

#include "auction/round_plan.hpp"
#include "base/deadline.hpp"
#include "base/elementary.hpp"
#include "base/issue.hpp"
#include "simulation/bid_attributes.hpp"
#include "simulation/round_clearing.hpp"
#include "simulation/state_nodes.hpp"
#include "simulation/strategy_bids.hpp"

namespace sealedbid {

namespace {

/// ln hᵏ of each entry is what it has in common with ln h.
double hidden_power(const PartySample& sample, const std::vector<double>& price, const std::vector<double>& hidden_ratio) {
  double n = 0.0, x = 0.0, y = 0.0, xx = 0.0, xy = 0.0;
  for (std::size_t i = 0; i < price.size(); ++i) {
    if (!(price[i] > 0.0) || !std::isfinite(price[i])) continue;
    const double h = logarithm(hidden_ratio[std::size_t(sample.world[i])]), p = logarithm(price[i]);
    n += 1.0;
    x += h;
    y += p;
    xx += h * h;
    xy += h * p;
  }
  const double variance = xx - x * x / n;
  return variance > 1e-12 * n ? std::clamp((xy - x * y / n) / variance, -2.0, 2.0) : 0.0;
}

/// The factor hᵏ of each entry.
std::vector<double> hidden_factors(const PartySample& sample, double power, const std::vector<double>& hidden_ratio) {
  std::vector<double> factors;
  factors.reserve(sample.world.size());
  for (const std::int32_t world : sample.world) {
    factors.push_back(power == 0.0 ? 1.0 : exponential(power * logarithm(hidden_ratio[std::size_t(world)])));
  }
  return factors;
}

HiddenPowerLaw law_of(const PartySample& sample, const std::vector<double>& price, const LearningWorlds& worlds,
                      bool has_hidden) {
  HiddenPowerLaw law;
  law.power = has_hidden ? hidden_power(sample, price, worlds.hidden_ratio) : 0.0;
  const std::vector<double> factors = hidden_factors(sample, law.power, worlds.hidden_ratio);
  std::vector<double> own;
  own.reserve(price.size());
  for (std::size_t i = 0; i < price.size(); ++i) {
    if (std::isfinite(price[i])) own.push_back(price[i] / factors[i]);
  }
  law.own = sampled_law(own);
  return law;
}

/// What the required price at the true yield is given the own part of the estimate: its mean, and for who is averse to risk its
/// variance.
void add_realised(const PartySample& sample, const LearningWorlds& worlds, LearnedParty& learned) {
  const HiddenPowerLaw& believed = learned.believed;
  if (sample.realised == sample.believed || believed.own.cdf.empty()) return;
  const std::vector<double> factors = hidden_factors(sample, believed.power, worlds.hidden_ratio);
  std::vector<double> u, c;
  for (std::size_t i = 0; i < factors.size(); ++i) {
    if (!std::isfinite(sample.realised[i])) continue;
    u.push_back(sample.believed[i] / factors[i]);
    c.push_back(sample.realised[i] / factors[i]);
  }
  learned.realised = sampled_mean(u, c, believed.own);
  if (learned.risk_aversion.form == RiskForm::none) return;
  for (std::size_t i = 0; i < c.size(); ++i) {
    const double distance = c[i] - mean_at(learned.realised, u[i]);
    c[i] = distance * distance;
  }
  learned.realised_variance = sampled_mean(u, c, believed.own);
}

/// Bids that are all alike, of a class whose bids are given: a law narrow enough to be one price.
void widen_single_price(const std::vector<double>& prices, HiddenPowerLaw& law) {
  constexpr double half_width = 1e-4;
  const auto finite = std::ranges::find_if(prices, [](double price) { return std::isfinite(price) && price > 0.0; });
  if (!law.own.cdf.empty() || finite == prices.end()) return;
  law = {0.0, tabulated_law(cost_law(Uniform{*finite * (1.0 - half_width), *finite * (1.0 + half_width)}))};
}

/// The exact law where a class's required price is given and nothing is relative.
void take_exact_law(const Market& market, bool is_absolute, LearnedParty& learned) {
  const ClassModel& model = market.classes[std::size_t(learned.party.classes.front())];
  const bool is_ring = model.ring >= 0;
  if (is_ring || !is_absolute || !model.required_price_per_mwh || learned.believed.own.cdf.empty()) return;
  const Quantity& price = *model.required_price_per_mwh;
  if (is_constant(price) || std::holds_alternative<Empirical>(price)) return;
  learned.believed = {0.0, tabulated_law(cost_law(*model.required_price_per_mwh))};
  if (model.strategy == Strategy::truthful || model.strategy == Strategy::equilibrium) learned.given_bid = learned.believed;
}

void add_score(const Market& market, const ClassModel& model, LearnedParty& learned) {
  const std::vector<BidAttributes> bids = {attributes_of(model, 0)};
  if (market.rules.ranking.adjustments.empty()) return;
  Auction rules;
  rules.ranking.adjustments = market.rules.ranking.adjustments;
  rules.price_step_per_mwh = market.rules.price_step_per_mwh;
  const RoundPlan plan = plan_round(rules, market.host_code, bids);
  learned.score_factor = static_cast<double>(plan.rank_factor_1e8[0]) * 1e-8;
  learned.score_adder_per_mwh = static_cast<double>(plan.rank_adder_1e8_ticks[0]) * 1e-8 * rules.price_step_per_mwh;
}

double mean_of(const std::vector<double>& values) {
  double sum = 0.0;
  for (const double value : values) sum += value;
  return sum / static_cast<double>(values.size());
}

void add_ceiling(const Market& market, const ClassModel& model, const LearningWorlds& worlds, LearnedParty& learned) {
  const std::optional<std::int64_t> own = market.has_plain_rules ? std::nullopt : own_ceiling_ticks(market, model);
  if (!own) {
    const bool has_general = market.auction.ceiling_per_mwh.exists();
    learned.ceiling_over_state = has_general ? 1.0 : std::numeric_limits<double>::infinity();
    return;
  }
  const double price = static_cast<double>(*own) * market.auction.price_step_per_mwh;
  std::vector<double> ratio;
  for (std::size_t w = 0; w < worlds.ceiling_over_reference.size(); ++w) {
    const double relative = (price - worlds.base_per_mwh[w]) / worlds.reference_per_mwh[w];
    ratio.push_back(std::max(relative, least_relative_ceiling) / worlds.ceiling_over_reference[w]);
  }
  learned.ceiling_over_state = mean_of(ratio);
}

void add_sizes(const SizeLattice& lattice, const PartySample& sample, LearnedParty& learned) {
  learned.size_probability.assign(2, 0.0);
  for (std::size_t i = 0; i < learned.party.classes.size(); ++i) {
    const std::vector<double>& own = lattice.size_probability[std::size_t(learned.party.classes[i])];
    learned.size_probability.resize(std::max(learned.size_probability.size(), own.size()), 0.0);
    for (std::size_t u = 0; u < own.size(); ++u) learned.size_probability[u] += sample.class_share[i] * own[u];
  }
}

void check_law(const ClassModel& model, const LearnedParty& learned) {
  const bool has_atoms = model.required_price_per_mwh && std::holds_alternative<Empirical>(*model.required_price_per_mwh);
  if (!is_solved_for(model.strategy) || (!learned.believed.own.cdf.empty() && !has_atoms)) return;
  const bool is_absent = learned.presence_probability < 1e-6;
  throw InputError(Issue{{},
                         "bidder_classes." + model.class_name + ".strategy",
                         is_absent ? "nobody of the class ever takes part, so that there are no bids to solve for"
                                   : "all bidders of the class need the same price, or one of a few: bids would have to mix",
                         is_absent ? "Use truthful." : "Let something of their own vary, or use truthful, markup or table.",
                         Severity::error});
}

LearnedParty learned_party(const Market& market, const Party& party, const PartySample& sample, const LearningWorlds& worlds,
                           const SizeLattice& lattice, bool has_hidden) {
  const ClassModel& model = market.classes[std::size_t(party.classes.front())];
  LearnedParty learned;
  learned.party = party;
  learned.strategy = model.strategy;
  learned.presence_probability = std::min(sample.presence_probability, 1.0);
  learned.believed = law_of(sample, sample.believed, worlds, has_hidden);
  learned.given_bid = law_of(sample, sample.given_bid, worlds, has_hidden);
  const auto bids = std::ranges::count_if(sample.given_bid, [](double bid) { return std::isfinite(bid); });
  learned.given_bid_probability = static_cast<double>(bids) / std::max(1.0, static_cast<double>(sample.given_bid.size()));
  if (!is_solved_for(model.strategy)) {
    widen_single_price(sample.believed, learned.believed);
    widen_single_price(sample.given_bid, learned.given_bid);
  }
  learned.risk_aversion = model.risk_aversion;
  add_realised(sample, worlds, learned);
  learned.entry_cost_per_mwh = model.entry_cost_per_mwh;
  if (std::isfinite(sample.bond) && sample.bond > 0.0) {
    learned.change_fraction = model.capex_change_after_award_fraction;
    learned.investment = sample.investment;
    learned.bond = sample.bond;
  }
  add_score(market, model, learned);
  add_ceiling(market, model, worlds, learned);
  add_sizes(lattice, sample, learned);
  check_law(model, learned);
  return learned;
}

/// More states where the hidden part spreads wider than the own parts, which would else tell the states apart.
int state_count(const LearningWorlds& worlds, const std::vector<LearnedParty>& parties) {
  const auto width = [](const SampledLaw& law) { return (quantile(law, 0.75) - quantile(law, 0.25)) / quantile(law, 0.5); };
  const SampledLaw hidden = sampled_law(worlds.hidden_ratio);
  if (hidden.cdf.empty()) return 1;
  double narrowest = std::numeric_limits<double>::infinity();
  for (const LearnedParty& party : parties) {
    if (!party.believed.own.cdf.empty()) narrowest = std::min(narrowest, width(party.believed.own));
  }
  return std::clamp(static_cast<int>(std::lround(8.0 * width(hidden) / narrowest)), 8, 16);
}

/// The lowest and the highest price that solved bidders need, but for 1 in 2,000.
void find_range(const LearnedMarket& learned, double& lowest, double& highest) {
  constexpr double outer = 5e-4;
  lowest = std::numeric_limits<double>::infinity();
  highest = 0.0;
  const auto [low_h, high_h] = std::ranges::minmax(learned.hidden.value);
  for (const LearnedParty& party : learned.parties) {
    if (!is_solved_for(party.strategy)) continue;
    const double half_low = party.believed.power == 0.0 ? 1.0 : 0.5 * (1.0 + low_h);
    const double half_high = party.believed.power == 0.0 ? 1.0 : 0.5 * (1.0 + high_h);
    lowest = std::min(lowest, quantile(party.believed.own, outer) * half_low);
    highest = std::max(highest, quantile(party.believed.own, 1.0 - outer) * half_high);
  }
}

}  // namespace

LearnedMarket learn_market(const Market& market, const std::vector<double>& weight, std::uint64_t seed, int threads,
                           const std::atomic<bool>* stop) {
  const LearningWorlds worlds = draw_learning_worlds(market, weight, seed, threads, stop);
  const SizeLattice lattice = size_lattice(market);
  const std::vector<Party> parties = parties_of(market);
  LearnedMarket learned;
  learned.volume_probability = lattice.volume_probability;
  learned.pricing = market.auction.pricing;
  const MarginalBidRule marginal = market.auction.marginal_bid;
  learned.marginal_bid = marginal == MarginalBidRule::reject_and_skip ? MarginalBidRule::reject : marginal;
  learned.minimum_bids = static_cast<int>(market.auction.minimum_bids);
  learned.base_per_mwh = mean_of(worlds.base_per_mwh);
  learned.reference_per_mwh = mean_of(worlds.reference_per_mwh);
  const auto [least, most] = std::ranges::minmax(worlds.hidden_ratio);
  const bool has_hidden = most - least > 1e-9;
  const bool is_absolute = std::ranges::all_of(weight, [](double share) { return share == 0.0; });
  for (std::size_t p = 0; p < parties.size(); ++p) {
    throw_if_stopped(stop);
    LearnedParty party = learned_party(market, parties[p], worlds.parties[p], worlds, lattice, has_hidden);
    take_exact_law(market, is_absolute, party);
    const bool counts = party.presence_probability > 0.0 && !party.believed.own.cdf.empty() && !party.given_bid.own.cdf.empty();
    if (counts) learned.parties.push_back(std::move(party));
  }
  if (has_hidden) learned.hidden = hidden_states(worlds.hidden_ratio, state_count(worlds, learned.parties));
  double lowest, highest;
  find_range(learned, lowest, highest);
  const bool knows_ceiling = market.auction.ceiling_disclosed;
  learned.nodes = state_nodes(knows_ceiling ? worlds.ceiling_over_reference : std::vector<double>{}, worlds.reference_per_mwh,
                              lowest, highest);
  if (!knows_ceiling) learned.unknown_ceiling = unknown_ceiling(worlds.ceiling_over_reference);
  return learned;
}

}  // namespace sealedbid

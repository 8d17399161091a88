#include "verify/verify_run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <optional>

#include "base/issue.hpp"
#include "base/number_text.hpp"
#include "output/manifest.hpp"
#include "output/netcdf_input.hpp"
#include "verify/recompute_round.hpp"
#include "verify/redrawn_rounds.hpp"

namespace sealedbid {
namespace {

constexpr std::uint32_t first_round = 1;
constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

struct StoredBid {
  std::int64_t policy = 0, replication = 0, bidder_class = 0, member = 0, quantity_kw = 0, awarded_kw = 0;
  double bid_per_mwh = 0.0;
};

/// The rows of samples_bids.nc in their order, read piece by piece.
class StoredBids {
 public:
  explicit StoredBids(const std::filesystem::path& path) : file_(path), rows_(file_.length("bid")) {
    if (file_.has_variable("bidder_class")) classes_ = file_.texts("bidder_class");
  }

  bool at_end() const { return next_ == rows_; }
  const std::string& name_of_class(const StoredBid& bid) const { return classes_.at(static_cast<std::size_t>(bid.bidder_class)); }
  const StoredBid& front() {
    if (next_ >= first_ + piece_.size()) read_piece();
    return piece_[next_ - first_];
  }
  void pop() { ++next_; }

 private:
  void read_piece() {
    constexpr std::size_t most = 65536;
    first_ = next_;
    const std::size_t count = std::min(most, rows_ - first_);
    piece_.assign(count, {});
    const auto read = [&](const char* name, std::int64_t StoredBid::*member) {
      const std::vector<std::int64_t> values = file_.integers(name, {first_}, {count});
      for (std::size_t i = 0; i < count; ++i) piece_[i].*member = values[i];
    };
    read("policy_index", &StoredBid::policy), read("replication", &StoredBid::replication);
    read("bidder_class_index", &StoredBid::bidder_class), read("member", &StoredBid::member);
    read("quantity_kw", &StoredBid::quantity_kw), read("awarded_kw", &StoredBid::awarded_kw);
    const std::vector<double> prices = file_.reals("bid_per_mwh", {first_}, {count});
    for (std::size_t i = 0; i < count; ++i) piece_[i].bid_per_mwh = prices[i];
  }

  NetcdfInput file_;
  std::vector<std::string> classes_;
  std::size_t rows_ = 0, first_ = 0, next_ = 0;
  std::vector<StoredBid> piece_;
};

/// The metrics of samples_auctions.nc that clearing decides.
class StoredAuctions {
 public:
  explicit StoredAuctions(const std::filesystem::path& path) : file_(path) {}

  /// Of the group "all".
  double value(const std::string& metric, std::size_t policy, std::int64_t replication) {
    std::vector<double>& column = columns_[{metric, policy}];
    if (column.empty()) {
      const std::size_t rows = file_.length("replication");
      const bool has_groups = file_.dimensions(metric).size() == 3;
      column = has_groups ? file_.reals(metric, {0, policy, 0}, {rows, 1, 1}) : file_.reals(metric, {0, policy}, {rows, 1});
    }
    return column.at(static_cast<std::size_t>(replication));
  }
  std::int64_t replications() const { return static_cast<std::int64_t>(file_.length("replication")); }

 private:
  NetcdfInput file_;
  std::map<std::pair<std::string, std::size_t>, std::vector<double>> columns_;
};

/// One policy, ready to be drawn and cleared again.
struct Policy {
  std::string name;
  Market market;
  std::optional<RedrawnRounds> rounds;  ///< refers to the market
};

/// Prices are compared as the ticks that they stand for.
bool is_same_price(double stored, double recomputed) {
  if (std::isnan(stored) || std::isnan(recomputed)) return std::isnan(stored) && std::isnan(recomputed);
  return std::fabs(stored - recomputed) <= 1e-9 * std::max(1.0, std::fabs(recomputed));
}

class RunVerifier {
 public:
  RunVerifier(const std::filesystem::path& folder, Verification& out)
      : bids_(folder / "samples_bids.nc"), auctions_(folder / "samples_auctions.nc"), out_(out) {}

  std::int64_t replications() const { return auctions_.replications(); }

  void verify_round(std::size_t policy_index, Policy& policy, std::int64_t replication) {
    place_ = fmt::format("policy {}, replication {}", policy.name, replication);
    const RedrawnRound drawn = policy.rounds->draw(replication, first_round);
    const RecomputedRound round = recompute_round(policy.market.rules, policy.market.host_code, drawn.attributes, drawn.bids,
                                                  drawn.volume_kw, drawn.ceiling_ticks);
    ++out_.rounds;
    verify_bids(policy_index, policy, replication, drawn, round);
    verify_metrics(policy_index, policy, replication, round);
  }

  /// Rows that no replication has asked for.
  void verify_end() {
    if (bids_.at_end()) return;
    add({"samples_bids.nc", "", "row after the last bid of the run", "there", "none"});
  }

 private:
  void verify_bids(std::size_t policy_index, const Policy& policy, std::int64_t replication, const RedrawnRound& drawn,
                   const RecomputedRound& round) {
    const double step = policy.market.auction.price_step_per_mwh;
    for (std::size_t slot = 0; slot < drawn.bids.size(); ++slot) {
      if (!round.bids[slot].is_admitted) continue;
      ++out_.bids;
      const Slot& bidder = policy.rounds->slots()[slot];
      const std::string& name = drawn.attributes[slot].name;
      const std::optional<StoredBid> stored = take(policy_index, replication, policy.market, bidder);
      if (!stored) {
        add({place_, name, "the bid", "missing", "there"});
        continue;
      }
      const double price = static_cast<double>(drawn.bids[slot].price_ticks) * step;
      if (!is_same_price(stored->bid_per_mwh, price))
        add({place_, name, "bid_per_mwh", number_text(stored->bid_per_mwh), number_text(price)});
      compare(name, "quantity_kw", stored->quantity_kw, drawn.bids[slot].quantity_kw);
      compare(name, "awarded_kw", stored->awarded_kw, round.bids[slot].awarded_kw);
    }
  }

  /// The next row, if it is the bid of this bidder.
  std::optional<StoredBid> take(std::size_t policy_index, std::int64_t replication, const Market& market, const Slot& bidder) {
    if (bids_.at_end()) return std::nullopt;
    const StoredBid bid = bids_.front();
    const bool is_this = bid.policy == static_cast<std::int64_t>(policy_index) && bid.replication == replication &&
                         bid.member == bidder.member &&
                         bids_.name_of_class(bid) == market.classes[static_cast<std::size_t>(bidder.bidder_class)].name;
    if (!is_this) return std::nullopt;
    bids_.pop();
    return bid;
  }

  void verify_metrics(std::size_t policy_index, const Policy& policy, std::int64_t replication, const RecomputedRound& round) {
    std::int64_t awarded_kw = 0;
    std::vector<std::int64_t> paid, clearing;
    for (const RecomputedBid& bid : round.bids) {
      awarded_kw += bid.awarded_kw;
      if (bid.awarded_kw > 0) paid.push_back(bid.price_ticks);
    }
    for (const GroupPrice& price : round.prices) clearing.push_back(price.price_ticks);
    const double step = policy.market.auction.price_step_per_mwh;
    const auto price_of = [&](const std::vector<std::int64_t>& ticks, auto pick) {
      return ticks.empty() ? undefined : static_cast<double>(*pick(ticks.begin(), ticks.end())) * step;
    };
    const auto least = [](auto begin, auto end) { return std::min_element(begin, end); };
    const auto most = [](auto begin, auto end) { return std::max_element(begin, end); };
    const std::vector<std::pair<std::string, double>> metrics = {{"awarded_mw", static_cast<double>(awarded_kw) / 1000.0},
                                                                 {"clearing_price_per_mwh", price_of(clearing, most)},
                                                                 {"lowest_awarded_price_per_mwh", price_of(paid, least)},
                                                                 {"highest_awarded_price_per_mwh", price_of(paid, most)},
                                                                 {"void_probability", round.is_void ? 1.0 : 0.0}};
    for (const auto& [metric, recomputed] : metrics) {
      const double stored = auctions_.value(metric, policy_index, replication);
      if (!is_same_price(stored, recomputed)) add({place_, "", metric, number_text(stored), number_text(recomputed)});
    }
  }

  void compare(const std::string& bid, const char* what, std::int64_t stored, std::int64_t recomputed) {
    if (stored != recomputed) add({place_, bid, what, std::to_string(stored), std::to_string(recomputed)});
  }
  void add(AwardDifference difference) { add_difference(std::move(difference), out_); }

  StoredBids bids_;
  StoredAuctions auctions_;
  Verification& out_;
  std::string place_;
};

void check_samples(const Manifest& manifest, const std::filesystem::path& folder) {
  for (const char* name : {"samples_auctions.nc", "samples_bids.nc"}) {
    if (std::ranges::find(manifest.files, name, &ManifestFile::name) != manifest.files.end()) continue;
    throw InputError(Issue{{(folder / manifest_name).string()},
                           "files",
                           std::string(name) + " is not part of the run",
                           "Run the scenario with --samples auctions,bids."});
  }
}

}  // namespace

Verification verify_run(const std::filesystem::path& run_directory) {
  const Manifest manifest = verify_run_directory(run_directory);
  check_samples(manifest, run_directory);
  const ScenarioFile file = read_scenario((run_directory / "scenario.resolved.yaml").string());
  std::vector<Policy> policies;
  for (const PolicyScenario& policy : file.policies) policies.push_back({policy.policy, build_market(policy.scenario), {}});
  for (Policy& policy : policies) policy.rounds.emplace(policy.market, manifest.seed);
  Verification verification;
  RunVerifier verifier(run_directory, verification);
  // In the order in which samples are stored: block by block, in it policy by policy.
  const std::int64_t replications = verifier.replications(), block = std::max<std::int64_t>(1, manifest.block_size);
  for (std::int64_t first = 0; first < replications; first += block) {
    for (std::size_t policy = 0; policy < policies.size(); ++policy) {
      for (std::int64_t replication = first; replication < std::min(first + block, replications); ++replication)
        verifier.verify_round(policy, policies[policy], replication);
    }
  }
  verifier.verify_end();
  return verification;
}

}  // namespace sealedbid

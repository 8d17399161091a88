#include "output/sample_files.hpp"

#include <algorithm>
#include <map>

namespace sealedbid {
namespace {

// Many columns are open at once, and each keeps a chunk in memory: 32 KiB.
constexpr std::size_t replications_a_chunk = 4096;
constexpr std::size_t bids_a_chunk = 65536;

std::vector<std::string> policies_of(const std::vector<SampleColumns>& columns) {
  std::vector<std::string> names;
  for (const SampleColumns& policy : columns) names.push_back(policy.policy);
  return names;
}

std::size_t index_of(std::vector<std::string>& names, const std::string& name) {
  const auto found = std::find(names.begin(), names.end(), name);
  if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
  names.push_back(name);
  return names.size() - 1;
}

}  // namespace

AuctionSampleFile::AuctionSampleFile(const std::filesystem::path& path, const std::vector<SampleColumns>& policies)
    : file_(path) {
  std::vector<std::string> groups = {"all"};
  std::map<std::string, bool> grouped;
  for (const SampleColumns& policy : policies)
    for (const Metric& metric : policy.metrics) grouped[metric.name] |= index_of(groups, metric.group) != 0;
  const int replication = file_.add_dimension("replication", NetcdfFile::unlimited);
  const int policy_dimension = file_.add_text_coordinate("policy", policies_of(policies));
  const int group_dimension = file_.add_text_coordinate("group", groups);
  replication_ = file_.add_variable("replication", NetcdfFile::Type::int64, {replication}, {replications_a_chunk});
  file_.describe(replication_, "1", "number of the replication, from 0");
  std::map<std::string, int> variables;
  for (const SampleColumns& policy : policies) {
    std::vector<Column>& columns = columns_.emplace_back();
    for (const Metric& metric : policy.metrics) {
      std::vector<int> dimensions = {replication, policy_dimension};
      if (grouped[metric.name]) dimensions.push_back(group_dimension);
      std::vector<std::size_t> chunk(dimensions.size(), 1);
      chunk.front() = replications_a_chunk;
      const auto [known, is_new] = variables.try_emplace(metric.name, -1);
      if (is_new) {
        known->second = file_.add_variable(metric.name, NetcdfFile::Type::real, dimensions, chunk);
        file_.describe(known->second, metric.unit, metric.doc);
      }
      columns.push_back({known->second, grouped[metric.name], index_of(groups, metric.group)});
    }
  }
}

void AuctionSampleFile::append(const BlockSamples& block) {
  const auto first = static_cast<std::size_t>(block.first_replication);
  const auto count = static_cast<std::size_t>(block.replications);
  const auto policy = static_cast<std::size_t>(block.policy);
  if (policy == 0) {
    std::vector<std::int64_t> numbers(count);
    for (std::size_t index = 0; index < count; ++index) numbers[index] = static_cast<std::int64_t>(first + index);
    file_.put(replication_, {first}, {count}, numbers);
  }
  for (std::size_t metric = 0; metric < columns_[policy].size(); ++metric) {
    const Column& column = columns_[policy][metric];
    const std::span<const double> values = std::span(block.values[metric]).first(count);
    if (column.grouped)
      file_.put(column.variable, {first, policy, column.group}, {count, 1, 1}, values);
    else
      file_.put(column.variable, {first, policy}, {count, 1}, values);
  }
  rows_ += block.replications;
}

BidSampleFile::BidSampleFile(const std::filesystem::path& path, const std::vector<SampleColumns>& policies,
                             const std::string& currency)
    : file_(path) {
  std::vector<std::string> classes;
  for (const SampleColumns& policy : policies) {
    std::vector<std::int32_t>& indices = class_index_.emplace_back();
    for (const std::string& name : policy.classes) indices.push_back(static_cast<std::int32_t>(index_of(classes, name)));
  }
  const int bid = file_.add_dimension("bid", NetcdfFile::unlimited);
  file_.add_text_coordinate("policy", policies_of(policies));
  if (!classes.empty()) file_.add_text_coordinate("bidder_class", classes);
  const auto add = [&](const char* name, NetcdfFile::Type type, const std::string& units, const char* long_name) {
    const int variable = file_.add_variable(name, type, {bid}, {bids_a_chunk});
    file_.describe(variable, units, long_name);
    return variable;
  };
  policy_ = add("policy_index", NetcdfFile::Type::int32, "1", "index into the coordinate policy");
  replication_ = add("replication", NetcdfFile::Type::int64, "1", "number of the replication, from 0");
  bidder_class_ = add("bidder_class_index", NetcdfFile::Type::int32, "1", "index into the coordinate bidder_class");
  member_ = add("member", NetcdfFile::Type::int32, "1", "index of the bidder within its class");
  required_price_ =
      add("required_price_per_mwh", NetcdfFile::Type::real, currency + "/MWh", "price at which the project earns its cost");
  bid_ = add("bid_per_mwh", NetcdfFile::Type::real, currency + "/MWh", "price bid");
  quantity_ = add("quantity_kw", NetcdfFile::Type::int32, "kW", "capacity bid");
  awarded_ = add("awarded_kw", NetcdfFile::Type::int32, "kW", "capacity awarded");
  price_paid_ = add("price_paid_per_mwh", NetcdfFile::Type::real, currency + "/MWh", "price paid for what is awarded");
}

void BidSampleFile::append(const BlockSamples& block) {
  const std::vector<std::size_t> start = {static_cast<std::size_t>(rows_)}, count = {block.bids.size()};
  if (block.bids.empty()) return;
  const std::vector<std::int32_t>& classes = class_index_[static_cast<std::size_t>(block.policy)];
  const auto put = [&](int variable, auto value_of) {
    using Value = decltype(value_of(block.bids.front()));
    std::vector<Value> values;
    values.reserve(block.bids.size());
    for (const BidSample& bid : block.bids) values.push_back(value_of(bid));
    file_.put(variable, start, count, std::span<const Value>(values));
  };
  put(policy_, [&](const BidSample&) { return block.policy; });
  put(replication_, [](const BidSample& bid) { return bid.replication; });
  put(bidder_class_, [&](const BidSample& bid) { return classes.at(static_cast<std::size_t>(bid.bidder_class)); });
  put(member_, [](const BidSample& bid) { return bid.member; });
  put(required_price_, [](const BidSample& bid) { return bid.required_price_per_mwh; });
  put(bid_, [](const BidSample& bid) { return bid.bid_per_mwh; });
  put(quantity_, [](const BidSample& bid) { return bid.quantity_kw; });
  put(awarded_, [](const BidSample& bid) { return bid.awarded_kw; });
  put(price_paid_, [](const BidSample& bid) { return bid.price_paid_per_mwh; });
  rows_ += static_cast<std::int64_t>(block.bids.size());
}

}  // namespace sealedbid

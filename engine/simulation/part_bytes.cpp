#include "simulation/part_bytes.hpp"

#include <limits>

namespace sealedbid {

namespace {

constexpr const char* part_name = "part of a run";
constexpr std::size_t least_record_bytes = 8;

void write(ByteWriter& writer, const Moments& moments) {
  writer.whole(static_cast<std::uint64_t>(moments.count));
  for (const double number : {moments.mean, moments.squared_deviations, moments.minimum, moments.maximum}) writer.real(number);
}

void write(ByteWriter& writer, const RatioMoments& moments) {
  writer.whole(static_cast<std::uint64_t>(moments.count));
  for (const double number : {moments.mean_x, moments.mean_w, moments.squared_x, moments.squared_w, moments.cross})
    writer.real(number);
}

std::int64_t read_count(ByteReader& reader) {
  return static_cast<std::int64_t>(reader.whole_below(std::uint64_t{1} << 63));
}

void read(ByteReader& reader, Moments& moments) {
  moments.count = read_count(reader);
  for (double* number : {&moments.mean, &moments.squared_deviations, &moments.minimum, &moments.maximum}) *number = reader.real();
}

void read(ByteReader& reader, RatioMoments& moments) {
  moments.count = read_count(reader);
  for (double* number : {&moments.mean_x, &moments.mean_w, &moments.squared_x, &moments.squared_w, &moments.cross})
    *number = reader.real();
}

template <typename Record>
void write_all(ByteWriter& writer, const std::vector<Record>& records) {
  writer.whole(records.size());
  for (const Record& record : records) write(writer, record);
}

/// As many as the run needs, no more and no fewer.
void expect_size(ByteReader& reader, std::size_t expected) {
  if (reader.size(least_record_bytes) != expected) reader.refuse("does not fit the run");
}

template <typename Record>
void read_all(ByteReader& reader, std::size_t expected, std::vector<Record>& records) {
  expect_size(reader, expected);
  records.resize(expected);
  for (Record& record : records) read(reader, record);
}

void write(ByteWriter& writer, const BlockRecord& record) {
  for (const PolicyRecord& policy : record.policies) {
    write_all(writer, policy.metrics);
    write_all(writer, policy.bid_ticks);
    write_all(writer, policy.awarded_bid_ticks);
  }
  write_all(writer, record.differences);
}

BlockRecord read_record(ByteReader& reader, const RunTotal& total) {
  BlockRecord record;
  for (const MetricTable& table : total.tables()) {
    PolicyRecord& policy = record.policies.emplace_back();
    read_all(reader, table.metrics().size(), policy.metrics);
    read_all(reader, table.groups().size(), policy.bid_ticks);
    read_all(reader, table.groups().size(), policy.awarded_bid_ticks);
  }
  read_all(reader, total.planned_differences().size(), record.differences);
  return record;
}

void write(ByteWriter& writer, const PolicyHistograms& histograms) {
  writer.whole(histograms.metrics.size());
  for (const QuantileHistogram& histogram : histograms.metrics) histogram.write(writer);
  writer.whole(histograms.classes.size());
  for (const ClassHistograms& histogram : histograms.classes) {
    histogram.bids.write(writer);
    histogram.awarded_bids.write(writer);
  }
}

PolicyHistograms read_histograms(ByteReader& reader, const MetricTable& table, std::size_t classes) {
  PolicyHistograms histograms;
  expect_size(reader, table.metrics().size());
  for (std::size_t column = 0; column < table.metrics().size(); ++column)
    histograms.metrics.push_back(QuantileHistogram::read(reader));
  expect_size(reader, classes);
  for (std::size_t c = 0; c < classes; ++c) {
    ClassHistograms& histogram = histograms.classes.emplace_back();
    histogram.bids = TickHistogram::read(reader);
    histogram.awarded_bids = TickHistogram::read(reader);
  }
  return histograms;
}

void write(ByteWriter& writer, const BidSurface& surface) {
  writer.reals(surface.state);
  writer.reals(surface.lowest_estimate);
  writer.reals(surface.last_estimate);
  writer.whole(static_cast<std::uint64_t>(surface.points));
  writer.reals(surface.bid);
}

BidSurface read_surface(ByteReader& reader) {
  BidSurface surface;
  surface.state = reader.reals();
  surface.lowest_estimate = reader.reals();
  surface.last_estimate = reader.reals();
  surface.points = static_cast<int>(reader.whole_below(std::numeric_limits<int>::max()));
  surface.bid = reader.reals();
  const std::size_t states = surface.state.size();
  if (states == 0 || surface.points < 2 || surface.lowest_estimate.size() != states || surface.last_estimate.size() != states ||
      surface.bid.size() != states * static_cast<std::size_t>(surface.points))
    reader.refuse("holds a bid function of no shape");
  return surface;
}

}  // namespace

std::string bytes_of(const RunPart& part, const std::string& task) {
  ByteWriter writer;
  writer.text(task);
  writer.whole(static_cast<std::uint64_t>(part.first_block));
  writer.whole(part.records.size());
  for (const std::vector<BlockRecord>& rounds : part.records) {
    for (const BlockRecord& record : rounds) write(writer, record);
  }
  for (const std::vector<PolicyHistograms>& policies : part.histograms) {
    for (const PolicyHistograms& histograms : policies) write(writer, histograms);
  }
  return sealed(writer.bytes());
}

RunPart part_of(std::string_view bytes, const std::string& task, const RunTotal& total) {
  ByteReader reader(unsealed(bytes, part_name), part_name);
  if (reader.text() != task) reader.refuse("belongs to another run");
  RunPart part;
  part.first_block = static_cast<std::int64_t>(reader.whole_below(static_cast<std::uint64_t>(total.blocks())));
  const std::size_t blocks = reader.size(least_record_bytes);
  for (std::size_t block = 0; block < blocks; ++block) {
    std::vector<BlockRecord>& rounds = part.records.emplace_back();
    for (int round = 0; round < total.rounds(); ++round) rounds.push_back(read_record(reader, total));
  }
  for (int round = 0; round < total.rounds(); ++round) {
    std::vector<PolicyHistograms>& policies = part.histograms.emplace_back();
    for (std::size_t p = 0; p < total.tables().size(); ++p)
      policies.push_back(read_histograms(reader, total.tables()[p], total.classes(p)));
  }
  reader.expect_end();
  return part;
}

void write(ByteWriter& writer, const Strategies& strategies) {
  writer.whole(strategies.surfaces.size());
  for (const std::optional<BidSurface>& surface : strategies.surfaces) {
    writer.whole(surface.has_value() ? 1 : 0);
    if (surface) write(writer, *surface);
  }
  writer.reals(strategies.reference_weight);
}

Strategies read_strategies(ByteReader& reader, std::size_t classes) {
  Strategies strategies;
  strategies.surfaces.resize(reader.size(least_record_bytes));
  for (std::optional<BidSurface>& surface : strategies.surfaces) {
    if (reader.whole_below(2) == 1) surface = read_surface(reader);
  }
  strategies.reference_weight = reader.reals();
  if (!strategies.surfaces.empty() && (strategies.surfaces.size() != classes || strategies.reference_weight.size() != classes))
    reader.refuse("holds bid functions of other classes");
  return strategies;
}

}  // namespace sealedbid

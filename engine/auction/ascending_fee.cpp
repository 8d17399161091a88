#include "auction/ascending_fee.hpp"

#include <algorithm>
#include <stdexcept>
#include <vector>

namespace sealedbid {
namespace {

template <class Includes>
std::vector<int> those_who(std::size_t count, const Includes& includes) {
  std::vector<int> found;
  for (std::size_t i = 0; i < count; ++i) {
    if (includes(i)) found.push_back(static_cast<int>(i));
  }
  return found;
}

int lot_among(const std::vector<int>& candidates, std::span<const FeeLimit> limits) {
  return *std::ranges::min_element(candidates, {}, [&](int i) { return limits[i].lottery; });
}

std::int64_t second_highest(std::span<const FeeLimit> limits) {
  std::vector<std::int64_t> fees;
  for (const FeeLimit& limit : limits) fees.push_back(limit.highest_fee);
  std::ranges::nth_element(fees, fees.begin() + 1, std::greater{});
  return fees[1];
}

void check_fees(std::span<const FeeLimit> limits, std::int64_t step) {
  if (step < 1) throw std::invalid_argument("ascending_fee: the step is below 1");
  for (const FeeLimit& limit : limits) {
    if (limit.highest_fee < 0) throw std::invalid_argument("ascending_fee: a fee is negative");
  }
}

}  // namespace

AscendingFee ascending_fee(std::span<const FeeLimit> limits, std::int64_t step, IntermediateBids intermediate) {
  check_fees(limits, step);
  if (limits.empty()) return {};
  if (limits.size() == 1) return {.winner = 0};
  AscendingFee result;
  result.accepted_levels = second_highest(limits) / step;
  const std::int64_t last_fee = result.accepted_levels * step;
  std::vector<int> last = those_who(limits.size(), [&](std::size_t i) { return limits[i].highest_fee - last_fee >= step; });
  result.fee = last_fee + step;
  if (last.empty()) {
    std::int64_t highest = last_fee;
    if (intermediate == IntermediateBids::allowed) {
      for (const FeeLimit& limit : limits) highest = std::max(highest, limit.highest_fee);
    }
    last = those_who(limits.size(), [&](std::size_t i) { return limits[i].highest_fee >= highest; });
    result.fee = highest;
  }
  result.winner = lot_among(last, limits);
  result.is_decided_by_lottery = last.size() > 1;
  return result;
}

FloorThenFee descend_to_floor(std::span<const std::int64_t> limit_ticks, std::span<const FeeLimit> fees,
                              std::int64_t ceiling_ticks, std::int64_t floor_ticks, std::int64_t price_step_ticks,
                              std::int64_t fee_step, IntermediateBids intermediate) {
  if (limit_ticks.size() != fees.size()) throw std::invalid_argument("descend_to_floor: as many fees as limits are needed");
  if (floor_ticks > ceiling_ticks) throw std::invalid_argument("descend_to_floor: the floor is above the ceiling");
  if (price_step_ticks < 1) throw std::invalid_argument("descend_to_floor: the step is below 1");
  check_fees(fees, fee_step);
  const auto in_at = [&](std::int64_t price) {
    return those_who(limit_ticks.size(), [&](std::size_t i) { return limit_ticks[i] <= price; });
  };
  const std::vector<int> at_ceiling = in_at(ceiling_ticks), at_floor = in_at(floor_ticks);
  if (at_ceiling.empty()) return {};
  if (at_ceiling.size() == 1) return {.winner = at_ceiling.front(), .price_ticks = ceiling_ticks};
  if (at_floor.size() > 1) {
    std::vector<FeeLimit> left;
    for (const int i : at_floor) left.push_back(fees[i]);
    const AscendingFee fee = ascending_fee(left, fee_step, intermediate);
    return {at_floor[fee.winner], floor_ticks, fee.fee, fee.is_decided_by_lottery};
  }
  std::vector<std::int64_t> sorted(limit_ticks.begin(), limit_ticks.end());
  std::ranges::sort(sorted);
  // The last level at which two are in is the last that is not below the second-lowest limit.
  const std::int64_t before = ceiling_ticks - (ceiling_ticks - sorted[1]) / price_step_ticks * price_step_ticks;
  const std::int64_t last = std::max(floor_ticks, before - price_step_ticks);
  if (sorted[0] <= last) return {.winner = in_at(last).front(), .price_ticks = last};
  const std::vector<int> together = in_at(before);
  return {lot_among(together, fees), before, 0, together.size() > 1};
}

}  // namespace sealedbid

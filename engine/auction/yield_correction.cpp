#include "auction/yield_correction.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <stdexcept>

namespace sealedbid {
namespace {

struct Point {
  std::int64_t quality_1e2, factor_1e2;
};

constexpr std::array<Point, 11> eeg_2023 = {
    {{50, 155}, {60, 142}, {70, 129}, {80, 116}, {90, 107}, {100, 100}, {110, 94}, {120, 89}, {130, 85}, {140, 81}, {150, 79}}};
constexpr std::array<Point, 10> eeg_2021 = {
    {{60, 135}, {70, 129}, {80, 116}, {90, 107}, {100, 100}, {110, 94}, {120, 89}, {130, 85}, {140, 81}, {150, 79}}};

std::int64_t interpolate(std::span<const Point> points, std::int64_t quality_1e6) {
  constexpr std::int64_t percent = 10'000;  // in millionths
  const std::int64_t quality = std::clamp(quality_1e6, points.front().quality_1e2 * percent, points.back().quality_1e2 * percent);
  std::size_t next = 1;
  while (quality > points[next].quality_1e2 * percent) ++next;
  const Point& a = points[next - 1];
  const Point& b = points[next];
  const std::int64_t width = (b.quality_1e2 - a.quality_1e2) * percent;
  const std::int64_t numerator = a.factor_1e2 * width + (b.factor_1e2 - a.factor_1e2) * (quality - a.quality_1e2 * percent);
  return (2 * numerator + width) / (2 * width);
}

}  // namespace

std::int64_t yield_correction_1e2(YieldCorrection table, std::int64_t site_quality_1e6) {
  switch (table) {
    case YieldCorrection::none:
      return 100;
    case YieldCorrection::eeg_2021:
      return interpolate(eeg_2021, site_quality_1e6);
    case YieldCorrection::eeg_2023:
      return interpolate(eeg_2023, site_quality_1e6);
    case YieldCorrection::given_factor:
      break;
  }
  throw std::invalid_argument("yield_correction_1e2: given_factor has no table");
}

}  // namespace sealedbid

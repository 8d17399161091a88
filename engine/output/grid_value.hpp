#pragma once

#include <cstdint>

/// Numbers on a decimal grid, as people write them: 35.4, never 35.400000000000006.
namespace sealedbid {

/// `steps` × `step`, correctly rounded where 1/step or step is whole (steps ÷ (1/step), or an exact product), else to 12
/// significant digits. `step` must be > 0.
double grid_value(std::int64_t steps, double step);

/// The grid value nearest to `value`; `value` itself where step = 0 (no grid) or it is not finite.
double nearest_grid_value(double value, double step);

}  // namespace sealedbid

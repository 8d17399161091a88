#pragma once

#include <chrono>
#include <cstdint>

namespace sealedbid::cli {

/// Shows how far a run is, on standard error: a bar on a terminal, otherwise a line every 10 %.
class Progress {
 public:
  void show(std::int64_t done, std::int64_t asked);

 private:
  void show_bar(std::int64_t done, std::int64_t asked);
  void show_line(std::int64_t done, std::int64_t asked);

  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  int tenths_shown_ = 0;
};

}  // namespace sealedbid::cli

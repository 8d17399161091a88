#include "cli/progress.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include "cli/console.hpp"

namespace sealedbid::cli {

void Progress::show(std::int64_t done, std::int64_t asked) {
  if (notes_go_to_terminal()) {
    show_bar(done, asked);
  } else {
    show_line(done, asked);
  }
}

void Progress::show_bar(std::int64_t done, std::int64_t asked) {
  constexpr int width = 40;
  const double part = static_cast<double>(done) / static_cast<double>(asked);
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
  const int filled = static_cast<int>(part * width);
  const std::string bar = fmt::format("\r[{:#<{}}{:.<{}}] {:3.0f} %  {:.0f} s left ", "", filled, "", width - filled,
                                      part * 100.0, part > 0.0 ? seconds * (1.0 - part) / part : 0.0);
  // The bar rewrites its own line, so it ends without a line break until the run is complete.
  const std::string text = done == asked ? bar + "\n" : bar;
  [[maybe_unused]] const ssize_t written = ::write(STDERR_FILENO, text.data(), text.size());
}

void Progress::show_line(std::int64_t done, std::int64_t asked) {
  const int tenths = static_cast<int>(10 * done / asked);
  if (tenths == tenths_shown_) return;
  tenths_shown_ = tenths;
  print_note(fmt::format("{} of {} replications ({} %)", done, asked, 100 * done / asked));
}

}  // namespace sealedbid::cli

#include "cli/console.hpp"

#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "base/issue.hpp"

namespace sealedbid::cli {

namespace {

/// Writes all bytes; 0 or the errno that stopped it.
int write_all(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(descriptor, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return errno;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return 0;
}

}  // namespace

void print_data(std::string_view text) {
  const int error = write_all(STDOUT_FILENO, text);
  if (error != 0 && error != EPIPE) throw OutputError(std::string("standard output: ") + std::strerror(error));
}

void print_note(std::string_view line) {
  write_all(STDERR_FILENO, std::string(line) + "\n");
}

bool notes_go_to_terminal() {
  return ::isatty(STDERR_FILENO) == 1;
}

}  // namespace sealedbid::cli

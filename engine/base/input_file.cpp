#include "base/input_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <system_error>
#include <utility>

#include "base/issue.hpp"

namespace sealedbid {
namespace {

[[noreturn]] void refuse(const std::string& path, const std::string& what, const std::string& suggestion = "") {
  const Place place{.file = path};
  Issue issue{.place = place, .key_path = "", .what = what, .suggestion = suggestion};
  throw InputError(std::move(issue));
}

[[noreturn]] void refuse_after_system_error(const std::string& path) {
  refuse(path, "cannot be read (" + std::generic_category().message(errno) + ")");
}

[[noreturn]] void refuse_size(const std::string& path, std::size_t limit_bytes) {
  refuse(path, "is larger than " + std::to_string(limit_bytes >> 20) + " MiB, the most that is read");
}

/// A file descriptor that closes itself, unless it is standard input.
class InputDescriptor {
 public:
  explicit InputDescriptor(const std::string& path)
      : number_(path == "-" ? STDIN_FILENO : open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY)) {}
  InputDescriptor(const InputDescriptor&) = delete;
  InputDescriptor& operator=(const InputDescriptor&) = delete;
  ~InputDescriptor() {
    if (number_ > STDIN_FILENO) close(number_);
  }
  int number() const { return number_; }

 private:
  int number_;
};

void check_kind_and_size(const std::string& path, std::size_t limit_bytes) {
  struct stat status = {};
  if (stat(path.c_str(), &status) != 0) refuse_after_system_error(path);
  if (S_ISDIR(status.st_mode)) refuse(path, "is a directory", "Name a file in it");
  if (!S_ISREG(status.st_mode) && !S_ISFIFO(status.st_mode)) refuse(path, "is a device or a socket, not a file");
  if (S_ISREG(status.st_mode) && static_cast<std::size_t>(status.st_size) > limit_bytes) refuse_size(path, limit_bytes);
}

}  // namespace

std::string read_input_file(const std::string& path, std::size_t limit_bytes) {
  if (path.empty()) refuse("", "the name of the file is empty");
  if (path.find('\0') != std::string::npos) refuse(path, "is not a file name (it holds a NUL)");
  if (path != "-") check_kind_and_size(path, limit_bytes);
  const InputDescriptor input(path);
  if (input.number() < 0) refuse_after_system_error(path);
  std::string bytes;
  std::array<char, 65536> chunk;
  for (;;) {
    const ssize_t count = read(input.number(), chunk.data(), chunk.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) refuse_after_system_error(path);
    if (count == 0) return bytes;
    bytes.append(chunk.data(), static_cast<std::size_t>(count));
    if (bytes.size() > limit_bytes) refuse_size(path, limit_bytes);
  }
}

}  // namespace sealedbid

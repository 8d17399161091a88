#include "output/checked_files.hpp"

#include <fcntl.h>
#include <openssl/evp.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <memory>
#include <stdexcept>
#include <system_error>
#include <utility>
#include <vector>

#include "base/issue.hpp"
#include "base/text.hpp"

namespace sealedbid {
namespace {

std::string reason(int error) {
  return std::generic_category().message(error);
}

[[noreturn]] void fail(const char* what, const std::filesystem::path& path, int error) {
  throw OutputError(std::string("cannot ") + what + " " + printable(path.string(), 4096) + ": " + reason(error));
}

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  int number() const { return number_; }
  int close() { return ::close(std::exchange(number_, -1)); }

 private:
  int number_;
};

template <class Consumer>
void read_pieces(const std::filesystem::path& path, Consumer consume) {
  // Without O_NONBLOCK, opening a named pipe would wait for its writer.
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (file.number() < 0) throw std::system_error(errno, std::generic_category());
  struct stat status {};
  if (::fstat(file.number(), &status) != 0) throw std::system_error(errno, std::generic_category());
  if (!S_ISREG(status.st_mode)) throw std::system_error(S_ISDIR(status.st_mode) ? EISDIR : EINVAL, std::generic_category());
  std::vector<char> buffer(1 << 16);
  for (;;) {
    const ssize_t size = ::read(file.number(), buffer.data(), buffer.size());
    if (size < 0 && errno == EINTR) continue;
    if (size < 0) throw std::system_error(errno, std::generic_category());
    if (size == 0) return;
    consume(std::string_view(buffer.data(), static_cast<std::size_t>(size)));
  }
}

int rename_with(const std::filesystem::path& from, const std::filesystem::path& to, unsigned flags) {
  return ::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), flags) == 0 ? 0 : errno;
}

bool flags_unsupported(int error) {
  return error == EINVAL || error == ENOSYS || error == ENOTSUP;
}

}  // namespace

void write_new_file(const std::filesystem::path& path, std::string_view bytes) {
  Descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666));
  if (file.number() < 0) fail("create", path, errno);
  while (!bytes.empty()) {
    const ssize_t size = ::write(file.number(), bytes.data(), bytes.size());
    if (size < 0 && errno == EINTR) continue;
    if (size < 0) fail("write", path, errno);
    bytes.remove_prefix(static_cast<std::size_t>(size));
  }
  if (::fsync(file.number()) != 0) fail("write", path, errno);
  if (file.close() != 0) fail("write", path, errno);
}

void sync_to_disk(const std::filesystem::path& path) {
  Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.number() < 0) fail("open", path, errno);
  // Some network file systems cannot sync a folder and say EINVAL; there the rename itself is all there is.
  if (::fsync(file.number()) != 0 && errno != EINVAL) fail("write", path, errno);
  if (file.close() != 0) fail("write", path, errno);
}

FileDigest digest_of_file(const std::filesystem::path& path) {
  const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
  if (!context || EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr) != 1)
    throw std::runtime_error("SHA-256 is not available");
  FileDigest digest;
  read_pieces(path, [&](std::string_view piece) {
    digest.bytes += piece.size();
    EVP_DigestUpdate(context.get(), piece.data(), piece.size());
  });
  std::array<unsigned char, 32> raw{};
  EVP_DigestFinal_ex(context.get(), raw.data(), nullptr);
  for (const unsigned char byte : raw) {
    digest.sha256 += "0123456789abcdef"[byte >> 4];
    digest.sha256 += "0123456789abcdef"[byte & 15];
  }
  return digest;
}

std::string read_whole_file(const std::filesystem::path& path, std::size_t limit) {
  std::string bytes;
  read_pieces(path, [&](std::string_view piece) {
    if (bytes.size() + piece.size() > limit) throw std::system_error(EFBIG, std::generic_category());
    bytes += piece;
  });
  return bytes;
}

Rename rename_if_free(const std::filesystem::path& from, const std::filesystem::path& to) {
  int error = rename_with(from, to, RENAME_NOREPLACE);
  if (flags_unsupported(error)) {
    struct stat status {};
    if (::lstat(to.c_str(), &status) == 0) return Rename::target_exists;
    error = rename_with(from, to, 0);
  }
  if (error == EEXIST || error == ENOTEMPTY) return Rename::target_exists;
  if (error != 0) fail("create", to, error);
  return Rename::done;
}

void swap_names(const std::filesystem::path& one, const std::filesystem::path& other) {
  const int error = rename_with(one, other, RENAME_EXCHANGE);
  if (flags_unsupported(error)) return swap_in_three_renames(one, other);
  if (error != 0) fail("replace", other, error);
}

void swap_in_three_renames(const std::filesystem::path& one, const std::filesystem::path& other) {
  const std::filesystem::path aside = one.string() + ".aside";
  if (rename_if_free(other, aside) != Rename::done) fail("replace", other, EEXIST);
  if (const int error = rename_with(one, other, 0); error != 0) {
    rename_with(aside, other, 0);
    fail("replace", other, error);
  }
  if (const int error = rename_with(aside, one, 0); error != 0) fail("replace", other, error);
}

}  // namespace sealedbid

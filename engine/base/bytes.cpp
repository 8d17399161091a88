#include "base/bytes.hpp"

#include <array>
#include <bit>

#include "base/build_info.hpp"
#include "base/issue.hpp"
#include "base/sha256.hpp"

namespace sealedbid {

namespace {

constexpr std::size_t word = 8, digest_size = 64;

/// Of the program that writes and reads; changes with whatever may change a number.
std::string mark() {
  const BuildInfo build = build_info();
  return "sealedbid bytes 1, " + build.version + ", " + build.git_commit + "\n";
}

}  // namespace

void ByteWriter::whole(std::uint64_t number) {
  std::array<char, word> bytes;
  for (std::size_t byte = 0; byte < word; ++byte) bytes[byte] = static_cast<char>(number >> (8 * byte) & 0xff);
  bytes_.append(bytes.data(), bytes.size());
}

void ByteWriter::compact(std::uint64_t number) {
  for (; number >= 0x80; number >>= 7) bytes_ += static_cast<char>((number & 0x7f) | 0x80);
  bytes_ += static_cast<char>(number);
}

void ByteWriter::real(double number) {
  whole(std::bit_cast<std::uint64_t>(number));
}

void ByteWriter::text(std::string_view text) {
  whole(text.size());
  bytes_ += text;
}

void ByteWriter::reals(std::span<const double> numbers) {
  whole(numbers.size());
  for (const double number : numbers) real(number);
}

void ByteReader::refuse(const std::string& what) const {
  throw InputError(Issue{{}, name_, what, "Simulate it again, with one version of the program everywhere."});
}

std::string_view ByteReader::take(std::size_t count) {
  if (count > rest_.size()) refuse("ends too early");
  const std::string_view taken = rest_.substr(0, count);
  rest_.remove_prefix(count);
  return taken;
}

std::uint64_t ByteReader::whole() {
  std::uint64_t number = 0;
  const std::string_view bytes = take(word);
  for (std::size_t byte = 0; byte < word; ++byte) {
    number |= std::uint64_t{static_cast<unsigned char>(bytes[byte])} << (8 * byte);
  }
  return number;
}

std::uint64_t ByteReader::whole_below(std::uint64_t limit) {
  const std::uint64_t number = whole();
  if (number >= limit) refuse("holds " + std::to_string(number) + " where a number below " + std::to_string(limit) + " stands");
  return number;
}

std::uint64_t ByteReader::compact() {
  std::uint64_t number = 0;
  for (unsigned shift = 0; shift < 64; shift += 7) {
    const auto byte = static_cast<unsigned char>(take(1).front());
    if (shift == 63 && byte > 1) break;
    number |= std::uint64_t{byte & 0x7fu} << shift;
    if (byte < 0x80) return number;
  }
  refuse("holds a number that is too large");
}

std::size_t ByteReader::size(std::size_t least_bytes) {
  const std::uint64_t count = whole();
  if (count > rest_.size() / least_bytes) refuse("ends too early");
  return static_cast<std::size_t>(count);
}

double ByteReader::real() {
  return std::bit_cast<double>(whole());
}

std::string ByteReader::text() {
  return std::string(take(size(1)));
}

std::vector<double> ByteReader::reals() {
  std::vector<double> numbers(size(word));
  for (double& number : numbers) number = real();
  return numbers;
}

void ByteReader::expect_end() const {
  if (!rest_.empty()) refuse("is longer than it may be");
}

std::string sealed(std::string_view payload) {
  std::string bytes = mark();
  bytes += payload;
  return bytes + sha256_hex(bytes);
}

std::string_view unsealed(std::string_view bytes, const std::string& name) {
  const ByteReader reader(bytes, name);
  if (!bytes.starts_with("sealedbid bytes ")) reader.refuse("is not what this program writes");
  if (bytes.size() < digest_size ||
      sha256_hex(bytes.substr(0, bytes.size() - digest_size)) != bytes.substr(bytes.size() - digest_size))
    reader.refuse("is damaged (its check sum does not fit)");
  const std::string own = mark();
  if (!bytes.starts_with(own)) {
    const std::string other(bytes.substr(0, bytes.find('\n')));
    reader.refuse("comes from another program (" + other + "; this one is " + own.substr(0, own.size() - 1) + ")");
  }
  bytes.remove_prefix(own.size());
  return bytes.substr(0, bytes.size() - digest_size);
}

}  // namespace sealedbid

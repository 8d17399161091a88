#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Numbers and texts as bytes that another process of the same program version reads: little-endian, doubles bit by bit.
namespace sealedbid {

class ByteWriter {
 public:
  void whole(std::uint64_t number);
  void compact(std::uint64_t number);  ///< seven bits a byte: small numbers take little room. Source: LEB128
  void real(double number);
  void text(std::string_view text);             ///< its length, then its bytes
  void reals(std::span<const double> numbers);  ///< their number, then each

  const std::string& bytes() const { return bytes_; }

 private:
  std::string bytes_;
};

/// Reads what ByteWriter wrote, in the same order. Every function throws InputError where the bytes end too early or a number is
/// not what it has to be.
class ByteReader {
 public:
  /// @param bytes outlive the object. @param name of what they are, for messages.
  ByteReader(std::string_view bytes, std::string name) : rest_(bytes), name_(std::move(name)) {}

  std::uint64_t whole();
  std::uint64_t whole_below(std::uint64_t limit);
  std::uint64_t compact();
  /// A number of things that follow and take at least `least_bytes` each, so that nothing is set aside for what is not there.
  std::size_t size(std::size_t least_bytes);
  double real();
  std::string text();
  std::vector<double> reals();
  void expect_end() const;

  [[noreturn]] void refuse(const std::string& what) const;

 private:
  std::string_view take(std::size_t count);

  std::string_view rest_;
  std::string name_;
};

/// The payload between a mark with the program's version and a check sum. `unsealed` throws InputError where it was damaged, is
/// something else, or comes from another version or commit of the program, whose numbers may differ.
std::string sealed(std::string_view payload);
std::string_view unsealed(std::string_view bytes, const std::string& name);

}  // namespace sealedbid

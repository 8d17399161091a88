#pragma once

#include <string>
#include <string_view>

/// Digests that identify inputs and results.
namespace sealedbid {

/// The SHA-256 digest of `bytes` as 64 lower-case hexadecimal digits. Throws RunError if the library refuses the algorithm.
/// Source: NIST FIPS 180-4 (2015).
std::string sha256_hex(std::string_view bytes);

}  // namespace sealedbid

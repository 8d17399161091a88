#include "base/sha256.hpp"

#include <openssl/evp.h>

#include <array>

#include "base/issue.hpp"

namespace sealedbid {

std::string sha256_hex(std::string_view bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest;
  unsigned length = 0;
  if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), &length, EVP_sha256(), nullptr) != 1) {
    throw RunError("SHA-256 is not available in this build of OpenSSL");
  }
  std::string text;
  for (unsigned i = 0; i < length; ++i) {
    text += digits[digest[i] / 16];
    text += digits[digest[i] % 16];
  }
  return text;
}

}  // namespace sealedbid

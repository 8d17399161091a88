#pragma once

#include <string>

/// What this program was built from and with, for manifests and `doctor`.
namespace sealedbid {

struct BuildInfo {
  std::string version;     ///< e.g. "0.1.0"
  std::string git_commit;  ///< 40 hex digits, "-dirty" appended for a modified tree; "unknown" outside a git checkout
  std::string compiler;    ///< e.g. "GNU 12.2.0"
  std::string build_type;  ///< e.g. "Release"
  std::string libraries;   ///< third-party libraries with the versions compiled in
};

BuildInfo build_info();

/// The instruction set that the kernels use on this CPU: "x86-64", "x86-64-v3 (AVX2)" or "x86-64-v4 (AVX-512)".
std::string kernel_instruction_set();

}  // namespace sealedbid

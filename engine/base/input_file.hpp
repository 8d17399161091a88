#pragma once

#include <cstddef>
#include <string>

/// Reading files that a user named, within limits that are checked before anything is read.
namespace sealedbid {

/// The bytes of a regular file, a FIFO or, for "-", standard input.
/// `limit_bytes`: the most that is accepted; a larger file is refused by its size, a longer stream as soon as it exceeds the
/// limit. Throws InputError: missing, not readable, a directory, a device, a socket, too large.
std::string read_input_file(const std::string& path, std::size_t limit_bytes);

}  // namespace sealedbid

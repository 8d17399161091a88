#pragma once

#include <filesystem>

#include "verify/verify_awards.hpp"

namespace sealedbid {

/// Holds the samples of a run (`--samples auctions,bids`) against an independent clearing: draws every replication of every
/// policy anew from the seed, recomputes its round, and compares each bid (price, quantity, award) and each auction (awarded
/// capacity, clearing price, lowest and highest price paid). Throws InputError where the directory is no whole run directory or
/// lacks the samples.
Verification verify_run(const std::filesystem::path& run_directory);

}  // namespace sealedbid

#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.hpp"
#include "simulation/simulate.hpp"

/// Parts of a run, and the bid functions they need, as bytes that go from process to process (see base/bytes.hpp).
namespace sealedbid {

/// @param task names the run that the part belongs to.
std::string bytes_of(const RunPart& part, const std::string& task);

/// Throws InputError where bytes are damaged, belong to another task, or do not fit the run.
RunPart part_of(std::string_view bytes, const std::string& task, const RunTotal& total);

/// What the simulation reads of the strategies; how they were found is left out.
void write(ByteWriter& writer, const Strategies& strategies);

/// @param classes of the market. Throws InputError.
Strategies read_strategies(ByteReader& reader, std::size_t classes);

}  // namespace sealedbid

#pragma once

#include <atomic>
#include <cstdint>
#include <string>
#include <string_view>

#include "simulation/run_total.hpp"
#include "study/run_study.hpp"

/// A run that several processes, on one machine or many, simulate together: one solves for bids and merges, the others simulate
/// blocks. The run directory holds the same tables, to the byte, as one process writes.
namespace sealedbid {

/// Needs the same version of the program everywhere; check_sum and version travel with all bytes (base/bytes.hpp).
class RunInParts {
 public:
  /// Solves for bids, as run_study. `file` and `options` outlive the object. Throws what run_study throws, and InputError where
  /// samples are asked for.
  RunInParts(const ScenarioFile& file, const StudyOptions& options);

  /// What other processes need: the resolved scenario and the bid functions.
  const std::string& task() const { return task_; }
  std::int64_t blocks() const { return total_.blocks(); }
  std::int64_t blocks_done() const { return total_.blocks_done(); }
  std::int64_t replications_done() const { return total_.done(); }
  std::int64_t replications_asked() const { return study_.simulation().replications; }

  /// Takes a part, which has to begin where the one before it ended. Throws InputError where it is damaged, or another.
  void add(std::string_view part);

  /// Writes the run directory, interrupted where parts are missing at the end. Throws OutputError, and RunError without any part.
  StudyResult finish();

 private:
  StudyInProgress study_;
  RunTotal total_;
  RunHistograms histograms_;
  std::string task_, digest_;
};

/// A task made ready to be simulated, which takes as long as reading the scenario. Throws InputError.
class PartSimulator {
 public:
  explicit PartSimulator(std::string_view task);

  /// Bytes for RunInParts::add. Throws what simulate_part throws. @param stop may be null.
  std::string simulate(std::int64_t first_block, std::int64_t blocks, int threads, const std::atomic<bool>* stop) const;

 private:
  std::vector<PolicyMarket> markets_;
  SimulationOptions simulation_;
  std::string digest_;
};

}  // namespace sealedbid

#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "output/run_directory.hpp"
#include "scenario/read_scenario.hpp"
#include "simulation/simulate.hpp"
#include "simulation/tally.hpp"

/// START READING HERE. One study: a scenario file with its policies in, a run directory out.
///
/// main → run_study → StudyInProgress (solve_policies) → simulate → BlockSimulator::simulate → BidDraws::draw and clear_tile
namespace sealedbid {

struct StudyOptions {
  std::string output;  ///< path of the run directory to create
  Overwrite overwrite = Overwrite::no;
  int threads = 0;  ///< 0: one a core
  bool keep_auction_samples = false;
  bool keep_bid_samples = false;
  std::function<void(std::int64_t done, std::int64_t asked)> progress;
  const std::atomic<bool>* stop = nullptr;
};

struct StudyResult {
  RunTally tally;  ///< of the last round
  double simulation_seconds = 0.0;
  int threads = 0;
  std::string certificates;  ///< a line for each policy whose bids were solved for
  std::string shortfall;     ///< why bids are less than was asked for; empty if they are not
};

/// Solves for bids where the file asks for them, runs every policy on the same draws and writes the run directory.
///
/// The output path is checked before anything is simulated; the directory appears under its name only when it is complete.
/// Throws InputError, RunError, OutputError.
StudyResult run_study(const ScenarioFile& file, const StudyOptions& options);

/// A run whose bids are solved for and whose directory is open; what is left is to simulate it, here or elsewhere
/// (run_in_parts.hpp).
class StudyInProgress {
 public:
  /// Checks the output path first, then solves. `file` and `options` outlive the object. Throws InputError, RunError,
  /// OutputError.
  StudyInProgress(const ScenarioFile& file, const StudyOptions& options);
  ~StudyInProgress();

  const std::vector<PolicyMarket>& markets() const;
  const SimulationOptions& simulation() const;

  /// Writes the run directory. @param rounds what `simulate` gives for markets() and simulation(). Throws OutputError.
  StudyResult finish(std::vector<RunTally> rounds);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace sealedbid

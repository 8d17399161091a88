#include "replay/cell_reader.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sealedbid {
namespace {

using ::testing::ElementsAre;
using Empty = CellReader::Empty;

const CsvTable one_row = {"x.csv", {"a", "b", "c"}, {{7, {"2.5", "", "x y"}}}};

/// "line:column: column: what. suggestion" of every fault.
std::vector<std::string> faults_of(CellReader& reader) {
  std::vector<std::string> faults;
  try {
    reader.stop_if_faulty();
  } catch (const InputError& error) {
    for (const Issue& issue : error.issues()) faults.push_back(text_of(issue));
  }
  return faults;
}

TEST(CellReaderTest, TellsEmptyFromMissingAndFaulty) {
  CellReader reader(one_row);
  const CsvRow& row = one_row.rows.front();
  EXPECT_EQ(reader.number(row, "a", Empty::refused), 2.5);
  EXPECT_EQ(reader.number(row, "b", Empty::allowed), std::nullopt);
  EXPECT_EQ(reader.number(row, "nowhere", Empty::refused), std::nullopt);
  EXPECT_EQ(reader.text(row, "nowhere"), "");
  EXPECT_THAT(faults_of(reader), ElementsAre());
  EXPECT_EQ(reader.number(row, "b", Empty::refused), std::nullopt);
  EXPECT_EQ(reader.number(row, "c", Empty::allowed), std::nullopt);
  EXPECT_THAT(faults_of(reader), ElementsAre("x.csv:7:2: b: is empty. Write it like 5 or 49.95",
                                             "x.csv:7:3: c: 'x y' is not a decimal number. Write it like 5 or 49.95"));
}

TEST(CellReaderTest, RefusesAnEmptyLotButNotAMissingColumn) {
  CellReader reader(one_row);
  EXPECT_EQ(reader.lot(one_row.rows.front(), "nowhere"), std::nullopt);
  EXPECT_THAT(faults_of(reader), ElementsAre());
  EXPECT_EQ(reader.lot(one_row.rows.front(), "b"), std::nullopt);
  EXPECT_EQ(faults_of(reader).size(), 1u);
}

TEST(CellReaderTest, HoldsNumbersToTheirRange) {
  CellReader reader(one_row);
  const CsvRow& row = one_row.rows.front();
  EXPECT_EQ(reader.number_in(row, "a", {0.0, 2.5}, Empty::allowed), 2.5);
  EXPECT_EQ(reader.number_in(row, "a", {2.5, 9.0, true}, Empty::allowed), std::nullopt);
  EXPECT_EQ(reader.number_in(row, "a", {0.0, 1.0}, Empty::allowed), std::nullopt);
  EXPECT_THAT(faults_of(reader), ElementsAre("x.csv:7:1: a: 2.5 is outside what this can be. Give a number above 2.5, at most 9",
                                             "x.csv:7:1: a: 2.5 is outside what this can be. Give a number from 0 to 1"));
}

TEST(CellReaderTest, TakesMegawattsToKwAndPricesToTicksExactly) {
  const CsvTable table = {"x.csv", {"mw", "price"}, {{2, {"29.13", "54.8"}}, {3, {"0.0005", "54.805"}}, {4, {"-1", "-0.3"}}}};
  CellReader reader(table);
  EXPECT_EQ(reader.kw(table.rows[0], "mw", Empty::refused), 29'130);
  EXPECT_EQ(reader.ticks(table.rows[0], "price", 0.1, Empty::refused), 548);
  EXPECT_EQ(reader.ticks(table.rows[2], "price", 0.1, Empty::refused), -3);
  EXPECT_EQ(reader.kw(table.rows[1], "mw", Empty::refused), std::nullopt);
  EXPECT_EQ(reader.ticks(table.rows[1], "price", 0.1, Empty::refused), std::nullopt);
  EXPECT_EQ(reader.kw(table.rows[2], "mw", Empty::refused), std::nullopt);
  EXPECT_THAT(faults_of(reader),
              ElementsAre("x.csv:3:1: mw: 0.0005 is not a whole number of kW. Give at most three decimals",
                          "x.csv:3:2: price: 54.805 is not a multiple of the price step 0.1. Did you mean 54.8 or 54.9?",
                          "x.csv:4:1: mw: -1 is negative. Give MW, at least 0"));
}

TEST(CellReaderTest, TakesWholeNumbersOnly) {
  const CsvTable table = {"x.csv", {"n"}, {{2, {"18446744073709551615"}}, {3, {"1e3"}}, {4, {"12"}}}};
  CellReader reader(table);
  EXPECT_EQ(reader.lot(table.rows[0], "n"), 18446744073709551615u);
  EXPECT_EQ(reader.whole_number(table.rows[2], "n", 0, Empty::refused), 12);
  EXPECT_EQ(reader.whole_number(table.rows[1], "n", 0, Empty::refused), std::nullopt);
  EXPECT_EQ(reader.lot(table.rows[1], "n"), std::nullopt);
  EXPECT_EQ(faults_of(reader).size(), 2u);
}

}  // namespace
}  // namespace sealedbid

#include "base/csv.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace sealedbid {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class CsvTest : public testing::Test {
 protected:
  CsvTest() : path_(std::filesystem::temp_directory_path() / ("sealedbid_csv_" + std::to_string(getpid()) + ".csv")) {}
  ~CsvTest() override { std::filesystem::remove(path_); }

  CsvTable table_of(const std::string& bytes) const {
    std::ofstream(path_, std::ios::binary) << bytes;
    return read_csv(path_);
  }
  /// "line:column: message" of every issue, or nothing where the bytes are accepted.
  std::string faults_of(const std::string& bytes) const {
    try {
      table_of(bytes);
    } catch (const InputError& error) {
      std::string text = error.what();
      for (std::size_t at; (at = text.find(path_.string() + ":")) != std::string::npos;)
        text.erase(at, path_.string().size() + 1);
      return text;
    }
    return "";
  }

  std::filesystem::path path_;
};

TEST_F(CsvTest, ReadsHeaderAndRowsAsText) {
  const CsvTable table = table_of("bidder,price_per_mwh\nA,45.20\n B ,=1+1\n");
  EXPECT_EQ(table.file, path_);
  EXPECT_THAT(table.header, ElementsAre("bidder", "price_per_mwh"));
  ASSERT_EQ(table.rows.size(), 2u);
  EXPECT_THAT(table.rows[0].cells, ElementsAre("A", "45.20"));
  EXPECT_THAT(table.rows[1].cells, ElementsAre(" B ", "=1+1"));
  EXPECT_EQ(table.rows[1].line, 3);
  EXPECT_EQ(table.column("price_per_mwh"), 1);
  EXPECT_EQ(table.column("price"), -1);
}

TEST_F(CsvTest, DropsByteOrderMarkAndCarriageReturns) {
  const CsvTable table = table_of(
      "\xEF\xBB\xBF"
      "a,b\r\n1,2\r\n");
  EXPECT_THAT(table.header, ElementsAre("a", "b"));
  EXPECT_THAT(table.rows.at(0).cells, ElementsAre("1", "2"));
}

TEST_F(CsvTest, ReadsQuotedCellsWithCommasQuotesAndLineBreaks) {
  const CsvTable table = table_of("a,b\n\"x, \"\"y\"\"\n\nz\",\"\"\n,2\n");
  ASSERT_EQ(table.rows.size(), 2u);
  EXPECT_THAT(table.rows[0].cells, ElementsAre("x, \"y\"\n\nz", ""));
  EXPECT_EQ(table.rows[0].line, 2);
  EXPECT_THAT(table.rows[1].cells, ElementsAre("", "2"));
  EXPECT_EQ(table.rows[1].line, 5);
}

struct FaultyCsv {
  const char* bytes;
  const char* message;
};

// PA08, PA10
TEST_F(CsvTest, RefusesFaultyFilesAndNamesThePlace) {
  for (const auto& [bytes, message] : {
           FaultyCsv{"", "1: holds no header"},
           {"a,b\n1\n", "2:1: this row has 1 cells, and the header names 2 columns"},
           {"a,b\n1,2\n1,2,3\n", "3:3: this row has 3 cells"},
           {"a,b\n1,2,\n", "2:3: this row has 3 cells"},
           {"price,volume\n1,5,2\n", "2:3: this row has 3 cells"},
           {"a,b,a\n1,2,3\n", "1:3: the column 'a' is already column 1"},
           {"a,b,\n1,2,3\n", "1:3: this column has no name"},
           {"1,2\n3,4\n", "1:1: '1' is a number where a column name is expected"},
           {"a;b\n1,5;2\n", "1:1: the columns are separated by semicolons or tabs"},
           {"a\tb\n1\t2\n", "1:1: the columns are separated by semicolons or tabs"},
           {"a,b\n\n1,2\n", "2: a blank line"},
           {"a,b\r\n1,2\r\n\r\n", "3: a blank line"},
           {"a,b\n1,2", "2: the last line has no line end"},
           {"a,b\n1,\"x\n", "2:2: a quoted cell is never closed"},
           {"a,b\n1,\"x\ny\n", "2:2: a quoted cell is never closed"},
           {"a,b\n1,x\"y\n", "2:2: a quote inside a cell"},
           {"a,b\n\"x\"y,1\n", "2:1: a quote inside a cell"},
           {"a,b\n1,\"x\" \n", "2:2: a quote inside a cell"},
           {"a,b\r1,2\r", "1: the control character \\x0D"},
           {"a,b\n1,\x1B[31m\n", "2: the control character \\x1B"},
           {"a,b\n1,\xFC\n", "2: byte 6 is not UTF-8"},
           {"\xFF\xFE"
            "a,b\n",
            "1: byte 0 is not UTF-8"},
       }) {
    EXPECT_THAT(faults_of(bytes), HasSubstr(message)) << bytes;
  }
  EXPECT_THAT(faults_of(std::string("a,b\n1,\0\n", 8)), HasSubstr("2: the control character \\x00"));
}

TEST_F(CsvTest, ReportsAllFaultyRowsTogether) {
  EXPECT_THAT(faults_of("a,b\n1\n1,2\n1,2,3\n"), testing::AllOf(HasSubstr("2:1: this row"), HasSubstr("4:3: this row")));
}

// PA10: no prefix of a file is taken for a whole row that it is not.
TEST_F(CsvTest, EveryPrefixIsRefusedOrHoldsWholeRows) {
  const std::string whole = "a,b\r\n\"x,\"\"\n\",2\n3,4\n";
  const CsvTable expected = table_of(whole);
  for (std::size_t length = 0; length < whole.size(); ++length) {
    try {
      const CsvTable table = table_of(whole.substr(0, length));
      ASSERT_EQ(table.header, expected.header) << length;
      for (std::size_t i = 0; i < table.rows.size(); ++i) EXPECT_EQ(table.rows[i].cells, expected.rows[i].cells) << length;
    } catch (const InputError&) {
    }
  }
}

// OU04, OU05
TEST_F(CsvTest, WritesCellsThatSpreadsheetsTakeAsText) {
  EXPECT_EQ(csv_cell("plain text"), "plain text");
  EXPECT_EQ(csv_cell(""), "");
  EXPECT_EQ(csv_cell("a,b"), "\"a,b\"");
  EXPECT_EQ(csv_cell("say \"x\"\n"), "\"say \"\"x\"\"\n\"");
  EXPECT_EQ(csv_cell("-5"), "-5");
  EXPECT_EQ(csv_cell("-1e-05"), "-1e-05");
  EXPECT_EQ(csv_cell("=1+1"), "'=1+1");
  EXPECT_EQ(csv_cell("-cmd"), "'-cmd");
  EXPECT_EQ(csv_cell("+5"), "'+5");
  EXPECT_EQ(csv_cell("@x,y"), "\"'@x,y\"");
  EXPECT_EQ(csv_cell("\tx"), "'\tx");
  EXPECT_EQ(csv_cell("\rx"), "\"'\rx\"");
}

TEST_F(CsvTest, WrittenCellsReadBack) {
  const std::vector<std::string> cells = {"a,b", "\"", "x\ny", "", "Qaradağ; 100 MW", " "};
  std::string text = "a,b,c,d,e,f\n";
  for (std::size_t i = 0; i < cells.size(); ++i) text += (i > 0 ? "," : "") + csv_cell(cells[i]);
  EXPECT_EQ(table_of(text + "\n").rows.at(0).cells, cells);
}

}  // namespace
}  // namespace sealedbid

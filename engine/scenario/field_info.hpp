#pragma once

#include <limits>
#include <string>
#include <string_view>

/// What the table of fields says of one field, apart from the member it belongs to.
namespace sealedbid {

enum class Presence { mandatory, standard, optional };  ///< standard: has a standard value; optional: may have no value at all
enum class Draws { never, once_a_replication, once_a_bidder };
/// label: what bids are told apart by (zone, lot, delivery year); may look like a number.
enum class TextForm { free_text, file_name, country, currency, reference, label };
enum class Scope { policy, file };  ///< file: the same for all policies of a file, a patch must not change it

/// Numbers from low to high; each end belongs to the range unless it is said to be excluded or is infinite.
struct Range {
  double low = -std::numeric_limits<double>::infinity();
  double high = std::numeric_limits<double>::infinity();
  bool low_is_excluded = false;
  bool high_is_excluded = false;

  bool contains(double value) const;
};

/// "from 0 to 1", "above 0, at most 100", "any number".
std::string text_of(const Range& range);

/// What the table says of one field.
struct FieldInfo {
  std::string_view key = {};
  std::string_view unit = {};  ///< "fraction", "currency/MWh", "MW", …; empty: dimensionless or not a number
  Range range = {};
  Presence presence = Presence::standard;
  Draws draws = Draws::never;
  std::string_view doc = {};     ///< one plain sentence
  std::string_view reason = {};  ///< why the range is what it is, e.g. "a ceiling is a price"; may be empty
  TextForm form = TextForm::free_text;
  Scope scope = Scope::policy;
};

/// "auction" and "volume_mw" give "auction.volume_mw"; an empty path gives the key alone.
std::string joined_path(const std::string& path, std::string_view key);

}  // namespace sealedbid

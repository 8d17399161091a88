#pragma once

#include <string>

#include "auction/bid.hpp"
#include "market/market.hpp"

/// What a class of bidders gives its bids besides price and quantity.
namespace sealedbid {

/// The texts of the bid of one member, named CLASS_1, CLASS_2, … Numbers stay at their standard values.
/// @param member from 0.
BidAttributes attributes_of(const ClassModel& model, int member);

/// Sets one of ClassModel::bid_numbers. Throws std::logic_error for a key that is none.
void set_number(const std::string& key, double value, BidAttributes& bid);

}  // namespace sealedbid

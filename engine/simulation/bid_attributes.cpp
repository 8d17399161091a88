#include "simulation/bid_attributes.hpp"

#include <stdexcept>

namespace sealedbid {

BidAttributes attributes_of(const ClassModel& model, int member) {
  BidAttributes bid;
  bid.name = model.name + "_" + std::to_string(member + 1);
  if (model.projects > 1) bid.bidder = model.class_name + "_" + std::to_string(member + 1);
  bid.owner_group = model.owner_group;
  bid.origin = model.origin;
  bid.technology = model.technology_name;
  bid.zone = model.zone;
  bid.segment = model.segment;
  bid.lot = model.lot;
  bid.delivery_year = model.delivery_year;
  return bid;
}

void set_number(const std::string& key, double value, BidAttributes& bid) {
  if (key == "foreign_share_fraction") {
    bid.foreign_share_fraction = value;
  } else if (key == "local_content_fraction") {
    bid.local_content_fraction = value;
  } else if (key == "emission_tco2_per_mwh") {
    bid.emission_tco2_per_mwh = value;
  } else {
    throw std::logic_error("unknown number of a bid: " + key);
  }
}

}  // namespace sealedbid

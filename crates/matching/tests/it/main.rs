//! Behaviour of the crate, through its public doors.

mod configurations;
mod corpus;
mod directions;
mod ecosystems;
mod gate;
mod index;
mod index_damage;
mod labels;
mod merging;
mod properties;
mod rules_cve;
mod rules_osv;
mod shared;
mod version;
mod version_ordering_data;
mod version_properties;
mod version_ranges;
mod version_ranges_data;
mod vex;
mod world;
mod yocto;

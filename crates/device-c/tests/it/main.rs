//! The interface from the side of C: programs that are compiled against the header, linked both ways, and run.

mod examples;
mod misuse;
mod programs;
mod world;

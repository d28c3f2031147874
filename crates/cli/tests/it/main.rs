//! Behaviour of the program, through its command line.

mod advisories;
mod bills;
mod program;

mod all_clear;
mod compiled_in;
mod exit_codes;
mod feeds;
mod forms;
mod matching;
mod policy;
mod vex;

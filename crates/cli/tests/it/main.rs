//! Behaviour of the program, through its command line.

mod advisories;
mod bills;
mod program;

mod all_clear;
mod exit_codes;
mod matching;
mod vex;

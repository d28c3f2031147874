//! Updates on a unit: what is believed, how an image comes, when it is installed, and what happens when it is not well.

mod attacks;
mod boot;
mod bring;
mod course;
mod ends;
mod house;
mod levels;
mod offers;
mod owner;
mod patches;
mod policies;
mod repository;
mod rules;
mod steps;
mod stick;
mod window;

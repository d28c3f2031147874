//! Tests of `steadfast-probe`, on devices that listen on this machine.

mod asked;
mod twelve;

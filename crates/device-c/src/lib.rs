//! The SDK of a unit ([`steadfast_device`]) for programs in C and C++, by `include/steadfast_device.h`.
//!
//! A handle is a number that looks like a pointer: it leads nowhere, and is looked up at each call ([`handles`]). So one that
//! was closed, or never opened, is told from one that is open, and no call reaches memory by it. Memory of the caller is read
//! and written in one place ([`border`]). Nothing unwinds out of here.

pub mod border;
pub mod calls;
pub mod code;
mod failure;
pub mod handles;
mod held;
mod home;
mod kept;
pub mod reader;
pub mod words;

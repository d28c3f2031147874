//! The shell of `steadfast-agent`: the thread that waits and the thread that works, the doors for browsers and for local
//! programs, the way to the server, the certificate, the sandbox. What a unit does with them is a
//! [`event_loop::House`].

pub mod arguments;
pub mod door;
pub mod event_loop;
pub mod hooks;
pub mod house;
pub mod http;
pub mod line;
pub mod net;
pub mod pages;
pub mod sandbox;
pub mod self_test;
pub mod signals;
pub mod socket;
pub mod stick;
pub mod texts;
pub mod tls;
pub mod transfer;
pub mod work;
pub mod zone;

//! goosebit, which `cargo xtask bench server polls` starts: asked by the same devices, as often as it answers.

use std::net::SocketAddr;

use crate::Failure;
use crate::fleet::size;
use crate::polls::{BESIDE, CONNECTIONS, polled};
use crate::row::row;

/// What it is.
const NAME: &str = "goosebit 0.2.12";
/// How many times as many polls ours is to answer.
const GOAL: f64 = 50.0;

/// Measures it beside `ours`, polls a second.
pub(crate) fn measure(ours: f64) -> Result<(), Failure> {
    let known = size("STEADFAST_BENCH_PEER_DEVICES", 0)?;
    let what = format!("the same devices at {NAME}, {known} known, {CONNECTIONS} connections kept");
    let beside = format!("polls a second ÷ those of {NAME}");
    let theirs = address().and_then(|address| polled(address, known, BESIDE).map_err(|error| error.to_string()));
    match theirs {
        Ok(theirs) => {
            let (each, ratio) = (theirs.each, ours / theirs.each);
            let took = format!("{each:.0} a second (p99 {:.0} ms, median {:.0} ms)", theirs.most, theirs.half);
            row(&what, "", &took, None);
            row(&beside, "≥ 50 ×", &format!("{ratio:.1} × ({ours:.0} against {each:.0})"), Some(ratio >= GOAL));
        }
        Err(reason) => row(&beside, "≥ 50 ×", &format!("not measured: {reason}"), None),
    }
    Ok(())
}

/// Where it answers, or why it does not.
fn address() -> Result<SocketAddr, String> {
    match (std::env::var("STEADFAST_BENCH_PEER"), std::env::var("STEADFAST_BENCH_PEER_ABSENT")) {
        (Ok(address), _) => address.parse().map_err(|_| format!("{address} is no address")),
        (_, Ok(reason)) => Err(reason),
        _ => Err("cargo xtask bench server polls starts it".to_owned()),
    }
}

//! What alerts of many units have in common.

use steadfast_monitor::alert::common;
use steadfast_monitor::detect::{Cause, Metric};
use steadfast_monitor::event::Transport;

use super::peer;

#[test]
fn an_address_is_one_cause_whatever_the_port() {
    assert_eq!(common(&peer("203.0.113.9", 6667)), common(&peer("203.0.113.9", 80)));
    assert_ne!(common(&peer("203.0.113.9", 6667)), common(&peer("203.0.113.10", 6667)));
}

#[test]
fn peers_in_each_ones_own_network_are_one_by_their_service() {
    let causes = (0..9).map(|unit| common(&peer(&format!("192.168.{unit}.1"), 23)));
    assert!(causes.into_iter().all(|cause| cause == Cause::Service(Some(23), Some(Transport::Tcp))));
}

#[test]
fn anything_else_is_a_cause_by_itself() {
    let amount = Cause::Amount(Some(Metric::Sent));
    assert_eq!(common(&amount), amount);
}

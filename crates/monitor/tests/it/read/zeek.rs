//! Connections as Zeek tells them.

use steadfast_monitor::event::{Connection, Direction};
use steadfast_monitor::read::{Conn, Why};

use super::{flow, said};

const FIELDS: &str = "#fields\tts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto\tservice\tduration\torig_bytes\
\tresp_bytes\tconn_state\tlocal_orig\tlocal_resp\ttunnel_parents   label   detailed-label";
const ROW: &str = "1545403816.962094\tCr\t192.168.1.195\t41040\t203.0.113.5\t80\ttcp\thttp\t3.139211\t149\t128252\tSF\t-\t-\
\t-   Malicious   C&C";

const WANTED: &str = "network-activity activity=flow transport=tcp direction=outbound remote=203.0.113.5 remote_port=80 \
local_port=41040 received=128252 sent=149 local=192.168.1.195 state=finished duration=3139";

fn conn(header: &[&str]) -> Conn {
    let mut conn = Conn::of(None);
    for line in header {
        assert_eq!(conn.read(line.as_bytes()), Ok(None));
    }
    conn
}

#[test]
fn a_row_with_labels_is_read_by_its_header() {
    let mut conn = conn(&["#separator \\x09", "#set_separator\t,", "#unset_field\t-", "#path\tconn", FIELDS]);
    let event = conn.read(ROW.as_bytes()).expect("a row").expect("an event");
    assert_eq!(event.time, Some(1_545_403_816));
    assert_eq!(said(Ok(Some(event))), WANTED);
}

#[test]
fn the_same_as_json_says_the_same() {
    let row = r#"{"ts":1545403816.962094,"uid":"Cr","id.orig_h":"192.168.1.195","id.orig_p":41040,"id.resp_h":"203.0.113.5",
        "id.resp_p":80,"proto":"tcp","service":"http","duration":3.139211,"orig_bytes":149,"resp_bytes":128252,
        "conn_state":"SF","tunnel_parents":[]}"#;
    assert_eq!(said(Conn::of(None).read(row.as_bytes())), WANTED);
}

#[test]
fn the_unit_is_the_side_with_its_address() {
    let far = Some("203.0.113.5".parse().expect("an address"));
    let mut conn = Conn::of(far);
    assert_eq!(conn.read(FIELDS.as_bytes()), Ok(None));
    let it = flow(&conn.read(ROW.as_bytes()).expect("a row").expect("an event"));
    assert_eq!((it.direction, it.local_port, it.remote_port), (Some(Direction::Inbound), Some(80), Some(41_040)));
    assert_eq!((it.received, it.sent), (Some(149), Some(128_252)));
}

#[test]
fn every_state_has_its_word() {
    let mut conn = conn(&[FIELDS]);
    let mut state = |state: &str| {
        let row = ROW.replace("\tSF\t", &format!("\t{state}\t"));
        conn.read(row.as_bytes()).map(|event| flow(&event.expect("an event")).state)
    };
    assert_eq!(state("S0"), Ok(Some(Connection::Unanswered)));
    assert_eq!(state("REJ"), Ok(Some(Connection::Refused)));
    assert_eq!(state("RSTO"), Ok(Some(Connection::Reset)));
    assert_eq!(state("S1"), Ok(Some(Connection::Established)));
    assert_eq!(state("OTH"), Ok(Some(Connection::Partial)));
    assert_eq!(state("-"), Ok(None));
    assert_eq!(state("S9").expect_err("no state").to_string(), "line 8: conn_state: this word is not known");
}

#[test]
fn what_is_no_number_and_no_time_is_an_error_that_names_it() {
    let mut conn = conn(&[FIELDS]);
    let cases = [
        ("1545403816.962094", "1e300", "ts"),
        ("1545403816.962094", "-1", "ts"),
        ("1545403816.962094", "99999999999999", "ts"),
        ("\t41040\t", "\t70000\t", "id.orig_p"),
        ("\t149\t", "\t99999999999999999999\t", "orig_bytes"),
        ("\t3.139211\t", "\tnan\t", "duration"),
        ("203.0.113.5", "example.org", "id.resp_h"),
    ];
    for (from, to, field) in cases {
        let error = conn.read(ROW.replace(from, to).as_bytes()).expect_err("no such value");
        assert_eq!((error.field, error.why), (field, Why::Other), "{to}");
    }
    for (time, wanted) in [("0.000000", 0), ("253402300799.9", 253_402_300_799)] {
        let row = ROW.replace("1545403816.962094", time);
        assert_eq!(conn.read(row.as_bytes()).expect("a row").expect("an event").time, Some(wanted));
    }
}

#[test]
fn a_row_before_its_header_is_an_error() {
    let error = Conn::of(None).read(ROW.as_bytes()).expect_err("no header");
    assert_eq!((error.line, error.field, error.why), (1, "#fields", Why::Header));
    let short = conn(&[FIELDS]).read(b"1545403816.9\tCr").expect_err("a torn row");
    assert_eq!((short.field, short.why), ("id.orig_h", Why::Missing));
}

#[test]
fn another_separator_is_taken_from_the_header() {
    let mut conn = conn(&["#separator |", &FIELDS.replace('\t', "|")]);
    assert_eq!(said(conn.read(ROW.replace('\t', "|").as_bytes())), WANTED);
    assert_eq!(conn.read(b"#separator \\xzz").expect_err("no character").field, "#separator");
}

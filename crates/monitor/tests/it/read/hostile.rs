//! Lines that nobody means well with.

use proptest::prelude::*;
use steadfast_monitor::event::MOST_EVENT;
use steadfast_monitor::read::{Conn, Journal, Lines, MOST_LINE, ReadError, Syslog, Why};

/// One line through every reader, and what each says of it; what is read fits an event.
fn everywhere(line: &[u8]) -> [Result<bool, ReadError>; 6] {
    let header: &[u8] = b"#fields\tts\tid.orig_h\tid.resp_h";
    let (mut log, mut journal, mut other, mut lines) =
        (Syslog::of_year(2026), Journal::default(), Journal::default(), Lines::default());
    let (mut bare, mut conn) = (Conn::of(None), Conn::of(None));
    assert_eq!(conn.read(header), Ok(None));
    let found =
        [log.read(line), journal.json(line), other.export(line), bare.read(line), conn.read(line), lines.read(line)];
    found.map(|found| found.map(|event| event.is_some_and(|event| event.encode(&mut [0; MOST_EVENT]) <= MOST_EVENT)))
}

#[test]
fn ten_megabytes_are_not_looked_at() {
    let long = vec![b'"'; 10 << 20];
    for found in everywhere(&long) {
        assert_eq!(found.expect_err("too long").why, Why::Long(long.len()));
    }
}

#[test]
fn the_longest_line_is_read_in_a_moment() {
    let started = |pattern: &str| pattern.repeat(MOST_LINE / pattern.len());
    let patterns =
        ["{\"a\":", "[", "]", "{\"a\":[", "\\", "\"", " from ", "\t", "a=1\n", "<1>1 - ", " : ", "1 - - - - [a\"\\]"];
    for line in patterns.map(started) {
        for prefix in ["", "{", "{\"kind\":\"product\",\"text\":\"", "Dec 10 06:55:46 host sshd[1]: Invalid user "] {
            let line = format!("{prefix}{}", &line[..MOST_LINE - prefix.len() - 40]);
            let _ = everywhere(line.as_bytes());
        }
    }
}

#[test]
fn a_long_name_of_an_object_is_not_written_a_thousand_times() {
    let line = format!(r#"{{"kind":"product","{}":{{{}"b":1}}}}"#, "n".repeat(60_000), r#""a":1,"#.repeat(200));
    let error = Lines::default().read(line.as_bytes()).expect_err("too long a name");
    assert!(matches!(error.why, Why::Json(_)), "{error}");
    let many = format!("{{{}\"b\":1}}", r#""a":1,"#.repeat(300));
    assert_eq!(Lines::default().read(many.as_bytes()).expect_err("too many").why, Why::Many(256));
}

#[test]
fn odd_bytes_in_a_name_hide_nobody() {
    let line = b"Dec 10 06:55:46 host sshd[1]: Invalid user \xff\x00\x1b[2J from 192.0.2.7";
    let found = everywhere(line);
    assert_eq!(found[0], Ok(true));
    assert!(found[1].is_err() && found[3].is_err() && found[5].is_err());
}

#[test]
fn absurd_times_are_times_or_errors() {
    for stamp in ["1970-01-01T00:00:00Z", "9999-12-31T23:59:60Z", "0000-01-01T00:00:00Z"] {
        let line = format!("{stamp} host sshd[1]: Invalid user a from 192.0.2.7");
        assert_eq!(everywhere(line.as_bytes())[0], Ok(true), "{stamp}");
    }
    for stamp in [
        "2026-13-01T00:00:00Z",
        "2026-02-30T00:00:00Z",
        "2026-01-01T24:00:00Z",
        "2026-01-01T00:00:00+99:00",
        "-999-01-01T00:00:00Z",
    ] {
        let line = format!("{stamp} host sshd[1]: Invalid user a from 192.0.2.7");
        assert_eq!(everywhere(line.as_bytes())[0].as_ref().expect_err("no time").field, "time", "{stamp}");
    }
}

proptest! {
    #[test]
    fn no_bytes_break_a_reader(line in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = everywhere(&line);
    }

    #[test]
    fn no_damage_breaks_a_reader(which in 0_usize..4, at in any::<usize>(), byte in any::<u8>()) {
        let lines = [
            "<38>1 2015-12-10T06:55:46.003Z host sshd 2 - [a x=\"\\]\"] Invalid user admin from 192.0.2.7",
            "Dec 10 06:55:46 host sshd[1]: message repeated 5 times: [ Failed password for é from 192.0.2.7 port 1 ssh2]",
            r#"{"kind":"authentication","time":1.5,"user":{"name":"\u00e9"},"a":[[1]],"source":"::1"}"#,
            "1545403816.9\t192.0.2.1\t2001:db8::1",
        ];
        let mut line = lines[which].as_bytes().to_vec();
        let at = at % line.len();
        line[at] = byte;
        let _ = everywhere(&line);
    }
}

//! Devices that mean no good to whoever asks: a probe ends in time, and calls nothing good that it could not see.

use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use steadfast_probe::{Ask, ProbeError, Report, Verdict, probe};

use crate::asked::{ask, asked, said};
use crate::servers::serve;

/// With little patience: most of these are waited for again and again.
fn of(ports: &[u16]) -> Report {
    asked(&Ask { answer_within: Duration::from_millis(150), ..ask(ports.to_vec()) })
}

/// Nothing about logins is known of it, and so the whole is not passed.
fn says_nothing_good(report: &Report) {
    for check in ["default-credentials", "lock-out", "owner-gets-in", "plain-login"] {
        let (verdict, reason) = said(report, check);
        assert_eq!(verdict, Verdict::Unknown, "{check}: {reason}");
    }
    assert_eq!(report.verdict(), Verdict::Unknown, "{:#?}", report.findings);
}

#[test]
fn one_that_never_answers_is_not_waited_for() {
    says_nothing_good(&of(&[serve(|mut stream| {
        let mut buffer = [0; 1024];
        while stream.read(&mut buffer)? > 0 {}
        Ok(())
    })]));
}

#[test]
fn one_that_closes_at_once_is_known_no_better() {
    says_nothing_good(&of(&[serve(|_| Ok(()))]));
}

#[test]
fn one_that_streams_for_ever_is_heard_only_so_long() {
    says_nothing_good(&of(&[serve(|mut stream| {
        loop {
            stream.write_all(&[b'x'; 4096])?;
        }
    })]));
}

#[test]
fn pages_that_never_end_are_no_pages() {
    says_nothing_good(&of(&[serve(endless_page)]));
}

fn endless_page(mut stream: TcpStream) -> io::Result<()> {
    let mut head = [0; 4];
    stream.read_exact(&mut head)?;
    if head == *b"GET " {
        stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n<form><input type=password name=p>")?;
        loop {
            stream.write_all(&[b'x'; 4096])?;
        }
    }
    Ok(())
}

#[test]
fn one_that_drips_is_waited_for_as_long_as_one_that_is_silent() {
    says_nothing_good(&of(&[serve(|mut stream| {
        loop {
            stream.write_all(b"H")?;
            std::thread::sleep(Duration::from_millis(20));
        }
    })]));
}

#[test]
fn garbage_on_every_port_is_something_unknown() {
    let garbage = |seed: u8| {
        serve(move |mut stream| {
            let mut buffer = [0; 64];
            let asked = stream.read(&mut buffer)? as u8;
            let bytes: Vec<u8> = (0..=u8::MAX).map(|at| at.wrapping_mul(31) ^ seed ^ asked | 0x80).collect();
            stream.write_all(&bytes)
        })
    };
    says_nothing_good(&of(&[1, 7, 22, 99].map(garbage)));
}

#[test]
fn where_nobody_is_there_is_no_answer_at_all() {
    let free = std::net::TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a port");
    let nobody = probe(&ask(vec![free.port()]), None, &|_| ()).expect_err("nobody is there");
    assert!(matches!(nobody, ProbeError::Nobody { ports: 1, .. }), "{nobody}");
}

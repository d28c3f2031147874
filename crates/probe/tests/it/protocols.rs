//! Every door that a default credential could open, shut and open.

use std::io::Write as _;

use steadfast_probe::{Report, Verdict};

use crate::asked::{ask, asked, said};
use crate::servers::{Lets, basic, broker, ftp, serve, snmp, telnet, weary_form};

/// `admin:1234`, as browsers send it.
const ADMIN_1234: &str = "YWRtaW46MTIzNA==";

fn of(port: u16) -> Report {
    asked(&ask(vec![port]))
}

#[test]
fn a_door_that_a_default_opens_is_told_from_one_that_none_does() {
    let cases = [
        ("Telnet", telnet(None), telnet(Some(("root", "root"))), r#""root" with "root" opens Telnet"#),
        ("FTP", ftp(None), ftp(Some(("guest", "guest"))), r#""guest" with "guest" opens FTP"#),
        ("MQTT", broker(Lets::Nobody), broker(Lets::Only("admin", "")), r#""admin" with "" opens MQTT"#),
        ("MQTT", broker(Lets::Nobody), broker(Lets::Anybody), "opens without a name"),
        ("HTTP basic", basic(None), basic(Some(ADMIN_1234)), r#""admin" with "1234" opens HTTP basic"#),
    ];
    for (name, shut, open, words) in cases {
        let (verdict, reason) = (|report: &Report| said(report, "default-credentials").0, words);
        let report = of(shut);
        assert_eq!(verdict(&report), Verdict::Passed, "{name}: {:#?}", report.findings);
        let report = of(open);
        let (verdict, told) = said(&report, "default-credentials");
        assert_eq!(verdict, Verdict::Failed, "{name}: {told}");
        assert!(told.contains(reason), "{name}: {told}");
    }
}

#[test]
fn each_of_them_speaks_without_tls_and_judges_without_end() {
    for port in [telnet(None), ftp(None), broker(Lets::Nobody), basic(None)] {
        let report = of(port);
        assert_eq!(said(&report, "plain-login").0, Verdict::Failed, "{:#?}", report.findings);
        let (verdict, reason) = said(&report, "lock-out");
        assert_eq!(verdict, Verdict::Unknown, "only names that nobody has were guessed at: {reason}");
        assert!(reason.contains("none refused") && reason.contains("--account"), "{reason}");
    }
}

#[test]
fn a_community_that_everybody_knows_is_found() {
    let with = |community| {
        let report = asked(&steadfast_probe::Ask { snmp: snmp(community), ..ask(vec![basic(None)]) });
        let (verdict, reason) = said(&report, "default-credentials");
        (verdict, reason.to_owned())
    };
    assert_eq!(with("a-word-of-its-own").0, Verdict::Passed);
    for community in ["public", "private"] {
        let (verdict, reason) = with(community);
        assert_eq!(verdict, Verdict::Failed);
        assert!(reason.ends_with(&format!("under the community {community}")), "{reason}");
    }
}

#[test]
fn what_cannot_be_tried_is_said_not_passed() {
    let ssh = serve(|mut stream| stream.write_all(b"SSH-2.0-device\r\n"));
    let report = of(ssh);
    let (verdict, reason) = said(&report, "default-credentials");
    assert_eq!(verdict, Verdict::Unknown);
    assert!(reason.contains(&format!("SSH at port {ssh} was not tried")), "{reason}");
    assert_eq!(said(&report, "banners").0, Verdict::Passed, "the version is that of the protocol");
}

#[test]
fn without_a_list_nothing_is_undeclared() {
    let report = asked(&steadfast_probe::Ask { declared: None, ..ask(vec![basic(None)]) });
    assert_eq!(said(&report, "ports").0, Verdict::Unknown);
}

#[test]
fn a_page_that_says_the_same_to_everybody_was_opened_by_nobody() {
    let report = of(weary_form(5));
    let (verdict, reason) = said(&report, "default-credentials");
    assert_eq!(verdict, Verdict::Unknown, "{reason}");
    assert!(reason.contains("4 of 14 were judged") && reason.contains("then it refused"), "{reason}");
}

#[test]
fn pages_without_a_login_leave_it_open_whether_there_is_one() {
    let code = "<form method=post action=/set-up><input name=code></form>";
    let report = of(serve(move |mut stream| {
        std::io::Read::read(&mut stream, &mut [0; 1024])?;
        write!(stream, "HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{code}", code.len())
    }));
    for check in ["default-credentials", "lock-out", "owner-gets-in", "set-up-open", "weak-password"] {
        let (verdict, reason) = said(&report, check);
        assert_eq!(verdict, Verdict::Unknown, "{check}: {reason}");
    }
}

//! What carries the lines: times, hosts, programs.

use steadfast_monitor::event::Event;
use steadfast_monitor::read::{ReadError, Syslog, Why};

const REST: &str = "sshd[24200]: Invalid user admin from 192.0.2.7";

fn time(line: &str) -> i64 {
    let mut log = Syslog::of_year(2015);
    let event: Result<Option<Event<'_>>, ReadError> = log.read(line.as_bytes());
    event.expect("a line").expect("an event").time.expect("a time")
}

#[test]
fn one_moment_is_read_in_every_form() {
    let forms = [
        format!("Dec 10 06:55:46 host {REST}"),
        format!("<38>Dec 10 06:55:46 host {REST}\n"),
        format!("2015-12-10T06:55:46Z host {REST}"),
        format!("2015-12-10T08:55:46.123456+02:00 host {REST}\r\n"),
        format!("2015-12-10 01:25:46,5-0530 host {REST}"),
        "<38>1 2015-12-10T06:55:46.003Z host sshd 24200 - - Invalid user admin from 192.0.2.7".to_owned(),
        "<38>1 2015-12-10T06:55:46Z host sshd 24200 - [a x=\"\\]]\"][b] \u{feff}Invalid user admin from 192.0.2.7"
            .into(),
    ];
    for form in forms {
        assert_eq!(time(&form), 1_449_730_546, "{form}");
    }
}

#[test]
fn a_machine_east_of_greenwich_writes_its_own_time() {
    let line = format!("Dec 10 06:55:46 host {REST}");
    let mut log = Syslog::of_year(2015).east(3600);
    let time = log.read(line.as_bytes()).expect("a line").expect("an event").time;
    assert_eq!(time, Some(1_449_730_546 - 3600));
}

#[test]
fn a_january_after_a_december_is_of_the_next_year_and_no_other_month_is() {
    let mut log = Syslog::of_year(2015);
    let mut time = |stamp: &str| {
        let line = format!("{stamp} host {REST}");
        log.read(line.as_bytes()).expect("a line").expect("an event").time.expect("a time")
    };
    let old = time("Dec 31 23:59:59");
    assert_eq!(time("Jan  1 00:00:00") - old, 1);
    assert_eq!(time("Dec 31 23:59:59") - old, 366 * 86_400, "2016 is a leap year");
    assert_eq!(time("Nov 30 23:59:59") - old, 335 * 86_400, "a line that comes late");
}

#[test]
fn the_29th_of_february_is_a_day_of_leap_years_alone() {
    let line = format!("Feb 29 00:00:00 host {REST}");
    assert!(Syslog::of_year(2016).read(line.as_bytes()).is_ok());
    let error = Syslog::of_year(2015).read(line.as_bytes()).expect_err("no such day");
    assert_eq!((error.field, error.why), ("time", Why::Other));
}

#[test]
fn an_error_names_its_line_and_the_next_line_is_read() {
    let mut log = Syslog::of_year(2015);
    assert_eq!(log.read(b""), Ok(None));
    assert_eq!(log.read(b"Dec 10 06:55:46 host CRON[1]: nothing of security"), Ok(None));
    let error = log.read(b"who wrote this?").expect_err("no time");
    assert_eq!(error.to_string(), "line 3: time: it holds something else");
    assert_eq!(log.read(b"Dec 10 06:55:46").expect_err("no host").field, "time");
    assert_eq!(log.read(b"<1>1 2015-12-10T06:55:46Z host").expect_err("no program").field, "program");
    assert_eq!(log.read(b"1 - host sshd 1 - [a Invalid user").expect_err("no end").field, "data");
    assert!(log.read(format!("Dec 10 06:55:46 host {REST}").as_bytes()).expect("a line").is_some());
}

#[test]
fn without_a_clock_there_is_no_time() {
    let event = Syslog::of_year(2015)
        .read(b"<38>1 - host sshd 1 - - Invalid user a from 192.0.2.7")
        .map(|it| it.map(|it| it.time));
    assert_eq!(event, Ok(Some(None)));
}

//! What products write already, read as events.

mod hostile;
mod journal;
mod lines;
mod people;
mod real;
mod syslog;
mod zeek;

use steadfast_monitor::event::{Authentication, Event, Network, What};
use steadfast_monitor::read::{ReadError, Syslog};

/// Bytes of a packed file of the shared data.
pub(crate) fn unpacked(name: &str) -> Option<String> {
    let path = steadfast_testkit::shared_data()?.join("monitoring").join(name);
    let packed = std::fs::read(path).expect("a file of the shared data");
    let mut text = String::new();
    std::io::Read::read_to_string(&mut flate2::read::MultiGzDecoder::new(&packed[..]), &mut text).expect("packed text");
    Some(text)
}

/// What the fields of an event say, in one line; nothing where there is none.
fn said(event: Result<Option<Event<'_>>, ReadError>) -> String {
    let Some(what) = event.expect("a line that can be read").and_then(|event| event.what) else { return String::new() };
    let mut said = vec![what.kind().to_string()];
    what.fields(&mut |name, value| said.push(format!("{name}={value}")));
    said.join(" ")
}

/// What `sshd` says with this message.
fn sshd(message: &str) -> String {
    said(Syslog::of_year(2015).read(format!("Dec 10 06:55:46 host sshd[24200]: {message}").as_bytes()))
}

fn login<'a>(event: &Event<'a>) -> Authentication<'a> {
    let Some(What::Authentication(it)) = event.what else { panic!("{event:?} is no login") };
    it
}

fn flow<'a>(event: &Event<'a>) -> Network<'a> {
    let Some(What::Network(it)) = event.what else { panic!("{event:?} is no flow") };
    it
}

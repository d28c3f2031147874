//! One attempt to send a mail.

use std::net::SocketAddr;
use std::time::{Duration, SystemTime};

use lettre::address::Envelope;
use lettre::message::Mailbox;
use lettre::message::header::{ContentType, Header, HeaderName, HeaderValue};
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{Certificate, CertificateStore, Tls, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use lettre::{Address, Message, SmtpTransport, Transport as _};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;
use steadfast_store::Time;
use zeroize::Zeroizing;

use super::judge::Answer;
use super::reach;
use super::settings::{MailServer, Security};
use crate::config::host_name;
use crate::outward::Leave;

/// For each thing that the server is waited for.
const PATIENCE: Duration = Duration::from_secs(15);
/// The most letters of a subject.
const LONGEST_SUBJECT: usize = 180;
/// What servers answer to who may not sign in (RFC 4954, section 6).
const PERMANENT_SIGN_IN: std::ops::RangeInclusive<u16> = 530..=538;

/// A mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// `msg_…`: the same in every attempt.
    pub id: String,
    /// What it belongs to, so that readers show together what is about one thing.
    pub thread: Option<String>,
    /// To whom.
    pub to: String,
    /// The subject, whatever it holds.
    pub subject: String,
    /// What it says.
    pub text: String,
    /// When it was written.
    pub written: Time,
}

/// Whether a text is certificates in PEM.
pub(super) fn is_authority(pem: &str) -> bool {
    authorities(pem).is_some()
}

/// The certificates of a text in PEM; nothing where there are none, or one that cannot be used.
pub(super) fn authorities(pem: &str) -> Option<Vec<CertificateDer<'static>>> {
    let found: Vec<_> = CertificateDer::pem_slice_iter(pem.as_bytes()).collect::<Result<_, _>>().ok()?;
    let mut roots = rustls::RootCertStore::empty();
    let (_, refused) = roots.add_parsable_certificates(found.iter().cloned());
    (refused == 0 && !found.is_empty()).then_some(found)
}

/// Sends a mail; blocks while it does.
#[must_use]
pub fn send(_: &Leave, server: &MailServer, password: Option<&Zeroizing<String>>, letter: &Letter) -> Answer {
    let message = match written(&server.from, letter) {
        Ok(message) => message,
        Err(reason) => return Answer::none(reason),
    };
    let at = match reach::address(&server.host, server.port) {
        Ok(at) => at,
        Err(error) => return Answer::none(format!("{}: {error}", server.host)),
    };
    if server.security == Security::None && !at.ip().is_loopback() {
        return Answer::none("without encryption mail goes to this machine alone");
    }
    match transport(server, password, at).map(|transport| transport.send(&message)) {
        Ok(Ok(response)) => Answer::well(response.message().collect::<Vec<_>>().join(" ")),
        Ok(Err(error)) | Err(error) => refused(&error),
    }
}

fn transport(
    server: &MailServer,
    password: Option<&Zeroizing<String>>,
    at: SocketAddr,
) -> Result<SmtpTransport, lettre::transport::smtp::Error> {
    let builder = SmtpTransport::builder_dangerous(at.ip().to_string())
        .port(at.port())
        .timeout(Some(PATIENCE))
        .hello_name(ClientId::Domain(host_name()));
    let builder = match server.security {
        Security::Tls => builder.tls(Tls::Wrapper(parameters(server)?)),
        Security::Starttls => builder.tls(Tls::Required(parameters(server)?)),
        Security::None => builder.tls(Tls::None),
    };
    let credentials = server.user.clone().zip(password).map(|(user, word)| Credentials::new(user, word.to_string()));
    Ok(match credentials {
        Some(credentials) => {
            builder.credentials(credentials).authentication(vec![Mechanism::Plain, Mechanism::Login]).build()
        }
        None => builder.build(),
    })
}

/// The name is the one that was typed, whatever address it has.
fn parameters(server: &MailServer) -> Result<TlsParameters, lettre::transport::smtp::Error> {
    let builder = TlsParameters::builder(server.host.clone());
    let Some(authorities) = server.authority.as_deref().and_then(authorities) else { return builder.build() };
    let mut builder = builder.certificate_store(CertificateStore::None);
    for authority in authorities {
        builder = builder.add_root_certificate(Certificate::from_der(authority.to_vec())?);
    }
    builder.build()
}

fn refused(error: &lettre::transport::smtp::Error) -> Answer {
    let mut words = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(next) = cause {
        let next_words = next.to_string();
        if !words.contains(&next_words) {
            words = format!("{words}: {next_words}");
        }
        cause = next.source();
    }
    let code = error.status().map(u16::from);
    if code.is_some_and(|code| PERMANENT_SIGN_IN.contains(&code)) {
        return Answer::none(format!("the mail server does not take this user and password ({words})"));
    }
    if error.is_timeout() { Answer::none("no answer in time") } else { Answer::none(words) }
}

/// The message, in which nothing that the letter says can be a header of its own.
fn written(from: &str, letter: &Letter) -> Result<Message, String> {
    let from: Address = from.parse().map_err(|_| "the address that mail is from is none".to_owned())?;
    let to: Address = letter.to.parse().map_err(|_| "the address of the receiver is none".to_owned())?;
    let envelope = Envelope::new(Some(from.clone()), vec![to.clone()]).map_err(|error| error.to_string())?;
    let domain = from.domain().to_owned();
    let mut builder = Message::builder()
        .from(Mailbox::new(Some("Steadfast".to_owned()), from))
        .to(Mailbox::new(None, to))
        .subject(on_one_line(&letter.subject))
        .date(date(letter.written))
        .message_id(Some(format!("<{}@{domain}>", letter.id)))
        .header(AutoSubmitted)
        .header(ContentType::TEXT_PLAIN)
        .envelope(envelope);
    if let Some(thread) = &letter.thread {
        builder = builder.in_reply_to(format!("<{thread}@{domain}>")).references(format!("<{thread}@{domain}>"));
    }
    builder.body(plain(&letter.text)).map_err(|error| error.to_string())
}

/// Without anything that a line of a header could end at.
fn on_one_line(text: &str) -> String {
    let words: Vec<&str> = text.split(|letter: char| letter.is_whitespace() || letter.is_control()).collect();
    let line = words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(LONGEST_SUBJECT) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}

/// Without control characters but the ends of lines.
fn plain(text: &str) -> String {
    text.chars().filter(|letter| *letter == '\n' || !letter.is_control()).collect()
}

fn date(time: Time) -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_micros(u64::try_from(time.0).unwrap_or(0))
}

/// `Auto-Submitted` (RFC 3834): nobody's absence note answers it.
#[derive(Clone, Copy, Debug)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letter(subject: &str, text: &str) -> Letter {
        Letter {
            id: "msg_1".to_owned(),
            thread: Some("alt_1".to_owned()),
            to: "watch@example.com".to_owned(),
            subject: subject.to_owned(),
            text: text.to_owned(),
            written: Time(1_800_000_000_000_000),
        }
    }

    /// The heads of a mail and its body, as they go over the wire.
    fn parts(letter: &Letter) -> (String, String) {
        let message = written("steadfast@example.com", letter).expect("a mail");
        let text = String::from_utf8(message.formatted()).expect("ASCII");
        let (heads, body) = text.split_once("\r\n\r\n").expect("heads and a body");
        (heads.to_owned(), body.to_owned())
    }

    #[test]
    fn nothing_that_a_product_is_called_makes_a_header() {
        for break_out in
            ["\r\nBcc: thief@example.net", "\nBcc: thief@example.net", "\rBcc: x", "\u{2028}Bcc: x", "\0Bcc: x"]
        {
            let (heads, _) = parts(&letter(&format!("Alert: Gateway{break_out}\r\n\r\nwords"), "text"));
            let names: Vec<&str> = heads
                .split("\r\n")
                .filter(|line| !line.starts_with(' '))
                .map(|line| line.split(':').next().unwrap_or_default())
                .collect();
            assert!(!names.contains(&"Bcc") && !heads.contains('\0'), "{heads}");
            assert_eq!(names.iter().filter(|name| **name == "Subject").count(), 1);
            assert_eq!(heads.matches('\r').count(), heads.matches('\n').count(), "{heads}");
        }
    }

    #[test]
    fn an_address_that_ends_a_line_is_none() {
        for wrong in ["a@example.com\r\nBcc: x@example.com", "a@example.com>, <b@example.com", "a", "a@b c"] {
            let mail = Letter { to: wrong.to_owned(), ..letter("s", "t") };
            assert!(written("steadfast@example.com", &mail).is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn a_mail_has_one_id_its_thread_its_time_and_says_that_no_person_wrote_it() {
        let (heads, body) = parts(&letter("Gerät häuft Versuche", "Erste Zeile\n\u{1b}[31mZweite\n"));
        assert!(heads.contains("Message-ID: <msg_1@example.com>"), "{heads}");
        assert!(heads.contains("In-Reply-To: <alt_1@example.com>") && heads.contains("Auto-Submitted: auto-generated"));
        assert!(heads.contains("Date: Fri, 15 Jan 2027 08:00:00 +0000") && heads.contains("text/plain; charset=utf-8"));
        assert!(heads.is_ascii() && body.is_ascii() && !body.contains('\u{1b}'));
    }

    #[test]
    fn a_long_subject_is_cut_between_letters() {
        assert_eq!(on_one_line(&"ä".repeat(500)).chars().count(), LONGEST_SUBJECT + 1);
    }
}

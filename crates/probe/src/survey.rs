//! What listens on a device, and what it speaks.

use std::time::Duration;

use crate::verdict::Told;
use crate::wire::hello::{self, Back, Old};
use crate::wire::http::{Answer, Request};
use crate::wire::{Place, Silence, Wire, mqtt, tls};

/// How long a port is listened to before it is asked.
const LISTEN: Duration = Duration::from_millis(400);

/// What a port speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Speaks {
    /// HTTP.
    Http,
    /// SSH.
    Ssh,
    /// FTP.
    Ftp,
    /// Telnet, or something like it that asks for a name.
    Telnet,
    /// MQTT.
    Mqtt,
    /// Nobody knows.
    Unknown,
}

impl Speaks {
    const fn name(self) -> &'static str {
        match self {
            Self::Http => "HTTP",
            Self::Ssh => "SSH",
            Self::Ftp => "FTP",
            Self::Telnet => "Telnet",
            Self::Mqtt => "MQTT",
            Self::Unknown => "something unknown",
        }
    }
}

/// A port that is open.
#[derive(Clone, Debug)]
pub(crate) struct Service {
    /// Where.
    pub(crate) place: Place,
    /// What it speaks.
    pub(crate) speaks: Speaks,
    /// What it said unasked.
    pub(crate) greeting: String,
    /// What its first page is, where it has pages.
    pub(crate) first_page: Option<Answer>,
    /// Facts of its certificate.
    pub(crate) certificate: Option<String>,
}

impl Service {
    /// What is known of its certificate.
    pub(crate) fn fact(&self) -> Option<String> {
        Some(format!("port {}: {}", self.place.port, self.certificate.as_ref()?))
    }

    /// As people are told.
    pub(crate) fn told(&self) -> Told {
        Told { port: self.place.port, speaks: self.speaks.name().to_owned(), tls: self.place.tls }
    }
}

/// All that listens among the ports that are looked at.
pub(crate) fn look(wire: &Wire<'_>) -> Vec<Service> {
    let ports = wire.ask.all_ports();
    let mut found = Vec::new();
    for (number, port) in ports.iter().enumerate() {
        wire.says(&format!("ports: {} of {}, {} open", number + 1, ports.len(), found.len()));
        found.extend(one(wire, *port));
    }
    found
}

/// What listens at a port; nothing where nothing does.
fn one(wire: &Wire<'_>, port: u16) -> Option<Service> {
    let plain = Place::new(port, false);
    let opened = wire.open(plain);
    let greeting = opened.map(|mut connection| connection.greeting(LISTEN.min(wire.ask.answer_within)));
    let noted = greeting.as_ref().map(|greeting| ("open", greeting.as_slice()));
    wire.note(plain, "is it open, and what does it say unasked", noted);
    let greeting = greeting.ok()?;
    let spoken = greeted(&greeting);
    let mut service = Service {
        place: plain,
        speaks: spoken.unwrap_or(Speaks::Unknown),
        greeting: String::from_utf8_lossy(&greeting).trim().to_owned(),
        first_page: None,
        certificate: None,
    };
    if greeting.is_empty() {
        asked(wire, &mut service);
    }
    Some(service)
}

/// What somebody speaks who speaks first.
fn greeted(greeting: &[u8]) -> Option<Speaks> {
    let text = String::from_utf8_lossy(greeting).to_ascii_lowercase();
    match greeting {
        _ if text.starts_with("ssh-") => Some(Speaks::Ssh),
        _ if text.starts_with("220") && !text.contains("smtp") => Some(Speaks::Ftp),
        [0xff, 0xfb..=0xfe, ..] => Some(Speaks::Telnet),
        _ if text.contains("login:") || text.contains("username:") => Some(Speaks::Telnet),
        _ => None,
    }
}

/// Asks somebody who waits to be asked: for TLS first, then for pages, then as a client of a broker.
fn asked(wire: &Wire<'_>, service: &mut Service) {
    let port = service.place.port;
    if let Some(certificate) = shakes_hands(wire, port) {
        service.place.tls = true;
        service.certificate = Some(certificate);
    } else if old_hello(wire, service.place, Old::Tls11)
        .is_ok_and(|back| matches!(back, Back::Takes(..) | Back::Refuses(_)))
    {
        service.place.tls = true;
        return;
    }
    if let Ok(page) = Request::get("/").ask(wire, service.place, "its first page") {
        (service.speaks, service.first_page) = (Speaks::Http, Some(page));
    } else if broker(wire, service.place) {
        service.speaks = Speaks::Mqtt;
    }
}

/// The facts of the certificate, where it speaks TLS that is in use today.
fn shakes_hands(wire: &Wire<'_>, port: u16) -> Option<String> {
    let place = Place::new(port, true);
    let opened = wire.open(place);
    let shown = opened.as_ref().map(tls::shown);
    let (certificate, version) = match &shown {
        Ok(Some((certificate, version))) => (certificate.as_ref(), *version),
        _ => (&[][..], "no TLS"),
    };
    wire.note(place, "does it speak TLS", shown.as_ref().map(|_| (version, certificate)).map_err(|silence| *silence));
    shown.ok()??;
    opened.ok().and_then(|opened| tls::shown(&opened)).map(|(der, version)| crate::checks::tls::facts(&der, version))
}

/// What comes back to a client that knows only an old version.
pub(crate) fn old_hello(wire: &Wire<'_>, place: Place, version: Old) -> Result<Back, Silence> {
    let plain = Place { tls: false, ..place };
    let mut random = [0; 32];
    crate::chance::fill(&mut random);
    let heard = wire.open(plain).and_then(|mut connection| {
        connection.send(&hello::question(version, random))?;
        connection.read_until(|bytes| hello::read(bytes) != Back::Half)
    });
    let back = heard.as_ref().map(|bytes| hello::read(bytes));
    let words = back.as_ref().map(|back| format!("{back:?}")).unwrap_or_default();
    let what = format!("does it take {}", version.name());
    wire.note(plain, &what, heard.as_ref().map(|bytes| (words.as_str(), bytes.as_slice())));
    back.map_err(Clone::clone)
}

fn broker(wire: &Wire<'_>, place: Place) -> bool {
    let heard = crate::doors::mqtt::ask(wire, place, None);
    matches!(heard, Ok(back) if !matches!(back, mqtt::Back::Half | mqtt::Back::NotMqtt))
}

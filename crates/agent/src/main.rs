//! `steadfast-agent`: one static program that makes a product a unit.

use std::net::{IpAddr, SocketAddr, TcpListener};
use std::path::PathBuf;
use std::process::ExitCode;

use steadfast_agent::door::ConnectionId;
use steadfast_agent::event_loop::{Hands, House, Reply, Setting, run};
use steadfast_agent::http::{Request, Response};
use steadfast_agent::sandbox::{Reachable, forbid_calls, forbid_paths};
use steadfast_agent::signals::Signals;
use steadfast_agent::socket::{Client, Socket};
use steadfast_agent::tls::{Identity, serving};
use steadfast_device::outside::{Files, Machine, Storage as _, System};

const USAGE: &str = "usage: steadfast-agent --listen ADDRESS:PORT --socket PATH --state FOLDER";

/// Where the certificate and its key are kept.
const CERTIFICATE: [&str; 2] = ["certificate", "certificate-key"];

fn main() -> ExitCode {
    match start() {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            eprintln!("steadfast-agent: {reason}");
            ExitCode::FAILURE
        }
    }
}

struct Arguments {
    listen: SocketAddr,
    socket: PathBuf,
    state: PathBuf,
}

fn arguments() -> Result<Arguments, Box<dyn std::error::Error>> {
    use lexopt::{Arg::Long, ValueExt as _};
    let (mut listen, mut socket, mut state) = (None, None, None);
    let mut parser = lexopt::Parser::from_env();
    while let Some(argument) = parser.next()? {
        match argument {
            Long("listen") => listen = Some(parser.value()?.parse()?),
            Long("socket") => socket = Some(parser.value()?.into()),
            Long("state") => state = Some(parser.value()?.into()),
            other => return Err(other.unexpected().into()),
        }
    }
    let (Some(listen), Some(socket), Some(state)) = (listen, socket, state) else { return Err(USAGE.into()) };
    Ok(Arguments { listen, socket, state })
}

fn start() -> Result<(), Box<dyn std::error::Error>> {
    let Arguments { listen, socket, state } = arguments()?;
    let files = Files::open(&state)?;
    let identity = identity(&files)?;
    println!("certificate {}", identity.fingerprint());
    let setting = Setting {
        listeners: vec![TcpListener::bind(listen)?],
        tls: serving(&identity)?,
        socket: Some(Socket::listen(&socket)?),
        signals: Signals::of_process()?,
        clock: Box::new(Machine::start()),
        watchdog: sd_notify::watchdog_enabled(),
    };
    let paths = forbid_paths(&Reachable { written: vec![state], read: Vec::new() });
    println!("paths {paths:?}, system calls {:?}", forbid_calls());
    run(Hello, |job| job, setting)?;
    Ok(())
}

fn identity(files: &Files) -> Result<Identity, Box<dyn std::error::Error>> {
    let [certificate, key] = CERTIFICATE;
    if let (Some(certificate), Some(key)) = (files.read(certificate)?, files.read(key)?) {
        return Ok(Identity::from_der(vec![certificate], key)?);
    }
    let made = Identity::make(&["localhost".to_owned(), "127.0.0.1".to_owned()], &System)?;
    files.replace(key, made.key())?;
    files.replace(certificate, made.chain().next().unwrap_or_default())?;
    Ok(made)
}

/// A house in which nobody lives yet.
struct Hello;

impl House for Hello {
    type Job = ();
    type Done = ();
    type Due = ();

    fn request(&mut self, _: Request, _: ConnectionId, _: IpAddr, _: &mut Hands<Self>) -> Reply {
        Reply::Now(Response::text(200, "hello"))
    }

    fn line(&mut self, client: Client, line: &str, hands: &mut Hands<Self>) {
        hands.say(client.id, line);
    }

    fn due(&mut self, (): (), _: &mut Hands<Self>) {}

    fn done(&mut self, (): (), _: &mut Hands<Self>) {}
}

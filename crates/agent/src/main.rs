//! `steadfast-agent`: one static program that makes a product a unit.

use std::net::TcpListener;
use std::path::Path;
use std::process::ExitCode;
use std::sync::atomic::AtomicU64;
use std::sync::{Arc, Mutex};

use steadfast_agent::arguments::{Arguments, Run, USAGE, read};
use steadfast_agent::event_loop::{Setting, run};
use steadfast_agent::hooks::{self, Hooks, Ssh, Teller};
use steadfast_agent::house::work::{Tools, work};
use steadfast_agent::house::{Home, Own, Ways};
use steadfast_agent::line;
use steadfast_agent::net::{Net, Resolver};
use steadfast_agent::sandbox::{Reachable, forbid_calls, forbid_paths};
use steadfast_agent::self_test;
use steadfast_agent::signals::Signals;
use steadfast_agent::socket::Socket;
use steadfast_agent::tls::{Identity, Pem, Trust, UnitTime, serving};
use steadfast_device::factory::Server;
use steadfast_device::log::Sizes;
use steadfast_device::outside::{Beside, Files, Folder, Machine, System};
use steadfast_device::update::Images;
use steadfast_protocol::Found;

/// Whatever ends the program, said once, for people.
type Ended = Box<dyn std::error::Error>;

fn main() -> ExitCode {
    match arguments() {
        Ok(code) => code,
        Err(reason) => {
            eprintln!("steadfast-agent: {reason}");
            ExitCode::from(4)
        }
    }
}

fn arguments() -> Result<ExitCode, Ended> {
    match read() {
        Err(error) => {
            eprintln!("steadfast-agent: {error}\n\n{USAGE}");
            Ok(ExitCode::from(2))
        }
        Ok(Arguments::Help) => {
            print!("{USAGE}");
            Ok(ExitCode::SUCCESS)
        }
        Ok(Arguments::Version) => {
            println!("steadfast-agent {}", env!("CARGO_PKG_VERSION"));
            Ok(ExitCode::SUCCESS)
        }
        Ok(Arguments::Boot(images)) => {
            let images = Images::at(&images);
            let starts = images.start().unwrap_or_else(|error| {
                eprintln!("steadfast-agent: {error}; the good image starts");
                images.good_one()
            });
            println!("{}", starts.display());
            Ok(ExitCode::SUCCESS)
        }
        Ok(Arguments::SelfTest(socket)) => {
            let (copy, found) = self_test::ask(&socket)?;
            print!("{}", copy.text());
            Ok(ExitCode::from(match found {
                Found::Passed | Found::NotApplicable => 0,
                Found::Failed => 1,
                Found::Unknown => 3,
            }))
        }
        Ok(Arguments::Hooks(installer, images)) => {
            hooks::serve(&installer, &images, std::io::stdin().lock(), std::io::stdout().lock())?;
            Ok(ExitCode::SUCCESS)
        }
        Ok(Arguments::Tell(program)) => {
            hooks::serve_teller(&program, std::io::stdin().lock(), std::io::stdout().lock())?;
            Ok(ExitCode::SUCCESS)
        }
        Ok(Arguments::Ssh) => {
            hooks::serve_ssh()?;
            Ok(ExitCode::SUCCESS)
        }
        Ok(Arguments::Provision(state, step)) => match line::step(&state, &step) {
            Ok(told) => {
                told.iter().for_each(|line| println!("{line}"));
                Ok(ExitCode::SUCCESS)
            }
            Err(error) if error.is_refusal() => {
                eprintln!("{error}");
                Ok(ExitCode::from(1))
            }
            Err(error) => Err(error.into()),
        },
        Ok(Arguments::Run(how)) => start(&how).map(|()| ExitCode::SUCCESS),
    }
}

fn start(how: &Run) -> Result<(), Ended> {
    // The one storage of the process: it is there until the end.
    let files: &'static Files = Box::leak(Box::new(Files::open(&how.state)?));
    let unit = Own::start_with(files, Machine::start(), System, &Sizes::default(), beside(how))?;
    let identity = identity(files, how)?;
    let listener = TcpListener::bind(how.listen)?;
    let address = listener.local_addr()?;
    let (time, net) = (UnitTime::default(), unit.factory.server.clone());
    time.set(unit.now());
    let net = net.map(|server| way(&server, &time)).transpose()?;
    // These start programs, which this process gives up below.
    let ssh = Ssh::start()?;
    let teller = how.tell.as_deref().map(Teller::start).transpose()?;
    let ways = Ways {
        presence: how.presence.clone(),
        runs: how.runs.clone(),
        certificate: identity.fingerprint().to_string(),
        pages: address,
        images: how.images.as_deref().map(Images::open).transpose()?,
        sticks: how.sticks.clone(),
        has_installer: how.installer.is_some(),
        has_ssh: ssh.is_some(),
        is_restricted: how.sandbox,
    };
    let setting = Setting {
        listeners: vec![listener],
        tls: serving(&identity)?,
        socket: how.socket.as_deref().map(Socket::listen).transpose()?,
        signals: Signals::of_process()?,
        clock: Box::new(Machine::start()),
        watchdog: sd_notify::watchdog_enabled(),
    };
    let shares = Arc::new(AtomicU64::new(0));
    let locked = unit.why_locked().map(str::to_owned);
    let home = Home::new(unit, ways, net.is_some().then_some(time), Arc::clone(&shares), teller)?;
    eprintln!("steadfast-agent: https://{address} certificate {}", identity.fingerprint());
    locked.iter().for_each(|why| eprintln!("steadfast-agent: locked: {why}"));
    let installer = how.installer.as_ref().zip(how.images.as_deref());
    let hooks = installer.map(|(installer, images)| Hooks::start(installer, images)).transpose()?;
    if how.sandbox {
        restrict(how);
    }
    let tools = Tools { net, shares, hooks: Mutex::new(hooks), ssh: Mutex::new(ssh) };
    run(home, move |job| work(job, &tools), setting)?;
    Ok(())
}

/// What the product's program keeps of its owner.
fn beside(how: &Run) -> Option<Arc<dyn Beside>> {
    let (folder, is_sealed) = how.data.as_ref()?;
    Some(Arc::new(if *is_sealed { Folder::sealed(folder) } else { Folder::open(folder) }))
}

/// The unit's own certificate, or the one that its manufacturer put in its place.
fn identity(files: &Files, how: &Run) -> Result<Identity, Ended> {
    let Some((certificate, key)) = &how.certificate else { return Ok(line::own(files, &[])?) };
    let (chain, key) = (std::fs::read(certificate)?, std::fs::read(key)?);
    Ok(Identity::from_pem(Pem { chain: &chain, key: &key })?)
}

/// The way to the manufacturer's server: known by its certificates, or vouched for. With neither, only a server on this
/// machine is spoken to.
fn way(server: &Server, time: &UnitTime) -> Result<Net, Ended> {
    let trust = if !server.authorities.is_empty() && server.certificates.is_empty() {
        Trust::Authorities(authorities(&server.authorities)?, time.clone())
    } else {
        Trust::Pins(server.certificates.iter().map(|text| text.parse()).collect::<Result<_, _>>()?)
    };
    Ok(Net::new(&server.url, &trust, Resolver::of_machine())?)
}

fn authorities(pem: &str) -> Result<Vec<Vec<u8>>, Ended> {
    use rustls::pki_types::CertificateDer;
    use rustls::pki_types::pem::PemObject as _;
    let each = CertificateDer::pem_slice_iter(pem.as_bytes()).map(|one| one.map(|one| one.to_vec()));
    Ok(each.collect::<Result<_, _>>()?)
}

/// Gives up what is not needed any more. What a kernel does not know is said, and nothing stops for it.
fn restrict(how: &Run) {
    let folder = |file: &Path| file.parent().map(Path::to_owned);
    let mut written = vec![how.state.clone()];
    written.extend(how.presence.as_deref().and_then(folder));
    written.extend(how.images.clone());
    written.extend(how.data.iter().map(|(folder, _)| folder.clone()));
    let paths = forbid_paths(&Reachable { written, read: how.sticks.iter().cloned().collect() });
    eprintln!("steadfast-agent: paths {paths:?}, system calls {:?}", forbid_calls());
}

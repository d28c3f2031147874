//! The demo's one real gateway: the agent itself, made at a line that is this program, and beside it a process that stands
//! for what the gateway is for. Neither is in the other's way.

use std::env;
use std::io::Write as _;
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use serde::Deserialize;
use steadfast_device::factory::{Factory, Server, Setting, Share, TYPE, Words};
use steadfast_device::update::{Automatic, Settings, Support, Window};
use steadfast_server::ambient::{Ambient, Machine};
use steadfast_server::demo::SampleUnits;
use steadfast_trust::held;
use steadfast_trust::key::SigningKey;
use steadfast_trust::tuf::Sign;

use super::kept::Kept;

/// Where its pages and its function are, unless something else is there.
const USUAL: [u16; 2] = [8472, 8473];

/// Tenths of a second until its pages must be there.
const PATIENCE: u32 = 100;

/// The gateway and its function, until this is dropped.
#[derive(Debug)]
pub(super) struct Real {
    _processes: Vec<Kept>,
}

/// Why there is none.
#[derive(Debug, thiserror::Error)]
pub(super) enum RealError {
    /// A step of the system.
    #[error("{0}: {1}")]
    Io(&'static str, #[source] std::io::Error),
    /// Settings that cannot be signed.
    #[error("its factory settings cannot be signed: {0}")]
    Settings(String),
    /// The agent refuses.
    #[error("steadfast-agent: {0}")]
    Agent(String),
}

/// What the agent says of itself at the line.
#[derive(Deserialize)]
struct Made {
    code: String,
    fingerprint: String,
}

/// The agent's program: the one that was named, or beside this one, or where `cargo xtask agent` puts it.
pub(super) fn program(named: Option<&Path>) -> Option<PathBuf> {
    let own = env::current_exe().ok()?;
    let beside = own.parent()?.join("steadfast-agent");
    let built = own.parent()?.parent()?.join("agent/steadfast-agent");
    named.map(Path::to_owned).or_else(|| [beside, built].into_iter().find(|file| file.is_file()))
}

impl Real {
    /// Makes the unit in an empty folder, and switches it on.
    pub(super) fn switch_on(agent: &Path, folder: &Path, sample: &SampleUnits, usual: bool) -> Result<Self, RealError> {
        let state = folder.join("state");
        let [presence, images, data] = ["button", "images", "data"].map(|name| folder.join(name));
        for folder in [&presence, &images, &data] {
            std::fs::create_dir_all(folder).map_err(io("its folder"))?;
        }
        let image = format!("The sample's image of gateway {}. Nothing in it runs.\n", sample.real.version);
        std::fs::write(images.join("image-a"), image).map_err(io("its flash"))?;
        let made = make(agent, &state, sample)?;
        let [pages, function] = if usual { [port(USUAL[0])?, port(USUAL[1])?] } else { [port(0)?, port(0)?] };
        let socket = folder.join("agent.sock");
        let mut command = Command::new(agent);
        command.arg("--state").arg(&state).arg("--listen").arg(pages.to_string()).arg("--socket").arg(&socket);
        command.arg("--presence").arg(presence.join("pressed"));
        command.arg("--runs").arg(format!("{}@{}", sample.real.version, sample.real.sequence));
        command.arg("--images").arg(&images).arg("--data").arg(&data);
        let log = folder.join("agent.log");
        let process = kept(command, &log)?;
        answers(pages, &log)?;
        let own = env::current_exe().map_err(io("this program"))?;
        let mut command = Command::new(own);
        command.args(["core-function", "--listen"]).arg(function.to_string()).arg("--socket").arg(&socket);
        command.arg("--agent").arg(agent).arg("--images").arg(&images).arg("--data").arg(&data);
        let function_runs = kept(command, &folder.join("core-function.log"))?;
        tell([pages, function], &made, &certificate(&log), &presence.join("pressed"));
        Ok(Self { _processes: vec![process, function_runs] })
    }
}

/// Waits until its pages are there.
fn answers(pages: SocketAddr, log: &Path) -> Result<(), RealError> {
    for _ in 0..PATIENCE {
        if TcpStream::connect(pages).is_ok() {
            return Ok(());
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    let said = std::fs::read_to_string(log).unwrap_or_default();
    Err(RealError::Agent(format!("does not answer: {}", said.trim())))
}

fn io(doing: &'static str) -> impl Fn(std::io::Error) -> RealError {
    move |source| RealError::Io(doing, source)
}

/// A port of this machine: the usual one, or any.
fn port(usual: u16) -> Result<SocketAddr, RealError> {
    let at = |port| TcpListener::bind((Ipv4Addr::LOCALHOST, port));
    let found = at(usual).or_else(|_| at(0)).and_then(|listener| listener.local_addr());
    found.map_err(io("a port for it"))
}

fn kept(mut command: Command, log: &Path) -> Result<Kept, RealError> {
    let log = std::fs::File::create(log).map_err(io("its log"))?;
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(log);
    Kept::start(command).map_err(io("it cannot be started"))
}

/// Three steps at the line, as `steadfast provision unit` takes them; in place of a factory list stands a code.
fn make(agent: &Path, state: &Path, sample: &SampleUnits) -> Result<Made, RealError> {
    let machine: &dyn Ambient = &Machine;
    let key = SigningKey::from_seeds(&machine.random(), &machine.random());
    let key = key.map_err(|error| RealError::Settings(error.to_string()))?;
    let signed = settings(&key, sample)?;
    let maker = Sign::public(&key).fingerprint().to_string();
    let maker = ["--serial", &sample.real.serial, "--maker", &maker, "--factory", "-", "--host", "localhost"];
    let told = step(agent, state, &maker, &signed)?;
    let made: Made = serde_json::from_slice(&told).map_err(|error| RealError::Agent(error.to_string()))?;
    step(agent, state, &["--enrol-code", &sample.real.code], &[])?;
    step(agent, state, &["--confirm", &made.fingerprint], &[])?;
    Ok(made)
}

fn step(agent: &Path, state: &Path, args: &[&str], input: &[u8]) -> Result<Vec<u8>, RealError> {
    let mut command = Command::new(agent);
    command.arg("provision").arg("--state").arg(state).args(args);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(io("the agent"))?;
    if let Some(mut stdin) = child.stdin.take() {
        stdin.write_all(input).map_err(io("the agent"))?;
    }
    let output = child.wait_with_output().map_err(io("the agent"))?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    Err(RealError::Agent(String::from_utf8_lossy(&output.stderr).trim().to_owned()))
}

/// What a gateway leaves its factory with. Sharing is preset on, with the reason that the maker gives.
fn settings(key: &SigningKey, sample: &SampleUnits) -> Result<Vec<u8>, RealError> {
    let words = |en: &str, de: &str| Words { en: en.to_owned(), de: de.to_owned() };
    let setting = |name: &str, title, why| Setting {
        name: name.to_owned(),
        value: "off".to_owned(),
        choices: vec!["off".to_owned(), "on".to_owned()],
        title,
        why,
    };
    let factory = Factory {
        product: sample.product.clone(),
        name: "Edge Gateway".to_owned(),
        maker: sample.real.maker.clone(),
        version: 1,
        key: Sign::public(key).to_string(),
        server: Some(Server {
            url: format!("http://{}", sample.address),
            certificates: Vec::new(),
            authorities: String::new(),
        }),
        share: Share {
            preset: true,
            reason: words(
                "An attack shows itself on many devices at once. With your events we notice it earlier and can warn you.",
                "Ein Angriff zeigt sich auf vielen Geräten zugleich. Mit Ihren Ereignissen bemerken wir ihn früher und \
                 können Sie warnen.",
            ),
            basis: words(
                "Legitimate interest in the security of the product: Article 6(1)(f) GDPR.",
                "Berechtigtes Interesse an der Sicherheit des Produkts: Artikel 6 Absatz 1 Buchstabe f DSGVO.",
            ),
        },
        remote: None,
        settings: vec![
            setting(
                "remote-shell",
                words("Remote shell", "Fernzugang"),
                words("Nobody needs it in service.", "Im Betrieb braucht ihn niemand."),
            ),
            setting(
                "modbus-writes",
                words("Writing by Modbus", "Schreiben über Modbus"),
                words("Modbus knows no passwords.", "Modbus kennt keine Passwörter."),
            ),
        ],
        ports: vec![USUAL[1]],
        updates: Some(Settings {
            root: String::from_utf8_lossy(&sample.root).into_owned(),
            line: sample.real.line.clone(),
            channel: "stable".to_owned(),
            hardware: "B".to_owned(),
            automatic: Automatic::Applicable,
            reason: None,
            window: Window::default(),
            safe_within: Some(15),
            healthy_within: Some(5),
        }),
        network: None,
        functions: Vec::new(),
        support: Some(Support { until: "2031-12-31".to_owned() }),
    };
    let failed = |error: &dyn std::fmt::Display| RealError::Settings(error.to_string());
    let payload = serde_json::to_vec(&factory).map_err(|error| failed(&error))?;
    let signed = held::sign(TYPE, payload, key).map_err(|error| failed(&error))?;
    signed.to_bytes().map_err(|error| failed(&error))
}

/// The fingerprint of its certificate, as it says itself: in the place of the label.
fn certificate(log: &Path) -> String {
    let said = std::fs::read_to_string(log).unwrap_or_default();
    let shown = said.lines().find_map(|line| line.split_once(" certificate "));
    shown.map_or_else(|| "unknown".to_owned(), |(_, fingerprint)| fingerprint.to_owned())
}

fn tell([pages, function]: [SocketAddr; 2], made: &Made, certificate: &str, presence: &Path) {
    eprintln!(
        "steadfast: one gateway is real. Set it up at https://localhost:{}/ with the code {} (your browser will warn \
         you: /help there says why).\n\
         steadfast: what it is for goes on at http://localhost:{}/; its button is the file {}.\n\
         steadfast: its label says that its certificate is {certificate}.",
        pages.port(),
        made.code,
        function.port(),
        presence.display()
    );
}

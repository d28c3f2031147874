//! A unit of this machine: made as at the line, run by the real program, killed at will.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::SocketAddr;
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStderr, Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use rustix::process::{Pid, Resource, Rlimit, Signal, getrlimit, kill_process, prlimit};
use rustls::ClientConfig;
use serde_json::{Value, json};
use steadfast_agent::tls::{Trust, asking};
use steadfast_device::factory::TYPE;
use steadfast_device::outside::{Files, System};
use steadfast_device::provision::{self, Order};
use steadfast_trust::held;
use steadfast_trust::tuf::{Ed25519Key, Sign as _};

use crate::browser::Browser;

/// The program: the one that was built for these tests, or that `STEADFAST_AGENT` names.
pub(crate) fn program() -> PathBuf {
    std::env::var_os("STEADFAST_AGENT").map_or_else(|| env!("CARGO_BIN_EXE_steadfast-agent").into(), PathBuf::from)
}

/// The service as products have it: the program runs in the same surroundings here.
const SERVICE: &str = include_str!("../../steadfast-agent.service");

/// What its owner is called.
pub(crate) const OWNER: &str = "olivia";

/// Their password.
pub(crate) const PASSWORD: &str = "harbour lantern sixteen";

/// One at a time opens a unit's storage here or starts a program: whatever starts has for a moment all that is open here, the
/// lock of a storage too.
static TURN: Mutex<()> = Mutex::new(());

/// A unit, and the folder that is its storage.
pub(crate) struct Unit {
    folder: tempfile::TempDir,
    /// The code on its label.
    pub(crate) code: String,
}

/// Where an agent is, and how it is known.
#[derive(Clone)]
pub(crate) struct Door {
    pub(crate) address: SocketAddr,
    pub(crate) tls: Arc<ClientConfig>,
}

/// The real program. It is killed with the value.
pub(crate) struct Agent {
    pub(crate) door: Door,
    child: Child,
    /// Open, so that what the program says goes somewhere.
    _says: BufReader<ChildStderr>,
}

impl Unit {
    /// A unit whose manufacturer has a server at this address, or none.
    pub(crate) fn make(server: Option<&str>) -> Self {
        Self::of(&server.map_or(Value::Null, |url| json!({ "url": url })))
    }

    /// A unit with this server in its settings.
    pub(crate) fn of(server: &Value) -> Self {
        Self::made(server, &Value::Null)
    }

    /// A unit whose factory declared this of the network.
    pub(crate) fn declared(network: &Value) -> Self {
        Self::made(&Value::Null, network)
    }

    fn made(server: &Value, network: &Value) -> Self {
        let folder = tempfile::tempdir().expect("there is room");
        let key = Ed25519Key::from_seed(&[1; 32]);
        let mut settings = settings(&key.public().to_string(), server);
        settings["network"] = network.clone();
        let settings = settings.to_string().into_bytes();
        let signed = held::sign(TYPE, settings, &key).expect("a key signs");
        let factory = signed.to_bytes().expect("it is short");
        let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
        let files = Files::open(&folder.path().join("state")).expect("there is room");
        let order = Order { serial: "SN-1", factory: &factory, maker: key.public().fingerprint(), certificate: None };
        let made = provision::make(&files, &System, &order).expect("a new unit");
        provision::confirm(&files, made.fingerprint).expect("it is the one");
        Self { folder, code: made.code.to_string() }
    }

    pub(crate) fn state(&self) -> PathBuf {
        self.folder.path().join("state")
    }

    /// What lies in its storage, by name.
    pub(crate) fn stored(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.state()).expect("it is there");
        entries.map(|entry| entry.expect("a file").file_name().to_string_lossy().into_owned()).collect()
    }

    /// What is stored under a name.
    pub(crate) fn document(&self, name: &str) -> Option<Vec<u8>> {
        std::fs::read(self.state().join(name)).ok()
    }

    /// Does something with its storage while it does not run.
    pub(crate) fn with_files<T>(&self, act: impl FnOnce(&Files) -> T) -> T {
        let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
        act(&Files::open(&self.state()).expect("nobody has it"))
    }

    pub(crate) fn start(&self) -> Agent {
        let mut command = self.command();
        command.arg("--socket").arg(self.socket());
        Agent::of(&mut command)
    }

    /// Starts it with more said on the command line.
    pub(crate) fn start_with(&self, more: &[&str]) -> Agent {
        let mut command = self.command();
        command.arg("--socket").arg(self.socket()).args(more);
        Agent::of(&mut command)
    }

    /// A folder beside its storage.
    pub(crate) fn beside(&self, name: &str) -> PathBuf {
        let folder = self.folder.path().join(name);
        std::fs::create_dir_all(&folder).expect("there is room");
        folder
    }

    /// Where there is no other program on the machine.
    pub(crate) fn start_without_programs(&self) -> Agent {
        Agent::of(self.command().env("PATH", ""))
    }

    /// Where there are only the programs of this folder.
    pub(crate) fn start_with_programs(&self, folder: &Path) -> Agent {
        Agent::of(self.command().env("PATH", folder))
    }

    /// Where local programs connect.
    pub(crate) fn socket(&self) -> PathBuf {
        self.folder.path().join("socket")
    }

    /// What a local program hears when it says this.
    pub(crate) fn says(&self, line: &str) -> String {
        let mut program = UnixStream::connect(self.socket()).expect("it listens");
        program.write_all(format!("{line}\n").as_bytes()).expect("it reads");
        let mut answer = String::new();
        BufReader::new(program).read_line(&mut answer).expect("it answers");
        answer.trim_end().to_owned()
    }

    fn command(&self) -> Command {
        let mut command = Command::new(program());
        command.envs(SERVICE.lines().filter_map(|line| line.strip_prefix("Environment=")?.split_once('=')));
        command.args(["--listen", "127.0.0.1:0", "--state"]).arg(self.state()).stderr(Stdio::piped());
        command
    }

    /// A start that ends after so long, wherever it is then.
    pub(crate) fn stumble(&self, after: Duration) {
        let mut child = spawned(&mut self.command());
        std::thread::sleep(after);
        child.kill().expect("it is ours");
        child.wait().expect("it ends");
    }

    /// Starts it and makes it its owner's, whose browser is known after that.
    pub(crate) fn with_owner(&self, share: bool) -> (Agent, Browser) {
        self.owned_with(&[], share)
    }

    /// The same, with more said on the command line.
    pub(crate) fn owned_with(&self, more: &[&str], share: bool) -> (Agent, Browser) {
        let agent = self.start_with(more);
        let mut owner = Browser::of(&agent.door);
        owner.set_up(&self.code, PASSWORD, share).expect("it hears");
        assert_eq!(owner.log_in(OWNER, PASSWORD).expect("it hears").status, 303, "the owner is in");
        (agent, owner)
    }
}

fn spawned(command: &mut Command) -> Child {
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    command.spawn().expect("it starts")
}

fn setting(name: &str) -> Value {
    let words = json!({ "en": name, "de": "" });
    json!({ "name": name, "value": "off", "choices": ["off", "on"], "title": words, "why": words })
}

fn settings(key: &str, server: &Value) -> Value {
    let words = json!({ "en": "why", "de": "" });
    json!({
        "product": "prd_1",
        "name": "Gateway",
        "maker": "Maker",
        "version": 1,
        "key": key,
        "server": server,
        "share": { "preset": true, "reason": words, "basis": words },
        "settings": [setting("ssh"), setting("telnet")],
    })
}

impl Agent {
    fn of(command: &mut Command) -> Self {
        let mut child = spawned(command);
        let mut says = BufReader::new(child.stderr.take().expect("it is piped"));
        let mut line = String::new();
        says.read_line(&mut line).expect("it is text");
        let (before, pin) = line.trim_end().split_once(" certificate ").unwrap_or_else(|| panic!("it says {line:?}"));
        let address = before.rsplit_once("https://").expect("it says where").1.parse().expect("an address");
        let tls = asking(&Trust::Pins(vec![pin.parse().expect("a fingerprint")])).expect("pins are fine");
        Self { door: Door { address, tls }, child, _says: says }
    }

    fn id(&self) -> Pid {
        Pid::from_raw(i32::try_from(self.child.id()).expect("it is a number")).expect("it is one")
    }

    fn signal(&self, signal: Signal) {
        kill_process(self.id(), signal).expect("it runs");
    }

    /// As when the power goes.
    pub(crate) fn kill(mut self) {
        self.child.kill().expect("it runs");
        self.child.wait().expect("it ends");
    }

    /// Stands still, as where others take the whole machine.
    pub(crate) fn stand_still(&self) {
        self.signal(Signal::STOP);
    }

    pub(crate) fn go_on(&self) {
        self.signal(Signal::CONT);
    }

    /// Asked to end; whether it did so by itself and well.
    pub(crate) fn end(mut self) -> bool {
        self.signal(Signal::TERM);
        self.child.wait().expect("it ends").success()
    }

    pub(crate) fn runs(&mut self) -> bool {
        self.child.try_wait().expect("it is ours").is_none()
    }

    /// The most memory that it ever held, in KiB.
    pub(crate) fn memory(&self) -> u64 {
        self.kibibytes("VmHWM")
    }

    /// What the kernel says of its memory under a name, in KiB.
    pub(crate) fn kibibytes(&self, name: &str) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).expect("it runs");
        let line = status.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
        line.expect("the kernel says so").trim().trim_end_matches(" kB").parse().expect("a number")
    }

    /// How long it has run on a processor, in all its threads.
    pub(crate) fn worked(&self) -> Duration {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.child.id())).expect("it runs");
        let fields: Vec<&str> = stat.rsplit_once(") ").expect("a name").1.split(' ').collect();
        let ticks: u64 = fields[11..13].iter().map(|ticks| ticks.parse::<u64>().expect("a number")).sum();
        // A tick is a hundredth of a second wherever Linux is (`USER_HZ`).
        Duration::from_millis(ticks * 10)
    }

    /// How often its threads gave a processor up, as to wait.
    pub(crate) fn waits(&self) -> u64 {
        let tasks = std::fs::read_dir(format!("/proc/{}/task", self.child.id())).expect("it runs");
        let of = |task: std::fs::DirEntry| std::fs::read_to_string(task.path().join("status")).expect("it runs");
        let count = |status: String| {
            let line = status.lines().find_map(|line| line.strip_prefix("voluntary_ctxt_switches:"));
            line.expect("the kernel says so").trim().parse::<u64>().expect("a number")
        };
        tasks.map(|task| count(of(task.expect("a thread")))).sum()
    }

    /// How many files and connections it has open.
    pub(crate) fn files(&self) -> u64 {
        std::fs::read_dir(format!("/proc/{}/fd", self.child.id())).expect("it runs").count() as u64
    }

    /// Lets it have so much of something, or as much as there is.
    pub(crate) fn limit(&self, resource: Resource, most: Option<u64>) {
        let maximum = getrlimit(resource).maximum;
        let limit = Rlimit { current: most.or(maximum), maximum };
        prlimit(Some(self.id()), resource, limit).expect("it is ours");
    }
}

impl Drop for Agent {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

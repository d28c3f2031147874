//! The demo's real gateway, as a stranger finds it: set up in a browser, guessed at by others, read, told to be silent, and
//! never in the way of what it is for. Pictures of its pages lie in `target/tmp/unit`.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use steadfast_testkit::browser::{Browser, Scheme};
use steadfast_testkit::program::Program as Running;
use steadfast_testkit::wait::until;

use crate::program::Program;

/// Long enough for the sample to be made on a machine that has other things to do.
const LONG: Duration = Duration::from_secs(240);
const PASSWORD: &str = "korrekt pferd batterie";

/// A demo with its real gateway.
struct Gateway {
    _demo: Running,
    folder: Program,
    pages: String,
    code: String,
    function: String,
    button: PathBuf,
}

impl Gateway {
    fn start() -> Self {
        let folder = Program::new();
        std::fs::create_dir(folder.path("temporary")).expect("a folder");
        let agent = agent();
        let mut command =
            folder.command(&["demo", "--listen", "127.0.0.1:0", "--agent", agent.to_str().expect("a path")]);
        command.env("TMPDIR", folder.path("temporary"));
        let mut demo = Running::spawn(command);
        let line = demo.line(LONG, "one gateway is real");
        let next = demo.line(LONG, "its button is the file");
        let after = |line: &str, begin: &str| {
            let rest = line.split_once(begin).unwrap_or_else(|| panic!("{begin:?} in {line:?}")).1;
            rest.split([' ', ';']).next().unwrap_or_default().trim_end_matches(['/', '.']).to_owned()
        };
        Self {
            pages: after(&line, "Set it up at "),
            code: after(&line, "with the code "),
            function: after(&next, "goes on at http://"),
            button: after(&next, "the file ").into(),
            folder,
            _demo: demo,
        }
    }

    fn at(&self, path: &str) -> String {
        format!("{}{path}", self.pages)
    }

    /// What the gateway is for goes on.
    fn works(&self) {
        let mut stream = TcpStream::connect(&self.function).expect("the function answers");
        stream.set_read_timeout(Some(Duration::from_secs(5))).expect("a socket");
        stream.write_all(b"GET / HTTP/1.1\r\nhost: gateway\r\n\r\n").expect("it reads");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("it answers");
        assert!(answer.contains("revolutions a minute"), "{answer}");
    }

    /// The agent's process, by the folder in its command line; nothing while there is none.
    fn running(&self) -> Option<String> {
        let own = self.folder.path("temporary").display().to_string();
        let is_agent = |pid: &str| {
            let line = std::fs::read_to_string(format!("/proc/{pid}/cmdline")).unwrap_or_default();
            line.contains("steadfast-agent") && line.contains(&own) && line.contains("--listen")
        };
        let names = std::fs::read_dir("/proc").expect("processes").flatten();
        let mut found = names.filter_map(|entry| entry.file_name().into_string().ok()).filter(|pid| is_agent(pid));
        found.next()
    }

    fn agent(&self) -> String {
        self.running().expect("the agent runs")
    }

    /// The agent gets no more memory, and no more files.
    fn starve(&self) {
        let limits = ["--as=1", "--nofile=1"];
        let status = Command::new("prlimit").args(["--pid", &self.agent()]).args(limits).status();
        assert!(status.expect("prlimit is there").success());
    }

    fn signal(&self, signal: &str) {
        let status = Command::new("kill").arg(signal).arg(self.agent()).status().expect("kill is there");
        assert!(status.success());
    }
}

/// The agent that was built with these tests.
pub(crate) fn agent() -> PathBuf {
    let file = Path::new(env!("CARGO_BIN_EXE_steadfast")).with_file_name("steadfast-agent");
    assert!(file.is_file(), "{} is not there: cargo build -p steadfast-agent", file.display());
    file
}

#[test]
fn a_stranger_sets_a_real_gateway_up_and_nobody_takes_it_from_them() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let gateway = Gateway::start();
    runtime.block_on(async {
        let owner = Browser::start().await;
        set_up(&gateway, &owner).await;
        read(&gateway, &owner).await;
        guesses(&gateway, &owner).await;
        silence(&gateway, &owner).await;
        looks(&gateway, &owner).await;
        reset(&gateway, &owner).await;
    });
    for signal in ["-STOP", "-CONT"] {
        gateway.signal(signal);
        gateway.works();
    }
    gateway.starve();
    gateway.works();
    let killed = gateway.agent();
    gateway.signal("-KILL");
    gateway.works();
    let is_another = |agent: String| agent != killed;
    assert!(until(Duration::from_secs(30), || gateway.running().is_some_and(is_another)), "it is started again");
    gateway.works();
}

async fn set_up(gateway: &Gateway, owner: &Browser) {
    owner.goto(&gateway.at("/log")).await;
    owner.sees("This device does nothing for anybody before its owner has set a password").await;
    picture(owner, "code").await;
    owner.fill("Set-up code", "AAAA-BBBB-CCCC-DDDD").await;
    owner.press("Continue").await;
    owner.sees("This is not the code of this device").await;
    owner.fill("Set-up code", &gateway.code.to_lowercase()).await;
    owner.press("Continue").await;
    owner.sees("Share security events with Example Maker GmbH?").await;
    picture(owner, "choices").await;
    choose(owner, "password1234").await;
    owner.sees("This password is on every list that attackers try first").await;
    choose(owner, &gateway.code).await;
    owner.sees("The code on the label cannot be the password").await;
    choose(owner, PASSWORD).await;
    owner.sees("Your device is ready").await;
    gateway.works();
}

async fn choose(owner: &Browser, password: &str) {
    owner.fill("Your name on this device", "anna").await;
    owner.fill("Password", password).await;
    owner.fill("The same password again", password).await;
    owner.press("Finish set-up").await;
}

async fn log_in(gateway: &Gateway, person: &Browser, password: &str) {
    person.goto(&gateway.at("/login")).await;
    person.fill("Name", "anna").await;
    person.fill("Password", password).await;
    person.find("main form button").await.click().await.expect("a button");
}

async fn read(gateway: &Gateway, owner: &Browser) {
    log_in(gateway, owner, PASSWORD).await;
    owner.sees("Last contact with Example Maker GmbH").await;
    picture(owner, "overview").await;
    owner.goto(&gateway.at("/log")).await;
    for words in ["anna logged in from 127.0.0.1", "A wrong set-up code was tried", "machine-connected"] {
        owner.sees(words).await;
    }
    picture(owner, "log").await;
}

/// Somebody else tries and tries; whoever was there before comes in at once.
async fn guesses(gateway: &Gateway, owner: &Browser) {
    let stranger = Browser::start().await;
    let mut guesses = 0;
    while !waits_long(&stranger.text().await) {
        guesses += 1;
        assert!(guesses < 200, "strangers wait");
        log_in(gateway, &stranger, ["letmein", "anna anna anna", "geheim"][guesses % 3]).await;
        stranger.sees("Log in").await;
    }
    log_in(gateway, &stranger, PASSWORD).await;
    stranger.sees("Too many tries").await;
    gateway.works();
    owner.press("Log out").await;
    log_in(gateway, owner, PASSWORD).await;
    owner.sees("Wrong passwords since you last logged in").await;
}

/// Whether a page asks to wait for longer than the next step takes.
fn waits_long(page: &str) -> bool {
    let seconds = page.split_once("Try again in ").and_then(|(_, rest)| rest.split_once(" seconds")?.0.parse().ok());
    seconds.is_some_and(|seconds: u64| seconds >= 8)
}

async fn silence(gateway: &Gateway, owner: &Browser) {
    owner.goto(&gateway.at("/switches")).await;
    picture(owner, "switches").await;
    owner.find("form:has(input[value=share]) button[value=off]").await.click().await.expect("a button");
    owner.find("form:has(input[value=share]) button[value=on]").await;
    owner.goto(&gateway.at("/log")).await;
    owner.sees("anna switched sharing off").await;
}

/// Every page, small and large, light and dark, in both languages.
async fn looks(gateway: &Gateway, owner: &Browser) {
    for (width, scheme, language) in [(375, Scheme::Light, "en"), (1100, Scheme::Dark, "de"), (375, Scheme::Dark, "de")]
    {
        owner.resize(width, 900).await;
        owner.prefer(scheme).await;
        owner.goto(&gateway.at(&format!("/language?to={language}&back=/"))).await;
        for page in ["", "updates", "data", "log", "switches", "settings", "people", "reset", "help"] {
            owner.goto(&gateway.at(&format!("/{page}"))).await;
            let wide = owner.script("return document.documentElement.scrollWidth - innerWidth").await;
            assert!(wide.as_i64().is_some_and(|wide| wide <= 0), "/{page} is wider than {width}");
            picture(owner, &format!("{language}-{width}-{page}")).await;
        }
    }
    owner.resize(1100, 900).await;
    owner.goto(&gateway.at("/language?to=en&back=/")).await;
}

/// Back to the factory's settings: the session and the password are dead, and the button opens the set-up without a code.
async fn reset(gateway: &Gateway, owner: &Browser) {
    owner.goto(&gateway.at("/reset")).await;
    owner.fill("Type your password to confirm", PASSWORD).await;
    owner.press("Erase everything and begin anew").await;
    owner.sees("The device goes back to its factory settings").await;
    owner.goto(&gateway.at("/log")).await;
    owner.sees("Of ").await;
    owner.sees("0 were found when it looked again").await;
    std::fs::write(&gateway.button, "").expect("the button is pressed");
    owner.goto(&gateway.at("/set-up")).await;
    owner.sees("You need no code for the next ten minutes").await;
    gateway.works();
}

async fn picture(browser: &Browser, name: &str) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("unit");
    std::fs::create_dir_all(&folder).expect("a folder");
    browser.screenshot(folder.join(format!("{name}.png"))).await;
}

//! A unit from the line, with its product beside it, and its owner in front of a browser.

use std::io::{BufRead as _, BufReader, Write as _};
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use steadfast_testkit::browser::Browser;
use steadfast_testkit::free_port;
use steadfast_testkit::program::Program as Running;

use super::super::field::Field;
use super::super::maker::{keys, offline};
use super::policies::FUNCTIONS;
use super::product::{Kind, Product};
use crate::program::Program;
use crate::real_unit;
use crate::serve::house::LONG;

/// What every owner's password is.
pub(crate) const PASSWORD: &str = "korrekt pferd batterie";

/// What the units leave the line with.
const FIRST: &str = "the image 1.0";

/// A unit, its agent and its product.
pub(crate) struct Unit {
    serial: &'static str,
    port: u16,
    /// The code on its label.
    pub(crate) code: String,
    /// The fingerprint of its key, as the factory list has it.
    fingerprint: String,
    /// What it is for.
    pub(crate) product: Product,
    /// Where its agent runs.
    folder: PathBuf,
    /// What its agent is started with more.
    more: Vec<String>,
    agent: Option<Running>,
}

/// Units of one product, made at the line and known to the server: in Germany, with the first release in their flash.
pub(crate) fn provisioned(field: &Field, wanted: &[(&'static str, Kind)]) -> Vec<Unit> {
    field.maker.program().write("steadfast.toml", settings(field, false));
    provisioned_as_said(field, wanted)
}

/// The same by the product file that lies there.
pub(crate) fn provisioned_as_said(field: &Field, wanted: &[(&'static str, Kind)]) -> Vec<Unit> {
    let program = office(field);
    let units = wanted.iter().map(|(serial, kind)| made(program, serial, *kind, &[])).collect();
    known(field);
    units
}

/// A unit that has its images installed so.
pub(crate) fn with_installer(field: &Field, serial: &'static str, installer: &str) -> Unit {
    field.maker.program().write("steadfast.toml", settings(field, false));
    let unit = made(office(field), serial, Kind::Well, &["--install", installer]);
    known(field);
    unit
}

/// The office signs, with the factory's key, what the product file says.
fn office(field: &Field) -> &Program {
    let program = field.maker.program();
    keys(program, &["factory"]);
    let line = ["provision", "settings", "--key", "factory.key", "--root", "repository/1.root.json"];
    offline(program, &line).exits(0);
    program
}

/// The server hears who was made.
fn known(field: &Field) {
    let program = field.maker.program();
    let list = String::from_utf8(program.read("factory-list.csv").expect("a list")).expect("text");
    let with_market = |(place, line): (usize, &str)| format!("{line},{}\n", if place == 0 { "market" } else { "DE" });
    program.write("list.csv", list.lines().enumerate().map(with_market).collect::<String>());
    field.go("unit import list.csv --product Gateway");
}

/// What units leave the line with; whether sharing is preset on.
pub(crate) fn settings(field: &Field, shares: bool) -> String {
    let product = field.maker.get("/products")["items"][0]["id"].as_str().expect("a product").to_owned();
    format!(
        "[unit]\nproduct = {product:?}\nname = \"Gateway\"\nmaker = \"Lumen Werke\"\nversion = 1\n\
         [unit.server]\nurl = {:?}\n\
         [unit.share]\npreset = {shares}\nreason = {{ en = \"None.\", de = \"\" }}\nbasis = {{ en = \"None.\", de = \"\" }}\n\
         [unit.updates]\nline = \"gateway\"\nsafe-within = 1\nhealthy-within = 1\n\
         [unit.support]\nuntil = \"2031-12-31\"\n{FUNCTIONS}",
        field.maker.address()
    )
}

fn made(program: &Program, serial: &'static str, kind: Kind, with: &[&str]) -> Unit {
    let folder = program.path(serial);
    let images = folder.join("images");
    std::fs::create_dir_all(&images).expect("a folder");
    std::fs::write(images.join("image-a"), FIRST).expect("its flash");
    let (agent, state) = (real_unit::agent(), folder.join("state").display().to_string());
    let line = ["provision", "unit", serial, "--maker", "factory.key.pub", "--address", "https://localhost"];
    let via = agent.display().to_string();
    let more = ["--version", "1.0", "--via", &via, "--state", &state];
    let label = offline(program, &[&line[..], &more].concat()).exits(0).out;
    let code = label.lines().find_map(|line| line.strip_prefix("Set-up code")).expect("the label has a code");
    let list = String::from_utf8(program.read("factory-list.csv").expect("a list")).expect("text");
    let own = list.lines().find(|line| line.starts_with(&format!("{serial},"))).expect("its line");
    let fingerprint = own.split(',').nth(1).expect("its key").to_owned();
    let (port, socket) = (free_port(), folder.join("socket"));
    let product = Product::start(&agent, images, socket, kind);
    let more = with.iter().map(|word| (*word).to_owned()).collect();
    let mut unit = Unit { serial, port, code: code.trim().to_owned(), fingerprint, product, folder, more, agent: None };
    unit.starts();
    unit
}

impl Unit {
    /// Starts its agent, anew where it runs. It restarts no machine: what it calls for that is a script of its folder.
    pub(crate) fn starts(&mut self) {
        self.agent = None;
        let own = |name: &str| self.folder.join(name);
        let stub = own("programs/systemctl");
        std::fs::create_dir_all(own("programs")).expect("a folder");
        std::fs::write(&stub, "#!/bin/sh\necho \"$@\" >> \"$(dirname \"$0\")/asked\"\n").expect("a file");
        std::fs::set_permissions(&stub, std::fs::Permissions::from_mode(0o755)).expect("it is ours");
        let path = std::env::var("PATH").unwrap_or_default();
        let mut command = Command::new(real_unit::agent());
        command.current_dir(&self.folder).env("TMPDIR", &self.folder);
        command.env("PATH", format!("{}:{path}", own("programs").display()));
        command.arg("--state").arg(own("state")).arg("--socket").arg(own("socket")).arg("--images").arg(own("images"));
        command.args(["--runs", "1.0@1", "--listen", &format!("127.0.0.1:{}", self.port)]).args(&self.more);
        self.agent.insert(Running::spawn(command)).line(LONG, "system calls");
    }

    /// Its log, as somebody keeps it who can open the unit.
    pub(crate) fn log_kept(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let files = std::fs::read_dir(self.folder.join("state")).expect("its state").flatten();
        let log = files.map(|file| file.path()).filter(|path| path.to_string_lossy().contains("/log-"));
        log.map(|path| (path.clone(), std::fs::read(path).expect("it is ours"))).collect()
    }

    /// Somebody switches it off, puts an earlier log back, and switches it on.
    pub(crate) fn has_its_log_put_back(&mut self, log: &[(PathBuf, Vec<u8>)]) {
        self.agent = None;
        for (path, bytes) in log {
            std::fs::write(path, bytes).expect("it is ours");
        }
        self.starts();
    }

    /// How its agent says that things stand.
    pub(crate) fn states(&self) -> Value {
        let mut stream = UnixStream::connect(self.folder.join("socket")).expect("the agent listens");
        stream.write_all(b"{\"states\":true}\n").expect("it reads");
        let mut line = String::new();
        BufReader::new(stream).read_line(&mut line).expect("it answers");
        serde_json::from_str::<Value>(&line).expect("JSON")["states"].take()
    }

    /// What its machine was asked for.
    pub(crate) fn asked_of_machine(&self) -> String {
        std::fs::read_to_string(self.folder.join("programs/asked")).unwrap_or_default()
    }

    /// What its agent said since it was started last.
    pub(crate) fn log(&self) -> String {
        self.agent.as_ref().map(Running::log).unwrap_or_default()
    }

    /// What an installer put into its file.
    pub(crate) fn installed(&self) -> Option<Vec<u8>> {
        std::fs::read(self.folder.join("installed")).ok()
    }

    /// Loads a page until it says this.
    pub(crate) async fn says(&self, owner: &Browser, page: &str, text: &str) {
        for _ in 0..120 {
            owner.goto(&self.page(page)).await;
            if owner.text().await.contains(text) {
                return;
            }
            tokio::time::sleep(std::time::Duration::from_millis(500)).await;
        }
        panic!("{}: {text:?} is not in {}", self.serial, owner.text().await);
    }

    pub(crate) fn page(&self, path: &str) -> String {
        format!("https://localhost:{}{path}", self.port)
    }

    pub(crate) async fn is_set_up_by(&self, owner: &Browser) {
        owner.goto(&self.page("/set-up")).await;
        owner.fill("Set-up code", &self.code).await;
        owner.press("Continue").await;
        owner.sees("Share security events with Lumen Werke?").await;
        owner.fill("Your name on this device", "anna").await;
        owner.fill("Password", PASSWORD).await;
        owner.fill("The same password again", PASSWORD).await;
        owner.press("Finish set-up").await;
        owner.sees("Your device is ready").await;
    }

    pub(crate) async fn log_in(&self, owner: &Browser) {
        owner.goto(&self.page("/login")).await;
        owner.fill("Name", "anna").await;
        owner.fill("Password", PASSWORD).await;
        owner.find("main form button").await.click().await.expect("a button");
        owner.sees("Last contact with").await;
    }

    pub(crate) async fn switches_automatic_off(&self, owner: &Browser) {
        owner.goto(&self.page("/switches")).await;
        owner.find("form:has(input[value=automatic]) button[value=off]").await.click().await.expect("a button");
        owner.find("form:has(input[value=automatic]) button[value=on]").await;
    }

    /// Loads the page of updates until it says this.
    pub(crate) async fn waits(&self, owner: &Browser, text: &str) {
        self.says(owner, "/updates", text).await;
    }

    /// Finds a receipt by its line in the list, and looks whether it says this.
    pub(crate) async fn receipt(&self, owner: &Browser, line: &str, says: &str) {
        owner.goto(&self.page("/data")).await;
        owner.sees(line).await;
        let links = owner.script("return [...document.querySelectorAll('main ul a')].map(a => a.href)").await;
        for link in links.as_array().expect("links") {
            owner.goto(link.as_str().expect("an address")).await;
            let text = owner.text().await.replace('\n', " ");
            if says.split(": ").all(|part| text.contains(part)) {
                return;
            }
        }
        panic!("{}: no receipt says {says:?}", self.serial);
    }

    pub(crate) async fn picture(&self, owner: &Browser, name: &str) {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("unit");
        std::fs::create_dir_all(&folder).expect("a folder");
        owner.screenshot(folder.join(format!("{name}.png"))).await;
    }

    /// Its owner, before the page of a hand-over, has everything erased; a stranger checks the receipt.
    pub(crate) async fn is_erased(&self, field: &Field, owner: &Browser) -> String {
        owner.fill("Type your password to confirm", PASSWORD).await;
        owner.press("Erase everything").await;
        owner.sees("The device goes back to its factory settings").await;
        let receipt = self.erased();
        self.verifies(field, "erased.txt", &receipt);
        receipt
    }

    /// The receipt of its last erasure, as whoever gets the unit reads it.
    fn erased(&self) -> String {
        let provider = std::sync::Arc::new(rustls::crypto::aws_lc_rs::default_provider());
        let tls = ureq::tls::TlsConfig::builder().unversioned_rustls_crypto_provider(provider);
        let tls = tls.disable_verification(true).build();
        let agent: ureq::Agent = ureq::Agent::config_builder().tls_config(tls).build().into();
        let mut answer = agent.get(self.page("/erased.txt")).call().expect("it answers");
        answer.body_mut().read_to_string().expect("text")
    }

    /// A stranger checks a receipt by the key in the factory list, and refuses it after one flipped byte.
    fn verifies(&self, field: &Field, name: &str, receipt: &str) {
        let program = field.maker.program();
        program.write(name, receipt);
        offline(program, &["verify", name, "--key", &self.fingerprint]).exits(0);
        let at = receipt.find("found when it looked again: 0").expect("it says so") + 28;
        let mut flipped = receipt.as_bytes().to_vec();
        flipped[at] ^= 1;
        program.write(name, &flipped);
        offline(program, &["verify", name, "--key", &self.fingerprint]).exits(1);
    }
}

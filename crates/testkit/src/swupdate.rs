//! Real SWUpdate devices: images that a maker signed, and processes that install them.
//!
//! Each device has a folder of its own, in which its one file lies that updates replace. SWUpdate keeps its state in memory
//! here: a restart after an installation is a new process that confirms it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::program::Program;

/// Who signs images: an EC key with its certificate.
#[derive(Debug)]
pub struct Signer {
    folder: PathBuf,
}

impl Signer {
    /// A new one in a folder.
    ///
    /// # Panics
    /// When openssl is absent or fails.
    pub fn new(folder: &Path) -> Self {
        let signer = Self { folder: folder.to_owned() };
        openssl(
            folder,
            &[
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:prime256v1",
                "-nodes",
                "-days",
                "365",
                "-subj",
                "/CN=Lumen Werke",
                "-keyout",
                "signer.key",
                "-out",
                "signer.pem",
            ],
        );
        signer
    }

    /// The certificate that devices know.
    pub fn certificate(&self) -> PathBuf {
        self.folder.join("signer.pem")
    }

    /// An image (`.swu`) that puts `content` into a device's file, for boards of revision 1.0.
    ///
    /// # Panics
    /// When it cannot be signed.
    pub fn image(&self, version: &str, content: &[u8]) -> Vec<u8> {
        fs::write(self.folder.join("payload"), content).expect("a file");
        let hash = openssl(&self.folder, &["dgst", "-sha256", "-r", "payload"]);
        let hash = String::from_utf8_lossy(&hash).split_whitespace().next().expect("a hash").to_owned();
        let description = format!(
            "software =\n{{\n  version = \"{version}\";\n  hardware-compatibility: [ \"1.0\" ];\n  files: ( {{ filename = \
             \"payload\"; path = \"installed\"; sha256 = \"{hash}\"; }} );\n}}\n"
        );
        fs::write(self.folder.join("sw-description"), &description).expect("a file");
        openssl(
            &self.folder,
            &[
                "cms",
                "-sign",
                "-in",
                "sw-description",
                "-out",
                "sw-description.sig",
                "-signer",
                "signer.pem",
                "-inkey",
                "signer.key",
                "-outform",
                "DER",
                "-nosmimecap",
                "-binary",
            ],
        );
        let signature = fs::read(self.folder.join("sw-description.sig")).expect("a signature");
        archive(&[("sw-description", description.as_bytes()), ("sw-description.sig", &signature), ("payload", content)])
    }
}

fn openssl(folder: &Path, arguments: &[&str]) -> Vec<u8> {
    let output = Command::new("openssl").args(arguments).current_dir(folder).output();
    let output = output.unwrap_or_else(|error| panic!("openssl cannot be started: {error}"));
    assert!(output.status.success(), "openssl {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

/// A cpio archive of the "new ASCII" format, files in this order.
fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut out = Vec::new();
    for (number, (name, content)) in (1..).zip(files) {
        member(&mut out, number, name, content);
    }
    member(&mut out, 0, "TRAILER!!!", &[]);
    out.resize(out.len().next_multiple_of(512), 0);
    out
}

fn member(out: &mut Vec<u8>, number: usize, name: &str, content: &[u8]) {
    let fields = [number, 0o100_644, 0, 0, 1, 0, content.len(), 0, 0, 0, 0, name.len() + 1, 0];
    out.extend_from_slice(b"070701");
    fields.iter().for_each(|field| out.extend_from_slice(format!("{field:08X}").as_bytes()));
    out.extend_from_slice(name.as_bytes());
    out.push(0);
    out.resize(out.len().next_multiple_of(4), 0);
    out.extend_from_slice(content);
    out.resize(out.len().next_multiple_of(4), 0);
}

/// By what a device is known, in PEM files.
#[derive(Debug, Clone)]
pub struct Identity {
    /// Its certificate.
    pub certificate: PathBuf,
    /// The certificate's key.
    pub key: PathBuf,
    /// The certificate by which it knows the server.
    pub server: PathBuf,
}

/// What a device is started with.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Where it asks: host and port, such as `http://127.0.0.1:8470`.
    pub server: String,
    /// What it calls itself.
    pub controller: String,
    /// Its token; none where it is empty.
    pub token: String,
    /// Its certificate, where it has one.
    pub identity: Option<Identity>,
    /// The certificate whose images it takes.
    pub certificate: PathBuf,
    /// What it says about the version that it runs.
    pub version: String,
    /// Whether it comes back from a restart after an installation.
    pub restarted: bool,
}

/// A device with its folder, and its process while it is on.
#[derive(Debug)]
pub struct Device {
    folder: PathBuf,
    /// How it is started.
    pub settings: Settings,
    process: Option<Program>,
}

impl Device {
    /// A device that is off.
    ///
    /// # Panics
    /// When its folder cannot be made.
    pub fn new(folder: &Path, settings: Settings) -> Self {
        fs::create_dir_all(folder.join("tmp")).expect("a folder");
        Self { folder: folder.to_owned(), settings, process: None }
    }

    /// Switches it on.
    ///
    /// # Panics
    /// When SWUpdate cannot be started.
    pub fn start(&mut self) -> &mut Program {
        let Settings { server, controller, token, restarted, .. } = &self.settings;
        let confirm = if *restarted { " -c 2" } else { "" };
        let token = if token.is_empty() { String::new() } else { format!(" -k {token}") };
        let asks = format!("-t default -u {server} -i {controller}{token} -p 1 -r 20 -w 1{confirm}");
        fs::write(self.folder.join("swupdate.cfg"), config(&self.settings)).expect("a file");
        let mut command = Command::new("swupdate");
        command.args(["-f", "swupdate.cfg", "-l", "5", "-H", "board:1.0", "-k"]).arg(&self.settings.certificate);
        command.args(["-u", &asks]).current_dir(&self.folder).env("TMPDIR", self.folder.join("tmp"));
        self.process.insert(Program::spawn(command))
    }

    /// Its process.
    ///
    /// # Panics
    /// When it is off.
    pub fn running(&mut self) -> &mut Program {
        self.process.as_mut().expect("it is on")
    }

    /// Cuts its power.
    pub fn kill(&mut self) {
        if let Some(mut process) = self.process.take() {
            process.kill();
        }
    }

    /// What updates put into its file.
    pub fn installed(&self) -> Option<Vec<u8>> {
        fs::read(self.folder.join("installed")).ok()
    }
}

fn config(settings: &Settings) -> String {
    let shown = settings.identity.as_ref().map(|identity| {
        let [certificate, key, server] =
            [&identity.certificate, &identity.key, &identity.server].map(|file| file.display().to_string());
        format!("  sslcert = \"{certificate}\";\n  sslkey = \"{key}\";\n  cafile = \"{server}\";\n")
    });
    let (shown, version) = (shown.unwrap_or_default(), &settings.version);
    format!(
        "globals:\n{{\n  loglevel = 5;\n}};\nsuricatta:\n{{\n  enable = true;\n{shown}}};\nidentify : (\n  {{ name = \"version\"; value = \"{version}\"; }}\n);\n"
    )
}

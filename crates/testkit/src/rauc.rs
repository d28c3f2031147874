//! A real RAUC: its service on a bus of its own, two slots that are files, and a boot loader that is a script.
//!
//! What is real: the program, the service, the bus, the signature, the mounted bundle, the written slot. What is not: the boot
//! loader's memory, which is files here, and the restart, which is a service that is told that it was started from the other
//! slot.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use tempfile::TempDir;

use crate::place::program;
use crate::program::Program;
use crate::wait::until;

/// What a boot loader remembers, as files: which slot is next, and what is thought of each.
const BOOT_LOADER: &str = "#!/bin/sh\n\
cd \"$(dirname \"$0\")\" || exit 1\n\
case $1 in\n\
get-primary) cat primary ;;\n\
set-primary) echo \"$2\" > primary ;;\n\
get-state) cat \"state-$2\" ;;\n\
set-state) echo \"$3\" > \"state-$2\" ;;\n\
esac\n";

/// A bus for whoever finds its socket: this test.
const BUS: &str = "<!DOCTYPE busconfig PUBLIC \"-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN\" \
\"http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd\">\
<busconfig><type>system</type><listen>unix:path=FOLDER/bus</listen><auth>EXTERNAL</auth>\
<policy context=\"default\"><allow user=\"*\"/><allow own=\"*\"/><allow send_destination=\"*\"/><allow receive_sender=\"*\"/></policy></busconfig>";

const SYSTEM: &str = "[system]\ncompatible=Lumen\nbootloader=custom\nmountprefix=FOLDER/mounted\n\
statusfile=FOLDER/status\n[handlers]\nbootloader-custom-backend=FOLDER/boot-loader\n\
[keyring]\npath=FOLDER/signer.pem\n\
[slot.rootfs.0]\ndevice=FOLDER/slot-A\ntype=raw\nbootname=A\n\
[slot.rootfs.1]\ndevice=FOLDER/slot-B\ntype=raw\nbootname=B\n";

const MANIFEST: &str =
    "[update]\ncompatible=Lumen\nversion=2.0\n[bundle]\nformat=plain\n[image.rootfs]\nfilename=image.img\n";

/// Bytes of a slot.
const SLOT: u64 = 1 << 20;

/// A device with RAUC, started from slot A. Everything ends with this value.
#[derive(Debug)]
pub struct Rauc {
    service: Option<Program>,
    _bus: Program,
    folder: TempDir,
}

impl Rauc {
    /// Starts it, or says on standard error why that cannot be and returns `None`: RAUC mounts what it installs, which takes
    /// root and loop devices.
    ///
    /// # Panics
    /// When RAUC is absent in continuous integration (`CI=true`), or does not start.
    pub fn start() -> Option<Self> {
        let missing = ["rauc", "dbus-daemon", "mksquashfs"].into_iter().find(|name| program(name, &[]).is_none());
        if let Some(missing) = missing {
            let must_be_there = std::env::var("CI").is_ok_and(|value| value == "true");
            assert!(!must_be_there, "{missing} absent: run cargo xtask tools");
            eprintln!("{missing} absent: run cargo xtask tools; this test checked nothing");
            return None;
        }
        let folder = tempfile::Builder::new().prefix("steadfast-rauc-").tempdir().expect("a temporary folder");
        if !can_mount(folder.path()) {
            eprintln!("nothing can be mounted here, as RAUC has to; this test checked nothing");
            return None;
        }
        prepare(folder.path());
        let bus = Program::start("dbus-daemon", ["--nofork", "--nopidfile", &config(folder.path(), "bus.conf")]);
        let listens = || UnixStream::connect(folder.path().join("bus")).is_ok();
        assert!(until(Duration::from_secs(20), listens), "the bus does not answer");
        let mut rauc = Self { service: None, _bus: bus, folder };
        rauc.boots("A");
        Some(rauc)
    }

    /// Where its bus is, for `DBUS_SYSTEM_BUS_ADDRESS`.
    pub fn bus(&self) -> String {
        address(self.folder.path())
    }

    /// The machine starts from a slot.
    ///
    /// # Panics
    /// When the service does not answer.
    pub fn boots(&mut self, slot: &str) {
        self.service = None;
        let system = self.folder.path().join("system.conf").display().to_string();
        let mut command = Command::new("rauc");
        command.args(["-c", &system, "service", &format!("--override-boot-slot={slot}")]);
        command.env("DBUS_SYSTEM_BUS_ADDRESS", self.bus());
        let service = self.service.insert(Program::spawn(command));
        let answers = || {
            let mut asked = Command::new("rauc");
            let asked = asked.arg("status").env("DBUS_SYSTEM_BUS_ADDRESS", address(self.folder.path())).output();
            asked.is_ok_and(|said| said.status.success())
        };
        assert!(until(Duration::from_secs(20), answers), "RAUC's service does not answer:\n{}", service.log());
    }

    /// A bundle that puts this into the slot that does not run.
    ///
    /// # Panics
    /// When it cannot be made.
    pub fn bundle(&self, content: &[u8]) -> Vec<u8> {
        let (folder, to) = (self.folder.path().join("content"), self.folder.path().join("made.raucb"));
        fs::create_dir_all(&folder).expect("a folder");
        fs::write(folder.join("manifest.raucm"), MANIFEST).expect("a file");
        // RAUC writes whole blocks.
        let whole = content.len().next_multiple_of(4096);
        let content = [content, &vec![0; whole - content.len()]].concat();
        fs::write(folder.join("image.img"), content).expect("a file");
        drop(fs::remove_file(&to));
        let mut make = Command::new("rauc");
        make.args(["bundle", "--cert=signer.pem", "--key=signer.key", "content", "made.raucb"]);
        ends_well(make.current_dir(self.folder.path()));
        fs::read(to).expect("it was made")
    }

    /// What a slot begins with.
    ///
    /// # Panics
    /// When it cannot be read.
    pub fn slot(&self, slot: &str, bytes: usize) -> Vec<u8> {
        let whole = fs::read(self.folder.path().join(format!("slot-{slot}"))).expect("a slot");
        whole[..bytes].to_vec()
    }

    /// The slot that the boot loader starts next.
    pub fn next(&self) -> String {
        self.remembered("primary")
    }

    /// What the boot loader thinks of a slot: `good` or `bad`.
    pub fn state(&self, slot: &str) -> String {
        self.remembered(&format!("state-{slot}"))
    }

    fn remembered(&self, name: &str) -> String {
        fs::read_to_string(self.folder.path().join(name)).unwrap_or_default().trim().to_owned()
    }
}

fn address(folder: &Path) -> String {
    format!("unix:path={}/bus", folder.display())
}

fn config(folder: &Path, name: &str) -> String {
    format!("--config-file={}", folder.join(name).display())
}

fn prepare(folder: &Path) {
    let own = |text: &str| text.replace("FOLDER", &folder.display().to_string());
    for (name, text) in [("boot-loader", BOOT_LOADER), ("bus.conf", &own(BUS)), ("system.conf", &own(SYSTEM))] {
        fs::write(folder.join(name), text).expect("a file");
    }
    fs::set_permissions(folder.join("boot-loader"), fs::Permissions::from_mode(0o755)).expect("it is ours");
    for slot in ["A", "B"] {
        let file = fs::File::create(folder.join(format!("slot-{slot}"))).expect("a file");
        file.set_len(SLOT).expect("there is room");
        fs::write(folder.join(format!("state-{slot}")), "good").expect("a file");
    }
    fs::write(folder.join("primary"), "A").expect("a file");
    fs::create_dir(folder.join("mounted")).expect("a folder");
    let how = ["-newkey", "rsa:2048", "-nodes", "-days", "365", "-subj", "/CN=Lumen Werke", "-keyout", "signer.key"];
    let mut make = Command::new("openssl");
    ends_well(make.args(["req", "-x509"]).args(how).args(["-out", "signer.pem"]).current_dir(folder));
}

/// Whether this user may mount a file of its own, as RAUC does.
fn can_mount(folder: &Path) -> bool {
    let (file, place) = (folder.join("try.squashfs"), folder.join("try"));
    fs::create_dir(&place).expect("a folder");
    let mut make = Command::new("mksquashfs");
    ends_well(make.args([&place, &file]).args(["-quiet", "-no-progress"]));
    let done = |command: &mut Command| command.output().is_ok_and(|said| said.status.success());
    done(Command::new("mount").args(["-o", "loop,ro", "-t", "squashfs"]).args([&file, &place]))
        && done(Command::new("umount").arg(&place))
}

fn ends_well(command: &mut Command) {
    let output = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
}

//! RAUC's own client for hawkBit, unchanged, at the hawkBit door.

use std::path::PathBuf;
use std::process::{Child, Command};

use steadfast_testkit::python::peers;

use super::peers::script;
use super::swupdate::Field;
use crate::serve::house::House;

const BUNDLE: &[u8] = b"a bundle for RAUC";

/// A device that is switched on, until it goes.
struct Device(Child);

impl Device {
    fn start(interpreter: &PathBuf, field: &Field, token: &str, version: &str) -> Self {
        let folder = field.maker.program().path("rauc");
        std::fs::create_dir_all(&folder).expect("a folder");
        let address = field.maker.address();
        let host = address.trim_start_matches("http://");
        let mut command = Command::new(interpreter);
        command.arg("-I").arg(script("rauc.py")).args([host, "SN-1", token]).arg(folder).arg(version);
        Self(command.env_clear().spawn().expect("Python runs"))
    }
}

impl Drop for Device {
    fn drop(&mut self) {
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

#[test]
fn a_device_with_rauc_installs_and_counts_once_it_says_so_after_its_restart() {
    let Some(interpreter) = peers() else { return };
    let field = Field::new(House::sqlite());
    let (id, device) = field.device("SN-1");
    let token = device.settings.token.clone();
    let release = field.published_file("1.0", "fw.raucb", BUNDLE, "security");
    field.spread(&release, &[(100, 100)]);
    let running = Device::start(&interpreter, &field, &token, "0.9");
    // RAUC's client says that it succeeded before the restart: that proves nothing yet.
    assert_eq!(field.stands(&id, "unproven"), Ok(()));
    assert_eq!(field.maker.program().read("rauc/installed").as_deref(), Some(BUNDLE));
    drop(running);
    let _running = Device::start(&interpreter, &field, &token, "1.0");
    assert_eq!(field.stands(&id, "proven"), Ok(()));
}

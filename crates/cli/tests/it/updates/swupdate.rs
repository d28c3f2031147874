//! Real SWUpdate, unchanged, at the hawkBit door.

use std::time::Duration;

use serde_json::{Value, json};
use steadfast_testkit::swupdate::{Device, Settings, Signer};
use steadfast_testkit::wait::poll;

use super::line::{Damage, Line};
use super::maker::Maker;
use crate::serve::house::House;

pub(super) const LONG: Duration = Duration::from_secs(90);

/// A maker with an image that is published, and a rollout of it.
pub(super) struct Field {
    pub(super) maker: Maker,
    signer: Signer,
    product: String,
    pub(super) token: String,
}

const SCOPES: [&str; 10] = [
    "rollout.read",
    "rollout.change",
    "unit.read",
    "unit.enrol",
    "unit.decide",
    "release.change",
    "catalogue.read",
    "job.run",
    "job.read",
    "record.read",
];

impl Field {
    pub(super) fn new(mut house: House) -> Self {
        house.environment.push(("STEADFAST_POLL_SECONDS", "1"));
        let maker = Maker::new(house);
        let folder = maker.program().path("signer");
        std::fs::create_dir_all(&folder).expect("a folder");
        let signer = Signer::new(&folder);
        let token = maker.token(&SCOPES);
        let listed = maker.go("product list --format json").json();
        let product = listed["items"][0]["id"].as_str().expect("an id").to_owned();
        Self { maker, signer, product, token }
    }

    /// Publishes a version, checked, with a rollout to all of one Member State.
    pub(super) fn rolled_out(&self, version: &str, content: &[u8], kind: &str) -> String {
        let release = self.published(version, content, kind);
        self.spread(&release, &[(100, 100)])
    }

    /// Publishes a version, checked; its id.
    pub(super) fn published(&self, version: &str, content: &[u8], kind: &str) -> String {
        self.published_file(version, "fw.swu", self.signer.image(version, content), kind)
    }

    /// The same of any file.
    pub(super) fn published_file(&self, version: &str, file: &str, image: impl AsRef<[u8]>, kind: &str) -> String {
        let maker = &self.maker;
        maker.program().write("bom.json", r#"{"bomFormat": "CycloneDX", "specVersion": "1.6", "components": []}"#);
        let line = format!("release create --product Gateway --version {version} --sbom bom.json --gate --format json");
        let release = maker.say(&line).exits(3).json()["id"].as_str().expect("an id").to_owned();
        maker.program().write(file, image);
        maker.go(&format!("release sign {file} --line gateway --key gateway.key --release {release} --kind {kind}"));
        maker.go("release publish");
        release
    }

    /// Starts a rollout in waves of these shares and successes, to all of one Member State: one person may approve that.
    pub(super) fn spread(&self, release: &str, waves: &[(u8, u8)]) -> String {
        let wave = |(share, success): &(u8, u8)| json!({"share": share, "success": success, "failure": 50});
        let waves: Vec<Value> = waves.iter().map(wave).collect();
        let plan = json!({"markets": ["DE"], "waves": waves, "longest_postponement_days": 7});
        let made = self.post("/api/v1/rollouts", &json!({"release": release, "plan": plan}));
        let rollout = made["id"].as_str().unwrap_or_else(|| panic!("{made}")).to_owned();
        self.post(&format!("/api/v1/rollouts/{rollout}/approve"), &Value::Null);
        self.post(&format!("/api/v1/rollouts/{rollout}/start"), &Value::Null);
        rollout
    }

    /// How many units were heard of lately.
    pub(super) fn active(&self) -> u64 {
        let fleet = self.get("/api/v1/fleet");
        fleet["heard"].as_u64().unwrap_or_else(|| panic!("{fleet}"))
    }

    /// The unit with a serial number.
    pub(super) fn unit(&self, serial: &str) -> Value {
        self.get(&format!("/api/v1/units?serial={serial}"))["items"][0].clone()
    }

    /// Waits until something holds; devices that installed an image restart into it meanwhile.
    #[track_caller]
    pub(super) fn until(&self, devices: &mut [(String, Device)], image: &[u8], holds: impl Fn(&Self) -> bool) {
        let seen = poll(LONG * 2, || {
            for (_, device) in devices.iter_mut() {
                if !device.settings.restarted && device.installed().as_deref() == Some(image) {
                    device.kill();
                    device.settings.version = "1.0".to_owned();
                    device.settings.restarted = true;
                    device.start();
                }
            }
            holds(self).then_some(())
        });
        assert!(seen.is_some(), "{}", self.get("/api/v1/rollouts"));
    }

    fn post(&self, path: &str, body: &Value) -> Value {
        let request = ureq::post(format!("{}{path}", self.maker.address()));
        let request = request.header("authorization", format!("Bearer {}", self.token));
        let sent = request.header("content-type", "application/json").send(body.to_string());
        let text = sent.unwrap_or_else(|error| panic!("{path}: {error}")).body_mut().read_to_string().expect("a body");
        serde_json::from_str(&text).unwrap_or(Value::Null)
    }

    pub(super) fn get(&self, path: &str) -> Value {
        let request = ureq::get(format!("{}{path}", self.maker.address()));
        let mut answer = request.header("authorization", format!("Bearer {}", self.token)).call().expect("an answer");
        serde_json::from_str(&answer.body_mut().read_to_string().expect("a body")).expect("JSON")
    }

    /// A device that is known by its serial number, in Germany, and off.
    pub(super) fn device(&self, serial: &str) -> (String, Device) {
        let made = self.post("/api/v1/units", &json!({"product": self.product, "serial": serial, "market": "DE"}));
        let id = made["id"].as_str().unwrap_or_else(|| panic!("{made}")).to_owned();
        let token = self.post(&format!("/api/v1/units/{id}/token"), &Value::Null);
        let settings = Settings {
            server: self.maker.address(),
            controller: serial.to_owned(),
            token: token["token"].as_str().unwrap_or_else(|| panic!("{token}")).to_owned(),
            identity: None,
            certificate: self.signer.certificate(),
            version: "0.9".to_owned(),
            restarted: false,
        };
        let device = Device::new(&self.maker.program().path(&format!("devices/{serial}")), settings);
        (id, device)
    }

    /// Waits until a device has this in its file.
    #[track_caller]
    pub(super) fn holds(&self, content: &[u8], device: &mut Device) {
        let there = || (device.installed().as_deref() == Some(content)).then_some(());
        if poll(LONG, there).is_none() {
            panic!("it is not installed; the device says: {}", device.running().log());
        }
    }

    /// Waits until the newest update of a unit stands so.
    #[track_caller]
    pub(super) fn reaches(&self, id: &str, state: &str, device: &mut Device) {
        if let Err(stands) = self.stands(id, state) {
            panic!("{stands} in place of {state}; the device says: {}", device.running().log());
        }
    }

    /// Waits until the newest update of a unit stands so; what it was all the time, where it never did.
    pub(super) fn stands(&self, id: &str, state: &str) -> Result<(), Value> {
        let path = format!("/api/v1/units/{id}/updates");
        let there = || (self.get(&path)["updates"][0]["state"] == state).then_some(());
        poll(LONG, there).ok_or_else(|| self.get(&path))
    }
}

#[test]
fn a_device_with_swupdate_installs_restarts_and_proves_it() {
    let field = Field::new(House::sqlite());
    let (id, mut device) = field.device("SN-1");
    device.start();
    let rollout = field.rolled_out("1.0", b"the first image", "security");
    let image = b"the first image";
    field.holds(image, &mut device);
    // SWUpdate says that it succeeded when it is back from its restart: until then it is at work.
    field.reaches(&id, "running", &mut device);
    device.kill();
    device.settings.version = "1.0".to_owned();
    device.settings.restarted = true;
    device.start();
    field.reaches(&id, "proven", &mut device);
    let shown = field.get(&format!("/api/v1/rollouts/{rollout}"));
    assert_eq!(shown["waves"][0]["proven"], 1, "{shown}");
}

#[test]
fn a_wrong_token_gets_nothing_and_leaves_no_trace_of_life() {
    let field = Field::new(House::sqlite());
    let (id, mut device) = field.device("SN-1");
    device.settings.token = "0123456789abcdef0123456789abcdef".to_owned();
    field.rolled_out("1.0", b"the first image", "security");
    device.start().line(LONG, "401");
    let unit = field.get(&format!("/api/v1/units/{id}"));
    assert_eq!((&unit["state"], &unit["last_seen"]), (&json!("expected"), &Value::Null), "{unit}");
    assert_eq!(device.installed(), None);
}

#[test]
fn an_update_waits_for_an_owner_who_opted_out_and_comes_when_they_agree() {
    let field = Field::new(House::sqlite());
    let (id, mut device) = field.device("SN-1");
    let decisions = format!("/api/v1/units/{id}/decisions");
    field.post(&decisions, &json!({"on": "always", "automatic": false}));
    let rollout = field.rolled_out("1.0", b"the first image", "security");
    device.start();
    field.reaches(&id, "declined", &mut device);
    assert_eq!(device.installed(), None);
    let shown = field.get(&format!("/api/v1/rollouts/{rollout}"));
    assert_eq!((&shown["waves"][0]["declined"], &shown["waves"][0]["failed"]), (&json!(1), &json!(0)), "{shown}");
    field.post(&decisions, &json!({"on": "agreed", "release": shown["release"]}));
    field.holds(b"the first image", &mut device);
}

#[test]
fn what_another_maker_signed_is_refused_by_the_device_and_halts_the_rollout() {
    let field = Field::new(House::sqlite());
    let (id, mut device) = field.device("SN-1");
    let folder = field.maker.program().path("thief");
    std::fs::create_dir_all(&folder).expect("a folder");
    device.settings.certificate = Signer::new(&folder).certificate();
    device.start();
    let rollout = field.rolled_out("1.0", b"the first image", "security");
    field.reaches(&id, "failed", &mut device);
    assert_eq!(device.installed(), None);
    let path = format!("/api/v1/rollouts/{rollout}");
    let halted = || {
        let shown = field.get(&path);
        (shown["state"] == "paused" && shown["halt"] == "failures").then_some(())
    };
    assert!(poll(LONG, halted).is_some(), "{}", field.get(&path));
}

#[test]
fn a_device_stops_when_its_rollout_is_stopped() {
    let field = Field::new(House::sqlite());
    let (id, mut device) = field.device("SN-1");
    device.start();
    let rollout = field.rolled_out("1.0", b"the first image", "security");
    field.holds(b"the first image", &mut device);
    field.reaches(&id, "running", &mut device);
    field.post(&format!("/api/v1/rollouts/{rollout}/stop"), &Value::Null);
    field.reaches(&id, "cancelled", &mut device);
}

#[test]
fn a_download_that_is_cut_goes_on_where_it_was() {
    let field = Field::new(House::sqlite());
    let (id, mut device) = field.device("SN-1");
    let line = Line::to(field.maker.house.port, Damage::Cut);
    device.settings.server = line.address();
    device.start();
    let content = long();
    field.rolled_out("1.0", &content, "security");
    field.holds(&content, &mut device);
    field.reaches(&id, "running", &mut device);
    assert!(line.did_damage(), "the line was never cut");
}

#[test]
fn a_byte_that_is_altered_on_its_way_is_noticed_by_the_device_and_nothing_is_installed() {
    let field = Field::new(House::sqlite());
    let (id, mut device) = field.device("SN-1");
    let line = Line::to(field.maker.house.port, Damage::Altered);
    device.settings.server = line.address();
    device.start();
    let rollout = field.rolled_out("1.0", &long(), "security");
    field.reaches(&id, "failed", &mut device);
    assert!(line.did_damage(), "the line never altered anything");
    assert_eq!(device.installed(), None);
    let shown = field.get(&format!("/api/v1/rollouts/{rollout}"));
    let wave = &shown["waves"][0];
    assert_eq!((&wave["failed"], &wave["proven"]), (&json!(1), &json!(0)), "{shown}");
}

/// Content that takes a while on its way.
fn long() -> Vec<u8> {
    (0..4_000_000_u32).map(|at| at.to_le_bytes()[at as usize % 3]).collect()
}

//! A maker with devices in the field, which speak hawkBit's protocol and do as they are told.

use std::time::Duration;

use serde_json::{Value, json};
use steadfast_testkit::wait::poll;
use ureq::Agent;

use super::maker::Maker;
use crate::program::Run;
use crate::serve::house::{House, LONG};

const SCOPES: [&str; 10] = [
    "rollout.read",
    "rollout.change",
    "unit.read",
    "unit.enrol",
    "unit.decide",
    "release.change",
    "release.publish",
    "repository.read",
    "catalogue.read",
    "record.read",
];

/// The maker, with a token for rollouts and devices.
pub(crate) struct Field {
    pub(crate) maker: Maker,
    token: String,
}

impl Field {
    pub(crate) fn new(house: House) -> Self {
        let maker = Maker::new(house);
        let token = maker.token(&SCOPES);
        Self { maker, token }
    }

    pub(crate) fn token(&self) -> &str {
        &self.token
    }

    /// Runs the words of one line.
    pub(crate) fn say(&self, line: &str) -> Run {
        self.maker.run_as(&self.token, &line.split_whitespace().collect::<Vec<_>>())
    }

    /// The same, and it must do what it is told.
    #[track_caller]
    pub(crate) fn go(&self, line: &str) -> Run {
        self.say(line).exits(0)
    }

    /// Publishes a version that went through its release check; its id.
    pub(crate) fn published(&self, version: &str) -> String {
        self.released(version, format!("the image {version}").as_bytes())
    }

    /// The same with this image.
    pub(crate) fn released(&self, version: &str, image: &[u8]) -> String {
        let program = self.maker.program();
        program.write("bom.json", r#"{"bomFormat": "CycloneDX", "specVersion": "1.6", "components": []}"#);
        program.write("fw.bin", image);
        let line = format!("release create --product Gateway --version {version} --sbom bom.json --gate --format json");
        let release = self.say(&line).exits(3).json()["id"].as_str().expect("an id").to_owned();
        self.go(&format!("release sign fw.bin --line gateway --key gateway.key --release {release} --kind security"));
        self.go("release publish");
        release
    }

    /// Plans a rollout; its id.
    pub(crate) fn planned(&self, release: &str, more: &str) -> String {
        let said = self.go(&format!("rollout plan {release} {more}")).out;
        said.split_whitespace().next().expect("an id").to_owned()
    }

    /// A rollout as the program tells of it.
    pub(crate) fn rollout(&self, id: &str) -> Value {
        self.go(&format!("rollout show {id} --format json")).json()
    }

    /// A device in Germany that was heard of.
    pub(crate) fn device(&self, serial: &str) -> Device {
        self.go(&format!("unit add {serial} --product Gateway --market DE"));
        let token = self.go(&format!("unit token {serial}")).out.trim().to_owned();
        let config = Agent::config_builder().timeout_global(Some(Duration::from_secs(40)));
        let base = format!("{}/default/controller/v1/{serial}", self.maker.address());
        let device = Device { agent: config.build().into(), base, token };
        device.runs("0.9");
        device
    }
}

/// A device.
pub(crate) struct Device {
    agent: Agent,
    base: String,
    token: String,
}

impl Device {
    /// What is answered to it.
    pub(crate) fn asked(&self, address: &str) -> Value {
        let request = self.agent.get(address).header("authorization", format!("TargetToken {}", self.token));
        let mut answer = request.call().unwrap_or_else(|error| panic!("{address}: {error}"));
        serde_json::from_str(&answer.body_mut().read_to_string().expect("a body")).expect("JSON")
    }

    /// Says what it runs.
    pub(crate) fn runs(&self, version: &str) {
        let request = self.agent.put(format!("{}/configData", self.base));
        let request = request.header("authorization", format!("TargetToken {}", self.token));
        let said = json!({"mode": "merge", "data": {"version": version}});
        request.content_type("application/json").send(said.to_string()).expect("an answer");
    }

    /// Where its update is, if it is told of one.
    pub(crate) fn told(&self) -> Option<String> {
        let href = self.asked(&self.base)["_links"]["deploymentBase"]["href"].as_str()?.to_owned();
        Some(href.split('?').next().unwrap_or_default().to_owned())
    }

    /// Waits for an update.
    pub(crate) fn update(&self) -> String {
        poll(LONG, || self.told()).expect("an update")
    }

    /// Says how it went.
    pub(crate) fn says(&self, update: &str, finished: &str, why: &str) {
        let request = self.agent.post(format!("{update}/feedback"));
        let request = request.header("authorization", format!("TargetToken {}", self.token));
        let status = json!({"execution": "closed", "result": {"finished": finished}, "details": [why]});
        let said = json!({"id": "1", "status": status}).to_string();
        request.content_type("application/json").send(said).expect("an answer");
    }

    /// Installs what it is told to, starts anew, and says what it runs.
    pub(crate) fn installs(&self, version: &str) {
        let update = self.update();
        self.says(&update, "success", "installed");
        self.runs(version);
    }
}

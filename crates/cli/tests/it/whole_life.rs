//! One product from its product file to a dossier that a stranger checks: the server, the agents and Chromium are real, and
//! each step takes what the step before it left. Pictures lie in `target/tmp/unit`.

use serde_json::{Value, json};
use steadfast_testkit::browser::Browser;
use steadfast_testkit::wait::{poll, until};

use crate::advisories;
use crate::bills::bill_of;
use crate::program::{Program, Run};
use crate::serve::house::{House, LONG};
use crate::updates::field::Field;
use crate::updates::maker::seconds;
use crate::updates::units::product::Kind;
use crate::updates::units::unit::{Unit, provisioned_as_said, settings};

/// The product file of a device of the default category, in which all that is asked for is said.
const FILE: &str = include_str!("../../../../fixtures/demo/steadfast.toml");
/// What its build leaves.
const TESTS: &[u8] = include_bytes!("../../../../fixtures/demo/tests/system.junit.xml");

const SCOPES: [&str; 27] = [
    "feed.import",
    "feed.read",
    "exposure.read",
    "catalogue.read",
    "release.change",
    "release.publish",
    "monitoring.read",
    "monitoring.events",
    "alert.answer",
    "case.open",
    "case.read",
    "case.assess",
    "case.signal",
    "notice.write",
    "advisory.read",
    "advisory.draft",
    "unit.read",
    "job.read",
    "job.run",
    "evidence.give",
    "review.record",
    "conformity.read",
    "conformity.measure",
    "dossier.read",
    "dossier.keep",
    "dossier.hand-over",
    "record.read",
];

/// A maker with devices in the field, and a token for what comes after the sale.
struct Life {
    field: Field,
    token: String,
    product: String,
}

#[test]
fn one_product_goes_from_its_file_to_a_dossier_that_a_stranger_checks() {
    let mut house = House::sqlite();
    house.environment.push(("STEADFAST_POLL_SECONDS", "1"));
    let life = Life::begins(Field::new(house));
    life.product_file_is_whole();
    life.released("1.0", "pkg:npm/modbus-frames@1.0.0");
    let mut units = provisioned_as_said(&life.field, &["GW-1", "GW-2", "GW-3"].map(|serial| (serial, Kind::Well)));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let owner = Browser::start().await;
        for unit in &units {
            unit.is_set_up_by(&owner).await;
        }
        let before = units[2].log_kept();
        let newest = owners_decide(&life, &units, &owner).await;
        life.advisory_arrives(&newest);
        units[2].has_its_log_put_back(&before);
        let alert = life.alert_is_raised(&units[2]);
        life.case_with_drafts(&alert);
        leaves_with_everything(&life, &units[2], &owner).await;
        life.dossier_holds_offline(&newest);
    });
}

/// One owner postpones, one refuses, one lets it install by itself. Gives the release.
async fn owners_decide(life: &Life, units: &[Unit], owner: &Browser) -> String {
    let [postpones, refuses, lets] = units else { panic!("three units") };
    for unit in [postpones, refuses] {
        unit.log_in(owner).await;
        unit.switches_automatic_off(owner).await;
    }
    let release = life.released("2.0", "pkg:npm/modbus-frames@1.1.0");
    let id = life.field.planned(&release, "--market DE --wave 100:100:50");
    life.field.go(&format!("rollout approve {id}"));
    life.field.go(&format!("rollout start {id}"));
    postpones.log_in(owner).await;
    postpones.waits(owner, "Updates do not install by themselves").await;
    owner.find("form:has(select) button").await.click().await.expect("a button");
    owner.sees("You put it off until").await;
    refuses.log_in(owner).await;
    refuses.waits(owner, "Updates do not install by themselves").await;
    owner.press("Refuse").await;
    owner.sees("You refused it").await;
    assert!(until(LONG, || lets.product.runs() == "the image 2.0"), "it runs {}", lets.product.runs());
    let settled = || life.field.rollout(&id)["states"]["proven"] == 1;
    assert!(until(LONG, settled), "{}", life.field.rollout(&id));
    assert_eq!([postpones, refuses].map(|unit| unit.product.runs()), ["the image 1.0"; 2]);
    release
}

/// The owner takes their data along, erases the rest, and a stranger checks the receipt.
async fn leaves_with_everything(life: &Life, unit: &Unit, owner: &Browser) {
    unit.log_in(owner).await;
    owner.goto(&unit.page("/data")).await;
    owner.press("Prepare it").await;
    unit.says(owner, "/data", "Prepared: ").await;
    owner.press("Download").await;
    unit.says(owner, "/data", "Your data were taken along").await;
    unit.receipt(owner, "Your data were taken along", "archive").await;
    owner.goto(&unit.page("/data/hand-over")).await;
    unit.is_erased(&life.field, owner).await;
}

fn now() -> String {
    jiff::Timestamp::from_second(seconds()).expect("a time").to_string()
}

impl Life {
    /// With a feed that is fresh and says nothing of it.
    fn begins(field: Field) -> Self {
        let token = field.maker.token(&SCOPES);
        let product = field.maker.get("/products")["items"][0]["id"].as_str().expect("a product").to_owned();
        let life = Self { field, token, product };
        life.learns(advisories::filler("npm"));
        life
    }

    fn program(&self) -> &Program {
        self.field.maker.program()
    }

    fn say(&self, line: &str) -> Run {
        self.field.maker.run_as(&self.token, &line.split_whitespace().collect::<Vec<_>>())
    }

    #[track_caller]
    fn go(&self, line: &str) -> Run {
        self.say(line).exits(0)
    }

    /// An advisory of this minute comes in.
    fn learns(&self, advisory: Value) {
        let advisory = advisories::with(advisory, "modified", json!(now()));
        let id = advisory["id"].as_str().expect("an id");
        self.program().write_json(&format!("{id}.json"), &advisory);
        self.go(&format!("feed import {id}.json --server {}", self.field.maker.address()));
    }

    /// The demo's file, as this product's: checked before anything is built.
    fn product_file_is_whole(&self) {
        let own = FILE.replace("Example Gateway", "Gateway").replace("EG-200", "G-100");
        let own = own.replace("Example Maker GmbH", "Lumen Werke");
        // A few records say nothing about a whole ecosystem: what they do not name is unknown.
        let own = own.replace("[gate]\n", "[gate]\nunknowns-block = false\n");
        self.program().write("steadfast.toml", format!("{own}\n{}", settings(&self.field, true)));
        let checked = self.program().run(&["product", "check", "--format", "json"]);
        assert_eq!(checked.json()["wrong"], 0, "{}", checked.out);
    }

    /// A version that went through its check with the product file, signed and published; its id.
    fn released(&self, version: &str, component: &str) -> String {
        self.program().write_json("bom.json", &bill_of(&[component]));
        self.program().write("fw.bin", format!("the image {version}"));
        let line = format!(
            "release create --product Gateway --version {version} --sbom bom.json --file steadfast.toml --gate --format json"
        );
        let release = self.go(&line).json()["id"].as_str().expect("an id").to_owned();
        self.field.go(&format!(
            "release sign fw.bin --line gateway --key gateway.key --release {release} --kind security --product-file steadfast.toml"
        ));
        self.field.go("release publish");
        release
    }

    /// A flaw in what was sold becomes known: the queue says so, and the next check of the same bill refuses.
    fn advisory_arrives(&self, release: &str) {
        let flaw = advisories::before("GHSA-2222-2222-2222", "npm", "modbus-frames", "1.2.0");
        self.learns(advisories::rated(flaw, advisories::CRITICAL));
        let named = || {
            let flaws = self.field.maker.marta.get("/api/v1/flaws").expect("an answer").is(200).json();
            flaws["items"].as_array().is_some_and(|flaws| !flaws.is_empty()).then_some(flaws)
        };
        let flaws = poll(LONG, named).expect("the queue names it");
        assert!(flaws.to_string().contains("GHSA-2222-2222-2222"), "{flaws} of {release}");
        let again = "release create --product Gateway --version 2.0.1 --sbom bom.json --file steadfast.toml --gate";
        let again = self.say(again).exits(1).out;
        assert!(again.contains("blocked"), "{again}");
    }

    /// What a unit says of its log goes back behind what it said before. Gives the alert.
    fn alert_is_raised(&self, unit: &Unit) -> String {
        let ask = |path: &str| self.field.maker.marta.get(path).expect("an answer").is(200).json();
        let open = || {
            self.field.maker.work_off("event-watch");
            ask("/api/v1/alerts?state=open")["items"][0]["id"].as_str().map(str::to_owned)
        };
        poll(LONG, open).unwrap_or_else(|| panic!("no alert: {}, {}", ask("/api/v1/alerts"), unit.log()))
    }

    /// It becomes a case, is to be reported, and its early warning has a draft that names what is missing.
    fn case_with_drafts(&self, alert: &str) {
        let opened = self.go(&format!("case from-alert {alert}")).out;
        let case = opened.split_whitespace().next().expect("an id");
        self.go(&format!("case assess {case} reportable --reason Somebody-opened-it --aware {}", now()));
        let drafted = self.say(&format!("case report show {case} early-warning --pdf early-warning.pdf"));
        assert!(
            drafted.out.contains("Gateway") && drafted.out.contains("Nothing has been submitted"),
            "{}",
            drafted.out
        );
        assert!(self.program().read("early-warning.pdf").is_some_and(|paper| paper.starts_with(b"%PDF-1.7")));
        assert!(self.go(&format!("case show {case}")).out.contains("early warning by"));
    }

    /// A person adds the build server's key; no token can.
    fn build_server_signs(&self) {
        self.go("key new ci.key");
        let key = String::from_utf8(self.program().read("ci.key.pub").expect("a public half")).expect("text");
        let path = format!("/api/v1/products/{}/evidence-keys", self.product);
        let added = json!({ "name": "ci", "key": key.trim() });
        self.field.maker.marta.post(&path, &added).expect("an answer").is(201);
        assert!(self.go(&format!("dossier keys {}", self.product)).out.contains("ci "));
    }

    /// The dossier, elsewhere: whoever has only the file and the key's fingerprint checks it, and names each change.
    fn dossier_holds_offline(&self, release: &str) {
        self.program().write("system.junit.xml", TESTS);
        let unsigned = format!("dossier evidence {release} system.junit.xml --commit v2.0");
        self.build_server_signs();
        assert!(self.say(&unsigned).exits(2).err.contains("signed"), "from the first key on");
        self.go(&format!("{unsigned} --key ci.key"));
        self.go(&format!(
            "dossier review {release} --requirement I.1.1 --says met --evidence assessment-review --words Line-by-line"
        ));
        self.go(&format!("dossier measure {}", self.product));
        let key = self.field.maker.marta.get("/ledger/key").expect("an answer").is(200).text();
        let key = key.split_whitespace().find(|word| word.starts_with("sha256:")).expect("a fingerprint").to_owned();
        self.go(&format!("dossier keep {} --release {release}", self.product));
        let asked = "--to 4711/26 --asked Tests-on-a-finding --point 6 --write subset.zip";
        self.go(&format!("dossier hand-over {} --release {release} {asked}", self.product));
        self.go(&format!("dossier export {} --release {release} --to dossier.zip", self.product));
        let register = self.say(&format!("dossier register {} --release {release} --format json", self.product)).json();
        let dossier = self.program().read("dossier.zip").expect("a dossier");
        let offline = Program::new();
        offline.write("dossier.zip", &dossier);
        let held = offline.run(&["verify", "dossier.zip", "--key", &key, "--format", "json"]).exits(0).json();
        assert_eq!(held["verdict"], "unaltered", "{held}");
        let again = &held["dossiers"][0]["register"]["verdicts"];
        for verdict in ["shown", "stated", "contradicted", "unknown"] {
            assert_eq!(again[verdict], register["counts"][verdict], "{verdict}: {held}");
        }
        let duties = register["duties"].as_array().expect("duties");
        let shown = duties.iter().filter(|duty| duty["verdict"] == "shown").count();
        assert_eq!(held["dossiers"][0]["register"]["duties"]["shown"], shown, "{held}");
        let entries = register["entries"].as_array().expect("entries");
        let no_known_flaws = entries.iter().find(|entry| entry["requirement"] == "I.1.2.a").expect("an entry");
        assert_eq!(no_known_flaws["verdict"], "contradicted", "the flaw that became known: {no_known_flaws}");
        offline.write("subset.zip", self.program().read("subset.zip").expect("a subset"));
        let subset = offline.run(&["verify", "subset.zip", "--key", &key, "--format", "json"]).exits(0).json();
        assert_eq!(subset["dossiers"][0]["handed_over"]["to"], "4711/26", "{subset}");
        let mut changed = dossier;
        let middle = changed.len() / 2;
        changed[middle] ^= 1;
        offline.write("dossier.zip", &changed);
        let fault = offline.run(&["verify", "dossier.zip", "--key", &key, "--format", "json"]).exits(1).json();
        assert_ne!(fault["fault"]["code"], json!(null), "{fault}");
    }
}

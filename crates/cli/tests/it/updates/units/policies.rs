//! A policy from the line's key to a real unit and back: its owner is asked, it holds back, and is let go again.

use serde_json::{Value, json};
use steadfast_testkit::browser::Browser;
use steadfast_testkit::wait::until;

use super::super::field::Field;
use super::super::maker::{keys, words};
use super::product::Kind;
use super::unit::{Unit, provisioned};
use crate::serve::house::{House, LONG};

const SCOPES: [&str; 4] = ["case.open", "case.read", "case.contain", "catalogue.read"];

/// What the product does from afar.
pub(super) const FUNCTIONS: &str = "\
    [[unit.function]]\nname = \"live-view\"\ntitle = { en = \"Live view\", de = \"Live-Bild\" }\n\
    [[unit.function]]\nname = \"remote-diagnosis\"\ncore = false\n\
    title = { en = \"Remote diagnosis\", de = \"Ferndiagnose\" }\n";

/// The maker with a case, and a token for it.
struct Contained<'a> {
    field: &'a Field,
    token: String,
    product: String,
    case: String,
}

impl<'a> Contained<'a> {
    fn new(field: &'a Field) -> Self {
        let token = field.maker.token(&SCOPES);
        let product = field.maker.get("/products")["items"][0]["id"].as_str().expect("a product").to_owned();
        let line = "case open Guessing --kind incident --signal customer --about calls --product";
        let mut opened: Vec<&str> = line.split_whitespace().collect();
        opened.push(&product);
        let opened = field.maker.run_as(&token, &opened).exits(0).out;
        let case = opened.split_whitespace().next().expect("an id").to_owned();
        Self { field, token, product, case }
    }

    /// Signs a policy into a file of its name.
    fn signs(&self, name: &str, more: &str) {
        let product = &self.product;
        let line = format!("release policy {name} --line gateway --key gateway.key --product {product} {more}");
        words(self.field.maker.program(), &line).exits(0);
        words(self.field.maker.program(), &format!("release policy-show {name} --line gateway")).exits(0);
    }

    fn gives(&self, name: &str) -> crate::program::Run {
        self.field.maker.run_as(&self.token, &["case", "contain", "policy", &self.case, name])
    }

    /// How many units did so, of the newest policy.
    fn units(&self, how: &str) -> Option<i64> {
        let shown = self.field.maker.run_as(&self.token, &["case", "contain", "show", &self.case, "--format", "json"]);
        shown.exits(0).json()["policies"][0]["units"][how].as_i64()
    }
}

/// Who was never here tries once, and then again at once.
async fn guesses(unit: &Unit, stranger: &Browser) -> String {
    for guess in ["a wrong guess", "another wrong guess"] {
        stranger.goto(&unit.page("/login")).await;
        stranger.fill("Name", "anna").await;
        stranger.fill("Password", guess).await;
        stranger.find("main form button").await.click().await.expect("a button");
        stranger.find("main form").await;
    }
    stranger.text().await
}

fn rests(unit: &Unit) -> Value {
    unit.states()["paused"].clone()
}

#[test]
fn a_unit_holds_back_by_a_signed_policy_once_its_owner_says_so_and_is_let_go_by_a_newer_one() {
    let mut house = House::sqlite();
    house.environment.push(("STEADFAST_POLL_SECONDS", "1"));
    let field = Field::new(house);
    field.published("1.0");
    let mut unit = provisioned(&field, &[("GW-1", Kind::Well)]).remove(0);
    let maker = Contained::new(&field);
    maker.signs(
        "first.json",
        "--sequence 7 --reason Guessing --pause live-view --pause remote-diagnosis --tries 1 --wait 900",
    );
    maker.signs("older.json", "--sequence 6 --reason Before --tries 1");
    maker.signs("lift.json", "--sequence 8 --reason Over --lift --days 30");
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let (owner, stranger) = (Browser::start().await, Browser::start().await);
        unit.is_set_up_by(&owner).await;
        refused(&maker);
        maker.gives("first.json").exits(0);
        let older = maker.gives("older.json");
        assert!(older.code != 0 && older.err.contains("7 was taken before"), "{}", older.err);
        assert!(until(LONG, || maker.units("wait") == Some(1)), "its owner is asked: {}", unit.log());
        assert_eq!(rests(&unit), Value::Null, "nothing happens by itself");

        unit.log_in(&owner).await;
        unit.says(&owner, "/", "Nothing happens before you answer").await;
        unit.says(&owner, "/policy", "Remote diagnosis").await;
        unit.picture(&owner, "policy-asked").await;
        owner.press("Hold back as asked").await;
        owner.sees("anna said so").await;
        unit.picture(&owner, "policy-obeyed").await;
        assert_eq!(rests(&unit), json!(["remote-diagnosis"]), "what the product is for goes on");
        assert!(until(LONG, || maker.units("obey") == Some(1)), "and the server hears of it");
        unit.says(&owner, "/log", "live-view goes on, although the manufacturer asked to pause it").await;
        let told = guesses(&unit, &stranger).await;
        assert!(told.contains("Try again in"), "a stranger waits after one try: {told}");

        unit.starts();
        assert_eq!(rests(&unit), json!(["remote-diagnosis"]), "after a start as well");
        unit.log_in(&owner).await;

        maker.gives("lift.json").exits(0);
        assert!(until(LONG, || rests(&unit) == Value::Null), "it is let go: {}", unit.log());
        let told = guesses(&unit, &stranger).await;
        assert!(!told.contains("Try again in"), "strangers wait as ever: {told}");
        unit.says(&owner, "/policy", "asks for nothing at the moment").await;
    });
}

/// What another key signed is not made, and what somebody changed is not given.
fn refused(maker: &Contained<'_>) {
    let program = maker.field.maker.program();
    keys(program, &["thief"]);
    let line = format!(
        "release policy forged.json --line gateway --key thief.key --product {} --reason Thief --lift",
        maker.product
    );
    words(program, &line).exits(2);
    let file = String::from_utf8(program.read("first.json").expect("a policy")).expect("text");
    let mut changed: Value = serde_json::from_str(&file).expect("JSON");
    for signature in changed["signatures"].as_array_mut().expect("signatures") {
        signature["sig"] = "AAAA".into();
    }
    program.write("forged.json", changed.to_string());
    let forged = maker.gives("forged.json");
    assert!(forged.code != 0 && forged.err.contains("no unit would obey it"), "{}", forged.err);
    words(program, "release policy-show forged.json --line gateway").exits(1);
}

//! Updates of real units, from the maker's signing to the owner's receipt: the agent as it ships, a product that restarts
//! when it is asked to, owners in browsers, and a stranger who checks what they were given.

mod installed;
mod policies;
pub(crate) mod product;
pub(crate) mod unit;

use serde_json::Value;
use steadfast_testkit::browser::Browser;
use steadfast_testkit::wait::until;

use super::field::Field;
use crate::serve::house::{House, LONG};
use product::Kind;
use unit::{Unit, provisioned};

/// One wave to all in Germany, which one person may approve.
const ONE: &str = "--market DE --wave 100:100:50";

#[test]
fn one_owner_postpones_one_refuses_one_lets_it_go_on_and_one_unit_goes_back_by_itself() {
    let mut house = House::sqlite();
    house.environment.push(("STEADFAST_POLL_SECONDS", "1"));
    let field = Field::new(house);
    field.published("1.0");
    let units = provisioned(
        &field,
        &[("GW-1", Kind::Well), ("GW-2", Kind::Well), ("GW-3", Kind::Well), ("GW-4", Kind::NeverWell("2.0"))],
    );
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let owner = Browser::start().await;
        let [postpones, refuses, lets, broken] = &units[..] else { panic!("four units") };
        for unit in &units {
            unit.is_set_up_by(&owner).await;
        }
        // Those who want to think it over switch off that updates install by themselves.
        for unit in [postpones, refuses] {
            unit.log_in(&owner).await;
            unit.switches_automatic_off(&owner).await;
        }
        let release = field.released("2.0", b"the image 2.0");
        let id = field.planned(&release, ONE);
        field.go(&format!("rollout approve {id}"));
        field.go(&format!("rollout start {id}"));

        postpones.log_in(&owner).await;
        postpones.waits(&owner, "Updates do not install by themselves").await;
        postpones.picture(&owner, "update-waits").await;
        owner.find("form:has(select) button").await.click().await.expect("a button");
        owner.sees("You put it off until").await;
        postpones.receipt(&owner, "You put an update off", "choice: postponed").await;

        refuses.log_in(&owner).await;
        refuses.waits(&owner, "Updates do not install by themselves").await;
        owner.press("Refuse").await;
        owner.sees("You refused it").await;
        refuses.receipt(&owner, "You refused an update", "choice: refused").await;

        if !until(LONG, || lets.product.runs() == "the image 2.0") {
            lets.log_in(&owner).await;
            owner.goto(&lets.page("/updates")).await;
            panic!("it runs {}: {} {}", lets.product.runs(), owner.text().await, field.rollout(&id));
        }
        lets.log_in(&owner).await;
        lets.waits(&owner, "No update waits").await;
        lets.receipt(&owner, "Update: 2.0", "outcome: runs after a start").await;

        assert!(until(LONG, || broken.product.starts() >= 5), "it is started again and again");
        assert!(until(LONG, || broken.product.runs() == "the image 1.0"), "it went back");
        broken.log_in(&owner).await;
        broken.waits(&owner, "The device went back to what ran before").await;
        broken.picture(&owner, "update-went-back").await;
        broken.receipt(&owner, "Update: 2.0", "outcome: went back to what ran before").await;
        assert_eq!((postpones.product.runs(), refuses.product.runs()), both("the image 1.0"));

        // The server heard of all that.
        let settled = |states: &Value| states["proven"] == 1 && states["returned"].as_i64().unwrap_or_default() <= 1;
        assert!(until(LONG, || settled(&field.rollout(&id)["states"])), "{}", field.rollout(&id));

        leaves(&field, lets, &owner).await;
    });
}

fn both(text: &str) -> (String, String) {
    (text.to_owned(), text.to_owned())
}

/// Looks at itself, is erased for somebody else, and says so to them; a stranger checks it.
async fn leaves(field: &Field, unit: &Unit, owner: &Browser) {
    // All units are at one host here, and a browser keeps one session for it.
    unit.log_in(owner).await;
    owner.goto(&unit.page("/data")).await;
    unit.picture(owner, "data").await;
    owner.goto(&unit.page("/data/hand-over")).await;
    let code = owner.find("main .card strong").await.text().await.expect("a code");
    unit.picture(owner, "hand-over").await;
    let receipt = unit.is_erased(field, owner).await;
    assert!(receipt.contains("This device states that") && receipt.contains("nothing readable was found"), "{receipt}");
    owner.goto(&unit.page("/set-up")).await;
    unit.picture(owner, "set-up-clean").await;
    owner.fill("Set-up code", &unit.code).await;
    owner.press("Continue").await;
    owner.sees("This is not the code of this device").await;
    owner.fill("Set-up code", &code).await;
    owner.press("Continue").await;
    owner.sees("Your choices").await;
}

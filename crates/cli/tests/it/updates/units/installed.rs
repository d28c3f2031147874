//! A unit whose images the real SWUpdate puts in their place, from the maker's signing to the owner's page.

use steadfast_testkit::browser::Browser;
use steadfast_testkit::swupdate::Signer;
use steadfast_testkit::wait::until;

use super::super::field::Field;
use super::unit::{Unit, with_installer};
use crate::serve::house::{House, LONG};

/// Plans, approves and starts a rollout to all; its id.
fn rolled_out(field: &Field, release: &str) -> String {
    let id = field.planned(release, super::ONE);
    field.go(&format!("rollout approve {id}"));
    field.go(&format!("rollout start {id}"));
    id
}

/// An image of which one byte is another than what was signed inside it.
fn altered(signer: &Signer, content: &[u8]) -> Vec<u8> {
    let mut image = signer.image("2.0", content);
    let at = image.windows(content.len()).rposition(|bytes| bytes == content).expect("it is in there");
    image[at] ^= 1;
    image
}

#[test]
fn the_real_swupdate_refuses_what_was_altered_and_its_owner_reads_why_and_installs_what_is_right() {
    let mut house = House::sqlite();
    house.environment.push(("STEADFAST_POLL_SECONDS", "1"));
    let field = Field::new(house);
    field.published("1.0");
    let folder = field.maker.program().path("signer");
    std::fs::create_dir_all(&folder).expect("a folder");
    let signer = Signer::new(&folder);
    let installer = format!("swupdate -k {} -H board:1.0", signer.certificate().display());
    let mut unit = with_installer(&field, "GW-1", &installer);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let owner = Browser::start().await;
        unit.is_set_up_by(&owner).await;
        let release = field.released("2.0", &altered(&signer, b"the second image"));
        let id = rolled_out(&field, &release);
        refused(&mut unit, &owner).await;
        assert!(until(LONG, || field.rollout(&id)["states"]["failed"] == 1), "{}", field.rollout(&id));
        field.go(&format!("rollout stop {id}"));

        let release = field.released("3.0", &signer.image("3.0", b"the third image"));
        let id = rolled_out(&field, &release);
        assert!(until(LONG, || unit.installed().as_deref() == Some(b"the third image")), "{}", field.rollout(&id));
        assert!(until(LONG, || unit.asked_of_machine() == "reboot\n"), "{}", unit.log());
        unit.log_in(&owner).await;
        unit.receipt(&owner, "Update: 3.0", "outcome: installed, runs at the next start").await;
        // Nothing was restarted here: until it was, nobody says that it runs.
        assert!(until(LONG, || field.rollout(&id)["states"]["unproven"] == 1), "{}", field.rollout(&id));
    });
}

/// It is tried three times, once at each start here, and its owner reads why nothing came of it.
async fn refused(unit: &mut Unit, owner: &Browser) {
    for start in 0..3 {
        if start > 0 {
            unit.starts();
        }
        unit.log_in(owner).await;
        unit.says(owner, "/", "HASH mismatch").await;
    }
    assert_eq!(unit.installed(), None, "nothing is in its place");
    unit.waits(owner, "HASH mismatch").await;
    unit.picture(owner, "update-refused").await;
    unit.receipt(owner, "Update: 2.0", "outcome: failed").await;
    // After a failure it waits a minute, but not across a start.
    unit.starts();
}

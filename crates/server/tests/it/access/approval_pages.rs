//! The page of what takes two people.

use super::browser::{Answer, Browser};
use super::http::{Client, PASSWORD, founded, joined};
use crate::house::{House, on_both};

const DAY: i64 = 24 * 3600;

/// Marta (admin), jo (security), kim (compliance) and lee (viewer), with jo's id.
struct Staff {
    marta: Browser,
    jo: Browser,
    kim: Browser,
    lee: Browser,
    jo_id: String,
}

async fn staff(house: &House) -> Staff {
    let mut marta: Client = founded(house).await;
    let (jo, jo_id) = joined(house, &mut marta, "jo", "security").await;
    let (kim, _) = joined(house, &mut marta, "kim", "compliance").await;
    let (lee, _) = joined(house, &mut marta, "lee", "viewer").await;
    let [marta, jo, kim, lee] = [&marta, &jo, &kim, &lee].map(Browser::of);
    Staff { marta, jo, kim, lee, jo_id }
}

impl Staff {
    async fn propose(&mut self, house: &House, kind: &str, reason: &str) -> Answer {
        let fields = [("kind", kind), ("subject", self.jo_id.as_str()), ("reason", reason)];
        self.marta.post(house, "/approvals/propose", &fields).await
    }

    /// The address of the only thing that waits.
    async fn waits(&mut self, house: &House) -> String {
        let id = self.marta.get(house, "/approvals").await.after("<article class=\"card\" id=\"").expect("one");
        format!("/approvals/{id}")
    }
}

#[test]
fn one_person_proposes_and_another_decides() {
    on_both(async |house| {
        let mut staff = staff(house).await;
        assert!(staff.marta.get(house, "/approvals").await.says("Nothing waits"));
        let no_reason = staff.propose(house, "make-admin", " ").await;
        assert!(no_reason.status == 422 && no_reason.says("error-reason") && no_reason.says("jo@lumen.example"));
        assert_eq!(staff.propose(house, "make-admin", "a deputy").await.leads(), (303, "/approvals"));
        let own = staff.marta.get(house, "/approvals").await;
        assert!(own.says("Another person must decide now.") && own.says("You proposed this"));
        assert!(!own.says("/approve\"") && own.says("/withdraw\"") && own.says("/break-glass\""));
        let path = staff.waits(house).await;
        let about = staff.jo.get(house, "/approvals").await;
        assert!(about.says("This is about you") && !about.says("/approve\""));
        let viewer = staff.lee.get(house, "/approvals").await;
        assert!(viewer.says("a deputy") && !viewer.says("action=\"/approvals"));
        for what in ["approve", "refuse", "confirm", "object", "withdraw", "break-glass"] {
            let refused = staff.lee.post(house, &format!("{path}/{what}"), &[("reason", "mine")]).await;
            assert_eq!(refused.status, 403, "{what}");
        }
        let self_made = staff.marta.post(house, &format!("{path}/approve"), &[]).await;
        assert!(self_made.status == 403 && self_made.says("neither who proposed it"));

        let no_reason = staff.kim.post(house, &format!("{path}/refuse"), &[]).await;
        assert!(
            no_reason.status == 422 && no_reason.says("details class=\"confirm\"") && no_reason.says("error-reason")
        );
        assert_eq!(staff.kim.post(house, &format!("{path}/approve"), &[]).await.leads(), (303, "/approvals"));
        let page = staff.kim.get(house, "/approvals").await;
        assert!(page.says("Approved and done.") && page.says("by kim") && page.says("Nothing waits"));
        let late = staff.kim.post(house, &format!("{path}/approve"), &[]).await;
        assert!(late.status == 409 && late.says("Somebody was quicker"));
        assert!(staff.jo.get(house, "/people/invite").await.status == 200, "jo is an administrator now");
        let pointless = staff.propose(house, "make-admin", "again").await;
        assert!(pointless.status == 409 && pointless.says("nothing to be done"));
    });
}

#[test]
fn the_link_of_a_recovery_is_shown_to_who_made_it_happen_and_opens_the_account() {
    on_both(async |house| {
        let mut staff = staff(house).await;
        staff.propose(house, "recover", "lost everything").await;
        let path = staff.waits(house).await;
        let once = staff.kim.get(house, "/approvals").await.after("name=\"once\" value=\"").expect("a key");
        let approve = format!("{path}/approve");
        let shown = staff.kim.post(house, &approve, &[("once", &once)]).await;
        assert!(shown.status == 200 && shown.says("data-copy=\"outcome-link\""));
        let link = |page: &Answer| page.text.split("/recovery/").nth(1).map(|rest| rest[..40].to_owned());
        let again = staff.kim.post(house, &approve, &[("once", &once)]).await;
        assert_eq!(link(&again), link(&shown), "a second click gets the same answer");
        assert!(!staff.kim.get(house, "/approvals").await.says("/recovery/"));
        let link = format!("/recovery/{}", link(&shown).expect("a link"));

        let mut jo = Browser::default();
        assert!(jo.get(house, &link).await.says("jo@lumen.example"));
        let weak = jo.post(house, &link, &[("password", "short")]).await;
        assert!(weak.status == 422 && weak.says("error-password"));
        let made = jo.post(house, &link, &[("password", "velvet anchor pumpkin orbit")]).await;
        assert_eq!(made.leads(), (303, "/"));
        assert_eq!(jo.get(house, "/people").await.status, 200);
        assert_eq!(staff.jo.get(house, "/people").await.status, 303, "earlier sessions have ended");
        assert_eq!(jo.get(house, &link).await.status, 410, "once");
        assert!(jo.clone().reading("de").get(house, &link).await.says("gilt nicht mehr"));
    });
}

#[test]
fn what_one_did_alone_stays_on_top_until_a_second_looks_and_is_overdue_after_three_days() {
    on_both(async |house| {
        let mut staff = staff(house).await;
        staff.propose(house, "make-admin", "a deputy").await;
        let path = staff.waits(house).await;
        let alone = format!("{path}/break-glass");
        let no_reason = staff.marta.post(house, &alone, &[("reason", "")]).await;
        assert!(no_reason.status == 422 && no_reason.says("error-reason"));
        let other = staff.kim.post(house, &alone, &[("reason", "me too")]).await;
        assert!(other.status == 403 && other.says("Only who proposed it"));
        assert_eq!(
            staff.marta.post(house, &alone, &[("reason", "nobody is awake")]).await.leads(),
            (303, "/approvals")
        );
        let page = staff.kim.get(house, "/approvals").await;
        assert!(page.says("Done alone") && page.says("nobody is awake") && !page.says("Overdue"));
        house.stage.pass(3 * DAY + 1);
        let mut kim = Browser::default();
        let kims = [("email", "kim@lumen.example"), ("password", "quartz ladder hummingbird soup")];
        assert_eq!(kim.post(house, "/sign-in", &kims).await.status, 303);
        assert!(kim.get(house, "/approvals").await.says("Overdue"));
        let no_reason = kim.post(house, &format!("{path}/object"), &[]).await;
        assert!(no_reason.status == 422 && no_reason.says("error-reason"));
        let objected = kim.post(house, &format!("{path}/object"), &[("reason", "it could wait")]).await;
        assert_eq!(objected.leads(), (303, "/approvals"));
        let page = kim.get(house, "/approvals").await;
        assert!(page.says("Your objection is kept.") && page.says("it could wait") && page.says("Nothing waits"));
    });
}

#[test]
fn a_proposal_is_taken_back_and_a_record_is_proposed_for_erasure() {
    on_both(async |house| {
        let mut staff = staff(house).await;
        staff.propose(house, "recover", "a mistake").await;
        let path = staff.waits(house).await;
        assert_eq!(staff.marta.post(house, &format!("{path}/withdraw"), &[]).await.leads(), (303, "/approvals"));
        assert!(staff.marta.get(house, "/approvals").await.says("Taken back"));

        let records = house.app.store.read::<_, steadfast_store::StoreError, _>(|tx| {
            tx.record_list(&steadfast_store::RecordFilter::default(), None, 1)
        });
        let record = records.await.expect("read")[0].id.to_string();
        let form = staff.marta.get(house, &format!("/approvals/propose?kind=erase-record&subject={record}")).await;
        assert!(form.status == 200 && form.says(&record));
        let fields = [("kind", "erase-record"), ("subject", record.as_str()), ("reason", "a name in a reason")];
        assert_eq!(staff.marta.post(house, "/approvals/propose", &fields).await.leads(), (303, "/approvals"));
        let path = staff.waits(house).await;
        assert_eq!(staff.jo.post(house, &format!("{path}/approve"), &[]).await.leads(), (303, "/approvals"));
        assert_eq!(staff.lee.post(house, "/approvals/propose", &fields).await.status, 403);
        let nonsense = [("kind", "launch"), ("subject", "usr_1"), ("reason", "x")];
        assert_eq!(staff.marta.post(house, "/approvals/propose", &nonsense).await.status, 422);

        house.stage.pass(16 * 60);
        staff.marta.get(house, "/approvals").await;
        let stale = staff.propose(house, "recover", "again").await;
        assert_eq!(stale.leads(), (303, "/confirm?back=%2Fapprovals"));
        let proof = [("password", PASSWORD), ("back", "/approvals")];
        assert_eq!(staff.marta.post(house, "/confirm", &proof).await.leads(), (303, "/approvals"));
        assert_eq!(staff.propose(house, "recover", "again").await.leads(), (303, "/approvals"));
    });
}

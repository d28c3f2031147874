//! The pages of people, invitations and recoveries, as a browser's forms use them.

use serde_json::json;

use super::browser::{Answer, Browser};
use super::http::{Client, founded, joined};
use crate::house::{House, on_both};

const STALE: i64 = 16 * 60;
const GOOD: &str = "quartz ladder hummingbird soup";

async fn invited(house: &House, marta: &mut Browser, name: &str, role: &str) -> Answer {
    let email = format!("{name}@lumen.example");
    marta.post(house, "/people/invite", &[("name", name), ("email", &email), ("role", role)]).await
}

/// The path of the link that a page shows.
fn link(page: &Answer, kind: &str) -> String {
    let rest = page.text.split(kind).nth(1).and_then(|rest| rest.split('<').next()).expect("a link on the page");
    format!("{kind}{rest}")
}

#[test]
fn somebody_is_invited_and_accepts() {
    on_both(async |house| {
        let mut marta = Browser::of(&founded(house).await);
        let form = marta.get(house, "/people/invite").await;
        assert!(form.says("value=\"viewer\"") && !form.says("value=\"admin\""), "admin takes two");
        let wrong = marta.post(house, "/people/invite", &[("name", ""), ("email", "jo"), ("role", "security")]).await;
        assert!(wrong.status == 422 && wrong.says("error-name") && wrong.says("value=\"jo\""));
        assert!(invited(house, &mut marta, "jo", "admin").await.says("error-role"));
        assert!(invited(house, &mut marta, "jo", "").await.says("error-role"));
        let shown = invited(house, &mut marta, "jo", "security").await;
        assert!(shown.status == 200 && shown.says("data-copy=\"invitation-link\""));
        let link = link(&shown, "/invitation/");
        assert!(!marta.get(house, "/people").await.says(&link), "shown once");
        assert!(invited(house, &mut marta, "marta", "viewer").await.says("error-email"), "the address is taken");

        let mut jo = Browser::default();
        let page = jo.get(house, &link).await;
        assert!(page.says("jo@lumen.example") && page.says("Marta"));
        let weak = jo.post(house, &link, &[("name", "Jo"), ("password", "short")]).await;
        assert!(weak.status == 422 && weak.says("error-password") && weak.says("value=\"Jo\""));
        assert_eq!(jo.post(house, &link, &[("name", "Jo"), ("password", GOOD)]).await.leads(), (303, "/"));
        assert!(jo.get(house, "/people").await.says("Jo"));
        assert_eq!(Browser::default().get(house, &link).await.status, 410, "once");
    });
}

#[test]
fn an_invitation_is_taken_back() {
    on_both(async |house| {
        let mut marta = Browser::of(&founded(house).await);
        let link = link(&invited(house, &mut marta, "jo", "viewer").await, "/invitation/");
        let page = marta.get(house, "/people").await;
        let revoke = page.after("action=\"/invitations/").expect("a form");
        let revoke = format!("/invitations/{revoke}");
        assert_eq!(marta.post(house, &revoke, &[]).await.leads(), (303, "/people"));
        assert!(marta.get(house, "/people").await.says("The invitation was taken back."));
        assert!(!marta.get(house, "/people").await.says("was taken back"), "said once");
        assert_eq!(Browser::default().get(house, &link).await.status, 410);
        assert_eq!(marta.post(house, &revoke, &[]).await.status, 404);
    });
}

#[test]
fn an_administrator_changes_a_person_and_whoever_is_stale_confirms_first() {
    on_both(async |house| {
        let mut first = founded(house).await;
        let (mut jo, id) = joined(house, &mut first, "jo", "security").await;
        let (mut marta, person) = (Browser::of(&first), format!("/people/{id}"));
        let page = marta.get(house, &person).await;
        assert!(page.says("/sessions/revoke") && page.says("value=\"make-admin\"") && page.says("/disable"));
        let role = format!("{person}/role");
        let wrong = marta.post(house, &role, &[("role", "admin")]).await;
        assert!(wrong.status == 422 && wrong.says("error-role"));
        assert_eq!(marta.post(house, &role, &[("role", "release")]).await.leads(), (303, person.as_str()));
        assert!(marta.get(house, &person).await.says("The role was changed."));
        assert_eq!(jo.get(house, "/me").await.1["role"], json!("release"));

        house.stage.pass(STALE);
        let page = marta.get(house, &person).await;
        assert!(page.says("fresh proof"), "said before anything is typed");
        let stale = marta.post(house, &role, &[("role", "viewer")]).await;
        let confirm = format!("/confirm?back={}", person.replace('/', "%2F"));
        assert_eq!(stale.leads(), (303, confirm.as_str()));
        let proof = [("password", super::http::PASSWORD), ("back", person.as_str())];
        assert_eq!(marta.post(house, "/confirm", &proof).await.leads(), (303, person.as_str()));
        assert_eq!(marta.post(house, &role, &[("role", "viewer")]).await.status, 303);

        let ended = marta.post(house, &format!("{person}/sessions/revoke"), &[]).await;
        assert_eq!(ended.leads(), (303, person.as_str()));
        assert_eq!(jo.get(house, "/me").await.0, 401);
        marta.post(house, &format!("{person}/second-factors/reset"), &[]).await;
        marta.post(house, &format!("{person}/disable"), &[]).await;
        assert!(marta.get(house, &person).await.says("Open account again"));
        let twice = marta.post(house, &format!("{person}/disable"), &[]).await;
        assert!(twice.status == 409 && twice.says("closed already"));
        marta.post(house, &format!("{person}/enable"), &[]).await;
        assert!(marta.get(house, &person).await.says("The account is open again."));
        let own = marta.get(house, "/people").await.after("href=\"/people/usr_").expect("somebody");
        assert!(own.len() == 32);
    });
}

#[test]
fn whoever_may_not_change_people_sees_no_forms_and_is_refused() {
    on_both(async |house| {
        let mut first = founded(house).await;
        let me = first.get(house, "/me").await.1["id"].as_str().expect("an id").to_owned();
        for role in ["viewer", "assessor", "compliance", "release"] {
            let (client, _) = joined(house, &mut first, role, role).await;
            let mut reader = Browser::of(&client);
            let list = reader.get(house, "/people").await;
            assert!(list.status == 200 && !list.says("/people/invite") && list.says("Marta"));
            let page = reader.get(house, &format!("/people/{me}")).await;
            assert!(page.status == 200 && page.text.matches("method=\"post\" action=\"/people").count() == 0, "{role}");
            assert_eq!(reader.get(house, "/people/invite").await.status, 403);
            let refused = invited(house, &mut reader, "eve", "viewer").await;
            assert!(refused.status == 403 && refused.says("Your role does not include this."), "{role}");
            for what in ["disable", "enable", "sessions/revoke", "second-factors/reset"] {
                assert_eq!(reader.post(house, &format!("/people/{me}/{what}"), &[]).await.status, 403, "{role} {what}");
            }
            let role = reader.post(house, &format!("/people/{me}/role"), &[("role", "viewer")]).await;
            assert_eq!(role.status, 403);
        }
        let nobody = Browser::default().get(house, "/people?q=jo").await;
        assert_eq!(nobody.leads(), (303, "/sign-in?back=%2Fpeople%3Fq%3Djo"));
    });
}

#[test]
fn the_list_is_filtered_ordered_and_walked() {
    on_both(async |house| {
        let mut first = founded(house).await;
        let (_, jo) = joined(house, &mut first, "Jo", "security").await;
        fill(house, 60).await;
        let mut marta = Browser::of(&first);
        let page = marta.get(house, "/people").await;
        assert!(page.says("50 of 62 entries"));
        let next = page.after("rel=\"next\" href=\"").expect("more").replace("&amp;", "&");
        let second = marta.get(house, &next).await;
        assert!(second.says("12 of 62 entries") && second.says("rel=\"prev\""));
        let back = second.after("rel=\"prev\" href=\"").expect("a way back").replace("&amp;", "&");
        assert!(marta.get(house, &back).await.says("50 of 62 entries"));
        let found = marta.get(house, "/people?q=JO%40LUMEN&role=security&state=active").await;
        assert!(found.says("1 entry, that is all") && found.says("jo@lumen.example"));
        assert!(marta.get(house, "/people?q=nobody").await.says("Nothing fits this filter"));
        assert!(marta.get(house, "/people?state=locked").await.says("Nothing fits this filter"));
        assert!(marta.get(house, "/people?sort=-seen&after=nonsense").await.says("50 of 62 entries"));
        assert!(marta.clone().reading("de").get(house, "/people").await.says("50 von 62 Einträgen"));

        lock(house, &jo).await;
        assert_eq!(Client::default().sign_in(house, "jo@lumen.example", GOOD).await.0, 429, "locked indeed");
        let locked = marta.get(house, "/people?state=locked").await;
        assert!(locked.says("1 entry, that is all") && locked.says("Locked"));
    });
}

/// People without a way in, as many as wanted.
pub(super) async fn fill(house: &House, count: u8) {
    let wait = house.app.store.write::<_, steadfast_store::StoreError, _>(move |tx| {
        (0..count).try_for_each(|number| {
            let new = steadfast_store::NewPerson {
                id: steadfast_store::Id::from_bytes([number + 1; 16]),
                email: format!("p{number}@lumen.example"),
                name: format!("Person {number}"),
                role: "viewer".to_owned(),
                password: "phc".to_owned(),
                password_alone: true,
            };
            tx.person_insert(&new, steadfast_store::Time(1))
        })
    });
    wait.await.expect("written");
}

/// As after a hundred guesses of strangers: their budget is used up.
async fn lock(house: &House, id: &str) {
    let name = format!("person/{id}");
    let spent = steadfast_store::Throttle { tries: 100, wall: 0, steady: 0, run: 0 };
    let put = house.app.store.write::<_, steadfast_store::StoreError, _>(move |tx| tx.throttle_put(&name, &spent));
    put.await.expect("written");
}

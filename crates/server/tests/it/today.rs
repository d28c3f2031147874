//! The first page: each duty when its state holds, none when it does not.

use serde_json::json;
use steadfast_server::ambient::Ambient as _;
use steadfast_server::config::Layer;
use steadfast_store::{Id, Kind, NewJob, StoreError, Time, Token, Tx, Webhook, WebhookState, kinds};

use crate::access::browser::Browser;
use crate::access::http::{Client, MARTA, PASSWORD, founded, joined};
use crate::house::{House, on_both, on_sqlite_with};

const DAY: i64 = 86_400;

async fn page(house: &House, client: &Client) -> String {
    let answer = Browser::of(client).get(house, "/").await;
    assert_eq!(answer.status, 200);
    answer.text
}

/// Makes a state in the database.
async fn made(house: &House, work: impl Fn(&mut Tx<'_>) -> Result<(), StoreError> + Send + 'static) {
    house.app.store.write::<_, StoreError, _>(work).await.expect("made");
}

fn id<K: Kind>(number: u8) -> Id<K> {
    Id::from_bytes([number; 16])
}

async fn who(house: &House, client: &Client) -> Id<kinds::Person> {
    let (_, me) = client.clone().get(house, "/me").await;
    me["id"].as_str().expect("an id").parse().expect("an id")
}

/// A second factor, and so many recovery codes.
async fn factors(house: &House, person: Id<kinds::Person>, codes: u8) {
    made(house, move |tx| {
        tx.person_propose_totp(person, b"sealed")?;
        tx.person_take_totp(person, 1)?;
        let hashes: Vec<[u8; 32]> = (0..codes).map(|code| [code; 32]).collect();
        tx.recovery_codes_replace(person, &hashes)
    })
    .await;
}

fn failed(tx: &mut Tx<'_>, now: Time) -> Result<(), StoreError> {
    let (kind, payload) = ("sweep".to_owned(), "{}".to_owned());
    tx.job_insert(&NewJob { id: id(1), kind, key: None, payload, due: Time(0), every: None }, now)?;
    let claim = tx.job_claim(&["sweep"], now)?.expect("a job");
    tx.job_failed(&claim, "broken", None, now)
}

fn stopped(tx: &mut Tx<'_>) -> Result<(), StoreError> {
    tx.webhook_insert(&Webhook {
        id: id(2),
        name: "Chat".to_owned(),
        url: "https://chat.example/hook".to_owned(),
        kinds: "[]".to_owned(),
        state: WebhookState::On,
        reason: None,
        secret: vec![1],
        former: None,
        position: 0,
        failing: None,
        tries: 0,
        delivered: None,
        maker: Id::from_bytes([9; 16]),
        pause: Time(0),
        created: Time(0),
        version: 1,
    })?;
    let tried = tx.webhook(id(2))?.expect("a webhook");
    tx.webhook_stop(&tried, "it does not answer").map(drop)
}

fn ending(person: Id<kinds::Person>, name: &str, expires: Time) -> Token {
    let (name, scopes) = (name.to_owned(), "record.read".to_owned());
    Token {
        id: id(name.len() as u8),
        person,
        name,
        scopes,
        made: Time(0),
        expires,
        used: None,
        ended: None,
        held: None,
    }
}

#[test]
fn each_duty_is_there_when_its_state_holds_and_not_before() {
    on_both(async |house| {
        let admin = founded(house).await;
        let (me, now) = (who(house, &admin).await, house.stage.now());
        let first = page(house, &admin).await;
        assert!(first.contains("Add a second factor") && first.contains("Invite a second administrator"));
        let later = move |days: i64| Time(now.0 + days * DAY * 1_000_000);
        let absent = ["Make new recovery codes", "failed job", "Mend the webhook", "Renew the access token"];
        for words in absent {
            assert!(!first.contains(words), "{words}");
        }
        factors(house, me, 2).await;
        made(house, move |tx| failed(tx, now)).await;
        made(house, stopped).await;
        made(house, move |tx| {
            tx.token_insert(&ending(me, "builds", later(13)), &[1; 32])?;
            tx.token_insert(&ending(me, "long-lived", later(15)), &[2; 32])
        })
        .await;
        let then = page(house, &admin).await;
        for words in absent {
            assert!(then.contains(words), "{words}");
        }
        assert!(!then.contains("Add a second factor") && !then.contains("long-lived"));
        assert!(then.contains("You have 2 left") && then.contains("https://chat.example/hook"));
    });
}

#[test]
fn what_waits_for_a_second_person_is_a_duty_of_others_than_who_did_it() {
    on_both(async |house| {
        let mut admin = founded(house).await;
        let (mut karl, _) = joined(house, &mut admin, "karl", "compliance").await;
        let (_, records) = karl.get(house, "/records").await;
        let proposal = json!({"kind": "erase-record", "record": records["items"][0]["id"]});
        let (_, made) = karl.post(house, "/approvals", json!({"proposal": proposal, "reason": "a name"})).await;
        let approval = made["id"].as_str().expect("an id").to_owned();
        let decide = "Decide: Erase";
        assert!(page(house, &admin).await.contains(decide));
        assert!(!page(house, &karl).await.contains(decide));
        let alone = karl.post(house, &format!("/approvals/{approval}/break-glass"), json!({"reason": "now"})).await;
        assert_eq!(alone.0, 200, "{}", alone.1);
        let confirm = "Look at what was done alone: Erase";
        let answer = page(house, &admin).await;
        assert!(
            answer.contains(confirm) && answer.contains("karl acted alone") && answer.contains("in 3 days")
                || answer.contains("in 2 days")
        );
        assert!(!answer.contains(decide) && !page(house, &karl).await.contains(confirm));
        house.stage.pass(4 * DAY);
        let mut late = Client::default();
        late.sign_in(house, MARTA, PASSWORD).await;
        assert!(page(house, &late).await.contains("Overdue"));
    });
}

#[test]
fn nothing_to_do_says_what_was_looked_at() {
    on_both(async |house| {
        let mut admin = founded(house).await;
        let (vera, id) = joined(house, &mut admin, "vera", "viewer").await;
        factors(house, id.parse().expect("an id"), 10).await;
        let answer = page(house, &vera).await;
        assert!(
            answer.contains("Nothing is to be done") && answer.contains("your second factors, your access tokens.")
        );
        for foreign in ["jobs, webhooks", "Invite a second", "room on the disk"] {
            assert!(!answer.contains(foreign), "{foreign}");
        }
        assert!(answer.contains("Newest records") && answer.contains("records in 30 days"));
        let nobody = Browser::of(&Client::default()).get(house, "/").await;
        assert_eq!(nobody.leads(), (303, "/sign-in?back=%2F"));
    });
}

#[test]
fn a_certificate_that_ends_soon_is_a_duty_of_administrators() {
    let layer = Layer { listen: "0.0.0.0:8443".parse().ok(), ..Layer::default() };
    let house = on_sqlite_with(layer);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let words = "Renew the server's certificate";
        let admin = founded(&house).await;
        let first = page(&house, &admin).await;
        assert!(!first.contains(words));
        house.stage.pass(800 * DAY);
        let mut late = Client::default();
        late.sign_in(&house, MARTA, PASSWORD).await;
        let then = page(&house, &late).await;
        assert!(then.contains(words));
    });
}

//! Server-sent events: told to whoever may hear, from where they stopped, until they may not any more.

use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, BodyDataStream};
use axum::http::{Request, StatusCode, header};
use futures_util::StreamExt as _;
use serde_json::{Value, json};
use steadfast_server::access::authorise::Passage;
use steadfast_server::act::{ActError, Ask, Fact};
use steadfast_server::app::App;
use steadfast_server::caller::Caller;
use steadfast_server::doors::{Door, router};
use steadfast_server::events::watch;
use steadfast_server::ledger::number;
use tokio::time::timeout;
use tower::ServiceExt as _;

use crate::access::http::{Client, MARTA, PASSWORD, founded};
use crate::house::{House, on_both};

/// So long a slow machine may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// An open stream.
struct Stream {
    body: BodyDataStream,
    text: String,
}

/// One event as it came.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Heard {
    kind: String,
    id: Option<u64>,
    data: String,
}

async fn open(app: &Arc<App>, by: &Client, last: Option<&str>) -> Result<Stream, StatusCode> {
    let cookies: Vec<String> = by.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let mut request = Request::get("/api/v1/events").header(header::COOKIE, cookies.join("; "));
    if let Some(token) = &by.token {
        request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
    }
    if let Some(last) = last {
        request = request.header("last-event-id", last);
    }
    let request = request.body(Body::empty()).expect("a request");
    let answer = router(app, &[Door::Staff]).oneshot(request).await.expect("an answer");
    if answer.status() != StatusCode::OK {
        return Err(answer.status());
    }
    assert_eq!(answer.headers()[header::CONTENT_TYPE], "text/event-stream");
    Ok(Stream { body: answer.into_body().into_data_stream(), text: String::new() })
}

impl Stream {
    /// The next event that has a kind; nothing where the stream ended.
    async fn next(&mut self) -> Option<Heard> {
        loop {
            if let Some((block, rest)) = self.text.split_once("\n\n") {
                let heard = read(block);
                self.text = rest.to_owned();
                if !heard.kind.is_empty() {
                    return Some(heard);
                }
                continue;
            }
            let piece = timeout(PATIENCE, self.body.next()).await.expect("something in time")?;
            self.text.push_str(std::str::from_utf8(&piece.expect("a piece")).expect("UTF-8"));
        }
    }

    /// Waits until the server says that it listens.
    async fn begun(mut self) -> Self {
        let piece = timeout(PATIENCE, self.body.next()).await.expect("in time").expect("a piece").expect("whole");
        assert!(std::str::from_utf8(&piece).expect("UTF-8").contains("listening"));
        self
    }

    /// The kinds of records heard of, up to one of this kind.
    async fn until(&mut self, kind: &str) -> Vec<Heard> {
        let mut all = Vec::new();
        loop {
            let heard = self.next().await.expect("the stream goes on");
            let done = heard.data.contains(&format!("\"{kind}\""));
            all.push(heard);
            if done && all.last().is_some_and(|last| last.kind == "record") {
                return all;
            }
        }
    }
}

fn read(block: &str) -> Heard {
    let mut heard = Heard::default();
    for line in block.lines() {
        match line.split_once(": ") {
            Some(("event", kind)) => heard.kind = kind.to_owned(),
            Some(("id", id)) => heard.id = id.parse().ok(),
            Some(("data", data)) => heard.data = data.to_owned(),
            _ => {}
        }
    }
    heard
}

async fn numbered(house: &House) {
    number::round(&house.app, [7; 16]).await.expect("numbered");
}

/// Something that leaves a record.
async fn happen(house: &House) {
    Client::default().sign_in(house, MARTA, PASSWORD).await;
    numbered(house).await;
}

#[test]
fn a_listener_hears_of_what_happens_and_resumes_without_loss() {
    on_both(async |house| {
        let admin = founded(house).await;
        numbered(house).await;
        let mut stream = open(&house.app, &admin, None).await.expect("open").begun().await;
        happen(house).await;
        let first = stream.next().await.expect("an event");
        let data: Value = serde_json::from_str(&first.data).expect("JSON");
        assert_eq!(
            (first.kind.as_str(), &data["kind"], data["number"].as_u64()),
            ("record", &"signed-in".into(), first.id)
        );
        assert_eq!(data.as_object().expect("an object").len(), 3, "ids only");
        drop(stream);
        for _ in 0..3 {
            happen(house).await;
        }
        let last = first.id.expect("a number");
        let mut stream = open(&house.app, &admin, Some(&last.to_string())).await.expect("open");
        for missed in last + 1..last + 4 {
            assert_eq!(stream.next().await.and_then(|heard| heard.id), Some(missed));
        }
        let mut whole = open(&house.app, &admin, Some("0")).await.expect("open");
        let ids: Vec<Option<u64>> = whole.until("signed-in").await.iter().map(|heard| heard.id).collect();
        assert_eq!(ids.first(), Some(&Some(1)), "from the beginning");
        let mut ahead = open(&house.app, &admin, Some("99999")).await.expect("open").begun().await;
        happen(house).await;
        assert_eq!(ahead.next().await.and_then(|heard| heard.id), Some(last + 4), "a restored server is behind");
    });
}

#[test]
fn many_records_come_in_order_and_whole() {
    on_both(async |house| {
        let admin = founded(house).await;
        for _ in 0..230 {
            let ask = Ask::new(Caller::Host, Passage::Host);
            let act = house.app.act::<(), ActError, _>(ask, |_, _| Ok(((), Fact::new("restored", &"ledger"))));
            act.await.expect("done");
        }
        numbered(house).await;
        let mut stream = open(&house.app, &admin, Some("0")).await.expect("open");
        for expected in 1..=231 {
            assert_eq!(stream.next().await.and_then(|heard| heard.id), Some(expected));
        }
    });
}

#[test]
fn a_process_tells_of_the_records_of_another() {
    on_both(async |house| {
        let admin = founded(house).await;
        numbered(house).await;
        let other = house.another();
        let mut stream = open(&other, &admin, None).await.expect("open").begun().await;
        happen(house).await;
        watch::look(&other).await.expect("looked");
        assert_eq!(stream.next().await.map(|heard| heard.kind).as_deref(), Some("record"));
    });
}

#[test]
fn approvals_and_deliveries_have_events_of_their_own() {
    on_both(async |house| {
        let mut admin = founded(house).await;
        let (_, somebody) = crate::access::http::joined(house, &mut admin, "sam", "security").await;
        numbered(house).await;
        watch::look(&house.app).await.expect("looked");
        let mut stream = open(&house.app, &admin, None).await.expect("open").begun().await;
        let proposal =
            json!({"proposal": {"kind": "make-admin", "person": somebody}, "reason": "second pair of hands"});
        let (status, answer) = admin.post(house, "/approvals", proposal).await;
        assert!(status.is_success(), "{answer}");
        numbered(house).await;
        let heard = [stream.next().await.expect("one"), stream.next().await.expect("two")];
        assert_eq!(heard.each_ref().map(|heard| heard.kind.as_str()), ["approval", "record"]);
        assert_eq!((heard[0].id, heard[0].data.as_str()), (None, heard[1].data.as_str()));
        let hook = json!({"name": "Chat", "url": "https://hooks.example/in"});
        assert_eq!(admin.post(house, "/webhooks", hook).await.0, StatusCode::CREATED);
        watch::look(&house.app).await.expect("looked");
        assert_eq!(stream.next().await.map(|heard| heard.kind).as_deref(), Some("delivery"));
    });
}

#[test]
fn nobody_listens_without_the_right_to() {
    on_both(async |house| {
        let mut admin = founded(house).await;
        numbered(house).await;
        assert_eq!(open(&house.app, &Client::default(), None).await.err(), Some(StatusCode::UNAUTHORIZED));
        assert_eq!(open(&house.app, &admin, Some("x")).await.err(), Some(StatusCode::BAD_REQUEST));
        let mut token = async |scopes: &[&str]| {
            let wanted = json!({"name": "listener", "scopes": scopes, "expires": "2027-06-01T00:00:00Z"});
            let (_, made) = admin.post(house, "/tokens", wanted).await;
            Client { token: made["token"].as_str().map(str::to_owned), ..Client::default() }
        };
        let (reader, deaf, listener) = (
            token(&["record.read"]).await,
            token(&["event.read", "approval.read"]).await,
            token(&["event.read", "record.read"]).await,
        );
        numbered(house).await;
        assert_eq!(open(&house.app, &reader, None).await.err(), Some(StatusCode::FORBIDDEN));
        let mut deaf = open(&house.app, &deaf, None).await.expect("open").begun().await;
        let mut hearing = open(&house.app, &listener, None).await.expect("open").begun().await;
        happen(house).await;
        assert_eq!(hearing.next().await.map(|heard| heard.kind).as_deref(), Some("record"));
        house.app.events.end();
        assert_eq!(deaf.next().await, None, "it may not read records, and heard of none");
    });
}

#[test]
fn a_stream_ends_with_its_session_and_with_the_server() {
    on_both(async |house| {
        let mut admin = founded(house).await;
        numbered(house).await;
        let mut other = Client::default();
        other.sign_in(house, MARTA, PASSWORD).await;
        numbered(house).await;
        let mut ending = open(&house.app, &other, None).await.expect("open").begun().await;
        let mut staying = open(&house.app, &admin, None).await.expect("open").begun().await;
        other.post(house, "/sign-out", Value::Null).await;
        numbered(house).await;
        assert_eq!(ending.next().await, None);
        assert!(staying.next().await.is_some_and(|heard| heard.data.contains("signed-out")));
        house.app.events.end();
        assert_eq!(staying.next().await, None);
        assert_eq!(admin.get(house, "/me").await.0, StatusCode::OK);
    });
}

#[test]
fn one_person_has_a_bounded_number_of_streams() {
    on_both(async |house| {
        let admin = founded(house).await;
        let mut streams = Vec::new();
        for _ in 0..16 {
            streams.push(open(&house.app, &admin, None).await.expect("open"));
        }
        assert_eq!(open(&house.app, &admin, None).await.err(), Some(StatusCode::TOO_MANY_REQUESTS));
        streams.pop();
        assert!(open(&house.app, &admin, None).await.is_ok());
    });
}

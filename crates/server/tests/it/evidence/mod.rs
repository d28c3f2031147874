//! The pages of evidence, asked through the staff door.

mod files;
mod list;
mod record;

use axum::body::Body;
use axum::http::{Request, header};
use steadfast_server::access::authorise::Passage;
use steadfast_server::act::{ActError, Ask, Done, Fact};
use steadfast_server::caller::Caller;
use steadfast_server::doors::Door;
use steadfast_server::ledger::number;
use steadfast_store::{Id, kinds};
use tower::ServiceExt as _;

use crate::access::browser::Browser;
use crate::access::http::{Client, founded};
use crate::house::House;

type RecordId = Id<kinds::Record>;

/// One record of a job.
async fn recorded(house: &House, kind: &'static str, subject: &'static str) -> RecordId {
    let done: Result<Done<()>, ActError> = house
        .app
        .act(Ask::new(Caller::Job("night-watch"), Passage::Work), move |_, _| {
            Ok(((), Fact::new(kind, &subject).with("secret-fact", "walnut")))
        })
        .await;
    done.expect("done").record
}

/// Every record gets its number and a checkpoint.
async fn settle(house: &House) {
    number::round(&house.app, [1; 16]).await.expect("numbered");
}

/// A house with an admin: their client and their browser.
async fn opened(house: &House) -> (Client, Browser) {
    let client = founded(house).await;
    let browser = Browser::of(&client);
    (client, browser)
}

/// How a request that is no browser's is answered.
async fn status(house: &House, client: &Client, path: &str) -> u16 {
    let cookies: Vec<String> = client.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let request = Request::get(path).header(header::COOKIE, cookies.join("; ")).body(Body::empty());
    let answer = house.doors(&[Door::Staff]).oneshot(request.expect("a request")).await;
    answer.expect("an answer").status().as_u16()
}

//! Every endpoint is asked by nobody, by each role, and by programs with and without the right.

use std::collections::BTreeSet;

use steadfast_protocol::{CheckIn, ENROL, Enrol, Envelope, Refusal, decode, encode};
use steadfast_server::access::action::Action;
use steadfast_server::access::role::Role;
use steadfast_trust::key::UnitKey;

use super::asker::{Answer, Asker, People, Shown};
use super::cases::{Case, Takes, all};
use super::listing::{endpoints, filled};
use crate::house::{House, on_both};

const HOW: &str = "add a line for it to crates/server/tests/it/contract/cases.rs, as\n    \
                   needs(\"GET /x\", Action::…), signed_in(…), in_session(…) or open(…, \"why\")";

#[test]
fn every_endpoint_has_an_authorisation_case() {
    on_both(async |house| {
        let there = endpoints(&Asker::of(house)).await;
        let cases = all();
        let listed: BTreeSet<String> = cases.iter().map(|case| case.endpoint.to_owned()).collect();
        assert_eq!(listed.len(), cases.len(), "an endpoint is listed twice");
        let forgotten: Vec<&String> = there.difference(&listed).collect();
        assert!(forgotten.is_empty(), "without an authorisation case: {forgotten:#?}\n{HOW}");
        let gone: Vec<&String> = listed.difference(&there).collect();
        assert!(gone.is_empty(), "cases of endpoints that are not there: {gone:#?}");
    });
}

#[test]
fn every_endpoint_of_the_api_is_in_its_document() {
    on_both(async |house| {
        let there = endpoints(&Asker::of(house)).await;
        let api = there.into_iter().filter(|endpoint| endpoint.contains(" /api/"));
        let api: BTreeSet<String> = api.filter(|endpoint| !endpoint.ends_with("/openapi.json")).collect();
        assert_eq!(api, super::document::endpoints());
    });
}

#[test]
fn every_endpoint_answers_whom_the_table_names_and_nobody_else() {
    on_both(async |house| {
        let asker = Asker::of(house);
        let mut people = People::all(house, &asker).await;
        // Streams of events end at once.
        house.app.events.end();
        for case in &all() {
            nobody(&asker, case).await;
            each_role(&asker, case, &mut people).await;
            programs(house, &asker, case, &mut people).await;
        }
    });
}

async fn ask(asker: &Asker, case: &Case, by: &Shown) -> Answer {
    let (method, path) = case.endpoint.split_once(' ').expect("a method and a path");
    let path = filled(path);
    if matches!(case.takes, Takes::Key) {
        let headers: Vec<_> = by.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        return asker.asked(method, &path, &headers, stranger(&path)).await;
    }
    if path.starts_with("/api/") {
        return asker.send(by, method, &path, &case.body).await;
    }
    let mut headers = vec![("content-type", "application/x-www-form-urlencoded")];
    headers.extend(by.iter().map(|(name, value)| (name.as_str(), value.as_str())));
    let sent = case.body.as_str().unwrap_or_default();
    match method {
        "GET" => asker.asked(method, &format!("{path}?{sent}"), &headers, Vec::new()).await,
        _ => asker.asked(method, &path, &headers, sent.as_bytes().to_vec()).await,
    }
}

/// What a unit says that nobody knows, rightly signed.
fn stranger(path: &str) -> Vec<u8> {
    let key = UnitKey::from_seed(&[9; 32]);
    let said = CheckIn { unit: "unt_none".to_owned(), counter: 1, ..CheckIn::default() };
    let first = Enrol {
        serial: "SN-none".to_owned(),
        product: "prd_01890a5d-ac96-774b-bcce-b302099a8057".to_owned(),
        key: key.public().to_bytes().into(),
        code: Some("0000-0000-0000-0000".to_owned()),
        time: 0,
    };
    let envelope = if path == ENROL { Envelope::sign(&first, &key) } else { Envelope::sign(&said, &key) };
    encode(&envelope)
}

/// Whether the answer says to a unit that nobody knows it; to one that enrols, that nothing of it fits.
fn is_unknown(answer: &Answer) -> bool {
    let refusal = decode::<Refusal>(&answer.bytes).ok();
    answer.status == 401 && refusal.is_some_and(|refusal| ["unknown-unit", "code"].contains(&refusal.reason.as_str()))
}

/// Whether the answer says: not without signing in.
fn is_sent_away(answer: &Answer) -> bool {
    if is_unknown(answer) {
        return true;
    }
    let left = answer.header("set-cookie").contains("Max-Age=0");
    let asked_in = answer.status == 303 && answer.header("location").starts_with("/sign-in");
    answer.code() == "not-signed-in" || (asked_in && !left)
}

/// Whether the answer says: not for you, for want of one of these.
fn is_refused(answer: &Answer, actions: &[Action]) -> bool {
    let detail = answer.json()["detail"].as_str().unwrap_or_default().to_owned();
    answer.code() == "forbidden" && actions.iter().any(|action| detail.contains(&format!("\"{action}\"")))
}

async fn nobody(asker: &Asker, case: &Case) {
    let answer = ask(asker, case, &None).await;
    match case.takes {
        Takes::Nothing(_) => assert_ne!(answer.status, 403, "{}: {:?}", case.endpoint, answer.json()),
        _ => assert!(is_sent_away(&answer), "{} answers nobody: {} {}", case.endpoint, answer.status, answer.json()),
    }
}

async fn each_role(asker: &Asker, case: &Case, people: &mut People) {
    for role in Role::ALL {
        let answer = ask(asker, case, &people.by_role[&role]).await;
        let said = format!("{} by {role}: {} {}", case.endpoint, answer.status, answer.json());
        match &case.takes {
            Takes::Actions(actions) => {
                let allowed = actions.iter().all(|action| action.allowed(role));
                assert_eq!(!is_refused(&answer, actions), allowed, "{said}");
                assert!(!is_sent_away(&answer) && answer.code() != "stale-sign-in", "{said}");
            }
            Takes::SignedIn => assert!(answer.status.is_success(), "{said}"),
            Takes::Session => {
                let turned_away = answer.code() == "not-signed-in" || answer.status == 403 || is_sent_away(&answer);
                assert!(!turned_away, "{said}");
            }
            Takes::Unit => assert_eq!(answer.code(), "not-signed-in", "{said}"),
            Takes::Key => assert!(is_unknown(&answer), "{said}"),
            Takes::Nothing(_) => assert_ne!(answer.status, 403, "{said}"),
        }
        // Such a request ends the session, or gives it another secret.
        if matches!(case.takes, Takes::Session) {
            people.renew(asker, role).await;
        }
    }
}

/// Programs of the admin, whose role has every right that a program can have.
async fn programs(house: &House, asker: &Asker, case: &Case, people: &mut People) {
    let Takes::Actions(actions) = &case.takes else {
        let answer = ask(asker, case, &people.program(asker, &[Action::JobRead]).await).await;
        let refused = answer.status == 403;
        assert_eq!(refused, matches!(case.takes, Takes::Session), "{}: {}", case.endpoint, answer.json());
        if matches!(case.takes, Takes::Key) {
            assert!(is_unknown(&answer), "{}", case.endpoint);
        }
        if matches!(case.takes, Takes::Unit) {
            assert_eq!(answer.code(), "not-signed-in", "{}: {}", case.endpoint, answer.json());
        }
        return;
    };
    for missing in actions {
        let unrelated = if *missing == Action::JobRead { Action::HealthRead } else { Action::JobRead };
        let others = actions.iter().filter(|action| *action != missing && action.for_tokens()).copied();
        let scopes: Vec<Action> = others.chain([unrelated]).collect();
        let without = ask(asker, case, &people.program(asker, &scopes).await).await;
        assert!(is_refused(&without, actions), "{} without {missing}: {}", case.endpoint, without.json());
    }
    if actions.iter().all(|action| action.for_tokens()) {
        let with = ask(asker, case, &people.program(asker, actions).await).await;
        assert!(with.status != 401 && with.status != 403, "{} with the rights: {}", case.endpoint, with.json());
    }
    house.stage.pass(1);
}

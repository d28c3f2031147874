//! Whoever asks: a router that was built once, and people and programs with their cookie or token.

use std::collections::BTreeMap;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, HeaderName, Method, Request, StatusCode, header};
use serde_json::{Value, json};
use steadfast_server::access::action::Action;
use steadfast_server::access::role::Role;
use steadfast_server::doors::Door;
use tower::ServiceExt as _;

use crate::house::House;

const PASSWORD: &str = "quartz ladder hummingbird soup";

/// A header that shows who asks; nobody has none.
pub(super) type Shown = Option<(HeaderName, String)>;

/// A server with every door behind one address.
pub(super) struct Asker {
    router: Router,
}

/// What came back.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) bytes: Vec<u8>,
}

impl Answer {
    pub(super) fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap_or(Value::Null)
    }

    pub(super) fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// The code of a problem; empty where it is none.
    pub(super) fn code(&self) -> String {
        let is_problem = self.header("content-type") == "application/problem+json";
        self.json()["type"].as_str().filter(|_| is_problem).unwrap_or_default().to_owned()
    }
}

impl Asker {
    pub(super) fn of(house: &House) -> Self {
        Self { router: house.doors(&Door::ALL) }
    }

    /// The router as text: it names every address.
    pub(super) fn described(&self) -> String {
        format!("{:?}", self.router)
    }

    /// A request, not yet sent.
    pub(super) fn asked(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: Vec<u8>,
    ) -> impl Future<Output = Answer> + Send + use<> {
        let method = Method::from_bytes(method.as_bytes()).expect("a method");
        let mut request = Request::builder().method(method).uri(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(Body::from(body)).expect("a request");
        let router = self.router.clone();
        async move {
            let answer = router.oneshot(request).await.expect("an answer");
            let (status, headers) = (answer.status(), answer.headers().clone());
            let bytes = to_bytes(answer.into_body(), 1 << 22).await.expect("a body").to_vec();
            Answer { status, headers, bytes }
        }
    }

    /// JSON from somebody.
    pub(super) async fn send(&self, by: &Shown, method: &str, path: &str, body: &Value) -> Answer {
        self.keyed(by, method, path, body, None).await
    }

    /// The same, with an idempotency key.
    pub(super) fn keyed(
        &self,
        by: &Shown,
        method: &str,
        path: &str,
        body: &Value,
        key: Option<&str>,
    ) -> impl Future<Output = Answer> + Send + use<> {
        let mut headers = vec![("content-type", "application/json")];
        headers.extend(by.iter().map(|(name, value)| (name.as_str(), value.as_str())));
        headers.extend(key.map(|key| ("idempotency-key", key)));
        let bytes = if body.is_null() { Vec::new() } else { body.to_string().into_bytes() };
        self.asked(method, path, &headers, bytes)
    }

    pub(super) async fn get(&self, by: &Shown, path: &str) -> Answer {
        self.send(by, "GET", path, &Value::Null).await
    }
}

/// One person of each role, signed in, and programs of the first.
pub(super) struct People {
    pub(super) by_role: BTreeMap<Role, Shown>,
    programs: BTreeMap<Vec<Action>, Shown>,
}

impl People {
    /// The first person alone: an admin.
    pub(super) async fn first(house: &House, asker: &Asker) -> Self {
        let link = steadfast_server::access::setup::link(&house.app).await.expect("made").expect("nobody is there");
        let code = link.rsplit('/').next().expect("a code");
        let me = json!({"organisation": "Lumen", "name": "admin", "email": email(Role::Admin), "password": PASSWORD});
        let answer = asker.send(&None, "POST", &format!("/api/v1/setup/{code}"), &me).await;
        Self { by_role: BTreeMap::from([(Role::Admin, cookie(&answer))]), programs: BTreeMap::new() }
    }

    /// One of each role.
    pub(super) async fn all(house: &House, asker: &Asker) -> Self {
        let mut people = Self::first(house, asker).await;
        for role in Role::ALL.into_iter().filter(|role| *role != Role::Admin) {
            let guest = json!({"name": role.as_str(), "email": email(role), "role": role.as_str()});
            let link = asker.send(people.admin(), "POST", "/api/v1/invitations", &guest).await.json();
            let code = link["address"].as_str().and_then(|address| address.rsplit('/').next()).expect("a code");
            let account = json!({"name": role.as_str(), "password": PASSWORD});
            let answer = asker.send(&None, "POST", &format!("/api/v1/invitation/{code}"), &account).await;
            people.by_role.insert(role, cookie(&answer));
        }
        people
    }

    pub(super) fn admin(&self) -> &Shown {
        &self.by_role[&Role::Admin]
    }

    /// Signs somebody in again.
    pub(super) async fn renew(&mut self, asker: &Asker, role: Role) {
        let known = json!({"email": email(role), "password": PASSWORD});
        let answer = asker.send(&None, "POST", "/api/v1/sign-in", &known).await;
        self.by_role.insert(role, cookie(&answer));
    }

    /// A program of the admin that may do this and no more.
    pub(super) async fn program(&mut self, asker: &Asker, actions: &[Action]) -> Shown {
        if let Some(known) = self.programs.get(actions) {
            return known.clone();
        }
        let scopes: Vec<&str> = actions.iter().map(|action| action.as_str()).collect();
        let wanted = json!({"name": "program", "scopes": scopes, "expires": "2027-06-01T00:00:00Z"});
        let made = asker.send(self.admin(), "POST", "/api/v1/tokens", &wanted).await.json();
        let token = made["token"].as_str().unwrap_or_else(|| panic!("no token for {scopes:?}: {made}"));
        let shown = Some((header::AUTHORIZATION, format!("Bearer {token}")));
        self.programs.insert(actions.to_vec(), shown.clone());
        shown
    }
}

fn email(role: Role) -> String {
    format!("{role}@lumen.example")
}

/// The session's cookie of an answer.
fn cookie(answer: &Answer) -> Shown {
    let cookies = answer.headers.get_all(header::SET_COOKIE).into_iter().filter_map(|value| value.to_str().ok());
    let pairs: Vec<&str> = cookies.filter_map(|cookie| cookie.split(';').next()).collect();
    assert!(answer.status.is_success() && !pairs.is_empty(), "{:?}", answer.json());
    Some((header::COOKIE, pairs.join("; ")))
}

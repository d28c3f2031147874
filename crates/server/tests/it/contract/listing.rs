//! Every endpoint that the server really has, door by door.

use std::collections::BTreeSet;

use super::asker::Asker;

/// `GET /people/{id}`, for everything that is routed. HEAD goes with GET.
///
/// Axum gives no list of its routes, but its router names them where it is debugged, and says in the answer to a method
/// that it does not know which it does.
pub(super) async fn endpoints(asker: &Asker) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for path in paths(&asker.described()) {
        let refused = asker.asked("BREW", &filled(&path), &[], Vec::new()).await;
        assert_eq!(refused.status, 405, "{path}");
        let methods: Vec<&str> = refused.header("allow").split(',').filter(|method| *method != "HEAD").collect();
        assert!(!methods.is_empty() && !methods[0].is_empty(), "{path} does not say which methods it knows");
        found.extend(methods.into_iter().map(|method| format!("{method} {path}")));
    }
    found
}

fn paths(described: &str) -> Vec<String> {
    let own = described.split("fallback_router").next().expect("some text");
    let (_, listed) = own.rsplit_once("paths: {").expect("axum shows its paths in another way: mend this test");
    let listed = listed.split("}}").next().unwrap_or_default();
    let quoted = listed.split('"').skip(1).step_by(2).map(str::to_owned);
    quoted.collect()
}

/// A path with an id of the right kind for each parameter; nothing has it.
pub(super) fn filled(path: &str) -> String {
    let segments: Vec<&str> = path.split('/').collect();
    let values = segments.iter().enumerate().map(|(at, segment)| match segment.starts_with('{') {
        true => value(segments[at - 1]),
        false => (*segment).to_owned(),
    });
    values.collect::<Vec<_>>().join("/")
}

fn value(before: &str) -> String {
    let prefix = match before {
        "people" => "usr",
        "sessions" => "ses",
        "tokens" => "tok",
        "invitations" => "inv",
        "passkeys" => "key",
        "records" | "proof-log" => "rec",
        "jobs" => "job",
        "evidence" => "evf",
        "declarations" => "dcl",
        "papers" => "declaration.en.pdf",
        "webhooks" => "hok",
        "deliveries" => "dlv",
        "receivers" => "rcv",
        "messages" => "msg",
        "approvals" => "apr",
        "imports" => "imp",
        "sources" | "feeds" => "fed",
        "manufacturers" => "mfr",
        "products" => "prd",
        "parts" => "prt",
        "releases" => "rel",
        "" => return "default".to_owned(),
        "units" | "fleet" => "unt",
        "cases" => "cas",
        "unit-imports" | "lists" => "uim",
        _ => return "none".to_owned(),
    };
    format!("{prefix}_{}", "0".repeat(32))
}

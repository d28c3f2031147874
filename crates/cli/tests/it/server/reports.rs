//! A finder's report from a terminal: sent by any client, listed, read, acknowledged, answered, made a case; and strangers who
//! guess at addresses.

use std::net::Ipv4Addr;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpSocket;

use super::served::Served;

const RIGHTS: [&str; 4] = ["report.open", "report.handle", "disclosure.change", "case.read"];
const BOUNDARY: &str = "a-boundary-of-tests";

/// Status, `Retry-After` and text of an answer to a request from one address of this machine.
async fn asked(served: &Served, from: Ipv4Addr, head: &str, body: &str) -> (u16, u64, String) {
    let socket = TcpSocket::new_v4().expect("a socket");
    socket.bind((from, 0).into()).expect("an address of this machine");
    let mut stream = socket.connect(served.address.parse().expect("an address")).await.expect("it listens");
    let length = body.len();
    let request = format!("{head}\r\nHost: x\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n{body}");
    stream.write_all(request.as_bytes()).await.expect("sent");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.expect("an answer");
    let status = answer.split_whitespace().nth(1).and_then(|status| status.parse().ok()).expect("a status");
    let lower = answer.to_ascii_lowercase();
    let wait = lower.split_once("retry-after: ").and_then(|(_, rest)| rest.lines().next()?.trim().parse().ok());
    (status, wait.unwrap_or(0), answer)
}

fn after<'a>(text: &'a str, before: &str) -> &'a str {
    let (_, rest) = text.split_once(before).unwrap_or_else(|| panic!("{before:?} is not in {text}"));
    rest.split('"').next().expect("its end")
}

/// A report; what opens it.
async fn reported(served: &Served, what: &str) -> String {
    let here = Ipv4Addr::LOCALHOST;
    let (_, _, form) = asked(served, here, "GET /report HTTP/1.1", "").await;
    let ticket = after(&form, "name=\"ticket\" value=\"");
    let part = |name: &str, value: &str| {
        format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    };
    let body = format!("{}{}--{BOUNDARY}--\r\n", part("ticket", ticket), part("what", what));
    let head = format!("POST /report HTTP/1.1\r\nContent-Type: multipart/form-data; boundary={BOUNDARY}");
    loop {
        let (status, wait, answer) = asked(served, here, &head, &body).await;
        if status == 201 {
            return after(&answer, "name=\"secret\" value=\"").to_owned();
        }
        assert_eq!((status, wait > 0), (422, true), "{answer}");
        // As long as the server says.
        tokio::time::sleep(Duration::from_secs(wait)).await;
    }
}

#[test]
fn a_report_is_listed_read_acknowledged_answered_and_made_a_case() {
    let served = Served::new();
    let token = served.token(&RIGHTS);
    let ask = |arguments: &[&str]| served.ask(&token, arguments);
    let none = ask(&["report", "list"]).exits(0).out;
    assert!(none.starts_with("There are none.") && none.contains("half unknown, the longest unknown"), "{none}");
    assert!(ask(&["report", "renew"]).exits(2).err.contains("https://"), "nobody said where the world reaches it");
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(reported(&served, "The lamp answers \u{202e}anybody\non port 23."));
    let listed: serde_json::Value =
        serde_json::from_str(&ask(&["report", "list", "--format", "json"]).exits(0).out).expect("JSON");
    let id = listed["items"][0]["id"].as_str().expect("an id").to_owned();
    let shown = ask(&["report", "show", &id]).exits(0).out;
    assert!(shown.contains("report #1, new, thanks: none") && shown.contains("\non port 23."), "{shown}");
    assert!(!shown.contains('\u{202e}'), "nothing steers the terminal: {shown}");
    ask(&["report", "acknowledge", &id]).exits(0);
    ask(&["report", "acknowledge", &id]).exits(3);
    assert!(ask(&["report", "answer", &id, "We look into it."]).exits(0).out.ends_with("message 1\n"));
    let made = ask(&["report", "case", &id, "--title", "An open port"]).exits(0).out;
    assert!(made.starts_with("cas_") && made.ends_with("#1\n"), "{made}");
    assert!(ask(&["report", "credit", &id]).exits(3).err.contains("only where they agreed"));
    ask(&["report", "close", &id]).exits(0);
    assert!(ask(&["report", "list"]).exits(0).out.starts_with("There are none."), "it is over");
    assert!(ask(&["report", "list", "--all"]).exits(0).out.contains(&id));
    ask(&["report", "show", "rpt_1"]).exits(2);
    let without = served.token(&["case.read"]);
    served.ask(&without, &["report", "list"]).exits(1);
}

#[test]
fn strangers_who_guess_at_addresses_wait_and_keep_no_other_network_out() {
    let served = Served::new();
    tokio::runtime::Runtime::new().expect("a runtime").block_on(async {
        let secret = reported(&served, "The lamp answers anybody on port 23.").await;
        let stranger = Ipv4Addr::new(127, 1, 0, 1);
        let get = |secret: &str| format!("GET /report/{secret} HTTP/1.1");
        let mut statuses = Vec::new();
        for guess in 0..22 {
            let wrong = format!("{guess:064x}");
            statuses.push(asked(&served, stranger, &get(&wrong), "").await.0);
        }
        assert_eq!(statuses, [vec![404; 20], vec![429; 2]].concat());
        assert_eq!(asked(&served, stranger, &get(&secret), "").await.0, 429, "a right one tells a stranger nothing");
        assert_eq!(asked(&served, Ipv4Addr::new(127, 1, 0, 2), &get(&secret), "").await.0, 200);
    });
}

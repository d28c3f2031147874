//! What a running server tells others: webhooks across `kill -9`, live events until it is told to end.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::time::Duration;

use serde_json::{Value, json};
use steadfast_testkit::program;

use crate::program::Program;

const LONG: Duration = Duration::from_secs(60);

/// A server with its address.
struct Served {
    server: program::Program,
    address: String,
}

fn serve(program: &Program, data: &Path) -> Served {
    let mut command = program.command(&["serve", "--listen", "127.0.0.1:0", "--data"]);
    command.arg(data);
    let mut server = program::Program::spawn(command);
    let address = server.find(LONG, |line| line.split_once("listening on ").map(|(_, address)| address.to_owned()));
    Served { server, address }
}

impl Served {
    fn code(&mut self) -> String {
        self.server.find(LONG, |line| line.trim().split_once("/setup/").map(|(_, code)| code.to_owned()))
    }

    /// Sends JSON; what came back, with the cookie that was set.
    fn post(&self, path: &str, cookie: &str, body: &Value) -> (u16, Value, String) {
        let agent: ureq::Agent = ureq::Agent::config_builder().http_status_as_error(false).build().into();
        let request = agent.post(format!("http://{}/api/v1{path}", self.address)).header("cookie", cookie);
        let mut answer = request.content_type("application/json").send(body.to_string()).expect("an answer");
        let cookies = answer.headers().get_all("set-cookie").into_iter().filter_map(|value| value.to_str().ok());
        let cookies: Vec<String> = cookies.filter_map(|cookie| cookie.split(';').next()).map(str::to_owned).collect();
        let text = answer.body_mut().read_to_string().expect("a body");
        (answer.status().as_u16(), serde_json::from_str(&text).unwrap_or(Value::Null), cookies.join("; "))
    }

    /// The first person's cookie.
    fn founded(&mut self) -> String {
        let code = self.code();
        let first = json!({"organisation": "Lumen", "name": "Marta", "email": "marta@lumen.example", "password": "walnut gravel mosaic tepid"});
        let (status, answer, cookie) = self.post(&format!("/setup/{code}"), "", &first);
        assert_eq!(status, 201, "{answer}");
        cookie
    }
}

/// Takes one request off a connection; its `webhook-id` and body.
fn taken(stream: &TcpStream) -> (String, String) {
    let mut reader = BufReader::new(stream);
    let (mut id, mut length) = (String::new(), 0);
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).expect("a line");
        match line.trim_end().split_once(": ") {
            Some((name, value)) if name.eq_ignore_ascii_case("webhook-id") => value.clone_into(&mut id),
            Some((name, value)) if name.eq_ignore_ascii_case("content-length") => {
                length = value.parse().expect("a number");
            }
            None if line.trim_end().is_empty() => break,
            _ => {}
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).expect("a body");
    (id, String::from_utf8(body).expect("UTF-8"))
}

#[test]
fn a_delivery_under_way_when_the_server_is_killed_arrives_from_the_next_one() {
    let program = Program::new();
    let data = program.path("data");
    let receiver = TcpListener::bind("127.0.0.1:0").expect("a port");
    let url = format!("http://{}/hook", receiver.local_addr().expect("an address"));
    let mut first = serve(&program, &data);
    let cookie = first.founded();
    let hook = json!({"name": "Chat", "url": url, "kinds": ["webhook-made"]});
    let (status, made, _) = first.post("/webhooks", &cookie, &hook);
    assert_eq!(status, 201, "{made}");
    let (begun, _) = receiver.accept().expect("a connection");
    let before = taken(&begun);
    first.server.kill();
    let second = serve(&program, &data);
    let (mut again, _) = receiver.accept().expect("a connection");
    assert_eq!(taken(&again), before, "the same id and the same bytes");
    again.write_all(b"HTTP/1.1 204 No Content\r\n\r\n").expect("answered");
    let webhook = made["id"].as_str().expect("an id");
    let arrived = steadfast_testkit::wait::until(LONG, || {
        let agent: ureq::Agent = ureq::Agent::config_builder().build().into();
        let path = format!("http://{}/api/v1/webhooks/{webhook}/deliveries", second.address);
        let mut answer = agent.get(path).header("cookie", &cookie).call().expect("an answer");
        answer.body_mut().read_to_string().expect("a body").contains("\"delivered\"")
    });
    assert!(arrived, "{}", second.server.log());
}

#[test]
fn a_server_that_is_told_to_end_does_so_although_somebody_listens() {
    let program = Program::new();
    let data = program.path("data");
    let mut served = serve(&program, &data);
    let cookie = served.founded();
    let mut stream = TcpStream::connect(&served.address).expect("a connection");
    let request = format!("GET /api/v1/events HTTP/1.1\r\nhost: localhost\r\ncookie: {cookie}\r\n\r\n");
    stream.write_all(request.as_bytes()).expect("asked");
    let mut reader = BufReader::new(stream.try_clone().expect("the same connection"));
    let mut line = String::new();
    while !line.contains("listening") {
        line.clear();
        assert!(reader.read_line(&mut line).expect("a line") > 0, "the stream begins");
    }
    assert!(served.server.terminate(LONG).success());
    let log = served.server.log();
    assert!(log.contains("ended") && !log.contains("cut off"), "{log}");
    let mut rest = String::new();
    reader.read_to_string(&mut rest).expect("the stream ends in order");
}

//! A house for tests, and the loop that it runs in.

use std::io::{Read, Write};
use std::net::{IpAddr, SocketAddr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::mpsc::{self, Sender};
use std::thread::JoinHandle;
use std::time::Duration;

use rustls::pki_types::ServerName;
use rustls::{ClientConnection, StreamOwned};
use steadfast_agent::door::ConnectionId;
use steadfast_agent::event_loop::{Hands, House, Reply, Setting, run};
use steadfast_agent::http::{Method, Request, Response};
use steadfast_agent::signals::{Raiser, Signal, Signals};
use steadfast_agent::socket::{Client, ClientId, Socket};
use steadfast_agent::tls::{Fingerprint, Identity, Trust, asking, serving};
use steadfast_agent::work::Urgency;
use steadfast_device::outside::{Machine, System};

/// How long a test waits for what has to happen.
pub(crate) const PATIENT: Duration = Duration::from_secs(20);

/// Bytes of the large page.
pub(crate) const LARGE: usize = 1 << 20;

/// Answers what it is asked, and keeps what it heard.
#[derive(Debug, Default)]
pub(crate) struct Echo {
    pub(crate) gone: Vec<ClientId>,
    pub(crate) reloads: usize,
    pub(crate) unheard: usize,
}

/// What the second thread does before it answers.
pub(crate) enum Work {
    /// Something that takes a moment.
    Short(ConnectionId),
    /// Nothing until the test says so, by [`World::go`].
    Held(ConnectionId),
}

fn given(work: Work, hands: &mut Hands<Echo>) -> Reply {
    match hands.give(work, Urgency::Person) {
        Ok(()) => Reply::Later,
        Err(_) => Reply::Now(Response::text(503, "busy")),
    }
}

impl House for Echo {
    type Job = Work;
    type Done = ConnectionId;
    type Due = ConnectionId;

    fn request(&mut self, request: Request, id: ConnectionId, _: IpAddr, hands: &mut Hands<Self>) -> Reply {
        match (request.method, request.path.as_str()) {
            (Method::Post, "/form") => Reply::Now(match request.form() {
                Ok(fields) => Response::text(200, fields.get("name").unwrap_or_default()),
                Err(error) => Response::text(422, &error.to_string()),
            }),
            (_, "/work") => given(Work::Short(id), hands),
            (_, "/held") => given(Work::Held(id), hands),
            (_, "/timer") => {
                hands.after(Duration::from_millis(50), id);
                Reply::Later
            }
            (_, "/large") => Reply::Now(Response::new(200, "application/octet-stream", vec![b'x'; LARGE])),
            (_, "/end") => {
                hands.end();
                Reply::Now(Response::text(200, "bye"))
            }
            _ => Reply::Now(Response::text(200, "hello")),
        }
    }

    fn line(&mut self, client: Client, line: &str, hands: &mut Hands<Self>) {
        let count = if line == "flood" { 10_000 } else { 1 };
        for _ in 0..count {
            hands.say(client.id, &format!("{} {line}", client.user));
        }
    }

    fn gone(&mut self, client: ClientId, _: &mut Hands<Self>) {
        self.gone.push(client);
    }

    fn due(&mut self, id: ConnectionId, hands: &mut Hands<Self>) {
        hands.answer(id, Response::text(200, "time is up"));
    }

    fn done(&mut self, id: ConnectionId, hands: &mut Hands<Self>) {
        self.unheard += usize::from(!hands.answer(id, Response::text(200, "done")));
    }

    fn signal(&mut self, signal: Signal, hands: &mut Hands<Self>) {
        match signal {
            Signal::End => hands.end(),
            Signal::Reload => self.reloads += 1,
        }
    }
}

/// A loop on a thread of its own. It ends with the value.
pub(crate) struct World {
    pub(crate) address: SocketAddr,
    pub(crate) pin: Fingerprint,
    pub(crate) certificate: Vec<u8>,
    pub(crate) socket: PathBuf,
    pub(crate) raiser: Raiser,
    /// Lets a piece of work that is held go on.
    pub(crate) go: Sender<()>,
    thread: Option<JoinHandle<Echo>>,
    _folder: tempfile::TempDir,
}

pub(crate) fn identity() -> Identity {
    Identity::make(&["localhost".to_owned(), "127.0.0.1".to_owned()], &System).expect("it can be made")
}

impl World {
    pub(crate) fn start() -> Self {
        let identity = identity();
        let folder = tempfile::tempdir().expect("there is room");
        let socket = folder.path().join("socket");
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
        let address = listener.local_addr().expect("it has one");
        let signals = Signals::inner().expect("there are sockets");
        let raiser = signals.raiser().expect("there are sockets");
        let setting = Setting {
            listeners: vec![listener],
            tls: serving(&identity).expect("it can be used"),
            socket: Some(Socket::listen(&socket).expect("the folder is empty")),
            signals,
            clock: Box::new(Machine::start()),
            watchdog: None,
        };
        let (go, held) = mpsc::channel();
        let held = Mutex::new(held);
        let work = move |work| match work {
            Work::Short(id) => {
                std::thread::sleep(Duration::from_millis(50));
                id
            }
            Work::Held(id) => {
                // Where the test is over, nobody says so any more.
                let _ = held.lock().expect("nobody panicked").recv();
                id
            }
        };
        let thread = run_on_thread(setting, work);
        let certificate = identity.chain().next().expect("there is one").to_vec();
        let pin = identity.fingerprint();
        Self { address, pin, certificate, socket, raiser, go, thread: Some(thread), _folder: folder }
    }

    pub(crate) fn plain(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).expect("it listens");
        stream.set_read_timeout(Some(PATIENT)).expect("a time");
        stream
    }

    pub(crate) fn connect(&self) -> Browser {
        self.over(self.plain())
    }

    pub(crate) fn over(&self, stream: TcpStream) -> Browser {
        let config = asking(&Trust::Pins(vec![self.pin])).expect("pins are fine");
        let name = ServerName::try_from("localhost").expect("it is a name");
        let tls = ClientConnection::new(config, name).expect("it is set up");
        Browser(StreamOwned::new(tls, stream))
    }

    /// Ends the loop by a signal, and gives the house back.
    pub(crate) fn end(mut self) -> Echo {
        self.raiser.raise(Signal::End);
        self.thread.take().expect("it runs").join().expect("nothing broke")
    }

    /// Waits for the loop to end itself.
    pub(crate) fn wait(mut self) -> Echo {
        self.thread.take().expect("it runs").join().expect("nothing broke")
    }
}

fn run_on_thread(setting: Setting, work: impl Fn(Work) -> ConnectionId + Send + Sync + 'static) -> JoinHandle<Echo> {
    // The clock of a setting need not be sent, so that it is put in on the thread.
    let Setting { listeners, tls, socket, signals, watchdog, .. } = setting;
    std::thread::spawn(move || {
        let clock = Box::new(Machine::start());
        let setting = Setting { listeners, tls, socket, signals, clock, watchdog };
        run(Echo::default(), work, setting).expect("the system gives what it needs")
    })
}

impl Drop for World {
    fn drop(&mut self) {
        self.raiser.raise(Signal::End);
    }
}

/// A client over TLS.
pub(crate) struct Browser(pub(crate) StreamOwned<ClientConnection, TcpStream>);

impl Browser {
    pub(crate) fn get(&mut self, path: &str) -> (u16, String) {
        self.ask(&format!("GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n"))
    }

    pub(crate) fn ask(&mut self, text: &str) -> (u16, String) {
        self.0.write_all(text.as_bytes()).expect("it is heard");
        self.answer()
    }

    pub(crate) fn answer(&mut self) -> (u16, String) {
        answer(&mut self.0)
    }

    /// What is said until the other side ends the connection.
    pub(crate) fn last(&mut self) -> String {
        let mut text = Vec::new();
        self.0.read_to_end(&mut text).expect("it ends as it should");
        String::from_utf8(text).expect("it is text")
    }
}

/// Reads one answer.
pub(crate) fn answer(from: &mut impl Read) -> (u16, String) {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        from.read_exact(&mut byte).expect("an answer comes");
        head.extend(byte);
    }
    let head = String::from_utf8(head).expect("it is text");
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")).expect("it says how long it is");
    let mut body = vec![0; length.parse().expect("it is a number")];
    from.read_exact(&mut body).expect("the body comes");
    (head[9..12].parse().expect("a status"), String::from_utf8(body).expect("it is text").trim_end().to_owned())
}

//! A mail server: a real one on the loopback address, as far as a client of it needs (RFC 5321, 3207, 4954), that keeps what it
//! got.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};
use serde_json::{Value, json};

/// For whatever a test waits for.
const PATIENCE: Duration = Duration::from_secs(30);

/// A mail as it came.
#[derive(Clone, Debug)]
pub(crate) struct Mail {
    pub(crate) from: String,
    pub(crate) to: Vec<String>,
    /// By whom, where somebody signed in.
    pub(crate) user: Option<String>,
    pub(crate) is_encrypted: bool,
    raw: String,
}

impl Mail {
    /// A header, on one line.
    pub(crate) fn header(&self, name: &str) -> String {
        let (heads, _) = self.raw.split_once("\r\n\r\n").expect("heads and a body");
        let unfolded = heads.replace("\r\n ", " ");
        let found: Vec<&str> =
            unfolded.split("\r\n").filter_map(|line| line.strip_prefix(&format!("{name}: "))).collect();
        assert_eq!(found.len(), 1, "{name} in {heads}");
        found[0].to_owned()
    }

    /// The names of all headers.
    pub(crate) fn headers(&self) -> Vec<String> {
        let (heads, _) = self.raw.split_once("\r\n\r\n").expect("heads and a body");
        let firsts = heads.split("\r\n").filter(|line| !line.starts_with(' '));
        firsts.map(|line| line.split(':').next().unwrap_or_default().to_owned()).collect()
    }

    /// What it says, decoded.
    pub(crate) fn text(&self) -> String {
        let (_, body) = self.raw.split_once("\r\n\r\n").expect("heads and a body");
        let bytes = match self.header("Content-Transfer-Encoding").as_str() {
            "quoted-printable" => unquoted(body),
            "base64" => STANDARD.decode(body.replace("\r\n", "")).expect("base64"),
            _ => body.as_bytes().to_vec(),
        };
        String::from_utf8(bytes).expect("UTF-8").replace("\r\n", "\n")
    }
}

fn unquoted(body: &str) -> Vec<u8> {
    let (mut out, joined) = (Vec::new(), body.replace("=\r\n", ""));
    let mut bytes = joined.bytes();
    while let Some(byte) = bytes.next() {
        if byte != b'=' {
            out.push(byte);
            continue;
        }
        let digits = [bytes.next().expect("a digit"), bytes.next().expect("a digit")];
        let digits = String::from_utf8(digits.to_vec()).expect("ASCII");
        out.push(u8::from_str_radix(&digits, 16).expect("hexadecimal digits"));
    }
    out
}

/// How a connection is encrypted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Security {
    Tls,
    Starttls,
    None,
}

#[derive(Debug, Default)]
struct Kept {
    got: Vec<Mail>,
    /// Answers nothing to the end of a mail while this is so.
    is_slow: bool,
}

#[derive(Debug)]
struct Desk {
    security: Security,
    /// With what people sign in; nothing: nobody does.
    password: Option<String>,
    tls: Arc<ServerConfig>,
    kept: Mutex<Kept>,
    moved: Condvar,
}

/// A mail server.
#[derive(Debug)]
pub(crate) struct MailServer {
    pub(crate) port: u16,
    pub(crate) authority: String,
    desk: Arc<Desk>,
}

/// A port of this machine at which nothing listens.
pub(crate) fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("an address").port()
}

/// A certificate for localhost, and the settings of a server that shows it.
pub(crate) fn certificate() -> (String, Arc<ServerConfig>) {
    let made = rcgen::generate_simple_self_signed(["localhost".to_owned(), "127.0.0.1".to_owned()]).expect("made");
    let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(made.signing_key.serialize_der()));
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let settings = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("versions")
        .with_no_client_auth()
        .with_single_cert(vec![made.cert.der().clone()], key)
        .expect("a certificate");
    (made.cert.pem(), Arc::new(settings))
}

impl MailServer {
    pub(crate) fn start(security: Security, password: Option<&str>) -> Self {
        Self::at(free_port(), security, password)
    }

    pub(crate) fn at(port: u16, security: Security, password: Option<&str>) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", port)).expect("the port is free");
        let (authority, tls) = certificate();
        let (password, kept, moved) = (password.map(str::to_owned), Mutex::default(), Condvar::new());
        let desk = Arc::new(Desk { security, password, tls, kept, moved });
        let serving = Arc::clone(&desk);
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let (stream, desk) = (stream.expect("a connection"), Arc::clone(&serving));
                std::thread::spawn(move || drop(desk.serve(stream)));
            }
        });
        Self { port, authority, desk }
    }

    /// What an administrator sets to have mail go through it.
    pub(crate) fn settings(&self) -> Value {
        let security = match self.desk.security {
            Security::Tls => "tls",
            Security::Starttls => "starttls",
            Security::None => "none",
        };
        let mut settings = json!({
            "host": "localhost", "port": self.port, "security": security, "from": "steadfast@lumen.example",
        });
        if self.desk.security != Security::None {
            settings["authority"] = self.authority.clone().into();
        }
        if let Some(password) = &self.desk.password {
            settings["user"] = "steadfast".into();
            settings["password"] = password.clone().into();
        }
        settings
    }

    /// Everything that came since the last look.
    pub(crate) fn take(&self) -> Vec<Mail> {
        std::mem::take(&mut self.desk.kept.lock().expect("kept").got)
    }

    /// The one mail that came since the last look.
    pub(crate) fn one(&self) -> Mail {
        let mut got = self.take();
        assert_eq!(got.len(), 1, "{got:?}");
        got.remove(0)
    }

    /// From now on mails are taken, and the answer to that waits.
    pub(crate) fn slow_down(&self, is_slow: bool) {
        self.desk.kept.lock().expect("kept").is_slow = is_slow;
        self.desk.moved.notify_all();
    }

    /// Waits until a mail is there.
    pub(crate) fn wait(&self) {
        let kept = self.desk.kept.lock().expect("kept");
        let waited = self.desk.moved.wait_timeout_while(kept, PATIENCE, |kept| kept.got.is_empty()).expect("kept");
        assert!(!waited.1.timed_out(), "nothing came");
    }
}

trait Talk: Read + Write {}
impl<T: Read + Write> Talk for T {}

/// A conversation with one client.
struct Talking<'a> {
    desk: &'a Desk,
    stream: BufReader<Box<dyn Talk>>,
    user: Option<String>,
    is_encrypted: bool,
}

impl Desk {
    fn serve(&self, stream: TcpStream) -> io::Result<()> {
        stream.set_read_timeout(Some(PATIENCE))?;
        let plain = stream.try_clone()?;
        let is_encrypted = self.security == Security::Tls;
        let stream: Box<dyn Talk> = if is_encrypted { self.encrypted(stream) } else { Box::new(stream) };
        let mut talking = Talking { desk: self, stream: BufReader::new(stream), user: None, is_encrypted };
        talking.say("220 mail.lumen.example ready")?;
        while !talking.turn()? {
            talking.stream = BufReader::new(self.encrypted(plain.try_clone()?));
            (talking.is_encrypted, talking.user) = (true, None);
        }
        Ok(())
    }

    fn encrypted(&self, stream: TcpStream) -> Box<dyn Talk> {
        let connection = ServerConnection::new(Arc::clone(&self.tls)).expect("a connection");
        Box::new(StreamOwned::new(connection, stream))
    }

    fn keep(&self, mail: Mail) {
        let mut kept = self.kept.lock().expect("kept");
        kept.got.push(mail);
        self.moved.notify_all();
        drop(self.moved.wait_timeout_while(kept, PATIENCE, |kept| kept.is_slow).expect("kept"));
    }
}

impl Talking<'_> {
    fn say(&mut self, words: &str) -> io::Result<()> {
        let stream = self.stream.get_mut();
        stream.write_all(format!("{words}\r\n").as_bytes())?;
        stream.flush()
    }

    fn hear(&mut self) -> io::Result<String> {
        let mut line = String::new();
        if self.stream.read_line(&mut line)? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        Ok(line.trim_end_matches("\r\n").to_owned())
    }

    /// Answers commands until the client leaves; false where it wants to go on encrypted.
    fn turn(&mut self) -> io::Result<bool> {
        let (mut from, mut to) = (String::new(), Vec::new());
        loop {
            let line = self.hear()?;
            let (word, rest) = line.split_once(' ').unwrap_or((&line, ""));
            match word.to_ascii_uppercase().as_str() {
                "EHLO" => self.greet()?,
                "STARTTLS" => {
                    self.say("220 go on")?;
                    return Ok(false);
                }
                "AUTH" => self.sign_in(rest)?,
                "MAIL" if self.desk.password.is_some() && self.user.is_none() => self.say("530 5.7.0 sign in first")?,
                "MAIL" => {
                    from = address(rest);
                    self.say("250 2.1.0 well")?;
                }
                "RCPT" => {
                    to.push(address(rest));
                    self.say("250 2.1.5 well")?;
                }
                "DATA" => {
                    self.take(from.clone(), std::mem::take(&mut to))?;
                    self.say("250 2.0.0 taken as 42")?;
                }
                "QUIT" => return self.say("221 bye").map(|()| true),
                _ => self.say("250 well")?,
            }
        }
    }

    fn greet(&mut self) -> io::Result<()> {
        self.say("250-mail.lumen.example")?;
        if self.desk.security == Security::Starttls && !self.is_encrypted {
            return self.say("250 STARTTLS");
        }
        self.say("250-8BITMIME")?;
        self.say("250 AUTH PLAIN LOGIN")
    }

    fn sign_in(&mut self, said: &str) -> io::Result<()> {
        let (_, proof) = said.split_once(' ').unwrap_or((said, ""));
        let proof = STANDARD.decode(proof).unwrap_or_default();
        let parts: Vec<String> =
            proof.split(|byte| *byte == 0).map(|part| String::from_utf8_lossy(part).into()).collect();
        let is_right = parts.get(2) == self.desk.password.as_ref();
        self.user = parts.get(1).filter(|_| is_right).cloned();
        self.say(if is_right { "235 2.7.0 welcome" } else { "535 5.7.8 authentication failed" })
    }

    fn take(&mut self, from: String, to: Vec<String>) -> io::Result<()> {
        self.say("354 go on")?;
        let mut raw = String::new();
        loop {
            let line = self.hear()?;
            if line == "." {
                break;
            }
            raw.push_str(line.strip_prefix('.').unwrap_or(&line));
            raw.push_str("\r\n");
        }
        self.desk.keep(Mail { from, to, user: self.user.clone(), is_encrypted: self.is_encrypted, raw });
        Ok(())
    }
}

fn address(said: &str) -> String {
    let (_, rest) = said.split_once('<').expect("an address");
    rest.split('>').next().expect("an address").to_owned()
}

//! The project's own dossier, made as if it were placed on the market: a server of the build of today, its product file
//! (`steadfast.toml`), its bill of materials (`Cargo.lock`) and the report of its tests, and then `steadfast verify` on what came
//! out. What is open stands in it as open; nothing is filled in by hand.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use crate::process::{cargo_of_workspace, exit_code, run};
use crate::workspace::root;

/// What the token is for.
const SCOPES: &str = r#""catalogue.read","catalogue.change","release.change","conformity.read","conformity.measure","evidence.give","dossier.read""#;
/// Nobody sells it; the product file names no manufacturer either.
const NOBODY: &str = "Open: whoever would place it on the market";
/// Where the report of tests is.
const REPORT: &str = "target/nextest/default/junit.xml";

/// Makes the dossier into `target/own-dossier`, and checks it as anybody would.
///
/// # Errors
/// When a step of it fails, or the dossier does not hold.
pub(crate) fn make() -> Result<(), String> {
    // As its tests are built: with less of it, dependencies have other features and are built once more.
    run(&mut cargo_of_workspace(&["build", "--locked", "--workspace", "--tests"]))?;
    let folder = fresh()?;
    let server = Server::start(&folder)?;
    let product = server.asked(&[
        "product",
        "create",
        "--name",
        "Steadfast",
        "--designation",
        "server, command line, agent and SDK",
        "--manufacturer",
        NOBODY,
        "--part",
        "application=Steadfast",
        "--category",
        "default",
    ])?;
    let (product, part) = (id(&product, "prd_")?, id(&product, "prt_")?);
    let version = env!("CARGO_PKG_VERSION");
    let release = server.asked(&[
        "release",
        "create",
        "--product",
        &product,
        "--part",
        &part,
        "--no-wait",
        "--version",
        version,
        "--sbom",
        "Cargo.lock",
        "--file",
        "steadfast.toml",
        "--format",
        "json",
    ])?;
    let release = id(&release, "rel_")?;
    hand_in_tests(&server, &release)?;
    server.told(&["dossier", "measure", &product])?;
    std::thread::sleep(std::time::Duration::from_secs(3));
    server.shown(&["dossier", "register", &product])?;
    let dossier = folder.join("steadfast-dossier.zip").to_string_lossy().into_owned();
    server.told(&["dossier", "export", &product, "--to", &dossier])?;
    let key = server.key()?;
    drop(server);
    run(program().args(["verify", &dossier, "--key", &key]))?;
    // What is missing in the file is truly open: it is shown, and fails nothing.
    exit_code(program().args(["product", "check", "steadfast.toml"])).map(drop)
}

fn hand_in_tests(server: &Server, release: &str) -> Result<(), String> {
    if !root().join(REPORT).exists() {
        println!("    no report of tests at {REPORT}: what rests on tests stays unknown (cargo nextest run writes it)");
        return Ok(());
    }
    server.shown(&["dossier", "evidence", release, REPORT, "--commit", &commit()])
}

/// The version of the source; of a tree without history, the word for that.
fn commit() -> String {
    let asked = Command::new("git").args(["rev-parse", "HEAD"]).current_dir(root()).output();
    let said = asked.ok().filter(|output| output.status.success()).map(|output| output.stdout).unwrap_or_default();
    let commit = String::from_utf8_lossy(&said).trim().to_owned();
    if commit.is_empty() { "unknown".to_owned() } else { commit }
}

fn fresh() -> Result<PathBuf, String> {
    let folder = root().join("target/own-dossier");
    let failed = |error: std::io::Error| format!("{}: {error}", folder.display());
    if folder.exists() {
        std::fs::remove_dir_all(&folder).map_err(failed)?;
    }
    std::fs::create_dir_all(&folder).map_err(failed)?;
    Ok(folder)
}

fn program() -> Command {
    let mut command = Command::new(root().join("target/debug/steadfast"));
    command.current_dir(root());
    command
}

/// A server that runs as long as this value.
struct Server {
    child: Child,
    address: String,
    token: String,
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

impl Server {
    fn start(folder: &Path) -> Result<Self, String> {
        let mut command = program();
        command.args(["serve", "--listen", "127.0.0.1:0", "--data"]).arg(folder.join("data"));
        let child = command.stdout(Stdio::piped()).stderr(Stdio::inherit()).spawn();
        let child = child.map_err(|error| format!("steadfast serve cannot be started: {error}"))?;
        let mut server = Self { child, address: String::new(), token: String::new() };
        let code = server.read()?;
        server.token = server.founded(&code)?;
        Ok(server)
    }

    /// Reads address and set-up code off its first lines.
    fn read(&mut self) -> Result<String, String> {
        let output = self.child.stdout.take().ok_or("the server has no output")?;
        let mut code = None;
        let mut lines = BufReader::new(output).lines().map_while(Result::ok);
        while self.address.is_empty() || code.is_none() {
            let line = lines.next().ok_or("the server ended before it listened")?;
            if let Some((_, address)) = line.split_once("listening on ") {
                address.trim().clone_into(&mut self.address);
            }
            code = code.or_else(|| line.split_once("/setup/").map(|(_, code)| code.trim().to_owned()));
        }
        // Whatever it says later must not stop it.
        std::thread::spawn(move || lines.for_each(drop));
        code.ok_or_else(|| "the server showed no set-up link".to_owned())
    }

    /// The first person, and a token of theirs.
    fn founded(&self, code: &str) -> Result<String, String> {
        let first = r#"{"organisation":"Steadfast","name":"Build","email":"build@steadfast.example","password":"walnut gravel mosaic tepid"}"#;
        let made = self.http("POST", &format!("/api/v1/setup/{code}"), "", first)?;
        let cookies = made
            .lines()
            .filter_map(|line| line.split_once(": "))
            .filter(|(name, _)| name.eq_ignore_ascii_case("set-cookie"));
        let cookies: Vec<&str> = cookies.filter_map(|(_, value)| value.split(';').next()).collect();
        let wanted = format!(r#"{{"name":"own dossier","scopes":[{SCOPES}],"expires":"{}"}}"#, tomorrow());
        let token = self.http("POST", "/api/v1/tokens", &cookies.join("; "), &wanted)?;
        id(&token, "sft_")
    }

    fn key(&self) -> Result<String, String> {
        id(&self.http("GET", "/ledger/key", "", "")?, "sha256:")
    }

    /// One request of HTTP/1.1; head and body of its answer.
    fn http(&self, method: &str, path: &str, cookie: &str, body: &str) -> Result<String, String> {
        let failed = |error: std::io::Error| format!("{method} {path}: {error}");
        let mut stream = TcpStream::connect(&self.address).map_err(failed)?;
        let head = format!(
            "{method} {path} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\ncookie: {cookie}\r\ncontent-type: \
             application/json\r\ncontent-length: {}\r\n\r\n",
            self.address,
            body.len()
        );
        stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(body.as_bytes())).map_err(failed)?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer).map_err(failed)?;
        let is_good = answer.starts_with("HTTP/1.1 2");
        if is_good { Ok(answer) } else { Err(format!("{method} {path}: {answer}")) }
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = program();
        command.args(arguments).env("STEADFAST_SERVER", format!("http://{}", self.address));
        command.env("STEADFAST_TOKEN", &self.token);
        command
    }

    /// What a command writes; it must succeed.
    fn asked(&self, arguments: &[&str]) -> Result<String, String> {
        let output = self.command(arguments).output().map_err(|error| format!("{}: {error}", arguments.join(" ")))?;
        let wrote = String::from_utf8_lossy(&output.stdout).into_owned();
        if output.status.success() {
            return Ok(wrote);
        }
        Err(format!("steadfast {}: {wrote}{}", arguments.join(" "), String::from_utf8_lossy(&output.stderr)))
    }

    fn told(&self, arguments: &[&str]) -> Result<(), String> {
        run(&mut self.command(arguments))
    }

    /// A command whose answer is shown and may be no, or not known.
    fn shown(&self, arguments: &[&str]) -> Result<(), String> {
        match exit_code(&mut self.command(arguments))? {
            0 | 1 | 3 => Ok(()),
            code => Err(format!("steadfast {} ended with {code}", arguments.join(" "))),
        }
    }
}

/// The first word in a text that begins so.
fn id(text: &str, prefix: &str) -> Result<String, String> {
    let is_part = |letter: char| letter.is_ascii_alphanumeric() || "_:-".contains(letter);
    let words = text.split(|letter: char| !is_part(letter));
    let found = words.into_iter().find(|word| word.starts_with(prefix));
    found.map(str::to_owned).ok_or_else(|| format!("no {prefix}… in {text}"))
}

/// This time tomorrow, as the API writes times.
fn tomorrow() -> String {
    let asked = Command::new("date").args(["--utc", "--date", "tomorrow", "+%Y-%m-%dT%H:%M:%SZ"]).output();
    let said = asked.map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned());
    said.unwrap_or_default()
}

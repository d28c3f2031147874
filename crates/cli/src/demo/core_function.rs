//! What the demo's real gateway is for: a process that reads a machine and shows it. It is started from one of two images,
//! tells the agent what matters, does what an update asks of it, and goes on whatever becomes of the agent.

use std::io::{BufRead as _, BufReader, Read as _, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use clap::Args;

use crate::failure::{Exit, Failure};

/// How long a client may take.
const PATIENCE: Duration = Duration::from_secs(5);

/// `core-function`.
#[derive(Debug, Args)]
pub(crate) struct CoreFunction {
    /// Where it answers.
    #[arg(long)]
    listen: SocketAddr,
    /// The agent's socket.
    #[arg(long)]
    socket: PathBuf,
    /// The agent's program, which says from which image to start.
    #[arg(long)]
    agent: PathBuf,
    /// Where the images lie.
    #[arg(long)]
    images: PathBuf,
    /// Where it keeps what is its owner's.
    #[arg(long)]
    data: PathBuf,
}

/// Answers until it is killed, or an update asks for a restart: whoever started it starts it again.
pub(crate) fn run(args: &CoreFunction) -> Result<Exit, Failure> {
    let failed = |source| Failure::Unwritable { file: args.listen.to_string().into(), source };
    let runs = started_from(args).map_err(failed)?;
    let listener = TcpListener::bind(args.listen).map_err(failed)?;
    let (answered, socket) = (Arc::new(AtomicU64::new(0)), args.socket.clone());
    let (count, diary) = (Arc::clone(&answered), args.data.join("diary.txt"));
    std::thread::spawn(move || beside(&socket, &count, &diary));
    for client in listener.incoming().flatten() {
        let (number, runs) = (answered.fetch_add(1, Ordering::Relaxed) + 1, runs.clone());
        // One that says nothing holds nobody up, and one that went away takes nothing with it.
        std::thread::spawn(move || drop(answer(client, number, &runs)));
    }
    Ok(Exit::Yes)
}

/// The first line of the image that is to be started now.
fn started_from(args: &CoreFunction) -> std::io::Result<String> {
    let said = Command::new(&args.agent).arg("boot").arg("--images").arg(&args.images).output()?;
    let image = PathBuf::from(String::from_utf8_lossy(&said.stdout).trim());
    let mut line = String::new();
    BufReader::new(std::fs::File::open(image)?).read_line(&mut line)?;
    Ok(line.trim().to_owned())
}

fn answer(mut client: TcpStream, number: u64, runs: &str) -> std::io::Result<()> {
    client.set_read_timeout(Some(PATIENCE))?;
    let _asked = client.read(&mut [0; 1024])?;
    let turns = 1400 + number % 7;
    let body = format!("The machine runs at {turns} revolutions a minute. Asked {number} times.\n{runs}\n");
    let head = "HTTP/1.1 200 OK\r\ncontent-type: text/plain; charset=utf-8\r\nconnection: close\r\n";
    write!(client, "{head}content-length: {}\r\n\r\n{body}", body.len())
}

/// Speaks to the agent where there is one, and tries again where there is none.
fn beside(socket: &Path, answered: &AtomicU64, diary: &Path) {
    loop {
        // An agent that is not there is no fault of this process.
        drop(speak(socket, answered, diary));
        std::thread::sleep(Duration::from_secs(2));
    }
}

fn speak(socket: &Path, answered: &AtomicU64, diary: &Path) -> std::io::Result<()> {
    let mut agent = UnixStream::connect(socket)?;
    let text = format!("answered {} times before", answered.load(Ordering::Relaxed));
    let event = serde_json::json!({ "event": { "name": "machine-connected", "text": text } });
    agent.write_all(format!("{event}\n{{\"watch\":true}}\n").as_bytes())?;
    for line in BufReader::new(agent.try_clone()?).lines() {
        let line = line?;
        eprintln!("agent: {line}");
        let said: serde_json::Value = serde_json::from_str(&line).unwrap_or_default();
        keep_diary(&said["states"], diary)?;
        match said["states"]["update"].as_str() {
            Some("safe") => agent.write_all(b"{\"safe\":true}\n")?,
            Some("healthy") => agent.write_all(b"{\"healthy\":true}\n")?,
            Some("restart") => std::process::exit(0),
            _ => {}
        }
    }
    Ok(())
}

/// What it keeps for its owner, as long as there is one.
fn keep_diary(states: &serde_json::Value, diary: &Path) -> std::io::Result<()> {
    if states["set-up"] != true || diary.exists() {
        return Ok(());
    }
    std::fs::write(diary, "Your machine ran at 1400 revolutions a minute when you set the gateway up.\n")
}

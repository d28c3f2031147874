//! What the demo's real gateway is for: a process that reads a machine and shows it. It tells the agent what matters, and
//! goes on whatever becomes of the agent.

use std::io::{BufRead as _, BufReader, Read as _, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
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
}

/// Answers until it is killed.
pub(crate) fn run(args: &CoreFunction) -> Result<Exit, Failure> {
    let failed = |source| Failure::Unwritable { file: args.listen.to_string().into(), source };
    let listener = TcpListener::bind(args.listen).map_err(failed)?;
    let (answered, socket) = (Arc::new(AtomicU64::new(0)), args.socket.clone());
    let count = Arc::clone(&answered);
    std::thread::spawn(move || beside(&socket, &count));
    for client in listener.incoming().flatten() {
        let number = answered.fetch_add(1, Ordering::Relaxed) + 1;
        // One that says nothing holds nobody up, and one that went away takes nothing with it.
        std::thread::spawn(move || drop(answer(client, number)));
    }
    Ok(Exit::Yes)
}

fn answer(mut client: TcpStream, number: u64) -> std::io::Result<()> {
    client.set_read_timeout(Some(PATIENCE))?;
    let _asked = client.read(&mut [0; 1024])?;
    let body = format!("The machine runs at {} revolutions a minute. Asked {number} times.\n", 1400 + number % 7);
    let head = "HTTP/1.1 200 OK\r\ncontent-type: text/plain; charset=utf-8\r\nconnection: close\r\n";
    write!(client, "{head}content-length: {}\r\n\r\n{body}", body.len())
}

/// Speaks to the agent where there is one, and tries again where there is none.
fn beside(socket: &Path, answered: &AtomicU64) {
    loop {
        // An agent that is not there is no fault of this process.
        drop(speak(socket, answered));
        std::thread::sleep(Duration::from_secs(2));
    }
}

fn speak(socket: &Path, answered: &AtomicU64) -> std::io::Result<()> {
    let mut agent = UnixStream::connect(socket)?;
    let text = format!("answered {} times before", answered.load(Ordering::Relaxed));
    let event = serde_json::json!({ "event": { "name": "machine-connected", "text": text } });
    agent.write_all(format!("{event}\n{{\"watch\":true}}\n").as_bytes())?;
    for line in BufReader::new(agent).lines() {
        eprintln!("agent: {}", line?);
    }
    Ok(())
}

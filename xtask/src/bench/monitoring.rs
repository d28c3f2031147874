//! `cargo xtask bench monitoring`: what is found in real, labelled data, and how quickly, beside peers.

use std::process::{Command, Stdio};

use super::load;
use super::setting::{Built, shared_data};
use super::table::{Row, markdown};

/// Measures parts, or all, and prints the table.
///
/// # Errors
/// When there is nothing to measure on, or the program fails. A missed goal is no error: it is shown.
pub(crate) fn measure(parts: &[&str]) -> Result<(), String> {
    if parts == ["ingest"] {
        // That is the server's work.
        return super::server::run(parts);
    }
    let built = Built::prepare(&["steadfast-monitor-bench"])?;
    let folder = shared_data()?.join("monitoring");
    println!("    load before: {}", load());
    let mut command = Command::new(built.beside("steadfast-monitor-bench"));
    let output = command.arg(folder).args(parts).stderr(Stdio::inherit()).output();
    let output = output.map_err(|error| format!("the program cannot be started: {error}"))?;
    let said = String::from_utf8_lossy(&output.stdout);
    if !output.status.success() {
        return Err(format!("it ended with {}: {said}", output.status));
    }
    said.lines().filter(|line| !line.starts_with("row\t")).for_each(|line| println!("{line}"));
    println!("\n{}", markdown(&said.lines().filter_map(Row::printed).collect::<Vec<_>>()));
    Ok(())
}

//! A device to be probed: good, or with one flaw.

use std::io::Write;
use std::net::IpAddr;
use std::time::Duration;

use steadfast_probe::simulator::{Build, CORE_PATH, Flaw, Simulator};

use crate::failure::{Exit, Failure};
use crate::table::{row, table, width};

/// How long an account of the device waits after too many tries.
const WAIT: Duration = Duration::from_secs(60);

/// Lists the flaws, or runs a device until it is ended, or for so many seconds.
pub(super) fn run(device: &str, listen: IpAddr, seconds: Option<u32>, out: &mut dyn Write) -> Result<Exit, Failure> {
    let flaw = match device {
        "list" => return list(out),
        "good" => None,
        name => Some(name.parse::<Flaw>().map_err(|error| Failure::Usage(format!("{error}; see --device list")))?),
    };
    let build = Build { flaw, owner: None, listen, wait: WAIT };
    let device = Simulator::start(build).map_err(|source| Failure::Device { address: listen, source })?;
    out.write_all(told(&device).as_bytes()).and_then(|()| out.flush()).map_err(Failure::Output)?;
    let Some(seconds) = seconds else {
        loop {
            std::thread::park();
        }
    };
    std::thread::sleep(Duration::from_secs(u64::from(seconds)));
    Ok(Exit::Yes)
}

fn list(out: &mut dyn Write) -> Result<Exit, Failure> {
    let mut shown = table(&["device", "what is wrong with it", "found by the check"], width());
    row(&mut shown, &["good", "nothing", "none"]);
    Flaw::ALL.iter().for_each(|flaw| row(&mut shown, &[flaw.name(), flaw.about(), flaw.found_by()]));
    writeln!(out, "{shown}").map_err(Failure::Output)?;
    Ok(Exit::Yes)
}

/// Where it is, and how it is asked.
fn told(device: &Simulator) -> String {
    let about = device.flaw().map_or("a good device", Flaw::about);
    let list = |ports: Vec<u16>| ports.iter().map(u16::to_string).collect::<Vec<_>>().join(",");
    let (address, pages, core) = (device.address(), device.https(), device.core());
    let (ports, declared) = (list(device.ports()), list(device.declared()));
    let host = if address.is_ipv6() { format!("[{address}]") } else { address.to_string() };
    format!(
        "{about}, at https://{host}:{pages}/, fresh from its factory. To ask it:\n\n\
         STEADFAST_PROBE_PASSWORD='a river of nine stones' steadfast probe {address} --mine --may-change --account owner \
         --port {ports} --declared {declared} --core {core}{CORE_PATH} --rate 100 --seconds-of-patience 4\n"
    )
}

//! A probe as tests ask for it: the same questions, with less patience.

use std::net::{IpAddr, Ipv4Addr};
use std::time::Duration;

use steadfast_probe::simulator::{Build, CORE_PATH, Flaw, Simulator};
use steadfast_probe::{Ask, Core, Owner, Report, Target, Verdict, probe};

/// The owner of simulated devices.
pub(crate) const OWNER: (&str, &str) = ("owner", "a river of nine stones");
/// This machine, and itself from another side.
pub(crate) const HERE: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);
pub(crate) const THERE: IpAddr = IpAddr::V4(Ipv4Addr::new(127, 0, 0, 2));

/// A device with this flaw.
pub(crate) fn device(flaw: Option<Flaw>) -> Simulator {
    let build = Build { flaw, owner: None, listen: HERE, wait: Duration::from_secs(900) };
    Simulator::start(build).expect("a device")
}

/// A good device that is its owner's already.
pub(crate) fn owned() -> Simulator {
    let owner = Some((OWNER.0.to_owned(), OWNER.1.to_owned()));
    let build = Build { flaw: None, owner, listen: HERE, wait: Duration::from_secs(900) };
    Simulator::start(build).expect("a device")
}

/// Quick questions to ports of this machine.
pub(crate) fn ask(ports: Vec<u16>) -> Ask {
    let target = Target::find("127.0.0.1").expect("this machine");
    Ask {
        snmp: ports.first().copied().unwrap_or(1),
        declared: Some(ports.clone()),
        ports,
        rate: 1000,
        guesses: 12,
        answer_within: Duration::from_secs(2),
        patience: Duration::from_millis(400),
        ..Ask::new(target)
    }
}

/// Everything that can be asked of a device, by somebody who owns it.
pub(crate) fn whole(device: &Simulator) -> Ask {
    let (name, password) = OWNER;
    Ask {
        declared: Some(device.declared()),
        owner: Some(Owner { name: name.to_owned(), password: Some(password.to_owned().into()) }),
        may_change: true,
        core: Some(Core { port: device.core(), path: Some(CORE_PATH.to_owned()) }),
        second_source: Some(THERE),
        ..ask(device.ports())
    }
}

/// What comes of it.
pub(crate) fn asked(ask: &Ask) -> Report {
    probe(ask, None, &|_| ()).expect("somebody answers")
}

/// The checks with this verdict.
pub(crate) fn with(report: &Report, verdict: Verdict) -> Vec<&'static str> {
    let found = report.findings.iter().filter(|finding| finding.verdict == verdict);
    found.map(|finding| finding.check).collect()
}

/// What one check said.
pub(crate) fn said<'r>(report: &'r Report, check: &str) -> (Verdict, &'r str) {
    let finding = report.findings.iter().find(|finding| finding.check == check).expect("there is such a check");
    (finding.verdict, finding.reason.as_str())
}

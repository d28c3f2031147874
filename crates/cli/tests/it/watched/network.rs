//! Networks of their own for real units, made by the kernel; and what takes a unit over.

use std::net::{IpAddr, Ipv4Addr};
use std::process::{Child, Command, Stdio};

use crate::sharing::unit::Place;

/// A network between this machine and one unit. Whatever goes elsewhere goes nowhere: no call leaves this machine.
pub(super) struct Network {
    namespace: String,
    number: u8,
}

impl Network {
    /// Makes it, and takes away what another run may have left of it.
    pub(super) fn made(number: u8) -> Self {
        let network = Self { namespace: format!("sf-cam-{number}"), number };
        network.away();
        let (name, here, there) = (&network.namespace, network.here(), network.there());
        ip(&format!("netns add {name}"));
        ip(&format!("link add {name} type veth peer name eth0 netns {name}"));
        ip(&format!("address add {here}/24 dev {name}"));
        ip(&format!("link set {name} up"));
        let within = |words: String| ip(&format!("-netns {name} {words}"));
        within(format!("address add {there}/24 dev eth0"));
        within("link set lo up".to_owned());
        within("link set eth0 up".to_owned());
        within("link add nowhere type veth peer name beyond".to_owned());
        within("link set nowhere up".to_owned());
        within("link set beyond up".to_owned());
        within("address add 192.0.2.2/24 dev nowhere".to_owned());
        within("neighbour add 192.0.2.1 lladdr 02:00:00:00:00:01 dev nowhere".to_owned());
        within("route add default via 192.0.2.1".to_owned());
        network
    }

    /// This machine, as the unit reaches it.
    pub(super) fn here(&self) -> Ipv4Addr {
        Ipv4Addr::new(10, 213, self.number, 1)
    }

    fn there(&self) -> Ipv4Addr {
        Ipv4Addr::new(10, 213, self.number, 2)
    }

    /// Where the unit is.
    pub(super) fn place(&self) -> Place {
        Place { namespace: self.namespace.clone(), address: self.there().to_string() }
    }

    fn away(&self) {
        for gone in [["netns", "delete"], ["link", "delete"]] {
            // There may be none.
            drop(Command::new("ip").args(gone).arg(&self.namespace).stderr(Stdio::null()).status());
        }
    }

    /// A process on the unit calls home, again and again, and hears nothing.
    pub(super) fn infected(&self, homes: &[(IpAddr, u16)]) -> Infection {
        let call = |(to, port): &(IpAddr, u16)| format!("timeout 10 bash -c 'exec 3<>/dev/tcp/{to}/{port}';");
        let calls: String = homes.iter().map(call).collect();
        let mut command = Command::new("ip");
        command.args(["netns", "exec", &self.namespace, "bash", "-c", &format!("while true; do {calls} done")]);
        Infection(command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("bash is there"))
    }
}

impl Drop for Network {
    fn drop(&mut self) {
        self.away();
    }
}

/// A process that should not be there. It ends with its test.
pub(super) struct Infection(Child);

impl Drop for Infection {
    fn drop(&mut self) {
        // It may be gone already.
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

fn ip(words: &str) {
    let status = Command::new("ip").args(words.split_whitespace()).status().expect("ip is there: cargo xtask tools");
    assert!(status.success(), "ip {words}");
}

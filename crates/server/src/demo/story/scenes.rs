//! What happens, and when: days count from now, the story's last one.

use super::cast::Who;
use super::cast::Who::{Ines, Timo};
use super::conformity::Sample;
use super::scene::Reaching::{Everywhere, Line, Only};
use super::scene::Says::{Affected, Fixed, Looking, NotAffected};
use super::scene::Scene::{
    Against, Decide, Declared, Delivered, Found, Gate, Left, Placed, Published, Sell, Signed, Spread, SwitchedOn,
    Tested, Units, Withdraw,
};
use super::scene::{Decision, Delivery, Finding, Fix, Reaching, Says, Scene};

macro_rules! release {
    ($key:literal, $file:literal as $name:literal, $units:expr) => {
        Scene::Release {
            key: $key,
            bill: ($name, include_bytes!(concat!("../../../../../fixtures/demo/bills/", $file))),
            units: $units,
        }
    };
    ($key:literal, $file:literal, $units:expr) => {
        release!($key, $file as $file, $units)
    };
}

const fn decide(by: Who, flaw: &'static str, reaching: Reaching, says: Says, words: &'static str) -> Scene {
    Decide(Decision { flaw, by, says, words, reaching })
}

const NOT_BUILT: Says = NotAffected("vulnerable_code_not_present");
const NOT_REACHED: Says = NotAffected("vulnerable_code_not_in_execute_path");

const NOT_CONTROLLED: Says = NotAffected("vulnerable_code_cannot_be_controlled_by_adversary");
const MITIGATED: Says = NotAffected("inline_mitigations_already_exist");

/// Where gateways go: most of them stay near, and of some nobody says.
const NEAR: &[&str] = &["DE", "DE", "AT", "DE", "FR", "PL", "DE", "NL", "", "CZ", "DE", "IT", "AT"];
const FAR: &[&str] =
    &["DE", "FR", "SE", "ES", "DE", "IT", "FI", "PT", "DE", "BE", "DK", "", "RO", "DE", "PL", "NO", "IE"];

const fn delivered(key: &'static str, first: u32, units: u32, markets: &'static [&'static str]) -> Scene {
    Delivered(key, Delivery { units, first, markets })
}

/// No notified body has seen camera or router: how it will be is practised.
const PRACTICE: Sample = Sample { body: "Sample Body", number: "9999", certificate: "SAMPLE-0001 of 2026-10-01" };

/// The whole story.
pub(super) const SCENES: &[(i64, Scene)] = &[
    (-181, release!("gateway 2.3.0", "gateway-2.3.0.cdx.json", Some(1240))),
    (-181, release!("camera 1.8.0", "camera-1.8.0.cdx.json", Some(18_600))),
    (-181, release!("router 3.1.0", "router-3.1.0.spdx.json", Some(7450))),
    (-181, release!("studio 5.0.0", "studio-5.0.0.Cargo.lock" as "Cargo.lock", Some(3900))),
    (-181, release!("cloud 41", "cloud-41.Cargo.lock" as "Cargo.lock", Some(2))),
    (
        -180,
        decide(
            Ines,
            "CVE-2023-45853",
            Everywhere("zlib"),
            NOT_BUILT,
            "MiniZip, where the flaw is, is not built in any of our products.",
        ),
    ),
    (
        -180,
        decide(
            Ines,
            "CVE-2019-6268",
            Everywhere("u-boot"),
            NOT_BUILT,
            "About a version of 2010. We build without the file systems it is in.",
        ),
    ),
    (
        -180,
        decide(
            Timo,
            "CVE-2021-45956",
            Line("router"),
            NOT_BUILT,
            "Disputed, and about 2.86 alone; we ship a later one, with the release's own fix.",
        ),
    ),
    (
        -180,
        decide(
            Timo,
            "RUSTSEC-2024-0019",
            Everywhere("pkg:cargo/mio"),
            NOT_BUILT,
            "About named pipes of Windows; our devices run Linux.",
        ),
    ),
    (
        -180,
        decide(
            Timo,
            "RUSTSEC-2024-0003",
            Line("gateway"),
            NOT_CONTROLLED,
            "h2 is a client here, and talks to our own cloud alone.",
        ),
    ),
    (
        -180,
        decide(Timo, "GO-2023-1737", Line("router"), NOT_REACHED, "No handler of ours answers with FileAttachment."),
    ),
    (
        -180,
        decide(
            Ines,
            "GO-2023-2402",
            Line("router"),
            MITIGATED,
            "The ciphers that the attack needs are switched off in the settings of the SSH service.",
        ),
    ),
    (
        -180,
        decide(
            Timo,
            "GO-2024-2611",
            Everywhere("pkg:golang/google.golang.org/protobuf"),
            NOT_REACHED,
            "protojson is used nowhere; our messages are binary.",
        ),
    ),
    (-179, Gate("gateway 2.3.0")),
    (-179, Gate("router 3.1.0")),
    (-179, Gate("studio 5.0.0")),
    (-179, Gate("cloud 41")),
    (-179, Gate("camera 1.8.0")),
    (-178, Sell("gateway 2.3.0")),
    (-178, delivered("gateway 2.3.0", 1, 90, NEAR)),
    (-178, Sell("router 3.1.0")),
    (-178, Sell("studio 5.0.0")),
    (-178, Sell("cloud 41")),
    (
        -178,
        Against {
            key: "camera 1.8.0",
            reason: "What cannot be checked are three npm packages of the settings page, which no feed of ours covers yet. \
                 Ines read their release notes by hand; a feed is being bought.",
            decided: true,
        },
    ),
    (
        -176,
        decide(
            Ines,
            "RUSTSEC-2023-0071",
            Line("cloud"),
            NOT_REACHED,
            "Only public keys are used here: nothing is decrypted or signed with RSA.",
        ),
    ),
    (
        -170,
        decide(
            Ines,
            "CVE-2024-28960",
            Line("camera"),
            NOT_REACHED,
            "The PSA shared-memory interface is not used: one process, one client.",
        ),
    ),
    (
        -160,
        decide(
            Ines,
            "CVE-2024-1086",
            Line("gateway"),
            Affected("Ship 2.4.0 with kernel 6.6.16, and tell customers."),
            "nf_tables is built in, and users of the shell can reach it.",
        ),
    ),
    (-159, decide(Ines, "CVE-2024-1086", Line("camera"), NOT_BUILT, "No nf_tables in this kernel's configuration.")),
    (
        -159,
        decide(
            Ines,
            "CVE-2024-1086",
            Line("router"),
            Looking,
            "The firewall is nf_tables. Who can reach it without being root?",
        ),
    ),
    (-153, release!("router 3.2.0", "router-3.2.0.spdx.json", Some(0))),
    (
        -152,
        decide(
            Timo,
            "GO-2023-2153",
            Line("router"),
            Affected("Ship 3.2.0 with gRPC 1.58.3."),
            "The agent's gRPC server faces the provider's network.",
        ),
    ),
    (-151, release!("gateway 2.4.0", "gateway-2.4.0.cdx.json", Some(0))),
    (
        -150,
        decide(
            Ines,
            "CVE-2024-1086",
            Only("gateway 2.4.0"),
            Fixed,
            "Commit f342de4e2f33 is in the stable kernels from 6.6.15 on; the record names 6.8 alone.",
        ),
    ),
    (-149, Gate("gateway 2.4.0")),
    (
        -149,
        decide(
            Ines,
            "CVE-2024-1086",
            Line("router"),
            NOT_CONTROLLED,
            "User namespaces are off: only root reaches nf_tables, and there is nobody else.",
        ),
    ),
    (-148, Sell("gateway 2.4.0")),
    (-148, delivered("gateway 2.4.0", 91, 60, FAR)),
    (-148, Placed("gateway 2.3.0")),
    (
        -146,
        decide(
            Ines,
            "CVE-2024-27053",
            Everywhere("linux"),
            NOT_BUILT,
            "The wilc1000 driver is in none of our kernels.",
        ),
    ),
    (
        -146,
        decide(
            Timo,
            "GO-2024-2687",
            Line("router"),
            NOT_CONTROLLED,
            "HTTP/2 is answered on the loopback address only.",
        ),
    ),
    (-145, Gate("router 3.2.0")),
    (-144, Sell("router 3.2.0")),
    (-144, Placed("router 3.1.0")),
    (
        -139,
        decide(
            Ines,
            "CVE-2023-4863",
            Line("camera"),
            Affected("Ship 1.9.0 with libwebp 1.3.2 and Pillow 10.0.1."),
            "Thumbnails are made from pictures that guests upload.",
        ),
    ),
    (-130, Units("gateway 2.3.0", 1010)),
    (-130, Units("gateway 2.4.0", 620)),
    (-126, release!("camera 1.9.0", "camera-1.9.0.cdx.json", Some(0))),
    (-125, Gate("camera 1.9.0")),
    (
        -124,
        Against {
            key: "camera 1.9.0",
            reason: "It takes away the exploited flaw in libwebp; the npm packages are as they were.",
            decided: true,
        },
    ),
    (-124, Placed("camera 1.8.0")),
    (-117, release!("studio 5.1.0", "studio-5.1.0.Cargo.lock" as "Cargo.lock", Some(0))),
    (-116, Gate("studio 5.1.0")),
    (-115, Sell("studio 5.1.0")),
    (-110, Units("camera 1.8.0", 11_200)),
    (-110, Units("camera 1.9.0", 8900)),
    (
        -104,
        decide(
            Ines,
            "CVE-2024-5535",
            Everywhere("openssl"),
            NOT_REACHED,
            "SSL_select_next_proto is called nowhere in our code, nor by what we link.",
        ),
    ),
    (-98, release!("router 3.2.1", "router-3.2.1.spdx.json", None)),
    (
        -97,
        decide(
            Ines,
            "CVE-2024-1086",
            Line("router"),
            NOT_CONTROLLED,
            "Looked at again for the kernel of 3.2.1: user namespaces are still off.",
        ),
    ),
    (-97, Gate("router 3.2.1")),
    (
        -96,
        decide(
            Ines,
            "CVE-2024-3094",
            Only("router 3.2.1"),
            Affected("Withdraw 3.2.1; build again with xz 5.6.3."),
            "xz 5.6.1 came in with a newer build image.",
        ),
    ),
    (-96, Withdraw("router 3.2.1")),
    (-90, Units("studio 5.0.0", 2100)),
    (-90, Units("studio 5.1.0", 2350)),
    (-84, release!("cloud 42", "cloud-42.Cargo.lock" as "Cargo.lock", Some(2))),
    (-83, Gate("cloud 42")),
    (-82, Sell("cloud 42")),
    (-82, Placed("cloud 41")),
    (-81, Units("cloud 41", 0)),
    (
        -76,
        decide(
            Ines,
            "CVE-2024-45490",
            Line("gateway"),
            NOT_CONTROLLED,
            "XML is parsed from our own files only, whose lengths are known.",
        ),
    ),
    (
        -70,
        Found(Finding {
            part: "studio",
            title: "A project file can name any file of the machine",
            detail: "Reported by a finder: a project that somebody sends may name paths outside of its folder, and these are \
                 read when it is opened. Reproduced by us on 5.0.0 and 5.1.0.",
            severity: "high",
            sequences: (1, Some(3)),
        }),
    ),
    (-63, release!("gateway 2.4.1", "gateway-2.4.1.cdx.json", Some(0))),
    (
        -62,
        decide(
            Ines,
            "CVE-2024-1086",
            Only("gateway 2.4.1"),
            Fixed,
            "As in 2.4.0: the fix is in the stable kernels from 6.6.15 on.",
        ),
    ),
    (
        -62,
        decide(
            Timo,
            "RUSTSEC-2024-0421",
            Line("gateway"),
            NOT_CONTROLLED,
            "Host names come from our own settings, and nothing is decided by comparing them.",
        ),
    ),
    (-62, decide(Timo, "RUSTSEC-2024-0357", Line("gateway"), NOT_REACHED, "MemBio is not used.")),
    (-61, Gate("gateway 2.4.1")),
    (-60, Sell("gateway 2.4.1")),
    (-60, delivered("gateway 2.4.1", 151, 50, FAR)),
    (-60, Placed("gateway 2.4.0")),
    (-54, release!("studio 5.2.0", "studio-5.2.0.Cargo.lock" as "Cargo.lock", Some(0))),
    (-53, Gate("studio 5.2.0")),
    (-52, Sell("studio 5.2.0")),
    (
        -48,
        decide(
            Ines,
            "CVE-2024-49195",
            Line("camera"),
            Looking,
            "Key files are imported at the factory alone; does the settings page reach that code?",
        ),
    ),
    (-45, Units("gateway 2.3.0", 410)),
    (-45, Units("gateway 2.4.0", 530)),
    (-45, Units("gateway 2.4.1", 940)),
    (-39, Left),
    (
        -38,
        decide(
            Ines,
            "CVE-2024-49195",
            Line("camera"),
            Affected("Ship 1.10.0 with Mbed TLS 3.6.2."),
            "A certificate can be uploaded on the settings page.",
        ),
    ),
    (-30, Units("studio 5.1.0", 1400)),
    (-30, Units("studio 5.2.0", 2650)),
    (-25, Units("router 3.1.0", 2900)),
    (-25, Units("router 3.2.0", 5600)),
    (-20, release!("camera 1.9.1", "camera-1.9.1.cdx.json", None)),
    (
        -19,
        decide(
            Ines,
            "CVE-2024-1086",
            Line("camera"),
            NOT_BUILT,
            "Looked at again for the kernel of 1.9.1: still no nf_tables in its configuration.",
        ),
    ),
    (-19, Gate("camera 1.9.1")),
    (-30, Scene::Ceremony),
    (-12, release!("router 3.3.0", "router-3.3.0.spdx.json", None)),
    (-11, Tested("gateway 2.4.1")),
    (-11, Tested("camera 1.9.0")),
    (-11, Tested("router 3.2.0")),
    (-10, Declared("gateway 2.4.1", None)),
    (-10, Declared("camera 1.9.0", Some(PRACTICE))),
    (-10, Declared("router 3.2.0", Some(PRACTICE))),
    (-10, Published("gateway")),
    (-10, Published("camera")),
    (-10, Published("router")),
    (-6, release!("gateway 2.4.2", "gateway-2.4.2.cdx.json", None)),
    (-5, decide(Ines, "CVE-2024-1086", Only("gateway 2.4.2"), Fixed, "As in 2.4.1, whose kernel it has.")),
    (-5, Gate("gateway 2.4.2")),
    (
        -4,
        Signed(
            "gateway 2.4.2",
            Fix {
                notes: "Closes a hole in the kernel through which a program on the gateway could take it over.",
                fixes: &["CVE-2024-1086"],
            },
        ),
    ),
    (-4, SwitchedOn),
    (0, Spread("gateway 2.4.2")),
    (-3, release!("camera 1.10.0", "camera-1.10.0.cdx.json", None)),
    (
        -2,
        Against {
            key: "router 3.2.0",
            reason: "The Go feed fell silent; nothing else about the release changed. Deliveries could go on until it is back.",
            decided: false,
        },
    ),
];

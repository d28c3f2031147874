//! The owner sends their data to a place of their own, and it arrives whole or the unit does not say so: whatever the place
//! does, and wherever the power goes.

mod files;
mod place;
mod relay;
mod s3;
mod sftp;
mod successor;

use std::io::Read as _;
use std::time::Duration;

use sha2::{Digest as _, Sha256};
use steadfast_device::data::Data;
use steadfast_device::outside::{Files, System};
use steadfast_device::vault::{Import, Limits, import};
use steadfast_protocol::{Exported, ReceiptCopy, Said};
use steadfast_testkit::wait::poll;

use crate::browser::Browser;
use crate::unit::{Agent, OWNER, PASSWORD, Unit};

/// How long a transfer may take here.
const ARRIVES: Duration = Duration::from_secs(60);

/// A megabyte.
const MEGA: usize = 1 << 20;

/// What a transfer page says.
const RUNS: &str = "<progress";

/// What a page says of a transfer that arrived.
const THERE: &str = "Your data arrived";

/// A unit of somebody who has so many megabytes of their own on it. They are in.
fn with_data(megabytes: u8) -> (Unit, Agent, Browser) {
    let unit = Unit::make(None);
    let (agent, mut owner) = unit.with_owner(false);
    agent.kill();
    for at in 0..megabytes {
        put(&unit, &format!("photo-{at}"), &vec![b'a' + at; MEGA]);
    }
    let agent = unit.start();
    owner.goes_to(&agent.door);
    log_in(&mut owner);
    (unit, agent, owner)
}

fn log_in(owner: &mut Browser) {
    assert_eq!(owner.log_in(OWNER, PASSWORD).expect("it is heard").status, 303, "the owner is in");
}

/// Keeps something on a unit that does not run.
fn put(unit: &Unit, name: &str, bytes: &[u8]) {
    unit.with_files(|files: &Files| {
        let data = Data::open(files, &System).expect("it is the owner's");
        data.put(files, &System, name, bytes).expect("there is room");
    });
}

/// What is kept on a unit that does not run.
fn kept(unit: &Unit, name: &str) -> Option<Vec<u8>> {
    unit.with_files(|files: &Files| {
        let data = Data::load(files).expect("it is read")?;
        data.get(files, name).expect("it is whole").map(|bytes| bytes.to_vec())
    })
}

/// Begins a transfer; the page that says what became of that.
fn begin(owner: &mut Browser, fields: &[(&str, &str)]) -> String {
    let page = owner.submit("/data/transfer", "/data/transfer", fields).expect("it is heard");
    if page.status == 303 { looks(owner) } else { page.body }
}

fn looks(owner: &mut Browser) -> String {
    owner.get("/data/transfer").expect("it is heard").body
}

/// Where a transfer ends.
fn ends(owner: &mut Browser) -> String {
    let over = || Some(looks(owner)).filter(|page| !page.contains(RUNS));
    poll(ARRIVES, over).expect("it comes to an end")
}

/// The receipts of what was taken along.
fn receipts(owner: &mut Browser) -> Vec<Exported> {
    let page = owner.get("/data").expect("it is heard").body;
    let numbers = page.split("/receipt?number=").skip(1).filter_map(|rest| rest.split('"').next());
    let numbers: Vec<String> = numbers.map(str::to_owned).collect();
    let said = numbers.iter().map(|number| {
        let text = owner.get(&format!("/receipt.txt?number={number}")).expect("it is heard").body;
        ReceiptCopy::read(text.as_bytes()).expect("it holds").said().clone()
    });
    let exported = |said| if let Said::Export(said) = said { Some(said) } else { None };
    said.filter_map(exported).collect()
}

/// The one receipt of it, which says what these bytes are.
fn assert_receipt_is_of(owner: &mut Browser, bytes: &[u8]) -> Exported {
    let [receipt] = <[Exported; 1]>::try_from(receipts(owner)).expect("there is one receipt");
    assert_eq!((receipt.bytes, receipt.verified), (bytes.len() as u64, true));
    assert_eq!(receipt.sha256[..], Sha256::digest(bytes)[..], "the receipt is of what is there");
    receipt
}

/// What is in an archive that is not encrypted.
fn opened(archive: &[u8]) -> Import {
    import(archive.take(u64::MAX), &Limits { memory: 64 << 20, ..Limits::default() }).expect("it is whole")
}

/// Whether this stands anywhere in what a unit keeps.
fn keeps(unit: &Unit, secret: &str) -> bool {
    let holds = |name: &String| {
        let bytes = unit.document(name).unwrap_or_default();
        bytes.windows(secret.len()).any(|window| window == secret.as_bytes())
    };
    unit.stored().iter().any(holds)
}

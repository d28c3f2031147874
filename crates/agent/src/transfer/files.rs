//! To an address that takes files by PUT, or a WebDAV folder (RFC 4918). What breaks off begins anew: neither says how much
//! it has.

use steadfast_protocol::Way;
use steadfast_trust::encoding::base64;

use super::course::Load;
use super::failed::Failed;
use super::{Arrived, MOST_ANSWER, Order};
use crate::net::{Courier, Parcel};

/// The most folders that are made on the way to one.
const MOST_FOLDERS: usize = 16;

/// Sends the file, reads it back, and compares.
pub(super) fn put(order: &Order, courier: &Courier, load: &mut Load<'_>) -> Result<Arrived, Failed> {
    let (address, name) = (order.target.address.as_str(), order.name.as_str());
    if order.target.way == Way::WebDav {
        make_folder(order, courier, address.trim_end_matches('/'), MOST_FOLDERS)?;
    }
    let url = match order.target.way {
        Way::WebDav => format!("{}/{name}", address.trim_end_matches('/')),
        _ if address.ends_with('/') => format!("{address}{name}"),
        _ => address.to_owned(),
    };
    // Whoever wants no file of this kind, or has no room, says so before all of it is sent.
    let parcel = parcel("PUT", &url, order)?.with("expect", "100-continue");
    let size = load.size();
    let answer = courier.send(&parcel.with("content-type", "application/octet-stream"), load, size, MOST_ANSWER)?;
    match answer.status {
        200 | 201 | 204 => compare(order, courier, &url, load),
        status => Err(Failed::of("PUT", status)),
    }
}

fn compare(order: &Order, courier: &Courier, url: &str, load: &Load<'_>) -> Result<Arrived, Failed> {
    let (arrived, mut back) = (load.arrived()?, load.back());
    let parcel = parcel("GET", url, order)?.with("cache-control", "no-cache");
    super::read_back(courier.pour(&parcel, arrived.bytes, &mut back))?;
    if back.is(&arrived) { Ok(arrived) } else { Err(Failed::Corrupt) }
}

/// Makes a folder where there is none, and those in which it lies. Whoever says no may still take the file: some let nobody
/// ask.
fn make_folder(order: &Order, courier: &Courier, url: &str, deep: usize) -> Result<(), Failed> {
    let Some((above, _)) = url.rsplit_once('/').filter(|(above, _)| !above.ends_with('/') && deep > 0) else {
        return Ok(());
    };
    let make = || -> Result<u16, Failed> {
        Ok(courier.ask(&parcel("MKCOL", &format!("{url}/"), order)?, MOST_ANSWER)?.status)
    };
    match make()? {
        404 | 409 => {
            make_folder(order, courier, above, deep - 1)?;
            make().map(drop)
        }
        401 => Err(Failed::Shut(401)),
        _ => Ok(()),
    }
}

fn parcel(method: &str, url: &str, order: &Order) -> Result<Parcel, Failed> {
    let parcel = Parcel::to(method, url).ok_or_else(|| Failed::Address(url.to_owned()))?;
    let (user, secret) = (&order.target.user, order.secret.text());
    if user.is_empty() && secret.is_empty() {
        return Ok(parcel);
    }
    Ok(parcel.with("authorization", &format!("Basic {}", base64(format!("{user}:{secret}").as_bytes()))))
}

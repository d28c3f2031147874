//! What the device is for: it says how warm it is.

use std::net::TcpStream;

use super::CORE_PATH;
use super::http::{Asked, Said};
use super::listener::Work;

/// A page for the house's other devices.
pub(super) fn work() -> Work {
    Box::new(|house, mut stream: TcpStream, _| {
        let asked = Asked::read(&mut stream)?;
        if !house.works() {
            return Ok(());
        }
        let said = match asked.path.as_str() {
            CORE_PATH if house.is_set_up() => Said::page(200, "21 degrees"),
            CORE_PATH => Said::nothing(403),
            _ => Said::page(404, "there is no such page"),
        };
        said.write(&mut stream, house.server())
    })
}

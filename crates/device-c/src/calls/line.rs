//! Production: how a unit comes to be, at the line, without a network.
#![expect(unsafe_code, reason = "names that C links by")]

use steadfast_device::outside::System;
use steadfast_device::provision::{self, Order};
use steadfast_trust::key::Fingerprint;

use crate::border::{Bytes, BytesOut, SizeOut, Text, TextOut};
use crate::code::SfCode;
use crate::failure::Failure;
use crate::handles::{Handle, with};

/// Bytes of a code with its zero at the end: `8Q2M-…`.
pub const SF_CODE_SIZE: usize = 20;

/// Bytes of the longest factory settings.
const MOST_FACTORY: usize = 1 << 20;

/// Makes the unit, before sf_start: it draws its key, once for ever, and a code for its label, which is told here and kept
/// nowhere. What was interrupted is repeated as a whole, with another code each time, until sf_confirm.
///
/// `factory` are the settings as `steadfast provision settings` signed them; `maker` is the fingerprint of the key that did:
/// `sha256:…`. `certificate` is the SHA-256 of the certificate that the unit shows to browsers: 32 bytes, or null and 0. The
/// buffer has room for SF_CODE_SIZE bytes.
#[unsafe(no_mangle)]
pub extern "C" fn sf_make(
    unit: Handle,
    serial: Text,
    factory: Bytes,
    factory_length: usize,
    maker: Text,
    certificate: Bytes,
    certificate_length: usize,
    buffer: TextOut,
    capacity: usize,
    length: SizeOut,
) -> SfCode {
    with(unit, |held| {
        buffer.ready(SF_CODE_SIZE, capacity, length)?;
        let (serial, factory) = (serial.read()?, factory.read(factory_length, MOST_FACTORY)?);
        let (maker, certificate) = (fingerprint(&maker.read()?)?, certificate.read_exactly(certificate_length)?);
        let order = Order { serial: &serial, factory: &factory, maker, certificate };
        let made = provision::make(held.bare()?, &System, &order)?;
        buffer.give(&held.made(made), capacity, length)
    })
}

/// Gives a unit without an owner another code, before sf_start; somebody has to be there in person. The code on its label is
/// void, and the line confirms it anew. Arguments as those of sf_make.
#[unsafe(no_mangle)]
pub extern "C" fn sf_renew(
    unit: Handle,
    certificate: Bytes,
    certificate_length: usize,
    buffer: TextOut,
    capacity: usize,
    length: SizeOut,
) -> SfCode {
    with(unit, |held| {
        buffer.ready(SF_CODE_SIZE, capacity, length)?;
        let certificate = certificate.read_exactly(certificate_length)?;
        let made = provision::renew(held.bare()?, &System, certificate)?;
        buffer.give(&held.made(made), capacity, length)
    })
}

/// What the unit stated of itself in sf_make or sf_renew by this handle, signed: what the factory list is made of.
#[unsafe(no_mangle)]
pub extern "C" fn sf_born(unit: Handle, buffer: BytesOut, capacity: usize, length: SizeOut) -> SfCode {
    with(unit, |held| buffer.give(held.born()?, capacity, length))
}

/// The line wrote down what it heard: the unit may start. `fingerprint` is that of the unit's key (SF_TEXT_FINGERPRINT): that
/// of another unit is refused. Said again, it changes nothing.
#[unsafe(no_mangle)]
pub extern "C" fn sf_confirm(unit: Handle, fingerprint: Text) -> SfCode {
    with(unit, |held| {
        let fingerprint = self::fingerprint(&fingerprint.read()?)?;
        Ok(provision::confirm(held.bare()?, fingerprint)?)
    })
}

/// Gives the unit a one-time code by which it enrols at the server, where no factory list names its key. Before sf_start.
#[unsafe(no_mangle)]
pub extern "C" fn sf_enrol_by(unit: Handle, code: Text) -> SfCode {
    with(unit, |held| {
        let code = code.read()?;
        Ok(provision::enrol_by(held.bare()?, &code)?)
    })
}

fn fingerprint(text: &str) -> Result<Fingerprint, Failure> {
    text.parse().map_err(|error| Failure::new(SfCode::Range, format!("{error}")))
}

//! Ports as they are typed.

use steadfast_probe::Core;

/// A port, or a span of them.
pub(super) fn ports(text: &str) -> Result<Vec<u16>, String> {
    let refused = || format!("{text}: expected a port such as 443, or a span such as 8000-8100");
    let number = |text: &str| text.trim().parse::<u16>().ok().filter(|port| *port > 0).ok_or_else(refused);
    let (from, to) = text.split_once('-').unwrap_or((text, text));
    let (from, to) = (number(from)?, number(to)?);
    if from <= to { Ok((from..=to).collect()) } else { Err(refused()) }
}

/// A port, with a path where it answers HTTP.
pub(super) fn core(text: &str) -> Result<Core, String> {
    let (port, path) = text.split_at(text.find('/').unwrap_or(text.len()));
    let refused = || format!("{text}: expected a port such as 502, or a port and a path such as 8443/api/state");
    let port = port.parse::<u16>().ok().filter(|port| *port > 0).ok_or_else(refused)?;
    let path = (!path.is_empty()).then(|| super::path(path)).transpose()?;
    Ok(Core { port, path })
}

#[cfg(test)]
mod tests {
    use super::{core, ports};

    #[test]
    fn ports_and_spans_are_read() {
        assert_eq!((ports("443"), ports("80-82")), (Ok(vec![443]), Ok(vec![80, 81, 82])));
        for text in ["", "0", "70000", "82-80", "-", "a"] {
            assert!(ports(text).is_err(), "{text}");
        }
    }

    #[test]
    fn what_a_device_is_for_is_a_port_with_or_without_a_path() {
        let read = |text: &str| core(text).map(|core| (core.port, core.path)).ok();
        assert_eq!(read("502"), Some((502, None)));
        assert_eq!(read("8443/api/state"), Some((8443, Some("/api/state".to_owned()))));
        assert_eq!((read("/state"), read("80/a b"), read("0/x")), (None, None, None));
    }
}

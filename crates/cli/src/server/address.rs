//! A server's address: TLS, or this machine.

use std::net::IpAddr;

use ureq::http::Uri;

use crate::failure::Failure;

/// What the environment says.
pub(super) fn stated() -> Option<String> {
    std::env::var("STEADFAST_SERVER").ok().filter(|text| !text.is_empty())
}

/// The address without what stands behind the host and port, ready to append a path.
pub(super) fn address(given: Option<&str>) -> Result<String, Failure> {
    let Some(text) = given.map(str::to_owned).or_else(stated) else {
        return Err(Failure::Usage("which server? Give --server, or set STEADFAST_SERVER".to_owned()));
    };
    checked(&text).map_err(|reason| Failure::Usage(format!("{text}: {reason}")))
}

fn checked(text: &str) -> Result<String, &'static str> {
    let uri: Uri = text.parse().map_err(|_| "is no address such as https://steadfast.example.com")?;
    let (Some(scheme), Some(authority)) = (uri.scheme_str(), uri.authority()) else {
        return Err("is no address such as https://steadfast.example.com");
    };
    if authority.as_str().contains('@') {
        return Err("an address holds no names or passwords; the token comes from STEADFAST_TOKEN");
    }
    if !matches!(uri.path(), "" | "/") || uri.query().is_some() {
        return Err("give the address alone, without a path");
    }
    match scheme {
        "https" => Ok(format!("https://{authority}")),
        "http" if is_loopback(authority.host()) => Ok(format!("http://{authority}")),
        "http" => {
            Err("http:// would show the token to everyone on the way: it is for this machine alone; use https://")
        }
        _ => Err("an address begins with https://"),
    }
}

fn is_loopback(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost" || bare.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::checked;

    #[test]
    fn plain_http_is_for_this_machine_alone() {
        for good in
            ["https://a.example", "https://a.example:8470/", "http://127.0.0.1:1", "http://[::1]:1", "http://localhost"]
        {
            assert_eq!(checked(good), Ok(good.trim_end_matches('/').to_owned()));
        }
        for bad in [
            "http://a.example",
            "http://10.0.0.1",
            "http://127.0.0.1.a.example",
            "ftp://a",
            "a.example",
            "https://a/b",
            "https://u:p@a",
            "",
        ] {
            assert!(checked(bad).is_err(), "{bad}");
        }
    }
}

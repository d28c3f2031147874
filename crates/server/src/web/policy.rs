//! The headers every page is sent with.

/// The content security policy: own style, own script, nothing inline, in no frame.
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; \
     img-src 'self' data:; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/// Headers of every page, as name and value. Pages hold what a person may see, so no cache keeps them.
pub const PAGE_HEADERS: [(&str, &str); 7] = [
    ("content-type", "text/html; charset=utf-8"),
    ("content-security-policy", CONTENT_SECURITY_POLICY),
    ("cache-control", "no-store"),
    ("referrer-policy", "same-origin"),
    ("x-content-type-options", "nosniff"),
    ("cross-origin-opener-policy", "same-origin"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
];

/// How long an asset with a hashed name is kept: for ever, since another content has another name.
pub const ASSET_CACHE: &str = "public, max-age=31536000, immutable";

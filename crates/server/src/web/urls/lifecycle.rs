//! Addresses of the lifecycle of products: for staff, and for everybody.

/// GET: support, what stays until when, how devices ended, what is left to do, and the public page.
pub const LIFECYCLE: &str = "/products/{id}/lifecycle";
/// POST `expected-months`, `expectations`, `purpose`, `law`, `similar`, `environment`, `components`, `guidance`, `seen`.
pub const SUPPORT_REASONS: &str = "/products/{id}/lifecycle/reasons";
/// POST `placed-from`, `ends`, `reason`.
pub const SUPPORT_PROMISES: &str = "/products/{id}/lifecycle/promises";
/// POST `slug`, `published` (`yes`), `gtin`, `languages`, `seen`.
pub const PRODUCT_PAGE: &str = "/products/{id}/lifecycle/page";
/// GET, `lang`: what everybody may read of a product; as JSON where the address ends with `.json`.
pub const PUBLIC_PRODUCT: &str = "/p/{product}";
/// GET: the advisories of a product for everybody.
pub const PUBLIC_ADVISORIES: &str = "/p/{product}/security";
/// GET: all published products as JSON.
pub const PUBLIC_FEED: &str = "/p/feed.json";
/// GET: what a successor gets, and where keys are.
pub const HAND_OVER: &str = "/hand-over";
/// GET: the archive.
pub const HAND_OVER_ARCHIVE: &str = "/hand-over/archive";
/// POST `name`, `fingerprint`, `place`, `holder`.
pub const HAND_OVER_KEYS: &str = "/hand-over/keys";
/// POST.
pub const HAND_OVER_KEY_REMOVE: &str = "/hand-over/keys/{id}/remove";

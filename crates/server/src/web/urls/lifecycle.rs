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
/// GET: all published products as JSON.
pub const PUBLIC_FEED: &str = "/p/feed.json";

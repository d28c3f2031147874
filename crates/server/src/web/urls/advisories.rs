//! Addresses of the own advisories. What others publish is below `/advisories`, what the world reads below `/p`.

/// GET, paging by `after`: the own advisories. POST `case`, or `product` and `flaw`: begins one.
pub const OWN_ADVISORIES: &str = "/own-advisories";
/// GET: the form that begins one of a product.
pub const OWN_ADVISORY_NEW: &str = "/own-advisories/new";
/// POST `four_eyes`: whether a second person publishes.
pub const OWN_ADVISORY_POLICY: &str = "/own-advisories/policy";
/// GET: the key that signs. POST `key`, `passphrase`: puts another in its place.
pub const OWN_ADVISORY_KEY: &str = "/own-advisories/key";
/// GET: one of them, with what the standard's tests say of it. POST its fields, `seen`.
pub const OWN_ADVISORY: &str = "/own-advisories/{id}";
/// POST `summary`, `seen`: publishes it as its next version.
pub const OWN_ADVISORY_PUBLISH: &str = "/own-advisories/{id}/publish";
/// GET: as the page of the product will show it.
pub const OWN_ADVISORY_PREVIEW: &str = "/own-advisories/{id}/preview";
/// GET: the document as it would be published now.
pub const OWN_ADVISORY_DOCUMENT: &str = "/own-advisories/{id}/document";
/// GET: the document of a version that was published.
pub const OWN_ADVISORY_VERSION: &str = "/own-advisories/{id}/versions/{number}";

//! Reasons why the act may not apply (Art. 2), as far as somebody may say them of a product.

/// A reason why the act may not apply.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Exclusion {
    /// A stable name.
    pub id: &'static str,
    /// Article and point.
    pub reference: &'static str,
    /// What falls under it, in our words.
    pub says: &'static str,
    /// Whether the act does not apply at all; else it applies with an exception.
    pub is_outside: bool,
}

const fn outside(id: &'static str, reference: &'static str, says: &'static str) -> Exclusion {
    Exclusion { id, reference, says, is_outside: true }
}

/// Every one that is known here.
pub const EXCLUSIONS: [Exclusion; 14] = [
    outside("medical-devices", "Art. 2(2)(a)", "a medical device"),
    outside("in-vitro-diagnostics", "Art. 2(2)(b)", "an in vitro diagnostic device"),
    outside("vehicles", "Art. 2(2)(c)", "a motor vehicle, or its systems and components under type-approval"),
    outside("light-vehicles", "Art. 2(5), Delegated Regulation (EU) 2025/1535", "a vehicle of category L"),
    outside("aviation", "Art. 2(3)", "certified for civil aviation"),
    outside("marine", "Art. 2(4)", "marine equipment"),
    outside("spare-parts", "Art. 2(6)", "a spare part made to the same specification as what it replaces"),
    outside("national-security", "Art. 2(7)", "made for national security, defence or classified information alone"),
    outside("no-connection", "Art. 2(1)", "never connected to a device or network, as far as can be foreseen"),
    outside("pure-service", "Art. 3(1), 3(2)", "a service far away that belongs to no product"),
    outside("website", "Art. 3(2)", "a website that supports no function of a product"),
    outside("not-commercial", "Art. 3(22), 3(48)", "open source that nobody supplies commercially"),
    Exclusion {
        id: "prototype-shown",
        reference: "Art. 4(2)",
        says: "a prototype, shown at a fair with a visible sign",
        is_outside: false,
    },
    Exclusion {
        id: "unfinished-software",
        reference: "Art. 4(3)",
        says: "unfinished software, given out for testing for a limited time",
        is_outside: false,
    },
];

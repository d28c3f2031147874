//! The schema of CSAF 2.0 as tables: what every part of a document is made of.

use super::language::looks_like_tag;
use super::text::{self, Text};

/// What a value must be.
#[derive(Debug, Clone, Copy)]
pub(super) enum Shape {
    /// A text.
    Text(Text),
    /// A list.
    List(&'static List),
    /// Fields.
    Fields(&'static Fields),
    /// Something that has a test of its own: a score.
    Score,
}

/// A list: what its entries are, how many there are at least, whether each is there once.
#[derive(Debug)]
pub(super) struct List {
    pub(super) of: Shape,
    pub(super) least: usize,
    pub(super) once: bool,
}

/// Fields: what each is, which must be there, how many at least and at most.
#[derive(Debug)]
pub(super) struct Fields {
    pub(super) known: &'static [(&'static str, Shape)],
    pub(super) needed: &'static [&'static str],
    pub(super) least: usize,
    pub(super) most: usize,
}

const ANY: Shape = Shape::Text(Text::Any);
const URI: Shape = Shape::Text(Text::Such("address", text::is_uri));
const TIME: Shape = Shape::Text(Text::Such("time", text::is_time));
const VERSION: Shape = Shape::Text(Text::Such("version", text::is_version));
const LANG: Shape = Shape::Text(Text::Such("language", looks_like_tag));

const fn word(words: &'static [&'static str]) -> Shape {
    Shape::Text(Text::OneOf(words))
}

const fn list(of: Shape) -> List {
    List { of, least: 1, once: false }
}

const fn set(of: Shape) -> List {
    List { of, least: 1, once: true }
}

const fn fields(known: &'static [(&'static str, Shape)], needed: &'static [&'static str]) -> Fields {
    Fields { known, needed, least: 0, most: usize::MAX }
}

const fn some(known: &'static [(&'static str, Shape)]) -> Fields {
    Fields { known, needed: &[], least: 1, most: usize::MAX }
}

static ANYS: List = list(ANY);
static ANY_SET: List = set(ANY);
static URIS: List = list(URI);
const TEXTS: Shape = Shape::List(&ANYS);
const IDS: Shape = Shape::List(&ANY_SET);

/// The whole document.
pub(super) static DOCUMENT: Fields = fields(
    &[
        ("document", Shape::Fields(&ABOUT)),
        ("product_tree", Shape::Fields(&TREE)),
        ("vulnerabilities", Shape::List(&FLAWS)),
    ],
    &["document"],
);

static ABOUT: Fields = fields(
    &[
        ("acknowledgments", Shape::List(&THANKS)),
        ("aggregate_severity", Shape::Fields(&SEVERITY)),
        ("category", Shape::Text(Text::Such("category", text::is_category))),
        ("csaf_version", word(&["2.0"])),
        ("distribution", Shape::Fields(&DISTRIBUTION)),
        ("lang", LANG),
        ("notes", Shape::List(&NOTES)),
        ("publisher", Shape::Fields(&PUBLISHER)),
        ("references", Shape::List(&REFERENCES)),
        ("source_lang", LANG),
        ("title", ANY),
        ("tracking", Shape::Fields(&TRACKING)),
    ],
    &["category", "csaf_version", "publisher", "title", "tracking"],
);

static THANKS: List = list(Shape::Fields(&THANK));
static THANK: Fields = some(&[("names", TEXTS), ("organization", ANY), ("summary", ANY), ("urls", Shape::List(&URIS))]);
static SEVERITY: Fields = fields(&[("namespace", URI), ("text", ANY)], &["text"]);
static DISTRIBUTION: Fields = some(&[("text", ANY), ("tlp", Shape::Fields(&TLP))]);
static TLP: Fields = fields(&[("label", word(&["AMBER", "GREEN", "RED", "WHITE"])), ("url", URI)], &["label"]);

static NOTES: List = list(Shape::Fields(&NOTE));
static NOTE: Fields = fields(
    &[
        ("audience", ANY),
        ("category", word(&["description", "details", "faq", "general", "legal_disclaimer", "other", "summary"])),
        ("text", ANY),
        ("title", ANY),
    ],
    &["category", "text"],
);

static PUBLISHER: Fields = fields(
    &[
        ("category", word(&["coordinator", "discoverer", "other", "translator", "user", "vendor"])),
        ("contact_details", ANY),
        ("issuing_authority", ANY),
        ("name", ANY),
        ("namespace", URI),
    ],
    &["category", "name", "namespace"],
);

static REFERENCES: List = list(Shape::Fields(&REFERENCE));
static REFERENCE: Fields =
    fields(&[("category", word(&["external", "self"])), ("summary", ANY), ("url", URI)], &["summary", "url"]);

static TRACKING: Fields = fields(
    &[
        ("aliases", IDS),
        ("current_release_date", TIME),
        ("generator", Shape::Fields(&GENERATOR)),
        ("id", Shape::Text(Text::Such("id", text::is_id))),
        ("initial_release_date", TIME),
        ("revision_history", Shape::List(&HISTORY)),
        ("status", word(&["draft", "final", "interim"])),
        ("version", VERSION),
    ],
    &["current_release_date", "id", "initial_release_date", "revision_history", "status", "version"],
);

static GENERATOR: Fields = fields(&[("date", TIME), ("engine", Shape::Fields(&ENGINE))], &["engine"]);
static ENGINE: Fields = fields(&[("name", ANY), ("version", ANY)], &["name"]);
static HISTORY: List = list(Shape::Fields(&REVISION));
static REVISION: Fields = fields(
    &[("date", TIME), ("legacy_version", ANY), ("number", VERSION), ("summary", ANY)],
    &["date", "number", "summary"],
);

static TREE: Fields = some(&[
    ("branches", Shape::List(&BRANCHES)),
    ("full_product_names", Shape::List(&PRODUCTS)),
    ("product_groups", Shape::List(&GROUPS)),
    ("relationships", Shape::List(&PAIRS)),
]);

static BRANCHES: List = list(Shape::Fields(&BRANCH));
static BRANCH: Fields = Fields {
    known: &[
        ("branches", Shape::List(&BRANCHES)),
        (
            "category",
            word(&[
                "architecture",
                "host_name",
                "language",
                "legacy",
                "patch_level",
                "product_family",
                "product_name",
                "product_version",
                "product_version_range",
                "service_pack",
                "specification",
                "vendor",
            ]),
        ),
        ("name", ANY),
        ("product", Shape::Fields(&PRODUCT)),
    ],
    needed: &["category", "name"],
    least: 3,
    most: 3,
};

static PRODUCTS: List = list(Shape::Fields(&PRODUCT));
static PRODUCT: Fields = fields(
    &[("name", ANY), ("product_id", ANY), ("product_identification_helper", Shape::Fields(&HELPER))],
    &["name", "product_id"],
);

static HELPER: Fields = some(&[
    ("cpe", Shape::Text(Text::Such("CPE name", text::is_cpe))),
    ("hashes", Shape::List(&FILES)),
    ("model_numbers", IDS),
    ("purl", Shape::Text(Text::Such("package URL", text::is_purl))),
    ("sbom_urls", Shape::List(&URIS)),
    ("serial_numbers", IDS),
    ("skus", TEXTS),
    ("x_generic_uris", Shape::List(&GENERIC)),
]);

static FILES: List = list(Shape::Fields(&FILE));
static FILE: Fields =
    fields(&[("file_hashes", Shape::List(&DIGESTS)), ("filename", ANY)], &["file_hashes", "filename"]);
static DIGESTS: List = list(Shape::Fields(&DIGEST));
static DIGEST: Fields = fields(
    &[("algorithm", ANY), ("value", Shape::Text(Text::Such("digest", text::is_digest)))],
    &["algorithm", "value"],
);
static GENERIC: List = list(Shape::Fields(&GENERIC_URI));
static GENERIC_URI: Fields = fields(&[("namespace", URI), ("uri", URI)], &["namespace", "uri"]);

static GROUPS: List = list(Shape::Fields(&GROUP));
static MEMBERS: List = List { of: ANY, least: 2, once: true };
static GROUP: Fields = fields(
    &[("group_id", ANY), ("product_ids", Shape::List(&MEMBERS)), ("summary", ANY)],
    &["group_id", "product_ids"],
);

static PAIRS: List = list(Shape::Fields(&PAIR));
static PAIR: Fields = fields(
    &[
        (
            "category",
            word(&[
                "default_component_of",
                "external_component_of",
                "installed_on",
                "installed_with",
                "optional_component_of",
            ]),
        ),
        ("full_product_name", Shape::Fields(&PRODUCT)),
        ("product_reference", ANY),
        ("relates_to_product_reference", ANY),
    ],
    &["category", "full_product_name", "product_reference", "relates_to_product_reference"],
);

static FLAWS: List = list(Shape::Fields(&FLAW));
static FLAW: Fields = some(&[
    ("acknowledgments", Shape::List(&THANKS)),
    ("cve", Shape::Text(Text::Such("CVE number", text::is_cve))),
    ("cwe", Shape::Fields(&CWE)),
    ("discovery_date", TIME),
    ("flags", Shape::List(&FLAGS)),
    ("ids", Shape::List(&FLAW_IDS)),
    ("involvements", Shape::List(&INVOLVEMENTS)),
    ("notes", Shape::List(&NOTES)),
    ("product_status", Shape::Fields(&STATUS)),
    ("references", Shape::List(&REFERENCES)),
    ("release_date", TIME),
    ("remediations", Shape::List(&REMEDIATIONS)),
    ("scores", Shape::List(&SCORES)),
    ("threats", Shape::List(&THREATS)),
    ("title", ANY),
]);

static CWE: Fields =
    fields(&[("id", Shape::Text(Text::Such("weakness", text::is_cwe))), ("name", ANY)], &["id", "name"]);

static FLAGS: List = set(Shape::Fields(&FLAG));
static FLAG: Fields = fields(
    &[
        ("date", TIME),
        ("group_ids", IDS),
        (
            "label",
            word(&[
                "component_not_present",
                "inline_mitigations_already_exist",
                "vulnerable_code_cannot_be_controlled_by_adversary",
                "vulnerable_code_not_in_execute_path",
                "vulnerable_code_not_present",
            ]),
        ),
        ("product_ids", IDS),
    ],
    &["label"],
);

static FLAW_IDS: List = set(Shape::Fields(&FLAW_ID));
static FLAW_ID: Fields = fields(&[("system_name", ANY), ("text", ANY)], &["system_name", "text"]);

static INVOLVEMENTS: List = set(Shape::Fields(&INVOLVEMENT));
static INVOLVEMENT: Fields = fields(
    &[
        ("date", TIME),
        ("party", word(&["coordinator", "discoverer", "other", "user", "vendor"])),
        ("status", word(&["completed", "contact_attempted", "disputed", "in_progress", "not_contacted", "open"])),
        ("summary", ANY),
    ],
    &["party", "status"],
);

static STATUS: Fields = some(&[
    ("first_affected", IDS),
    ("first_fixed", IDS),
    ("fixed", IDS),
    ("known_affected", IDS),
    ("known_not_affected", IDS),
    ("last_affected", IDS),
    ("recommended", IDS),
    ("under_investigation", IDS),
]);

static REMEDIATIONS: List = list(Shape::Fields(&REMEDIATION));
static REMEDIATION: Fields = fields(
    &[
        ("category", word(&["mitigation", "no_fix_planned", "none_available", "vendor_fix", "workaround"])),
        ("date", TIME),
        ("details", ANY),
        ("entitlements", TEXTS),
        ("group_ids", IDS),
        ("product_ids", IDS),
        ("restart_required", Shape::Fields(&RESTART)),
        ("url", URI),
    ],
    &["category", "details"],
);

static RESTART: Fields = fields(
    &[
        (
            "category",
            word(&[
                "connected",
                "dependencies",
                "machine",
                "none",
                "parent",
                "service",
                "system",
                "vulnerable_component",
                "zone",
            ]),
        ),
        ("details", ANY),
    ],
    &["category"],
);

static SCORES: List = list(Shape::Fields(&SCORE));
static SCORE: Fields = Fields {
    known: &[("cvss_v2", Shape::Score), ("cvss_v3", Shape::Score), ("products", IDS)],
    needed: &["products"],
    least: 2,
    most: usize::MAX,
};

static THREATS: List = list(Shape::Fields(&THREAT));
static THREAT: Fields = fields(
    &[
        ("category", word(&["exploit_status", "impact", "target_set"])),
        ("date", TIME),
        ("details", ANY),
        ("group_ids", IDS),
        ("product_ids", IDS),
    ],
    &["category", "details"],
);

//! The kinds of records that webhooks can choose from.

/// Every kind of record that this version makes, in the alphabet's order.
pub const KNOWN: &[&str] = &[
    "acted-alone",
    "advisories-handed-in",
    "advisories-imported",
    "advisory-changed",
    "advisory-drafted",
    "advisory-policy-set",
    "advisory-published",
    "alert-answered",
    "alert-opened",
    "approved",
    "artifact-arrived",
    "artifact-fault",
    "assessment-withdrawn",
    "blobs-swept",
    "break-glass-overdue",
    "case-assessed",
    "case-awareness-corrected",
    "case-closed",
    "case-noted",
    "case-opened",
    "case-person-set",
    "case-reopened",
    "case-signal",
    "case-task-done",
    "case-task-given",
    "case-words-erased",
    "confirmed-afterwards",
    "delivery-sent-again",
    "events-expired",
    "exposure-assessed",
    "exposures-matched",
    "feed-added",
    "feed-asked",
    "feed-changed",
    "feed-decided",
    "feed-disabled",
    "feed-enabled",
    "feed-held",
    "fresh-code-made",
    "held-erased",
    "held-opened",
    "identity-confirmed",
    "import-decided",
    "import-held",
    "import-refused",
    "invitation-accepted",
    "invitation-revoked",
    "job-run",
    "ledger-fault",
    "mail-changed",
    "manufacturer-changed",
    "manufacturer-made",
    "message-sent-again",
    "metadata-published",
    "monitoring-changed",
    "objected-afterwards",
    "own-flaw-changed",
    "own-flaw-closed",
    "own-flaw-entered",
    "own-flaw-reopened",
    "owner-decided",
    "part-changed",
    "part-made",
    "password-changed",
    "person-disabled",
    "person-enabled",
    "person-invited",
    "person-role-changed",
    "product-changed",
    "product-made",
    "product-silence-set",
    "proposed",
    "receiver-changed",
    "receiver-disabled",
    "receiver-enabled",
    "receiver-made",
    "receiver-removed",
    "receiver-tested",
    "recovered",
    "recovery-codes-made",
    "recovery-link-made",
    "refused",
    "release-bill-given",
    "release-changed",
    "release-file-given",
    "release-gated",
    "release-last-placed",
    "release-made",
    "release-put-on-sale",
    "release-units-stated",
    "release-withdrawn",
    "repository-key-made",
    "restored",
    "rollout-approved",
    "rollout-done",
    "rollout-halted",
    "rollout-paused",
    "rollout-planned",
    "rollout-resumed",
    "rollout-started",
    "rollout-stopped",
    "rollout-wave-opened",
    "second-factor-added",
    "second-factor-proposed",
    "second-factor-removed",
    "second-factors-reset",
    "session-ended",
    "sessions-ended",
    "set-up",
    "set-up-link-made",
    "sharing-refused",
    "signed-in",
    "signed-out",
    "swept",
    "token-ended",
    "token-made",
    "unit-added",
    "unit-changed",
    "unit-decommissioned",
    "unit-key-replaced",
    "unit-list-handed-in",
    "unit-list-refused",
    "unit-secret-made",
    "units-imported",
    "units-stated",
    "vex-handed-in",
    "vex-taken",
    "webhook-changed",
    "webhook-disabled",
    "webhook-enabled",
    "webhook-made",
    "webhook-removed",
    "webhook-secret-rotated",
    "webhook-stopped",
    "webhook-tested",
    "withdrawn",
];

/// The most kinds of one webhook, and the most characters of a kind.
const MOST: usize = 100;
const LONGEST: usize = 64;

/// The kinds in order and once each, or the one that is none. Kinds of later versions are taken too.
pub(super) fn read(kinds: &[String]) -> Result<Vec<String>, String> {
    let is_kind = |kind: &String| {
        let letters =
            kind.chars().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-');
        letters && !kind.is_empty() && kind.len() <= LONGEST
    };
    if let Some(wrong) = kinds.iter().find(|kind| !is_kind(kind)).or_else(|| kinds.get(MOST)) {
        return Err(wrong.chars().take(LONGEST).collect());
    }
    let mut kinds = kinds.to_vec();
    kinds.sort();
    kinds.dedup();
    Ok(kinds)
}

/// What the database keeps.
pub(super) fn text(kinds: &[String]) -> String {
    serde_json::json!(kinds).to_string()
}

/// What the database kept; empty for every kind.
pub(crate) fn kept(text: &str) -> Vec<String> {
    serde_json::from_str(text).unwrap_or_default()
}

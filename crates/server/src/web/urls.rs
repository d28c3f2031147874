//! Every address of a page, in one table. Forms post to the same addresses; what a form sends stands beside them.
//!
//! A path parameter is written `{id}`; [`with`] fills it in. After a post that succeeded the door answers 303 to the page.

mod advisories;
mod cases;
mod conformity;
mod containment;
mod drills;
mod duty;
mod lifecycle;
mod notices;
mod owners;
mod recalls;
mod reports;

pub use advisories::*;
pub use cases::*;
pub use conformity::*;
pub use containment::*;
pub use drills::*;
pub use duty::*;
pub use lifecycle::*;
pub use notices::*;
pub use owners::*;
pub use recalls::*;
pub use reports::*;

/// What must be done today. GET.
pub const TODAY: &str = "/";
/// Assets with hashed names: `/assets/{name}`. GET.
pub const ASSETS: &str = "/assets";
/// POST `language`, `back`: keeps the language in a cookie.
pub const LANGUAGE: &str = "/language";
/// POST `theme`, `back`: keeps light or dark in a cookie.
pub const THEME: &str = "/theme";

/// GET, in a demo alone: signs the visitor in, as often as it is opened.
pub const DEMO_ENTER: &str = "/demo/enter/{code}";
/// POST `step` (`hour`, `day`, `week` or `saturday`), `back`, in a demo alone: moves the clock.
pub const DEMO_CLOCK: &str = "/demo/clock";
/// POST, in a demo alone: puts everything back.
pub const DEMO_BACK: &str = "/demo/back";
/// POST `back`, in a demo alone: shows once more that it is the visitor, who has no factors to show.
pub const DEMO_CONFIRM: &str = "/demo/confirm";
/// GET and POST, the fields of the form: stands in for the reporting platform, for an event and a stage.
pub const DEMO_PLATFORM: &str = "/demo/platform/{event}/{stage}";

/// GET and POST `organisation`, `name`, `email`, `password`: the first person.
pub const SETUP: &str = "/setup/{code}";
/// GET and POST `email`, `password`, `back`: the first step.
pub const SIGN_IN: &str = "/sign-in";
/// GET and POST `method` (`totp` or `recovery`), `code` or `recovery`, `back`: the second step.
pub const SIGN_IN_SECOND: &str = "/sign-in/second";
/// POST: the challenge for a passkey as JSON, either as the second step or instead of a password.
pub const SIGN_IN_PASSKEY_BEGIN: &str = "/sign-in/passkey/begin";
/// POST `answer` (the passkey's, as JSON), `back`.
pub const SIGN_IN_PASSKEY_FINISH: &str = "/sign-in/passkey/finish";
/// GET and POST `password`, `code` or `recovery`, `back`: shows once more that it is you, with every factor.
pub const CONFIRM: &str = "/confirm";
/// POST, JSON: the challenge for a passkey, which shows the same.
pub const CONFIRM_PASSKEY_BEGIN: &str = "/confirm/passkey/begin";
/// POST, JSON: the passkey's answer.
pub const CONFIRM_PASSKEY_FINISH: &str = "/confirm/passkey/finish";
/// POST: ends this session.
pub const SIGN_OUT: &str = "/sign-out";
/// GET and POST `name`, `password`: an invited person sets up their account.
pub const INVITATION: &str = "/invitation/{code}";
/// GET and POST `password`: somebody recovers their account.
pub const RECOVERY: &str = "/recovery/{code}";

/// GET, filter `q`, `role`, `state`; paging `after`, `before`; order `sort`.
pub const PEOPLE: &str = "/people";
/// GET and POST `name`, `email`, `role`: a new invitation.
pub const INVITE: &str = "/people/invite";
/// GET.
pub const PERSON: &str = "/people/{id}";
/// POST `role`.
pub const PERSON_ROLE: &str = "/people/{id}/role";
/// POST.
pub const PERSON_DISABLE: &str = "/people/{id}/disable";
/// POST.
pub const PERSON_ENABLE: &str = "/people/{id}/enable";
/// POST: takes every second factor away; the person sets up a new one at the next sign-in.
pub const PERSON_FACTORS_RESET: &str = "/people/{id}/second-factors/reset";
/// POST: ends all sessions of the person.
pub const PERSON_SESSIONS_REVOKE: &str = "/people/{id}/sessions/revoke";
/// GET: who did what.
pub const PERSON_RECORDS: &str = "/people/{id}/records";
/// POST: withdraws an invitation.
pub const INVITATION_REVOKE: &str = "/invitations/{id}/revoke";

/// GET, filter `product`, `severity`, `only`; paging `after`, `before`: what somebody has to decide on.
pub const TRIAGE: &str = "/triage";
/// POST `status`, `justification`, `statement`, `action`, `reach`, `product`, `release`, `component`, `seen`.
pub const FLAW_ASSESS: &str = "/flaws/{number}/assess";
/// POST `seen`: says that an assessment still holds.
pub const FLAW_RENEW: &str = "/flaws/{number}/assessments/{id}/renew";
/// GET, and POST, multipart `document`: VEX documents.
pub const VEX: &str = "/vex";
/// GET `product` or `release`, `format`: a download.
pub const VEX_EXPORT: &str = "/vex/export";
/// GET: what a document would do.
pub const VEX_DOCUMENT: &str = "/vex/{id}";
/// POST: takes it.
pub const VEX_TAKE: &str = "/vex/{id}/take";
/// GET, filter `state`; paging `after`: flaws that are known and not published.
pub const OWN_FLAWS: &str = "/own-flaws";
/// GET and POST `part`, `source`, `title`, `detail`, `first`, `fixed`, `severity`, `exploited`: a new entry.
pub const OWN_FLAW_NEW: &str = "/own-flaws/new";
/// GET and POST the same without `part`, `version`: one entry.
pub const OWN_FLAW: &str = "/own-flaws/{id}";
/// POST.
pub const OWN_FLAW_CLOSE: &str = "/own-flaws/{id}/close";
/// POST.
pub const OWN_FLAW_REOPEN: &str = "/own-flaws/{id}/reopen";
/// POST: takes an assessment back.
pub const FLAW_WITHDRAW: &str = "/flaws/{number}/assessments/{id}/withdraw";
/// GET: where advisories come from, and how fresh they are.
pub const FEEDS: &str = "/advisories/sources";
/// GET and POST `name`, `kind`, `url`, `every`: a new feed.
pub const FEED_NEW: &str = "/advisories/sources/new";
/// GET and POST `version`, `url`, `every`: one feed.
pub const FEED: &str = "/advisories/sources/{id}";
/// POST: fetched at once.
pub const FEED_FETCH: &str = "/advisories/sources/{id}/fetch";
/// POST.
pub const FEED_ENABLE: &str = "/advisories/sources/{id}/enable";
/// POST.
pub const FEED_DISABLE: &str = "/advisories/sources/{id}/disable";
/// POST: takes what is held back.
pub const FEED_TAKE: &str = "/advisories/sources/{id}/take";
/// POST: leaves what is held back.
pub const FEED_LEAVE: &str = "/advisories/sources/{id}/leave";
/// GET: files that were handed in; POST, multipart `fetched`, `file`: one more.
pub const FEED_IMPORTS: &str = "/advisories/imports";
/// GET: one of them.
pub const FEED_IMPORT: &str = "/advisories/imports/{id}";
/// POST: takes one that is held back.
pub const FEED_IMPORT_TAKE: &str = "/advisories/imports/{id}/take";
/// POST: leaves one that is held back.
pub const FEED_IMPORT_LEAVE: &str = "/advisories/imports/{id}/leave";

/// GET: my account.
pub const ACCOUNT: &str = "/account";
/// POST `current`, `password`.
pub const ACCOUNT_PASSWORD: &str = "/account/password";
/// POST: draws the key of an authenticator app.
pub const ACCOUNT_TOTP_BEGIN: &str = "/account/totp/begin";
/// GET (shows the key) and POST `code` (confirms it).
pub const ACCOUNT_TOTP: &str = "/account/totp";
/// POST: takes the authenticator app away.
pub const ACCOUNT_TOTP_REMOVE: &str = "/account/totp/remove";
/// POST: new recovery codes, shown once.
pub const ACCOUNT_RECOVERY: &str = "/account/recovery-codes";
/// POST `name`: the challenge for a new passkey as JSON.
pub const ACCOUNT_PASSKEY_BEGIN: &str = "/account/passkeys/begin";
/// POST `name`, `answer` (the new passkey's, as JSON).
pub const ACCOUNT_PASSKEY_FINISH: &str = "/account/passkeys/finish";
/// POST: removes one passkey.
pub const ACCOUNT_PASSKEY_REMOVE: &str = "/account/passkeys/{id}/remove";
/// POST: ends one session of mine.
pub const ACCOUNT_SESSION_REVOKE: &str = "/account/sessions/{id}/revoke";
/// POST: ends all my sessions but this one.
pub const ACCOUNT_SESSIONS_REVOKE: &str = "/account/sessions/revoke";

/// GET, filter `q`, `state`; paging.
pub const TOKENS: &str = "/tokens";
/// GET and POST `name`, `scope` (repeated), `days`. The answer to the POST shows the token, once.
pub const TOKEN_NEW: &str = "/tokens/new";
/// POST.
pub const TOKEN_REVOKE: &str = "/tokens/{id}/revoke";

/// GET, filter `kind`, `actor`, `subject`, `from`, `until`; paging.
pub const PROOF_LOG: &str = "/proof-log";
/// GET: one record with its proof.
pub const RECORD: &str = "/proof-log/{id}";
/// GET: the record's bundle, for checking offline.
pub const RECORD_BUNDLE: &str = "/proof-log/{id}/bundle.json";
/// GET: the whole log, for checking offline.
pub const PROOF_LOG_EXPORT: &str = "/proof-log/export";

/// GET, filter `kind`, `state`; paging.
pub const JOBS: &str = "/jobs";
/// GET.
pub const JOB: &str = "/jobs/{id}";
/// POST: due at once.
pub const JOB_RUN: &str = "/jobs/{id}/run";
/// GET.
pub const HEALTH: &str = "/health";

/// GET and, below, what changes them.
pub const WEBHOOKS: &str = "/webhooks";
/// GET and POST `name`, `url`, `kind` (repeated). The answer to the POST shows the signing secret, once.
pub const WEBHOOK_NEW: &str = "/webhooks/new";
/// GET: one webhook with its deliveries.
pub const WEBHOOK: &str = "/webhooks/{id}";
/// GET and POST `name`, `url`, `kind` (repeated), `version`.
pub const WEBHOOK_CHANGE: &str = "/webhooks/{id}/change";
/// POST: another secret, which the answer shows, once.
pub const WEBHOOK_SECRET: &str = "/webhooks/{id}/secret";
/// POST: sends a test event.
pub const WEBHOOK_TEST: &str = "/webhooks/{id}/test";
/// POST.
pub const WEBHOOK_ENABLE: &str = "/webhooks/{id}/enable";
/// POST.
pub const WEBHOOK_DISABLE: &str = "/webhooks/{id}/disable";
/// POST.
pub const WEBHOOK_REMOVE: &str = "/webhooks/{id}/remove";
/// POST: sends one delivery again.
pub const DELIVERY_RETRY: &str = "/webhooks/{id}/deliveries/{delivery}/retry";

/// GET: who is told of what, and the mail server.
pub const MESSAGES: &str = "/messages";
/// GET and POST: the mail server, `host`, `port`, `security`, `user`, `password`, `from`, `authority`, `details`.
pub const MAIL_SERVER: &str = "/messages/mail";
/// GET and POST `name`, `way`, `person`, `address`, `language`, `carrier`, `authority`, `product`, `least`.
pub const RECEIVER_NEW: &str = "/messages/new";
/// GET: one receiver with its messages.
pub const RECEIVER: &str = "/messages/receivers/{id}";
/// GET and POST the same fields as for a new one, `version`.
pub const RECEIVER_CHANGE: &str = "/messages/receivers/{id}/change";
/// POST: sends a test.
pub const RECEIVER_TEST: &str = "/messages/receivers/{id}/test";
/// POST.
pub const RECEIVER_ENABLE: &str = "/messages/receivers/{id}/enable";
/// POST.
pub const RECEIVER_DISABLE: &str = "/messages/receivers/{id}/disable";
/// POST.
pub const RECEIVER_REMOVE: &str = "/messages/receivers/{id}/remove";
/// POST: sends one message again.
pub const MESSAGE_RETRY: &str = "/messages/receivers/{id}/messages/{message}/retry";

/// GET, filter `q`; paging.
pub const PRODUCTS: &str = "/products";
/// GET and POST `name`, `designation`, `manufacturer`, `category`, `purpose`, `support-from`, `support-to`,
/// `support-reason`, `contact`, `risk`.
pub const PRODUCT_NEW: &str = "/products/new";
/// GET: one product with its parts and releases.
pub const PRODUCT: &str = "/products/{id}";
/// GET and POST the same fields as for a new one, `version`.
pub const PRODUCT_CHANGE: &str = "/products/{id}/change";
/// GET and POST `name`, `kind`.
pub const PART_NEW: &str = "/products/{id}/parts/new";
/// GET and POST `name`, `version`.
pub const PART_CHANGE: &str = "/parts/{id}/change";
/// GET, paging by `after`: every release of a part.
pub const PART: &str = "/parts/{id}";
/// GET and POST (with files) `version`, `sequence`, `released`, `units`, `sbom`, `file`.
pub const RELEASE_NEW: &str = "/parts/{id}/releases/new";
/// GET: one release.
pub const RELEASE: &str = "/releases/{id}";
/// GET and POST `label`, `released`, `version`.
pub const RELEASE_CHANGE: &str = "/releases/{id}/change";
/// GET and POST (with files) `sbom`, `file`: another bill, another product file.
pub const RELEASE_FILES: &str = "/releases/{id}/files";
/// GET: the bill of materials, as it came.
pub const RELEASE_SBOM: &str = "/releases/{id}/sbom";
/// GET: the product file, as it came.
pub const RELEASE_FILE: &str = "/releases/{id}/product-file";
/// POST `units`.
pub const RELEASE_UNITS: &str = "/releases/{id}/units";
/// POST: the release check was looked at.
pub const RELEASE_GATE: &str = "/releases/{id}/gate";
/// POST.
pub const RELEASE_SELL: &str = "/releases/{id}/sell";
/// POST.
pub const RELEASE_WITHDRAW: &str = "/releases/{id}/withdraw";
/// POST `day`.
pub const RELEASE_PLACED: &str = "/releases/{id}/last-placed";
/// GET, filter `q`; paging by `after`.
pub const RELEASE_COMPONENTS: &str = "/releases/{id}/components";
/// GET, filter `state`; paging by `after`.
pub const RELEASE_EXPOSURES: &str = "/releases/{id}/exposures";
/// GET `from`: what changed since another release.
pub const RELEASE_DIFFERENCE: &str = "/releases/{id}/difference";
/// GET: a flaw with the releases that it hits.
pub const FLAW: &str = "/flaws/{number}";
/// GET, paging by `after`: the devices that a flaw hits.
pub const FLAW_UNITS: &str = "/flaws/{number}/units";
/// GET, filter `product`, `release`, `market`, `state`, `silent`, `serial`; paging `after`, `before`: devices in the field.
pub const FLEET: &str = "/fleet";
/// GET and POST `product`, `serial`, `key`, `version`, `hardware`, `market`, `contact`: a new device.
pub const UNIT_NEW: &str = "/fleet/new";
/// GET, paging by `after`, and POST, multipart `product`, `list`: factory lists.
pub const UNIT_LISTS: &str = "/fleet/lists";
/// GET.
pub const UNIT_LIST: &str = "/fleet/lists/{id}";
/// GET, paging of the history by `before`: one device.
pub const UNIT: &str = "/fleet/{id}";
/// A statement as a file.
pub const UNIT_RECEIPT: &str = "/fleet/{id}/statements/{statement}";
/// POST `hardware`, `market`, `contact`, `base`.
pub const UNIT_CHANGE: &str = "/fleet/{id}/change";
/// POST. The answer shows the code, once.
pub const UNIT_CODE: &str = "/fleet/{id}/code";
/// POST. The answer shows the token, once.
pub const UNIT_TOKEN: &str = "/fleet/{id}/token";
/// POST `key`, `reason`, `take`: gives it another key.
pub const UNIT_KEY: &str = "/fleet/{id}/key";
/// POST `on` (`always` or `release`), `automatic`, `features`, `release`, `wish`, `until`: keeps what its owner said.
pub const UNIT_DECIDE: &str = "/fleet/{id}/decide";
/// POST: takes the code on its label out of force. The answer shows another one, once.
pub const UNIT_OWNER_CODE: &str = "/fleet/{id}/owner-code";
/// POST `checked`: a code by which its owner sees what is held.
pub const UNIT_FRESH_CODE: &str = "/fleet/{id}/fresh-code";
/// POST `reason`: takes it out of use.
pub const UNIT_DECOMMISSION: &str = "/fleet/{id}/decommission";
/// GET `class`, `from`: the events that its owner shares.
pub const UNIT_EVENTS: &str = "/fleet/{id}/events";
/// GET: open alerts, and what monitoring covers.
pub const MONITORING: &str = "/monitoring";
/// GET, filter `product`, `state` (`open`), `answer`; paging by `after`.
pub const ALERTS: &str = "/monitoring/alerts";
/// GET, paging of its devices by `after`: one alert.
pub const ALERT: &str = "/monitoring/alerts/{id}";
/// POST `answer` (`true`, `false` or `expected`), `note`, `seen`.
pub const ALERT_ANSWER: &str = "/monitoring/alerts/{id}/answer";
/// POST `case` (empty: a new one): makes the alert a case, or part of one.
pub const ALERT_CASE: &str = "/monitoring/alerts/{id}/case";
/// GET: how alerts are found, how well, and what is decided about them.
pub const DETECTORS: &str = "/monitoring/detectors";
/// POST `alerts_a_month`, `events_a_day`, `keep_security`, `keep_network`, `keep_product`.
pub const MONITORING_SETTINGS: &str = "/monitoring/settings";
/// GET, filter `product`, `state`; paging by `after`: distributions of updates.
pub const ROLLOUTS: &str = "/rollouts";
/// GET: one distribution.
pub const ROLLOUT: &str = "/rollouts/{id}";
/// GET and POST the fields of a new one, `version`: another plan for a draft.
pub const ROLLOUT_PLAN: &str = "/rollouts/{id}/plan";
/// POST: approves one that does not reach every device.
pub const ROLLOUT_APPROVE: &str = "/rollouts/{id}/approve";
/// POST.
pub const ROLLOUT_START: &str = "/rollouts/{id}/start";
/// POST.
pub const ROLLOUT_PAUSE: &str = "/rollouts/{id}/pause";
/// POST.
pub const ROLLOUT_RESUME: &str = "/rollouts/{id}/resume";
/// POST.
pub const ROLLOUT_STOP: &str = "/rollouts/{id}/stop";
/// GET and POST `share`, `success`, `failure`, `hours` (each once for each wave), `hardware`, `market` (repeated),
/// `postponement`: a new distribution of a release.
pub const ROLLOUT_NEW: &str = "/releases/{id}/rollouts/new";
/// GET: how far a release came, and its distributions.
pub const RELEASE_REACH: &str = "/releases/{id}/reach";
/// GET and POST `name`, `address`, `contact`.
pub const MANUFACTURER_NEW: &str = "/manufacturers/new";
/// GET.
pub const MANUFACTURERS: &str = "/manufacturers";
/// GET and POST the same, `version`.
pub const MANUFACTURER_CHANGE: &str = "/manufacturers/{id}/change";

/// GET, paging of decisions by `after`: what waits for a second person.
pub const APPROVALS: &str = "/approvals";
/// GET and POST `kind` (`make-admin`, `recover`, `erase-record`, `approve-rollout`, `sell-against-verdict` or `decide-recall`), `subject`, `reason`: proposes what takes two people.
pub const APPROVAL_PROPOSE: &str = "/approvals/propose";
/// POST `once`. The answer shows the link that comes of a recovery, once.
pub const APPROVAL_APPROVE: &str = "/approvals/{id}/approve";
/// POST `reason`.
pub const APPROVAL_REFUSE: &str = "/approvals/{id}/refuse";
/// POST: the proposer takes it back.
pub const APPROVAL_WITHDRAW: &str = "/approvals/{id}/withdraw";
/// POST `reason`, `once`: one person acts alone; a second must confirm.
pub const APPROVAL_BREAK_GLASS: &str = "/approvals/{id}/break-glass";
/// POST `reason`: the second person confirms, or objects, after break glass.
pub const APPROVAL_CONFIRM: &str = "/approvals/{id}/confirm";
/// POST `reason`.
pub const APPROVAL_OBJECT: &str = "/approvals/{id}/object";

/// Server-sent events for live parts (an address of the API).
pub const EVENTS: &str = "/api/v1/events";

/// `pattern` with each `{…}` replaced in turn by a value, percent-encoded: ids come from data.
#[must_use]
pub fn with(pattern: &str, values: &[&str]) -> String {
    let mut out = String::with_capacity(pattern.len() + 36 * values.len());
    let mut values = values.iter();
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        out.push_str(&encoded(values.next().copied().unwrap_or_default()));
        rest = after.split_once('}').map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    out
}

/// Percent-encoding of everything but RFC 3986's unreserved characters.
#[must_use]
pub fn encoded(value: &str) -> String {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let mut out = String::with_capacity(value.len());
    for &byte in value.as_bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push('%');
            out.push(char::from(HEX[usize::from(byte >> 4)]));
            out.push(char::from(HEX[usize::from(byte & 15)]));
        }
    }
    out
}

/// `path` with a query of the given pairs; pairs with an empty value are left out.
#[must_use]
pub fn query(path: &str, pairs: &[(&str, &str)]) -> String {
    let filled = pairs.iter().filter(|(_, value)| !value.is_empty());
    let joined: Vec<String> = filled.map(|(name, value)| format!("{}={}", encoded(name), encoded(value))).collect();
    if joined.is_empty() { path.to_owned() } else { format!("{path}?{}", joined.join("&")) }
}

/// Whether `path` may be gone back to after a sign-in or a switch: a path of this server and nothing else.
#[must_use]
pub fn is_own(path: &str) -> bool {
    path.starts_with('/') && !path.starts_with("//") && !path.contains(['\\', '\r', '\n', '\t', '\0'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_are_filled_in_order_and_encoded() {
        assert_eq!(with(PERSON, &["usr_1"]), "/people/usr_1");
        assert_eq!(with(DELIVERY_RETRY, &["a/b", "ü"]), "/webhooks/a%2Fb/deliveries/%C3%BC/retry");
    }

    #[test]
    fn a_query_leaves_out_what_is_empty() {
        assert_eq!(query(PEOPLE, &[("q", ""), ("role", "")]), "/people");
        assert_eq!(query(PEOPLE, &[("q", "a b&c"), ("after", "x")]), "/people?q=a%20b%26c&after=x");
    }

    #[test]
    fn only_paths_of_this_server_are_gone_back_to() {
        assert!(is_own("/people?q=1"));
        for foreign in ["//evil.example", "https://evil.example", "/\\evil.example", "", "/a\r\nb"] {
            assert!(!is_own(foreign), "{foreign}");
        }
    }
}

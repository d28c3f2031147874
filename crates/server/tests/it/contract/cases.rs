//! Who may ask each endpoint: one line for each, of every door. A new endpoint needs its line here.
//!
//! `GET /x` → what it takes. [`needs`] an action of the table in `access/action.rs`; [`signed_in`], whoever it is;
//! [`in_session`], a person but no program; [`of_unit`], the unit that is named; [`of_key`], the
//! unit whose key signed; or [`open`] to the whole world, for a
//! reason.

use serde_json::{Value, json};
use steadfast_server::access::action::Action;

use super::advisory_cases::advisories;
use super::case_cases::handled;
use super::catalogue_cases::catalogue;
use super::conformity_cases::conforms;
use super::drill_cases::drills;
use super::duty_cases::on_duty;
use super::lifecycle_cases::lives;
use super::message_cases::{messages, webhooks};
use super::monitoring_cases::monitoring;
use super::notice_cases::notices;
use super::recall_cases::recalled;
use super::report_cases::reported;
use super::triage;
use super::update_cases::{devices, rollout_pages, updates};

/// What asking takes.
#[derive(Clone, Debug)]
pub(super) enum Takes {
    /// Rights of the table, all of them.
    Actions(Vec<Action>),
    /// A session or a token.
    SignedIn,
    /// A session.
    Session,
    /// The token of the unit that is named: no person's, no program's.
    Unit,
    /// The signature of a unit's own key: no token, no session.
    Key,
    /// Nothing; with the reason why.
    Nothing(#[expect(dead_code, reason = "it is there to be read here")] &'static str),
}

/// One endpoint.
#[derive(Clone, Debug)]
pub(super) struct Case {
    pub(super) endpoint: &'static str,
    pub(super) takes: Takes,
    /// A body that is read without complaint: rights are asked for after it was understood.
    pub(super) body: Value,
    /// Whether its body is a file, of which no field is asked for.
    pub(super) file: bool,
}

pub(super) fn needs(endpoint: &'static str, action: Action) -> Case {
    Case { endpoint, takes: Takes::Actions(vec![action]), body: Value::Null, file: false }
}

fn signed_in(endpoint: &'static str) -> Case {
    Case { endpoint, takes: Takes::SignedIn, body: Value::Null, file: false }
}

fn in_session(endpoint: &'static str) -> Case {
    Case { endpoint, takes: Takes::Session, body: Value::Null, file: false }
}

pub(super) fn of_unit(endpoint: &'static str) -> Case {
    Case { endpoint, takes: Takes::Unit, body: json!({}), file: false }
}

pub(super) fn of_key(endpoint: &'static str) -> Case {
    Case { endpoint, takes: Takes::Key, body: Value::Null, file: false }
}

pub(super) fn open(endpoint: &'static str, why: &'static str) -> Case {
    assert!(why.contains(' '), "{endpoint} is open for a reason");
    Case { endpoint, takes: Takes::Nothing(why), body: Value::Null, file: false }
}

impl Case {
    pub(super) fn with(self, body: Value) -> Self {
        Self { body, ..self }
    }

    /// Its body is a file.
    pub(super) fn of_file(self) -> Self {
        Self { file: true, ..self }
    }

    /// One more right.
    pub(super) fn and(mut self, action: Action) -> Self {
        if let Takes::Actions(actions) = &mut self.takes {
            actions.push(action);
        }
        self
    }
}

/// Every endpoint.
pub(super) fn all() -> Vec<Case> {
    let api = [entry(), account(), people(), approvals(), ledger()].concat();
    let pages = [pages(), own_pages(), people_pages(), approval_pages()].concat();
    let updates = [
        updates(),
        rollout_pages(),
        devices(),
        fleet(),
        monitoring(),
        handled(),
        notices(),
        on_duty(),
        recalled(),
        conforms(),
        lives(),
        drills(),
    ]
    .concat();
    [
        api,
        pages,
        work(),
        webhooks(),
        messages(),
        advisories(),
        updates,
        catalogue(),
        triage::cases(),
        public(),
        reported(),
        operations(),
    ]
    .concat()
}

fn entry() -> Vec<Case> {
    let password = "walnut gravel mosaic tepid";
    let first = json!({"organisation": "L", "name": "M", "email": "m@l.example", "password": password});
    vec![
        open("GET /api/v1/openapi.json", "it describes this program, not this server"),
        open("POST /api/v1/setup/{code}", "the link is the proof").with(first),
        open("POST /api/v1/sign-in", "it is the way in").with(json!({"email": "m@l.example", "password": password})),
        open("POST /api/v1/sign-in/second", "it is the way in").with(json!({"method": "totp", "code": "000000"})),
        open("POST /api/v1/invitation/{code}", "the link is the proof")
            .with(json!({"name": "M", "password": password})),
        open("POST /api/v1/recovery/{code}", "the link is the proof").with(json!({"password": password})),
        in_session("POST /api/v1/confirm").with(json!({"password": "quartz ladder hummingbird soup"})),
        open("POST /api/v1/sign-in/passkey/begin", "it is the way in"),
        open("POST /api/v1/sign-in/passkey", "it is the way in").with(json!({"answer": {}})),
        in_session("POST /api/v1/confirm/passkey/begin"),
        in_session("POST /api/v1/confirm/passkey").with(json!({"answer": {}})),
        in_session("POST /api/v1/sign-out"),
    ]
}

fn account() -> Vec<Case> {
    let token = json!({"name": "t", "scopes": ["people.read"], "expires": "2027-06-01T00:00:00Z"});
    vec![
        signed_in("GET /api/v1/me"),
        needs("PUT /api/v1/me/password", Action::AccountPassword)
            .with(json!({"current": "quartz ladder hummingbird soup", "password": "quartz ladder hummingbird soup"})),
        needs("GET /api/v1/me/sessions", Action::AccountRead),
        needs("DELETE /api/v1/me/sessions", Action::SessionRevokeOwn),
        needs("DELETE /api/v1/me/sessions/{id}", Action::SessionRevokeOwn),
        // First, for a wrong code of an app that is being added is answered as a wrong sign-in.
        needs("PUT /api/v1/me/app", Action::AccountFactor).with(json!({"code": "000000"})),
        needs("POST /api/v1/me/app", Action::AccountFactor),
        needs("DELETE /api/v1/me/app", Action::AccountFactor),
        needs("POST /api/v1/me/recovery-codes", Action::AccountFactor),
        needs("GET /api/v1/me/passkeys", Action::AccountRead),
        needs("POST /api/v1/me/passkeys/begin", Action::AccountFactor).with(json!({"name": "phone"})),
        needs("POST /api/v1/me/passkeys", Action::AccountFactor).with(json!({"answer": {}})),
        needs("DELETE /api/v1/me/passkeys/{id}", Action::AccountFactor),
        needs("GET /api/v1/tokens", Action::AccountRead),
        needs("POST /api/v1/tokens", Action::TokenMake).with(token),
        // Of a token that is not one's own; one's own takes `token.revoke-own`.
        needs("DELETE /api/v1/tokens/{id}", Action::TokenRevokeAny),
    ]
}

fn people() -> Vec<Case> {
    let guest = json!({"name": "N", "email": "new@l.example", "role": "viewer"});
    vec![
        needs("GET /api/v1/people", Action::PeopleRead),
        needs("GET /api/v1/people/{id}", Action::PeopleRead),
        needs("PUT /api/v1/people/{id}/role", Action::PeopleChange).with(json!({"role": "viewer"})),
        needs("POST /api/v1/people/{id}/disable", Action::PeopleDisable),
        needs("POST /api/v1/people/{id}/enable", Action::PeopleDisable),
        needs("DELETE /api/v1/people/{id}/second-factors", Action::PeopleResetFactors),
        needs("DELETE /api/v1/people/{id}/sessions", Action::SessionRevokeAny),
        needs("GET /api/v1/invitations", Action::PeopleRead),
        needs("POST /api/v1/invitations", Action::PeopleInvite).with(guest),
        needs("DELETE /api/v1/invitations/{id}", Action::PeopleInvite),
    ]
}

fn approvals() -> Vec<Case> {
    let record = "rec_00000000000000000000000000000000";
    let proposal = json!({"proposal": {"kind": "erase-record", "record": record}, "reason": "a name stands in it"});
    let reason = json!({"reason": "it must be"});
    vec![
        needs("GET /api/v1/approvals", Action::ApprovalRead),
        needs("GET /api/v1/approvals/{id}", Action::ApprovalRead),
        needs("POST /api/v1/approvals", Action::ApprovalPropose).and(Action::RecordErase).with(proposal),
        needs("POST /api/v1/approvals/{id}/approve", Action::ApprovalConfirm),
        needs("POST /api/v1/approvals/{id}/refuse", Action::ApprovalConfirm).with(reason.clone()),
        needs("POST /api/v1/approvals/{id}/confirm", Action::ApprovalConfirm),
        needs("POST /api/v1/approvals/{id}/object", Action::ApprovalConfirm).with(reason.clone()),
        needs("POST /api/v1/approvals/{id}/withdraw", Action::ApprovalWithdraw),
        needs("POST /api/v1/approvals/{id}/break-glass", Action::ApprovalBreakGlass).with(reason),
    ]
}

fn ledger() -> Vec<Case> {
    vec![
        needs("GET /api/v1/records", Action::RecordRead),
        needs("GET /api/v1/records/{id}", Action::RecordRead),
        needs("GET /api/v1/records/{id}/proof", Action::RecordRead),
        needs("POST /api/v1/ledger/consistency", Action::RecordRead).with(json!({"checkpoint": "none"})),
        needs("GET /api/v1/ledger/export", Action::RecordExport),
    ]
}

fn work() -> Vec<Case> {
    vec![
        needs("GET /api/v1/jobs", Action::JobRead),
        needs("GET /api/v1/jobs/{id}", Action::JobRead),
        needs("POST /api/v1/jobs/{id}/run", Action::JobRun),
        needs("GET /api/v1/health", Action::HealthRead),
        needs("GET /jobs", Action::JobRead),
        needs("GET /jobs/{id}", Action::JobRead),
        needs("POST /jobs/{id}/run", Action::JobRun),
        needs("GET /health", Action::HealthRead),
    ]
}

fn fleet() -> Vec<Case> {
    let (read, enrol, change) = (Action::UnitRead, Action::UnitEnrol, Action::UnitChange);
    let product = format!("prd_{}", "0".repeat(32));
    vec![
        needs("GET /api/v1/fleet", read),
        needs("GET /api/v1/products/{id}/silence", read),
        needs("PUT /api/v1/products/{id}/silence", Action::CatalogueChange).with(json!({"days": 7})),
        needs("GET /api/v1/units", read),
        needs("POST /api/v1/units", enrol).with(json!({"product": product, "serial": "SN-1"})),
        needs("GET /api/v1/units/{id}", read),
        needs("PATCH /api/v1/units/{id}", change).with(json!({"market": "DE"})),
        needs("GET /api/v1/units/{id}/contact", Action::UnitContact),
        needs("GET /api/v1/units/{id}/history", read),
        needs("GET /api/v1/units/{id}/statements", read),
        needs("GET /api/v1/units/{id}/statements/{statement}", read),
        needs("GET /api/v1/units/{id}/flaws", read),
        needs("POST /api/v1/units/{id}/code", enrol).with(json!({"days": 7})),
        needs("POST /api/v1/units/{id}/token", enrol),
        needs("POST /api/v1/units/{id}/key", Action::UnitRekey)
            .with(json!({"key": format!("sha256:{}", "0".repeat(64)), "reason": "repaired"})),
        needs("POST /api/v1/units/{id}/decommission", Action::UnitDecommission).with(json!({"reason": "scrapped"})),
        needs("GET /api/v1/unit-imports", read),
        needs("POST /api/v1/unit-imports", enrol).with(json!({"product": product})),
        needs("GET /api/v1/unit-imports/{id}", read),
        needs("GET /api/v1/flaws/{flaw}/units", read),
        needs("GET /fleet", read),
        needs("GET /fleet/new", enrol),
        needs("POST /fleet/new", enrol),
        needs("GET /fleet/lists", read),
        needs("POST /fleet/lists", enrol),
        needs("GET /fleet/lists/{id}", read),
        needs("GET /fleet/{id}", read),
        needs("GET /fleet/{id}/statements/{statement}", read),
        needs("POST /fleet/{id}/change", change),
        needs("POST /fleet/{id}/code", enrol),
        needs("POST /fleet/{id}/token", enrol),
        needs("POST /fleet/{id}/key", Action::UnitRekey),
        needs("POST /fleet/{id}/decommission", Action::UnitDecommission),
        needs("GET /flaws/{number}/units", read).and(Action::ExposureRead),
    ]
}

/// Pages. What a form sends, or a query, stands as text.
fn pages() -> Vec<Case> {
    vec![
        open("GET /assets/{name}", "stylesheet, script and mark hold nothing of anybody's"),
        open("POST /language", "it keeps a choice in a cookie"),
        open("POST /theme", "it keeps a choice in a cookie"),
        open("GET /setup/{code}", "the link is the proof"),
        open("POST /setup/{code}", "the link is the proof"),
        open("GET /sign-in", "it is the way in"),
        open("POST /sign-in", "it is the way in"),
        open("GET /sign-in/second", "it is the way in"),
        open("POST /sign-in/second", "it is the way in"),
        open("GET /invitation/{code}", "the link is the proof"),
        open("POST /invitation/{code}", "the link is the proof"),
        open("GET /recovery/{code}", "the link is the proof"),
        open("POST /recovery/{code}", "the link is the proof"),
        in_session("GET /confirm"),
        in_session("POST /confirm"),
        in_session("POST /sign-out"),
        needs("GET /", Action::AccountRead),
        needs("GET /proof-log", Action::RecordRead),
        needs("GET /proof-log/export", Action::RecordExport),
        needs("GET /proof-log/{id}", Action::RecordRead),
        needs("GET /proof-log/{id}/bundle.json", Action::RecordRead),
        needs("GET /people/{id}/records", Action::RecordContent).and(Action::PeopleRead),
    ]
}

fn people_pages() -> Vec<Case> {
    vec![
        needs("GET /people", Action::PeopleRead),
        needs("GET /people/invite", Action::PeopleInvite),
        needs("POST /people/invite", Action::PeopleInvite).with(json!("name=N&email=n%40l.example&role=viewer")),
        needs("POST /invitations/{id}/revoke", Action::PeopleInvite),
        needs("GET /people/{id}", Action::PeopleRead),
        needs("POST /people/{id}/role", Action::PeopleChange).with(json!("role=viewer")),
        needs("POST /people/{id}/disable", Action::PeopleDisable),
        needs("POST /people/{id}/enable", Action::PeopleDisable),
        needs("POST /people/{id}/second-factors/reset", Action::PeopleResetFactors),
        needs("POST /people/{id}/sessions/revoke", Action::SessionRevokeAny),
    ]
}

fn approval_pages() -> Vec<Case> {
    let erase = json!("kind=erase-record&subject=rec_00000000000000000000000000000000&reason=because");
    vec![
        needs("GET /approvals", Action::ApprovalRead),
        needs("GET /approvals/propose", Action::ApprovalPropose).and(Action::RecordErase).with(erase.clone()),
        needs("POST /approvals/propose", Action::ApprovalPropose).and(Action::RecordErase).with(erase),
        needs("POST /approvals/{id}/approve", Action::ApprovalConfirm),
        needs("POST /approvals/{id}/refuse", Action::ApprovalConfirm).with(json!("reason=because")),
        needs("POST /approvals/{id}/confirm", Action::ApprovalConfirm),
        needs("POST /approvals/{id}/object", Action::ApprovalConfirm).with(json!("reason=because")),
        needs("POST /approvals/{id}/withdraw", Action::ApprovalWithdraw),
        needs("POST /approvals/{id}/break-glass", Action::ApprovalBreakGlass).with(json!("reason=because")),
    ]
}

/// The pages of one's own account, and of tokens.
fn own_pages() -> Vec<Case> {
    let password = "current=quartz+ladder+hummingbird+soup&password=quartz+ladder+hummingbird+soup";
    vec![
        open("POST /sign-in/passkey/begin", "it is the way in"),
        open("POST /sign-in/passkey/finish", "it is the way in"),
        in_session("POST /confirm/passkey/begin"),
        in_session("POST /confirm/passkey/finish"),
        needs("GET /account", Action::AccountRead),
        needs("POST /account/password", Action::AccountPassword).with(json!(password)),
        needs("POST /account/sessions/revoke", Action::SessionRevokeOwn),
        needs("POST /account/sessions/{id}/revoke", Action::SessionRevokeOwn),
        needs("GET /account/totp", Action::AccountFactor),
        needs("POST /account/totp", Action::AccountFactor),
        needs("POST /account/totp/begin", Action::AccountFactor),
        needs("POST /account/totp/remove", Action::AccountFactor),
        needs("POST /account/recovery-codes", Action::AccountFactor),
        needs("POST /account/passkeys/begin", Action::AccountFactor).with(json!("name=phone")),
        needs("POST /account/passkeys/finish", Action::AccountFactor).with(json!("name=phone")),
        needs("POST /account/passkeys/{id}/remove", Action::AccountFactor),
        needs("GET /tokens", Action::AccountRead),
        needs("GET /tokens/new", Action::TokenMake),
        needs("POST /tokens/new", Action::TokenMake),
        needs("POST /tokens/{id}/revoke", Action::TokenRevokeAny),
    ]
}

/// Why what is published is open.
const CSAF: &str = "users are told of vulnerabilities without an account (Annex I, Part II, point (4))";

fn public() -> Vec<Case> {
    vec![
        open("GET /.well-known/csaf/provider-metadata.json", CSAF),
        open("GET /.well-known/csaf/openpgp.asc", CSAF),
        open("GET /.well-known/csaf/keys/{file}", CSAF),
        open("GET /.well-known/csaf/white/index.txt", CSAF),
        open("GET /.well-known/csaf/white/changes.csv", CSAF),
        open("GET /.well-known/csaf/white/csaf-feed-tlp-white.json", CSAF),
        open("GET /.well-known/csaf/white/", CSAF),
        open("GET /.well-known/csaf/white/{year}/", CSAF),
        open("GET /.well-known/csaf/white/{year}/{file}", CSAF),
        open("GET /p/{product}/security", CSAF),
        open("GET /p/{product}/security.atom", CSAF),
        open("GET /ledger/checkpoint", "witnesses read it; it holds hashes only"),
        open("GET /ledger/key", "a public key is there to be compared"),
        open("GET /ledger/tile/{*path}", "witnesses read it; it holds hashes only"),
        open("GET /tuf/metadata/{name}", "no security update lies behind a login (Annex I, Part II, point (8))"),
        open("GET /tuf/targets/{*path}", "no security update lies behind a login (Annex I, Part II, point (8))"),
    ]
}

fn operations() -> Vec<Case> {
    vec![
        open("GET /healthz", "balancers ask it; it says yes or no"),
        open(
            "GET /metrics",
            "counts without names; give the door an address of its own where they are nobody's business",
        ),
    ]
}

//! Every action of the service, and the one table that says who may do it and how.

use std::fmt;
use std::str::FromStr;

use super::role::Role;

/// How much proof of identity an action asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proof {
    /// A session or a token that is still valid.
    Signed,
    /// A person who gave every factor within the last 15 minutes; never a token.
    Fresh,
    /// A person in a session, however old its proof; never a token.
    InPerson,
}

/// How many people an action takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Eyes {
    /// Two eyes: one person is enough.
    Two,
    /// Four eyes: a second person confirms first; or, in need, afterwards (break glass).
    Four,
}

/// One row of the table.
#[derive(Debug, Clone, Copy)]
struct Row {
    action: Action,
    name: &'static str,
    about: &'static str,
    roles: u8,
    proof: Proof,
    eyes: Eyes,
}

const ADM: u8 = Role::Admin.bit();
const SEC: u8 = Role::Security.bit();
const REL: u8 = Role::Release.bit();
const COM: u8 = Role::Compliance.bit();
const VIE: u8 = Role::Viewer.bit();
const ASS: u8 = Role::Assessor.bit();
const ALL: u8 = ADM | SEC | REL | COM | VIE | ASS;
const STAFF: u8 = ADM | SEC | REL | COM | VIE;

/// Makes the enum, the list of all its values and the table from one page.
macro_rules! actions {
    ($(#[doc = $about:literal] $action:ident $name:literal $roles:expr, $proof:ident, $eyes:ident;)*) => {
        /// Something a person or a token can ask the service to do or to show.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Action { $(#[doc = $about] $action,)* }

        /// Who may do what: the whole of authorisation stands in this table.
        const TABLE: &[Row] = &[$(Row {
            action: Action::$action, name: $name, about: $about.trim_ascii(), roles: $roles,
            proof: Proof::$proof, eyes: Eyes::$eyes,
        },)*];

        impl Action {
            /// Every action, in the order of the table.
            pub const ALL: &'static [Self] = &[$(Self::$action,)*];
        }
    };
}

actions! {
    /// Read the list of people with their roles.
    PeopleRead           "people.read"             ALL,                   Signed,   Two;
    /// Invite a person with a role other than admin.
    PeopleInvite         "people.invite"           ADM,                   Fresh,    Two;
    /// Change a person's name or role, to a role other than admin.
    PeopleChange         "people.change"           ADM,                   Fresh,    Two;
    /// Give somebody who has an account the role admin.
    PeopleMakeAdmin      "people.make-admin"       ADM,                   Fresh,    Four;
    /// Close a person's account, or open it again.
    PeopleDisable        "people.disable"          ADM,                   Fresh,    Two;
    /// Take another person's second factors away, so that they can add new ones.
    PeopleResetFactors   "people.reset-factors"    ADM,                   Fresh,    Two;
    /// Make a one-time link by which another person sets a new password.
    PeopleRecover        "people.recover"          ADM,                   Fresh,    Four;
    /// Read one's own account: sessions, tokens, second factors.
    AccountRead          "account.read"            ALL,                   Signed,   Two;
    /// Change one's own password.
    AccountPassword      "account.password"        ALL,                   InPerson, Two;
    /// Add or remove one's own second factors.
    AccountFactor        "account.factor"          ALL,                   Fresh,    Two;
    /// End one's own sessions.
    SessionRevokeOwn     "session.revoke-own"      ALL,                   InPerson, Two;
    /// End another person's sessions.
    SessionRevokeAny     "session.revoke-any"      ADM | SEC,             Fresh,    Two;
    /// Make an API token of one's own.
    TokenMake            "token.make"              STAFF,                 Fresh,    Two;
    /// End one's own API tokens.
    TokenRevokeOwn       "token.revoke-own"        ALL,                   InPerson, Two;
    /// Read the list of everybody's API tokens (never the tokens).
    TokenReadAny         "token.read-any"          ADM | SEC | ASS,       Signed,   Two;
    /// End another person's API tokens.
    TokenRevokeAny       "token.revoke-any"        ADM | SEC,             Fresh,    Two;
    /// Read the proof log: numbers, kinds, hashes, proofs.
    RecordRead           "record.read"             ALL,                   Signed,   Two;
    /// Read the content of a record: who, what, which facts.
    RecordContent        "record.content"          ADM | SEC | COM | ASS, Signed,   Two;
    /// Erase the content of a record; its hash stays.
    RecordErase          "record.erase"            ADM | COM,             Fresh,    Four;
    /// Take the whole ledger out as a file.
    RecordExport         "record.export"           ADM | SEC | COM | ASS, Signed,   Two;
    /// Read what waits for a second person.
    ApprovalRead         "approval.read"           ALL,                   Signed,   Two;
    /// Propose an action that takes two people and that one's own role allows.
    ApprovalPropose      "approval.propose"        STAFF,                 Fresh,    Two;
    /// Do alone what one proposed, with a reason; a second person must look at it afterwards.
    ApprovalBreakGlass   "approval.break-glass"    STAFF,                 Fresh,    Two;
    /// Confirm or refuse what another person proposed or did alone.
    ApprovalConfirm      "approval.confirm"        ADM | SEC | COM,       Fresh,    Two;
    /// Take back what one proposed oneself.
    ApprovalWithdraw     "approval.withdraw"       STAFF,                 InPerson, Two;
    /// Read the list of jobs and how far they are.
    JobRead              "job.read"                ALL,                   Signed,   Two;
    /// Start, repeat or stop a job.
    JobRun               "job.run"                 ADM | SEC | REL,       Signed,   Two;
    /// Read what waits in triage, exposures and assessments.
    ExposureRead         "exposure.read"           ALL,                   Signed,   Two;
    /// Decide on exposures, take a decision back, take VEX documents in.
    ExposureAssess       "exposure.assess"         ADM | SEC,             Signed,   Two;
    /// Read the manufacturer's own register of flaws.
    OwnFlawRead          "own-flaw.read"           ADM | SEC | COM | ASS, Signed,   Two;
    /// Write in the manufacturer's own register of flaws.
    OwnFlawChange        "own-flaw.change"         ADM | SEC,             Signed,   Two;
    /// Read the webhooks and their deliveries.
    WebhookRead          "webhook.read"            ADM | SEC | REL | ASS, Signed,   Two;
    /// Make, change or remove a webhook.
    WebhookChange        "webhook.change"          ADM,                   Fresh,    Two;
    /// Read manufacturers, products, parts, releases, and what is inside these.
    CatalogueRead        "catalogue.read"          ALL,                   Signed,   Two;
    /// Enter and change manufacturers, products and parts.
    CatalogueChange      "catalogue.change"        ADM | SEC | REL | COM, Signed,   Two;
    /// Decide how long devices are supported, and what that rests on.
    SupportChange        "support.change"          ADM | SEC | REL | COM, Signed,   Two;
    /// Say what everybody may read of a product, and publish it.
    ProductPublish       "product.publish"         ADM | REL | COM,       Signed,   Two;
    /// Take out what a successor needs, and say where keys are.
    HandOver             "hand-over.make"          ADM | COM,             Signed,   Two;
    /// Enter releases, give them bills of materials and product files, and state their units.
    ReleaseChange        "release.change"          ADM | SEC | REL,       Signed,   Two;
    /// Put a release on sale whose release check passed, withdraw it, and record when its last unit was placed.
    ReleaseSell          "release.sell"            ADM | SEC | REL,       Signed,   Two;
    /// Sell a release although its release check did not pass.
    ReleaseOverride      "release.override"        ADM | SEC | COM,       Fresh,    Four;
    /// Read the repository of updates, and which files it holds.
    RepositoryRead       "repository.read"         ALL,                   Signed,   Two;
    /// Publish roots and targets: who signs what. They are signed elsewhere, by people.
    RepositoryChange     "repository.change"       ADM | SEC | REL,       Signed,   Two;
    /// Make another key of the server's own for the repository.
    RepositoryKey        "repository.key"          ADM | SEC,             Fresh,    Two;
    /// Hand in files of releases, and publish what their product line's key signed.
    ReleasePublish       "release.publish"         ADM | SEC | REL,       Signed,   Two;
    /// Read rollouts, and what became of them on each unit.
    RolloutRead          "rollout.read"            ALL,                   Signed,   Two;
    /// Plan, start, pause and stop rollouts, and approve those that do not reach every unit.
    RolloutChange        "rollout.change"          ADM | SEC | REL,       Signed,   Two;
    /// Approve a rollout that reaches every unit of a product.
    RolloutApprove       "rollout.approve"         ADM | SEC | REL | COM, Fresh,    Four;
    /// Keep what the owner of a unit decided, on their word.
    UnitDecide           "unit.decide"             ADM | SEC,             Signed,   Two;
    /// Read the fleet: units, what they run, and which of them a flaw hits.
    UnitRead             "unit.read"               ALL,                   Signed,   Two;
    /// Enter units: factory lists, single ones, their codes and tokens.
    UnitEnrol            "unit.enrol"              ADM | SEC | REL,       Signed,   Two;
    /// Change what is stated of a unit: hardware, market, its owner's contact.
    UnitChange           "unit.change"             ADM | SEC | REL,       Signed,   Two;
    /// Read where the owner of a unit can be reached.
    UnitContact          "unit.contact"            ADM | SEC | COM,       Signed,   Two;
    /// Give a known unit another identity key, as after a repair.
    UnitRekey            "unit.rekey"              ADM | SEC | REL,       Fresh,    Two;
    /// Give the owner of a unit that shows no codes a fresh one, after a check of who asks.
    UnitFreshCode        "unit.fresh-code"         ADM | SEC,             Fresh,    Two;
    /// Take a unit out of use for good.
    UnitDecommission     "unit.decommission"       ADM | SEC | REL,       Signed,   Two;
    /// Read who is told of what, the messages to them, and the mail server.
    ReceiverRead         "receiver.read"           ADM | SEC | ASS,       Signed,   Two;
    /// Set the mail server, and who is told of what.
    ReceiverChange       "receiver.change"         ADM,                   Fresh,    Two;
    /// Read where advisories come from, and how fresh they are.
    FeedRead             "feed.read"               ALL,                   Signed,   Two;
    /// Hand in advisories, or have a feed fetched at once.
    FeedImport           "feed.import"             ADM | SEC | REL,       Signed,   Two;
    /// Take or leave an export that shrank and is held back.
    FeedDecide           "feed.decide"             ADM | SEC,             Signed,   Two;
    /// Add a feed, change where and how often it is fetched, switch it on or off.
    FeedChange           "feed.change"             ADM | SEC,             Fresh,    Two;
    /// Read alerts, what monitoring covers, and what it is measured against.
    MonitoringRead       "monitoring.read"         ALL,                   Signed,   Two;
    /// Read the events that owners share, unit by unit.
    MonitoringEvents     "monitoring.events"       ADM | SEC,             Signed,   Two;
    /// Say whether an alert is true, false or expected.
    AlertAnswer          "alert.answer"            ADM | SEC,             Signed,   Two;
    /// Decide how many false alerts staff bear, how much units send, and how long events stay.
    MonitoringChange     "monitoring.change"       ADM | SEC,             Fresh,    Two;
    /// Read cases: vulnerabilities and incidents that are being handled.
    CaseRead             "case.read"               ADM | SEC | REL | COM | ASS, Signed, Two;
    /// Open a case, by hand or from an alert.
    CaseOpen             "case.open"               ADM | SEC | COM,       Signed,   Two;
    /// Note what else makes somebody look at a case, and join alerts to it.
    CaseSignal           "case.signal"             ADM | SEC | REL | COM, Signed,   Two;
    /// Decide whether a case is to be reported, and since when somebody is aware of it.
    CaseAssess           "case.assess"             ADM | SEC | COM,       Signed,   Two;
    /// Write notes, give and do tasks, and say who works on a case.
    CaseWork             "case.work"               ADM | SEC | REL | COM, Signed,   Two;
    /// Close a case, and open it again.
    CaseClose            "case.close"              ADM | SEC | COM,       Signed,   Two;
    /// Hold rollouts, deliveries and tokens because of a case, give them back, and give units a policy.
    CaseContain          "case.contain"            ADM | SEC,             Signed,   Two;
    /// Read withdrawals and recalls, with the serial numbers, importers and dealers.
    RecallRead           "recall.read"             ADM | SEC | REL | COM | ASS, Signed, Two;
    /// Plan a withdrawal or a recall, note what came back, end it, and enter importers and dealers.
    RecallWork           "recall.work"             ADM | SEC | REL | COM, Signed,   Two;
    /// Withdraw releases from sale, or recall them.
    RecallDecide         "recall.decide"           ADM | SEC | COM,       Fresh,    Four;
    /// Read the own advisories, drafts too.
    AdvisoryRead         "advisory.read"           ADM | SEC | REL | COM | ASS, Signed, Two;
    /// Begin an advisory, and change what its next version says.
    AdvisoryDraft        "advisory.draft"          ADM | SEC | COM,       Signed,   Two;
    /// Publish an advisory, or a new version of it.
    AdvisoryPublish      "advisory.publish"        ADM | SEC | COM,       Signed,   Two;
    /// Say whether a second person publishes advisories.
    AdvisoryPolicy       "advisory.policy"         ADM,                   Fresh,    Two;
    /// Put a key that was made elsewhere in the place of the one that signs advisories.
    AdvisoryKey          "advisory.key"            ADM,                   Fresh,    Two;
    /// Write what owners of affected units are to be told, and decide whom it is for.
    OwnerNoticeWrite     "owner-notice.write"      ADM | SEC | REL | COM, Signed,   Two;
    /// Tell owners of affected units, and stop telling them.
    OwnerNoticeSend      "owner-notice.send"       ADM | SEC | COM,       Signed,   Two;
    /// Erase what somebody wrote in a case; what it was about stays.
    CaseErase            "case.erase"              ADM | COM,             Fresh,    Two;
    /// Write the report of a case: what stands in each field.
    NoticeWrite          "notice.write"            ADM | SEC | REL | COM, Signed,   Two;
    /// Note that a report was handed in, that the coordinator asked, and since when a measure is available.
    NoticeNote           "notice.note"             ADM | SEC | COM,       Signed,   Two;
    /// Say to whose coordinator reports go, and who hands them in.
    NoticePrepare        "notice.prepare"          ADM | COM,             Signed,   Two;
    /// Read the register: what the facts say about each requirement.
    ConformityRead       "conformity.read"         ALL,                   Signed,   Two;
    /// Take out the dossier of a product: papers, evidence, records with their content.
    DossierRead          "dossier.read"            ADM | SEC | REL | COM | ASS, Signed, Two;
    /// Keep the dossier of a release as it is, for years.
    DossierKeep          "dossier.keep"            ADM | SEC | REL | COM, Signed,   Two;
    /// Hand parts of a dossier over to an authority that asked for them.
    DossierHandOver      "dossier.hand-over"       ADM | COM,             Signed,   Two;
    /// Prepare a declaration of conformity, and drop one that nobody signed.
    DeclarationPrepare   "declaration.prepare"     ADM | SEC | REL | COM, Signed,   Two;
    /// Sign a declaration of conformity that another person prepared.
    DeclarationSign      "declaration.sign"        ADM | COM,             Fresh,    Two;
    /// Withdraw a declaration of conformity.
    DeclarationWithdraw  "declaration.withdraw"    ADM | COM,             Fresh,    Two;
    /// Count for the register what a product shows now.
    ConformityMeasure    "conformity.measure"      ADM | SEC | REL | COM, Signed,   Two;
    /// Hand in a report of tests as evidence for a release.
    EvidenceGive         "evidence.give"           ADM | SEC | REL | COM, Signed,   Two;
    /// Say which keys of build servers sign reports of tests for a product, and revoke them.
    EvidenceKeyChange    "evidence.change-keys"    ADM | SEC,             Fresh,    Two;
    /// Record what one reviewed, as a statement.
    ReviewRecord         "review.record"           ADM | SEC | COM,       Signed,   Two;
    /// State whether a release is a substantial modification.
    ModificationState    "modification.state"      ADM | SEC | COM,       Signed,   Two;
    /// Read what drills showed.
    DrillRead            "drill.read"              ADM | SEC | REL | COM | ASS, Signed, Two;
    /// Hold a drill: play a scenario on a copy of everything.
    DrillHold            "drill.hold"              ADM | SEC | COM,       Signed,   Two;
    /// Read who is on duty, what rings, and who answered.
    DutyRead             "duty.read"               ADM | SEC | REL | COM | ASS, Signed, Two;
    /// Set who is on duty, and begin a test alarm.
    DutyChange           "duty.change"             ADM | SEC | COM,       Signed,   Two;
    /// Hand one's own duty over.
    DutyHandOver         "duty.hand-over"          ADM | SEC | REL | COM, Signed,   Two;
    /// Decide how it rings, when the weekly test comes, and whom the server tells that it is there.
    DutySettings         "duty.settings"           ADM,                   Fresh,    Two;
    /// Say that one is on what rings.
    AlarmAnswer          "alarm.answer"            ADM | SEC | REL | COM, Signed,   Two;
    /// Read reports of finders: what they wrote, who they are, what they attached.
    ReportOpen           "report.open"             ADM | SEC | COM,       Signed,   Two;
    /// Acknowledge reports of finders, answer them, make them cases, and thank who reported.
    ReportHandle         "report.handle"           ADM | SEC | COM,       Signed,   Two;
    /// Decide what finders are told: security.txt, the policy, where to turn to.
    DisclosureChange     "disclosure.change"       ADM | SEC | COM,       Signed,   Two;
    /// Report flaws of components to those who maintain them, and note what came of it.
    UpstreamChange       "upstream.change"         ADM | SEC | COM,       Signed,   Two;
    /// Read the server's state of health in detail.
    HealthRead           "health.read"             ALL,                   Signed,   Two;
    /// Follow the live events.
    EventRead            "event.read"              ALL,                   Signed,   Two;
}

/// A text that names no action.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no action of this server")]
pub struct UnknownAction(pub String);

impl Action {
    fn row(self) -> &'static Row {
        &TABLE[self as usize]
    }

    /// The name in the API, in token scopes and in the documentation.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        self.row().name
    }

    /// What it is, in a sentence.
    #[must_use]
    pub fn about(self) -> &'static str {
        self.row().about
    }

    /// Whether people of this role may do it.
    #[must_use]
    pub fn allowed(self, role: Role) -> bool {
        self.row().roles & role.bit() != 0
    }

    /// How much proof of identity it asks for.
    #[must_use]
    pub fn proof(self) -> Proof {
        self.row().proof
    }

    /// Whether a second person must confirm it.
    #[must_use]
    pub fn eyes(self) -> Eyes {
        self.row().eyes
    }

    /// Whether an API token can ever carry it.
    #[must_use]
    pub fn for_tokens(self) -> bool {
        self.proof() == Proof::Signed && self.eyes() == Eyes::Two
    }

    /// Everything a role may do.
    pub fn of(role: Role) -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied().filter(move |action| action.allowed(role))
    }
}

impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Action {
    type Err = UnknownAction;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let row = TABLE.iter().find(|row| row.name == text).ok_or_else(|| UnknownAction(text.to_owned()))?;
        Ok(row.action)
    }
}

/// The table as text: one line per action, one column per role; for the documentation and its snapshot test.
#[must_use]
pub fn matrix() -> String {
    let mut text = format!("{:<22}", "action");
    for role in Role::ALL {
        text.push_str(&format!("{:<11}", role.as_str()));
    }
    text.push_str("proof      eyes\n");
    TABLE.iter().for_each(|row| text.push_str(&line(row)));
    text
}

fn line(row: &Row) -> String {
    let mut text = format!("{:<22}", row.name);
    for role in Role::ALL {
        text.push_str(if row.action.allowed(role) { "yes        " } else { "-          " });
    }
    text.push_str(&format!("{:<11}{:?}\n", format!("{:?}", row.proof), row.eyes));
    text
}

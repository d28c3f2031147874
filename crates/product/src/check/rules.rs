//! The rules of the check: a stable code, the clause it follows from, and what to do.

/// A rule of the check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// A stable name, never reused.
    pub code: &'static str,
    /// Where it stands in the act. Our reading; the act does not speak of files.
    pub clause: &'static str,
    /// What to do.
    pub advice: &'static str,
}

const fn rule(code: &'static str, clause: &'static str, advice: &'static str) -> Rule {
    Rule { code, clause, advice }
}

pub(super) const NOT_SAID: Rule = rule("not-said", "Art. 13(3)", "Say it.");
pub(super) const TOO_MANY: Rule =
    rule("too-many-findings", "Art. 13(3)", "Mend those that are shown, and check again.");
pub(super) const OUTSIDE: Rule =
    rule("outside-scope", "Art. 2", "Keep the reason: an authority may ask for it. Nothing else is checked.");
pub(super) const EXCLUSION_UNKNOWN: Rule =
    rule("exclusion-unknown", "Art. 2", "Name an exclusion of Art. 2 by its id, or leave it out.");
pub(super) const EXCLUSION_BARE: Rule =
    rule("exclusion-without-reason", "Art. 2", "Say in scope.reason what was looked at and found.");
pub(super) const OTHER_ROLE: Rule = rule(
    "other-role",
    "Art. 18 to 24",
    "This file serves the duties of a manufacturer; other roles have duties of their own.",
);
pub(super) const ONLY_REMOTE: Rule = rule(
    "only-remote",
    "Art. 3(1), 3(2)",
    "A service far away alone is no product with digital elements: say excluded = \"pure-service\", or which product it belongs to.",
);
pub(super) const CATEGORY_UNKNOWN: Rule =
    rule("category-unknown", "Annex III, IV", "Take an id such as III.I.12, or default.");
pub(super) const CATEGORY_DOUBT: Rule = rule(
    "category-not-considered",
    "Art. 7(1), 8(1)",
    "Take that category, or put it under category.considered and say in category.reason why it is not the core.",
);
pub(super) const ROUTE_CLOSED: Rule = rule(
    "route-closed",
    "Art. 32",
    "Choose B+C or H, or show why A is open: to the default category, and to open source of Annex III with public documentation (Art. 32(5)).",
);
pub(super) const CERTIFICATE: Rule = rule(
    "certificate-missing",
    "Art. 32, Annex VIII",
    "Name the notified body and its certificate once it is there; until then nothing can be declared.",
);
pub(super) const SUPPORT_ORDER: Rule = rule("support-ends-before-it-begins", "Art. 13(8)", "Correct the days.");
pub(super) const SUPPORT_SHORT: Rule = rule(
    "support-too-short",
    "Art. 13(8)",
    "Support it for five years at least and for as long as it is expected to be in use, or say in support.reasons.shorter why not.",
);
pub(super) const SUPPORT_NONE: Rule =
    rule("support-not-said", "Art. 13(8), 13(19)", "Say how long vulnerabilities are handled: from with to, or years.");
pub(super) const SUPPORT_REASONS: Rule = rule(
    "support-reasons",
    "Art. 13(8), Annex VII point 4",
    "Say what was found for each criterion that has to be considered.",
);
pub(super) const NOT_AUTOMATIC: Rule = rule(
    "not-automatic-without-reason",
    "Annex I Part I (2)(c)",
    "Make security updates automatic by default, or say in updates.not-automatic why that is not applicable.",
);
pub(super) const NO_OPT_OUT: Rule =
    rule("no-opt-out", "Annex I Part I (2)(c)", "Let owners switch automatic updates off, easily.");
pub(super) const NO_POSTPONE: Rule =
    rule("no-postponement", "Annex I Part I (2)(c)", "Let owners postpone updates for a time.");
pub(super) const NOT_APART: Rule = rule(
    "not-apart-without-reason",
    "Annex I Part II (2)",
    "Ship security updates apart from features, or say in updates.not-apart why that is not technically feasible.",
);
pub(super) const NOT_FREE: Rule = rule(
    "not-free",
    "Annex I Part II (8)",
    "Security updates are free of charge, unless agreed otherwise with a business customer of a tailor-made product.",
);
pub(super) const SHARED: Rule = rule(
    "shared-credential",
    "Annex I Part I (2)(b), (d)",
    "Give each unit a credential of its own, or let its owner set one first.",
);
pub(super) const LEVEL: Rule = rule(
    "level-unknown",
    "Annex I Part I (1)",
    "Levels of IEC 62443 are 1 to 4; the baseline of ETSI EN 303 645 has none.",
);
pub(super) const NO_ID: Rule = rule("no-id", "Art. 13(3)", "Give it an id, so that others can refer to it.");
pub(super) const DUPLICATE: Rule = rule("duplicate-id", "Art. 13(3)", "Give each an id of its own.");
pub(super) const DANGLING: Rule = rule("unknown-id", "Art. 13(3)", "Correct the id, or add what it should name.");
pub(super) const CYCLE: Rule = rule("cycle", "Art. 13(3)", "Take one of the references out: nothing rests on itself.");
pub(super) const REQUIREMENT_UNKNOWN: Rule = rule("requirement-unknown", "Annex I", "Take an id such as I.1.2.d.");
pub(super) const FEATURE_UNKNOWN: Rule =
    rule("feature-unknown", "Annex I", "Take a feature of Steadfast by its id, or leave given-by out.");
pub(super) const NO_DOOR_CHECK: Rule = rule(
    "no-authentication",
    "Annex I Part I (2)(d)",
    "Say how whoever is there is told from strangers, or why nobody has to say who they are.",
);
pub(super) const DATA_BARE: Rule =
    rule("data-unprotected", "Annex I Part I (2)(e), (m)", "Say how it is protected, and how its owner erases it.");
pub(super) const UNTREATED: Rule = rule(
    "threat-without-treatment",
    "Art. 13(3)",
    "Decide: avoid, mitigate, transfer, accept, or not-present with a reason.",
);
pub(super) const UNACCEPTED: Rule = rule("accepted-by-nobody", "Art. 13(3)", "Say which role accepted it, and when.");
pub(super) const NO_CONTROL: Rule = rule("threat-without-control", "Art. 13(3)", "Name the controls that mitigate it.");
pub(super) const NO_REASON: Rule = rule("treatment-without-reason", "Art. 13(3), 13(4)", "Say why.");
pub(super) const NO_REQUIREMENT: Rule =
    rule("threat-without-requirement", "Art. 13(3)", "Name the requirements of Annex I that it calls for.");
pub(super) const NO_RESIDUAL: Rule =
    rule("residual-not-said", "Art. 13(3)", "Say what stays of it, as \"rare / minor\" in the words of the scale.");
pub(super) const SCALE: Rule =
    rule("not-on-the-scale", "Art. 13(3)", "Use a word of risk.likelihood and one of risk.impact.");
pub(super) const OTHER_DOOR: Rule =
    rule("entry-of-another-interface", "Art. 13(3)", "Name the interface that the entry belongs to.");
pub(super) const NO_THREATS: Rule = rule(
    "interface-without-threats",
    "Art. 13(2), 13(3)",
    "Go through the six classes; `steadfast product init` writes proposals.",
);
pub(super) const CLASS: Rule = rule(
    "class-not-considered",
    "Art. 13(2), 13(3)",
    "Add a threat of that class, or one with treatment = \"not-present\" and a reason.",
);
pub(super) const EXEMPT_ALWAYS: Rule =
    rule("always-applies", "Art. 13(3)", "It cannot be declared not applicable: say how it is met.");
pub(super) const EXEMPT_CONTRADICTED: Rule =
    rule("exemption-contradicted", "Art. 13(4)", "Take the exemption away, or the reference.");
pub(super) const EXEMPT_BARE: Rule = rule("exemption-without-reason", "Art. 13(4)", "Give a clear justification.");
pub(super) const EXEMPT_STALE: Rule = rule(
    "exemption-of-another-assessment",
    "Art. 13(3), 13(4)",
    "Look at it again, and name the version of today's assessment.",
);
pub(super) const UNANSWERED: Rule = rule(
    "requirement-without-answer",
    "Art. 13(3)",
    "Name a control that serves it, or for Part I (2) declare it not applicable with a reason.",
);
pub(super) const UNSHOWN: Rule = rule(
    "requirement-without-evidence",
    "Annex VII point 6",
    "Name evidence that would show it; until then it is unknown.",
);
pub(super) const CONTROL_BARE: Rule =
    rule("control-without-evidence", "Annex VII point 6", "Name evidence that would show that it works.");
pub(super) const UNRECOGNISED: Rule =
    rule("evidence-not-recognisable", "Annex VII point 6", "Say which suite, case, tool, rule or name it is known by.");
pub(super) const NO_FRESHNESS: Rule =
    rule("evidence-without-freshness", "Annex I Part II (3)", "Say for how many days it counts as fresh.");
pub(super) const STANDARD_UNKNOWN: Rule = rule(
    "standard-unknown",
    "Art. 27, Annex VII point 5",
    "Correct the id, or leave it: the catalogues here do not hold every standard.",
);
pub(super) const STANDARD_PARTS: Rule = rule(
    "standard-parts-not-said",
    "Annex VII point 5",
    "Say whether it was applied in full or in part, and which parts.",
);
pub(super) const NO_PROCEDURE: Rule =
    rule("phase-without-procedure", "Art. 13(2)", "Name the procedures that are followed in that phase.");
pub(super) const PHASE_UNSHOWN: Rule =
    rule("phase-without-evidence", "Art. 13(2)", "Name the evidence that the phase leaves; until then it is unknown.");
pub(super) const DILIGENCE: Rule =
    rule("due-diligence-unknown", "Art. 13(5)", "Find out, and say it; what is not said is unknown.");
pub(super) const NO_COMPONENTS: Rule = rule(
    "due-diligence-not-begun",
    "Art. 13(5)",
    "Name components of others, most important first; `--from-sbom` writes them.",
);
pub(super) const LANGUAGE: Rule = rule("language-unknown", "Art. 13(18)", "Use two small letters, such as de.");
pub(super) const UNTRANSLATED: Rule =
    rule("text-not-in-language", "Art. 13(18)", "Add the text in that language, or take the language away.");

/// Every rule.
pub const RULES: [&Rule; 57] = [
    &NOT_SAID,
    &TOO_MANY,
    &OUTSIDE,
    &EXCLUSION_UNKNOWN,
    &EXCLUSION_BARE,
    &OTHER_ROLE,
    &ONLY_REMOTE,
    &CATEGORY_UNKNOWN,
    &CATEGORY_DOUBT,
    &ROUTE_CLOSED,
    &CERTIFICATE,
    &SUPPORT_ORDER,
    &SUPPORT_SHORT,
    &SUPPORT_NONE,
    &SUPPORT_REASONS,
    &NOT_AUTOMATIC,
    &NO_OPT_OUT,
    &NO_POSTPONE,
    &NOT_APART,
    &NOT_FREE,
    &SHARED,
    &LEVEL,
    &NO_ID,
    &DUPLICATE,
    &DANGLING,
    &CYCLE,
    &REQUIREMENT_UNKNOWN,
    &FEATURE_UNKNOWN,
    &NO_DOOR_CHECK,
    &DATA_BARE,
    &UNTREATED,
    &UNACCEPTED,
    &NO_CONTROL,
    &NO_REASON,
    &NO_REQUIREMENT,
    &NO_RESIDUAL,
    &SCALE,
    &OTHER_DOOR,
    &NO_THREATS,
    &CLASS,
    &EXEMPT_ALWAYS,
    &EXEMPT_CONTRADICTED,
    &EXEMPT_BARE,
    &EXEMPT_STALE,
    &UNANSWERED,
    &UNSHOWN,
    &CONTROL_BARE,
    &UNRECOGNISED,
    &NO_FRESHNESS,
    &STANDARD_UNKNOWN,
    &STANDARD_PARTS,
    &NO_PROCEDURE,
    &PHASE_UNSHOWN,
    &DILIGENCE,
    &NO_COMPONENTS,
    &LANGUAGE,
    &UNTRANSLATED,
];

//! Texts that have to be there, each with its clause and from which phase on.

use super::Phase;
use super::Phase::{Delivery, Design, Planning};
use super::found::Found;
use crate::file::ProductFile;

/// Path, whether it is said, from when on it is asked for, clause, what to say.
type Row = (&'static str, bool, Phase, &'static str, &'static str);

pub(super) fn check(file: &ProductFile, found: &mut Found<'_>) {
    let groups: [Vec<Row>; 5] = [identity(file), purpose(file), kept_up(file), reached(file), assessed(file)];
    for (path, _, from, clause, advice) in groups.into_iter().flatten().filter(|row| !row.1) {
        found.not_said(from, path, clause, advice);
    }
}

pub(super) fn said(text: &str) -> bool {
    !text.trim().is_empty()
}

fn identity(file: &ProductFile) -> Vec<Row> {
    let (product, scope, category) = (&file.product, &file.scope, &file.category);
    vec![
        ("product.name", said(&product.name), Planning, "Annex V point 1", "Say the name it is sold under."),
        ("product.designation", said(&product.designation), Planning, "Annex V point 1", "Say type or model."),
        (
            "product.manufacturer",
            said(&product.manufacturer),
            Planning,
            "Annex II point 1",
            "Say who makes it, by law.",
        ),
        ("product.kind", product.kind.is_some(), Planning, "Art. 3(1)", "Say device, application or component."),
        (
            "product.identification",
            said(&product.identification),
            Delivery,
            "Art. 13(15)",
            "Say by which type, batch or serial number a unit is known, and where it stands.",
        ),
        ("scope.connected", scope.connected.is_some(), Planning, "Art. 2(1)", "Say whether it is ever connected."),
        ("scope.commercial", scope.commercial.is_some(), Planning, "Art. 3(22)", "Say whether it is sold or the like."),
        ("scope.role", scope.role.is_some(), Planning, "Art. 3(13) to (17)", "Say whose duties you have."),
        ("scope.reason", said(&scope.reason), Planning, "Art. 2", "Say why the act applies."),
        ("category.id", said(&category.id), Planning, "Art. 7, 8", "Say which category, or default."),
        (
            "category.core-function",
            said(&category.core_function),
            Planning,
            "Art. 7(1)",
            "Say in a sentence what the product is for at its core.",
        ),
        ("category.reason", said(&category.reason), Planning, "Art. 7(1)", "Say why this category and no other."),
    ]
}

fn purpose(file: &ProductFile) -> Vec<Row> {
    let purpose = &file.purpose;
    vec![
        ("purpose.intended", said(&purpose.intended), Planning, "Art. 13(3), Annex II point 4", "Say what it is for."),
        (
            "purpose.foreseeable-use",
            !purpose.foreseeable_use.is_empty(),
            Planning,
            "Art. 13(3)",
            "Say how else it will be used, as far as can be foreseen.",
        ),
        ("purpose.misuse", !purpose.misuse.is_empty(), Planning, "Art. 3(25)", "Say how it could be misused."),
        ("purpose.environment", said(&purpose.environment), Planning, "Art. 13(3)", "Say where it is used."),
        ("purpose.users", !purpose.users.is_empty(), Planning, "Art. 13(3)", "Say who uses it, and what they know."),
        (
            "purpose.expected-years",
            purpose.expected_years.is_some_and(|years| years > 0),
            Planning,
            "Art. 13(3), 13(8)",
            "Say for how many years it is expected to be in use.",
        ),
        (
            "purpose.essential-functions",
            !purpose.essential_functions.is_empty(),
            Planning,
            "Annex I Part I (2)(h)",
            "Say what must go on working, also under attack.",
        ),
        (
            "purpose.security-properties",
            !purpose.security_properties.is_empty(),
            Delivery,
            "Annex II point 4",
            "Say its security properties in short.",
        ),
    ]
}

fn kept_up(file: &ProductFile) -> Vec<Row> {
    let updates = &file.updates;
    let yes_or_no = "Say true or false.";
    vec![
        ("route.procedure", file.route.procedure.is_some(), Design, "Art. 32", "Say A, B+C, H or certification."),
        ("route.reason", said(&file.route.reason), Design, "Art. 32", "Say why this procedure."),
        ("updates.channel", said(&updates.channel), Design, "Annex I Part II (7)", "Say how updates arrive."),
        ("updates.automatic", updates.automatic.is_some(), Design, "Annex I Part I (2)(c)", yes_or_no),
        ("updates.postpone", updates.postpone.is_some(), Design, "Annex I Part I (2)(c)", yes_or_no),
        ("updates.notice", said(&updates.notice), Design, "Annex I Part I (2)(c)", "Say how owners hear of updates."),
        ("updates.security-apart", updates.security_apart.is_some(), Design, "Annex I Part II (2)", yes_or_no),
        (
            "updates.authenticity",
            said(&updates.authenticity),
            Design,
            "Annex I Part II (7)",
            "Say how a unit knows a true update.",
        ),
        ("updates.free", updates.free.is_some(), Design, "Annex I Part II (8)", yes_or_no),
        (
            "security-level.scheme",
            file.security_level.scheme.is_some(),
            Design,
            "Annex I Part I (1)",
            "Say which level the risks ask for: iec-62443 with 1 to 4, or etsi-en-303-645.",
        ),
        ("security-level.reason", said(&file.security_level.reason), Design, "Annex I Part I (1)", "Say why."),
    ]
}

fn reached(file: &ProductFile) -> Vec<Row> {
    let contact = &file.contact;
    vec![
        ("contact.address", said(&contact.address), Delivery, "Art. 13(16)", "Say the postal address."),
        (
            "contact.digital",
            said(&contact.digital),
            Delivery,
            "Art. 13(16)",
            "Say an e-mail or another digital contact.",
        ),
        (
            "contact.vulnerabilities",
            said(&contact.vulnerabilities),
            Delivery,
            "Art. 13(17), Annex II point 2",
            "Say where vulnerabilities are reported.",
        ),
        ("contact.people", said(&contact.people), Delivery, "Art. 13(17)", "Say a way that reaches people."),
        (
            "contact.disclosure-policy",
            said(&contact.disclosure_policy),
            Delivery,
            "Annex I Part II (5)",
            "Say where your policy of coordinated disclosure stands.",
        ),
    ]
}

fn assessed(file: &ProductFile) -> Vec<Row> {
    let risk = &file.risk;
    vec![
        (
            "interface",
            !file.interface.is_empty(),
            Design,
            "Annex I Part I (2)(j)",
            "List where something goes in or out.",
        ),
        ("data", !file.data.is_empty(), Design, "Annex I Part I (2)(e), (g)", "List the data that it keeps or moves."),
        ("account", !file.account.is_empty(), Design, "Annex I Part I (2)(d)", "List who may do what on it."),
        ("asset", !file.asset.is_empty(), Design, "Art. 13(3)", "List what is worth protecting."),
        ("threat", !file.threat.is_empty(), Design, "Art. 13(2)", "List what could go wrong."),
        ("control", !file.control.is_empty(), Design, "Art. 13(3)", "List what protects."),
        ("risk.version", said(&risk.version), Design, "Art. 13(3)", "Give the assessment a version."),
        ("risk.date", risk.date.is_some(), Design, "Art. 13(3)", "Say when it was last looked at as a whole."),
        ("risk.method", said(&risk.method), Design, "Art. 13(2)", "Say by which method."),
        ("risk.likelihood", !risk.likelihood.is_empty(), Design, "Art. 13(3)", "Say the steps, from least to most."),
        ("risk.impact", !risk.impact.is_empty(), Design, "Art. 13(3)", "Say the steps, from least to most."),
        ("risk.approved-by", said(&risk.approved_by), Delivery, "Art. 13(3)", "Say which role approved it."),
        ("evidence", !file.evidence.is_empty(), Phase::Development, "Annex VII point 6", "List what shows it."),
    ]
}

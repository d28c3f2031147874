//! Whom and what the duty to report binds, and what follows for those whom it spares.

use jiff::civil::{Date, date};

use crate::Confidence;
use crate::rule::Rule;

/// The first day on which Article 14 applies.
pub const REPORTING_FROM: Date = date(2026, 9, 11);

/// The first day on which the whole act applies.
pub const ACT_FROM: Date = date(2027, 12, 11);

/// When reporting begins.
pub const FROM_SEPTEMBER_2026: Rule = Rule {
    code: "reporting-from-september-2026",
    source: "Art. 71(2)",
    says: "Article 14 applies from 11 September 2026, the act as a whole from 11 December 2027.",
    reading: "",
    confidence: Confidence::High,
};

/// What was known before.
pub const KNOWN_BEFORE: Rule = Rule {
    code: "known-before-september-2026",
    source: "Commission guidance C(2026) 5252, point 217, not binding",
    says: "There is no duty to report an exploitation or incident of which the manufacturer was already aware before 11 \
           September 2026.",
    reading: "What counts is when it became aware of the exploitation, not of the vulnerability: one that was long known \
              and is found exploited later is reported.",
    confidence: Confidence::High,
};

/// Older products.
pub const OLDER_PRODUCTS: Rule = Rule {
    code: "older-products",
    source: "Art. 69(3)",
    says: "Article 14 applies to all products in scope that were placed on the market before 11 December 2027.",
    reading: "",
    confidence: Confidence::High,
};

/// What else binds older products.
pub const OLDER_PRODUCTS_OTHERWISE: Rule = Rule {
    code: "older-products-otherwise",
    source: "Art. 69(2)",
    says: "Products placed on the market before 11 December 2027 are subject to the act's requirements only if they are \
           substantially modified from that date on.",
    reading: "For them the handling of vulnerabilities by Annex I, Part II, is no duty of this act.",
    confidence: Confidence::High,
};

/// After the end of support.
pub const AFTER_SUPPORT: Rule = Rule {
    code: "after-support",
    source: "Commission guidance C(2026) 5252, point 210, not binding; Art. 14 knows no end",
    says: "The duty to report goes on after the support period.",
    reading: "",
    confidence: Confidence::High,
};

/// Stewards of open-source software.
pub const STEWARDS: Rule = Rule {
    code: "stewards",
    source: "Art. 24(3) and 71(2)",
    says: "Art. 14(1) applies to stewards as far as they are involved in the development of the product; Art. 14(3) and \
           (8) as far as a severe incident affects network and information systems that they provide for it.",
    reading: "From 11 December 2027 only: Art. 71(2) names Article 14 alone for the earlier date. The Commission's FAQ \
              5.5 and ENISA's FAQ 29 say so too.",
    confidence: Confidence::High,
};

/// Fines of stewards.
pub const NO_FINES_ON_STEWARDS: Rule = Rule {
    code: "no-fines-on-stewards",
    source: "Art. 64(10)(b)",
    says: "Administrative fines do not apply to infringements by stewards.",
    reading: "",
    confidence: Confidence::High,
};

/// Fines of small manufacturers.
pub const SMALL_AND_24_HOURS: Rule = Rule {
    code: "small-enterprises-24-hours",
    source: "Art. 64(10)(a)",
    says: "Administrative fines do not apply where a microenterprise or small enterprise misses the deadline of the early \
           warning.",
    reading: "The duty itself stays, and so do fines for the notification and the final report. Whether the exception \
              reaches fines under Art. 64(2) follows from the corrected text, which we know from others only.",
    confidence: Confidence::Medium,
};

/// Fines.
pub const FINES: Rule = Rule {
    code: "fines",
    source: "Art. 64(2)",
    says: "Not complying with Article 14 is subject to fines of up to EUR 15 million or 2.5 % of the worldwide turnover, \
           whichever is higher.",
    reading: "",
    confidence: Confidence::High,
};

/// Every rule of this module.
pub const RULES: [&Rule; 9] = [
    &FROM_SEPTEMBER_2026,
    &KNOWN_BEFORE,
    &OLDER_PRODUCTS,
    &OLDER_PRODUCTS_OTHERWISE,
    &AFTER_SUPPORT,
    &STEWARDS,
    &NO_FINES_ON_STEWARDS,
    &SMALL_AND_24_HOURS,
    &FINES,
];

/// Who reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Operator {
    /// The manufacturer, or who counts as one (Art. 21 and 22).
    Manufacturer(Option<Size>),
    /// An open-source software steward (Art. 3(14)).
    Steward,
}

/// How large an enterprise is (Art. 3(19)).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Size {
    /// A microenterprise.
    Micro,
    /// A small enterprise.
    Small,
    /// A medium-sized or larger one.
    MediumOrLarger,
}

/// What is known of a case and of the product. `None` is unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Circumstances {
    /// Who reports.
    pub operator: Operator,
    /// The day on which it became aware of the exploitation or incident.
    pub aware: Option<Date>,
    /// The day on which the product was placed on the market; of several units, the earliest.
    pub placed: Option<Date>,
    /// Whether it was substantially modified from 11 December 2027 on.
    pub modified: Option<bool>,
    /// Whether its support period is over.
    pub support_ended: Option<bool>,
}

/// The answer to a question of law.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// Yes.
    Yes,
    /// No.
    No,
    /// As far as the rule says.
    AsFarAs,
    /// What is known does not decide it.
    Unknown,
}

/// What applies, and by which rules.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Applies {
    /// Whether the event is to be reported.
    pub reporting: Verdict,
    /// Whether missing the 24 hours can be fined.
    pub late_warning_fined: Verdict,
    /// Whether the rest of the act binds the product, such as the handling of vulnerabilities.
    pub rest_of_act: Verdict,
    /// The rules that these follow from.
    pub because: Vec<&'static Rule>,
}

/// What applies to a case.
pub fn applies(to: &Circumstances) -> Applies {
    let (reporting, mut because) = reporting(to);
    let (late_warning_fined, fines) = late_warning_fined(to, reporting);
    let (rest_of_act, rest) = rest_of_act(to);
    because.extend(fines);
    because.extend(rest);
    because.extend((to.placed.is_some_and(|placed| placed < ACT_FROM)).then_some(&OLDER_PRODUCTS));
    because.extend((to.support_ended == Some(true)).then_some(&AFTER_SUPPORT));
    Applies { reporting, late_warning_fined, rest_of_act, because }
}

/// Neither the day of placing nor the end of support decides anything here: both kinds of product are reported on.
fn reporting(to: &Circumstances) -> (Verdict, Vec<&'static Rule>) {
    match (to.operator, to.aware) {
        (Operator::Manufacturer(_), None) => (Verdict::Unknown, vec![&FROM_SEPTEMBER_2026, &KNOWN_BEFORE]),
        (Operator::Manufacturer(_), Some(aware)) if aware < REPORTING_FROM => (Verdict::No, vec![&KNOWN_BEFORE]),
        (Operator::Manufacturer(_), Some(_)) => (Verdict::Yes, vec![&FROM_SEPTEMBER_2026]),
        (Operator::Steward, None) => (Verdict::Unknown, vec![&STEWARDS]),
        (Operator::Steward, Some(aware)) if aware < ACT_FROM => (Verdict::No, vec![&STEWARDS]),
        (Operator::Steward, Some(_)) => (Verdict::AsFarAs, vec![&STEWARDS]),
    }
}

fn late_warning_fined(to: &Circumstances, reporting: Verdict) -> (Verdict, Option<&'static Rule>) {
    match to.operator {
        _ if reporting == Verdict::No => (Verdict::No, None),
        Operator::Steward => (Verdict::No, Some(&NO_FINES_ON_STEWARDS)),
        Operator::Manufacturer(Some(Size::Micro | Size::Small)) => (Verdict::No, Some(&SMALL_AND_24_HOURS)),
        Operator::Manufacturer(Some(Size::MediumOrLarger)) => (Verdict::Yes, Some(&FINES)),
        Operator::Manufacturer(None) => (Verdict::Unknown, Some(&SMALL_AND_24_HOURS)),
    }
}

fn rest_of_act(to: &Circumstances) -> (Verdict, Option<&'static Rule>) {
    let Some(placed) = to.placed else {
        return (Verdict::Unknown, Some(&OLDER_PRODUCTS_OTHERWISE));
    };
    let verdict = match to.modified {
        _ if placed >= ACT_FROM => return (Verdict::Yes, None),
        Some(true) => Verdict::Yes,
        Some(false) => Verdict::No,
        None => Verdict::Unknown,
    };
    (verdict, Some(&OLDER_PRODUCTS_OTHERWISE))
}

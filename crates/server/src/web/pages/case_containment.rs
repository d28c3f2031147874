//! Containing, on the page of the case: what can be held now, each move with what it touches; what is held, each with its undo.

use maud::{Markup, html};

use super::case::CaseView;
use crate::t;
use crate::web::components::{Choice, Confirm, Look, badge, card_with_id, select, time};
use crate::web::{Filled, Frame, Texts, Tone, urls};

/// Something by id and name.
type Named = (String, String);

/// What was held, and what can be.
#[derive(Clone, Debug, Default)]
pub struct ContainmentView {
    /// Acts, the newest first.
    pub acts: Vec<ActView>,
    /// Whether the reader may hold and give back.
    pub may: bool,
    /// Policies that units obey, the newest first.
    pub policies: Vec<PolicyView>,
    /// What can be held; nothing where the reader may not, or the case is closed.
    pub at_hand: Option<AtHand>,
}

/// A policy that units obey.
#[derive(Clone, Debug)]
pub struct PolicyView {
    /// Its place in the order.
    pub sequence: i64,
    /// `told`, `replaced` or `over`.
    pub state: &'static str,
    /// Whether it lifts what was before.
    pub lifts: bool,
    /// Why, as owners read it.
    pub reason: String,
    /// How strangers are slowed down: tries before the first wait, and its seconds.
    pub throttle: Option<(u8, u32)>,
    /// Functions that rest.
    pub paused: Vec<String>,
    /// When it ends by itself.
    pub expires: i64,
    /// Units: that obey, whose owners were asked, whose owners said no, that did not take it yet, of which nothing is known.
    pub units: Option<[i64; 5]>,
}

/// One act.
#[derive(Clone, Debug)]
pub struct ActView {
    /// Its id.
    pub id: String,
    /// `rollouts`, `deliveries` or `tokens`.
    pub what: &'static str,
    /// How many things.
    pub things: i64,
    /// Since when.
    pub made: i64,
    /// When it was given back.
    pub undone: Option<i64>,
}

/// What can be held.
#[derive(Clone, Debug, Default)]
pub struct AtHand {
    /// Rollouts of the product that run: id and version.
    pub rollouts: Vec<Named>,
    /// Webhooks that are on.
    pub webhooks: Vec<Named>,
    /// Receivers that are on.
    pub receivers: Vec<Named>,
    /// How many tokens have rights over products.
    pub tokens: i64,
    /// Who has tokens: id, name, how many.
    pub people: Vec<(String, String, i64)>,
}

/// The card.
pub(super) fn containment(frame: &Frame, view: &CaseView) -> Markup {
    let (texts, held) = (frame.texts, &view.containment);
    if held.acts.is_empty() && held.policies.is_empty() && held.at_hand.is_none() {
        return html! {};
    }
    let body = html! {
        @if let Some(hand) = &held.at_hand {
            p.hint { (t!(texts, "contain-lead")) }
            (rollouts(texts, view, hand))
            (deliveries(texts, view, hand))
            (tokens(texts, view, hand))
            @if held.policies.is_empty() { p.hint { (t!(texts, "policy-how")) } }
        }
        @for policy in &held.policies { (of_policy(frame, policy)) }
        @for act in &held.acts { (of_act(frame, view, act)) }
    };
    card_with_id("contain", &t!(texts, "contain"), &body)
}

fn of_policy(frame: &Frame, policy: &PolicyView) -> Markup {
    let texts = frame.texts;
    let tone = if policy.state == "told" && !policy.lifts { Tone::Warning } else { Tone::Neutral };
    html! {
        div.containment {
            p {
                strong { (t!(texts, "policy-number", number = policy.sequence)) } " "
                (badge(tone, &texts.named("policy-state", policy.state))) " "
                (t!(texts, "policy-until")) " " (time(frame, policy.expires))
            }
            p { (policy.reason) }
            @if policy.lifts { p { (t!(texts, "policy-lifts")) } }
            @if let Some((tries, wait)) = policy.throttle { p { (t!(texts, "policy-throttle", tries = tries, wait = wait)) } }
            @if !policy.paused.is_empty() { p { (t!(texts, "policy-rests", names = policy.paused.join(", "))) } }
            @if let Some([obey, wait, left, not_yet, unknown]) = policy.units {
                p.hint { (t!(texts, "policy-units", obey = obey, wait = wait, left = left, later = not_yet, unknown = unknown)) }
            }
        }
    }
}

/// A move with a button that asks first; where there is nothing to hold, that is said in its place.
fn one_move(
    texts: Texts,
    view: &CaseView,
    what: &'static str,
    (touched, explanation): (String, String),
    fields: Option<Markup>,
) -> Markup {
    let id = format!("contain-{what}");
    let ask = |fields| Confirm {
        id: &id,
        opener: texts.named("contain-open", what),
        title: texts.named("contain-title", what),
        explanation,
        fields: html! { input type="hidden" name="move" value=(what); (fields) },
        action: urls::with(urls::CASE_CONTAIN, &[&view.row.id]),
        button: texts.named("contain-do", what),
        look: Look::Danger,
        cancel: t!(texts, "cancel"),
        open: false,
    };
    html! {
        div.containment {
            p { strong { (texts.named("contain-what", what)) } br; (touched) }
            @if let Some(fields) = fields { (ask(fields).render()) }
        }
    }
}

fn rollouts(texts: Texts, view: &CaseView, hand: &AtHand) -> Markup {
    let count = hand.rollouts.len();
    let touched = match (view.product.is_some(), count) {
        (false, _) => t!(texts, "contain-no-product"),
        (true, 0) => t!(texts, "contain-rollouts-none"),
        (true, _) => t!(texts, "contain-rollouts-count", count = count),
    };
    let fields = html! {
        input type="hidden" name="seen" value=(count);
        ul { @for (id, version) in &hand.rollouts {
            li { a href=(urls::with(urls::ROLLOUT, &[id])) { (version) } }
        } }
    };
    let says = t!(texts, "contain-rollouts-says", count = count);
    one_move(texts, view, "rollouts", (touched, says), (count > 0).then_some(fields))
}

fn deliveries(texts: Texts, view: &CaseView, hand: &AtHand) -> Markup {
    let (webhooks, receivers) = (hand.webhooks.len(), hand.receivers.len());
    let touched = t!(texts, "contain-deliveries-count", webhooks = webhooks, receivers = receivers);
    let fields = html! {
        @for (id, name) in &hand.webhooks { (choice(&format!("webhook.{id}"), name)) }
        @for (id, name) in &hand.receivers { (choice(&format!("receiver.{id}"), name)) }
    };
    let says = t!(texts, "contain-deliveries-says");
    one_move(texts, view, "deliveries", (touched, says), (webhooks + receivers > 0).then_some(fields))
}

fn choice(field: &str, name: &str) -> Markup {
    html! {
        div.choice {
            input id=(field) type="checkbox" name=(field) value="yes";
            div { label for=(field) { (name) } }
        }
    }
}

/// Whose tokens, and how many somebody saw, stand in one value: so what is chosen is what was counted.
fn tokens(texts: Texts, view: &CaseView, hand: &AtHand) -> Markup {
    let all = t!(texts, "contain-tokens-all", count = hand.tokens);
    let mut choices: Vec<_> =
        (hand.tokens > 0).then(|| Choice::new(format!("all {}", hand.tokens), all)).into_iter().collect();
    choices.extend(hand.people.iter().map(|(id, name, count)| {
        Choice::new(format!("{id} {count}"), t!(texts, "contain-tokens-person", name = name, count = *count))
    }));
    let touched = t!(texts, "contain-tokens-count", count = hand.tokens, people = hand.people.len());
    let whose = t!(texts, "contain-tokens-whose");
    let fields = select(texts, &Filled::empty(), "whose", &whose, None, &choices);
    let says = t!(texts, "contain-tokens-says");
    one_move(texts, view, "tokens", (touched, says), (!choices.is_empty()).then_some(fields))
}

fn of_act(frame: &Frame, view: &CaseView, act: &ActView) -> Markup {
    let texts = frame.texts;
    let id = format!("give-back-{}", act.id);
    let ask = Confirm {
        id: &id,
        opener: t!(texts, "contain-give-back"),
        title: t!(texts, "contain-give-back-title"),
        explanation: texts.named("contain-give-back-says", act.what),
        fields: html! {},
        action: urls::with(urls::CASE_CONTAIN_UNDO, &[&view.row.id, &act.id]),
        button: t!(texts, "contain-give-back"),
        look: Look::Plain,
        cancel: t!(texts, "cancel"),
        open: false,
    };
    let (tone, state) = match act.undone {
        None => (Tone::Warning, t!(texts, "contain-held")),
        Some(_) => (Tone::Neutral, t!(texts, "contain-given-back")),
    };
    html! {
        div.containment {
            p {
                (badge(tone, &state)) " " (t!(texts, "contain-act", what = texts.named("contain-entry", act.what), count = act.things))
                br; span.hint { (time(frame, act.undone.unwrap_or(act.made))) }
            }
            @if act.undone.is_none() && view.containment.may { (ask.render()) }
        }
    }
}

//! A release as an update: how many devices came to run it over time, and the distributions that brought it there.

use maud::{Markup, html};

use super::release::ReleaseHead;
use super::rollouts::{RolloutRow, table};
use crate::t;
use crate::web::charts::{Chart, Point, line};
use crate::web::components::{Look, Paging, Query, button_link, card, empty_with, figure_card, figures, unknown};
use crate::web::{Frame, urls};

/// The reach of a release.
#[derive(Clone, Debug)]
pub struct ReachView {
    /// The head of the release's pages.
    pub head: ReleaseHead,
    /// Days from the one before the first on, in microseconds since the epoch, each with how many devices had come to run it by then.
    pub days: Vec<(i64, u64)>,
    /// Devices known to run it, heard of lately and silent; nothing where the fleet knows none of its product.
    pub runners: Option<(u64, u64)>,
    /// Devices of its product in use.
    pub in_use: u64,
    /// Its distributions, the newest first.
    pub rollouts: Vec<RolloutRow>,
    /// Whether the reader may plan one.
    pub may_plan: bool,
}

/// The page.
#[must_use]
pub fn reach(frame: &Frame, view: &ReachView) -> Markup {
    let texts = frame.texts;
    let plan = html! {
        @if view.may_plan {
            (button_link(&urls::with(urls::ROLLOUT_NEW, &[&view.head.id]), &t!(texts, "rollout-new"), Look::Primary))
        }
    };
    let query = Query::new(urls::with(urls::RELEASE_REACH, &[&view.head.id]));
    let none = empty_with(&t!(texts, "reach-rollouts-empty"), &t!(texts, "reach-rollouts-empty-hint"), &html! {});
    let body = html! {
        div id="reach-figures" data-live-part { (numbers(frame, view)) }
        div id="reach-chart" data-live-part { (card(&t!(texts, "reach-chart"), &chart(frame, view))) }
        div id="reach-rollouts" data-live-part {
            (table(frame, &view.rollouts, (&query, &Paging::whole(view.rollouts.len() as u64)), html! {}, none))
        }
    };
    view.head.page(frame, urls::RELEASE_REACH, &plan, &body)
}

fn numbers(frame: &Frame, view: &ReachView) -> Markup {
    let texts = frame.texts;
    let fleet = urls::query(urls::FLEET, &[("release", &view.head.id)]);
    let came = view.days.last().map_or(0, |(_, count)| *count);
    let run = html! { @match view.runners {
        Some((heard, silent)) => a href=(fleet) { (texts.number(heard + silent)) },
        None => (unknown(texts)),
    } };
    let silent = view.runners.map_or(0, |(_, silent)| silent);
    figures(&[
        figure_card(&t!(texts, "reach-run"), &run, &html! { (t!(texts, "reach-run-note", silent = silent)) }),
        figure_card(
            &t!(texts, "reach-came"),
            &html! { (texts.number(came)) },
            &html! { (t!(texts, "reach-came-note")) },
        ),
        figure_card(
            &t!(texts, "fleet-in-use"),
            &html! { (texts.number(view.in_use)) },
            &html! { (t!(texts, "reach-in-use-note")) },
        ),
    ])
}

fn chart(frame: &Frame, view: &ReachView) -> Markup {
    let texts = frame.texts;
    let (Some((first, _)), Some((last, most))) = (view.days.first(), view.days.last()) else {
        return html! { p.quiet { (t!(texts, "reach-none")) } };
    };
    let point = |(day, count): &(i64, u64)| Point { label: texts.day(*day), value: Some(*count as f64) };
    line(
        texts,
        &Chart {
            id: "reach".to_owned(),
            title: t!(texts, "reach-chart-title"),
            description: t!(
                texts,
                "reach-chart-description",
                first = texts.date(*first),
                last = texts.date(*last),
                count = *most
            ),
            label_heading: t!(texts, "chart-day"),
            value_heading: t!(texts, "fleet-devices"),
            points: view.days.iter().map(point).collect(),
        },
    )
}

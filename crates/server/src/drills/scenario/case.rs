//! Steps that every case goes through: it is opened, assessed, and reported stage by stage.

use steadfast_cra::member_state::MemberState;
use steadfast_store::{Case, Id, NoticeStage, StoreError, Time, kinds};

use crate::access::action::Action;
use crate::access::authorise::Passage;
use crate::act::Ask;
use crate::caller::Caller;
use crate::cases::assess::{WantedAssessment, assess};
use crate::cases::clocks::early_warning;
use crate::cases::error::CaseError;
use crate::cases::open::{WantedCase, by_hand};
use crate::cases::signal::WantedSignal;
use crate::cases::step;
use crate::drills::error::DrillError;
use crate::drills::people::Answer;
use crate::drills::run::{Run, Step};
use crate::notices::export::text;
use crate::notices::hand_in::{WantedReceipt, hand_in};
use crate::notices::readiness::{Standing, readiness};
use crate::notices::sheet::{Sheet, Weight, sheet};

pub(super) type CaseId = Id<kinds::Case>;

/// How long people take to assess a case, in minutes: assumed.
const ASSESSING: i64 = 20;
/// How long they take for an early warning, and for each later report.
const WRITING: i64 = 45;
/// What is said wherever somebody must say something.
const WORDS: &str = "Said in a drill, on a copy.";

impl Run {
    /// A case that nobody opened by hand, so that nobody knows of it yet.
    pub(super) async fn opened(&self, kind: &str, product: Option<Id<kinds::Product>>) -> Result<CaseId, DrillError> {
        let signal = if kind == "vulnerability" { "kev" } else { "other" };
        let wanted = WantedCase {
            kind: kind.to_owned(),
            title: "A drill on a copy".to_owned(),
            product: product.map(|product| product.to_string()),
            flaw: self.flaw.clone(),
            signal: WantedSignal { kind: signal.to_owned(), about: WORDS.to_owned(), ..WantedSignal::default() },
        };
        Ok(by_hand(&self.app, Ask::new(Caller::Job("drill"), Passage::Work), wanted).await?.id)
    }

    pub(super) async fn case(&self, id: CaseId) -> Result<Case, DrillError> {
        Ok(self.app.store.read::<_, CaseError, _>(move |tx| step::case(tx, id)).await?)
    }

    /// The step `assessed`: reportable, since the signal came.
    pub(super) async fn assessed(&mut self, id: CaseId, by: Option<Answer>) -> Result<bool, DrillError> {
        let mut step = self.step("assessed");
        let case = self.case(id).await?;
        let aware = case.opened;
        step.due(case.assess_by);
        self.pass("assessing", ASSESSING).await?;
        let Some(ask) = self.who_may(Action::CaseAssess, by.map(|by| by.person)).await? else {
            step.not_possible("nobody-may-assess");
            self.over(step).await?;
            return Ok(false);
        };
        let wanted = WantedAssessment {
            assessment: "reportable".to_owned(),
            reason: WORDS.to_owned(),
            kind: None,
            aware: Some(aware),
        };
        let seen = self.case(id).await?.version;
        assess(&self.app, ask, id, seen, wanted).await?;
        step.fact("aware", aware.to_string());
        self.over(step).await?;
        Ok(true)
    }

    /// A step that drafts a stage of the report; when it is due.
    pub(super) async fn drafted(
        &mut self,
        name: &'static str,
        (id, stage): (CaseId, NoticeStage),
    ) -> Result<Sheet, DrillError> {
        let mut step = self.step(name);
        let now = self.now();
        let sheet = self.app.store.read::<_, CaseError, _>(move |tx| sheet(tx, id, stage, now)).await?;
        step.due(due(&sheet));
        missing(&mut step, &sheet);
        step.fact("fields", sheet.lines.len());
        step.fact("filled", sheet.lines.iter().filter(|line| line.filled().is_some()).count());
        step.fact("text-bytes", text(&sheet).len());
        self.over(step).await?;
        Ok(sheet)
    }

    /// A step that hands a stage in to a form that stands in for the platform's.
    pub(super) async fn handed_in(
        &mut self,
        name: &'static str,
        sheet: &Sheet,
        by: Option<Answer>,
    ) -> Result<(), DrillError> {
        let mut step = self.step(name);
        step.due(due(sheet));
        self.pass("writing-a-report", WRITING).await?;
        step.gap_where(!sheet.is_complete(), "form-would-refuse");
        match self.who_may(Action::NoticeNote, by.map(|by| by.person)).await? {
            None => step.not_possible("nobody-may-report"),
            Some(ask) => {
                let wanted = WantedReceipt {
                    number: format!("DRILL-{}", sheet.stage.as_str()),
                    handed_in: Some(self.now()),
                    ..WantedReceipt::default()
                };
                hand_in(&self.app, ask, sheet.case.id, sheet.stage, wanted).await?;
            }
        }
        self.over(step).await
    }

    /// The step `ready`: whether somebody could hand a report in.
    pub(super) async fn ready(&mut self) -> Result<(), DrillError> {
        let mut step = self.step("ready");
        let known = self.app.store.read::<_, StoreError, _>(readiness).await?;
        let open = known.points().into_iter().filter(|point| point.standing != Standing::Ready);
        let open: Vec<String> = open.map(|point| point.code.to_owned()).collect();
        if !open.is_empty() {
            step.gap_of("not-ready", open);
        }
        step.fact("coordinator", known.chosen().map_or("", MemberState::code));
        step.fact("representatives", known.representatives.len());
        self.over(step).await
    }
}

/// Until when a stage is due: as its clock says, or as it would be if somebody were aware since the case opened.
fn due(sheet: &Sheet) -> Option<Time> {
    let running = sheet.clocks.stages.iter().find(|clock| clock.stage == sheet.stage).map(|clock| clock.due());
    running.or_else(|| (sheet.stage == NoticeStage::EarlyWarning).then(|| early_warning(sheet.case.opened)))
}

/// What is missing by the form and by the law, field by field.
fn missing(step: &mut Step, sheet: &Sheet) {
    let of = |wanted: &[Weight]| -> Vec<String> {
        let lines = sheet.lines.iter().filter(|line| line.weight().is_some_and(|weight| wanted.contains(&weight)));
        lines.map(|line| line.field.id.clone()).collect()
    };
    let must = of(&[Weight::Must, Weight::Wrong]);
    if !must.is_empty() {
        step.gap_of("fields-missing", must);
    }
    step.fact("fields-if-known", of(&[Weight::Should]).len());
}

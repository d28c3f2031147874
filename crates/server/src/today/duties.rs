//! The reader's duties. What a role cannot do is no duty of it, and is not looked at.

use std::time::Duration;

use steadfast_store::{
    Approval, ApprovalState, FeedState, Id, JobFilter, JobState, StoreError, Time, Tx, WebhookState, kinds,
};

use super::machine::Room;
use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::access::role::Role;
use crate::advisories::key;
use crate::cases::pages::what_is_due;
use crate::reports::settings::{ends_soon, kept as disclosed};
use crate::tls::RENEWED;
use crate::web::pages::today::{Duty, DutyRow};
use crate::web::urls;

/// So early before their end, tokens are to be renewed.
const TOKEN_ENDS: Duration = Duration::from_secs(14 * 86_400);
/// So few recovery codes are few.
const FEW_CODES: i64 = 2;
/// Mail and syslog that do not arrive for so long do not mend by themselves.
const NOT_ARRIVING: Duration = Duration::from_secs(3600);
/// A feed that failed so often in a row does not mend by itself.
const MANY_TRIES: i64 = 5;
/// More than anybody reads at once.
const MOST: i64 = 200;

/// What is to be done, and what was looked at to find it out.
#[derive(Debug, Default)]
pub(super) struct Duties {
    pub(super) rows: Vec<DutyRow>,
    pub(super) looked: Vec<&'static str>,
    pub(super) unseen: Vec<&'static str>,
}

impl Duties {
    /// Those that the database knows of.
    pub(super) fn read(tx: &mut Tx<'_>, by: &SignedIn, now: Time) -> Result<Self, StoreError> {
        let mut duties = Self::default();
        if by.may(Action::ApprovalConfirm).is_ok() {
            duties.approvals(tx, by.person.id)?;
        }
        if by.may(Action::ReleaseSell).is_ok() || by.may(Action::ReleaseOverride).is_ok() {
            duties.sales(tx)?;
        }
        if by.may(Action::CaseAssess).is_ok() {
            duties.cases(tx)?;
        }
        if by.may(Action::ReportHandle).is_ok() {
            duties.reports(tx)?;
        }
        if by.may(Action::DisclosureChange).is_ok() {
            duties.security_txt(tx, now)?;
        }
        duties.account(tx, by)?;
        duties.tokens(tx, by.person.id, now)?;
        if by.may(Action::ExposureAssess).is_ok() {
            duties.triage(tx)?;
        }
        if by.may(Action::PeopleMakeAdmin).is_ok() {
            duties.admins(tx)?;
        }
        if by.may(Action::JobRun).is_ok() {
            duties.jobs(tx)?;
        }
        if by.may(Action::WebhookChange).is_ok() {
            duties.webhooks(tx)?;
        }
        if by.may(Action::ReceiverChange).is_ok() {
            duties.messages(tx, now)?;
        }
        if by.may(Action::FeedDecide).is_ok() {
            duties.feeds(tx)?;
        }
        Ok(duties)
    }

    fn add(&mut self, duty: Duty, due: Option<Time>) {
        self.rows.push(DutyRow { duty, due: due.map(|due| due.0) });
    }

    /// Whatever waits for a second person who may be this one.
    fn approvals(&mut self, tx: &mut Tx<'_>, me: Id<kinds::Person>) -> Result<(), StoreError> {
        self.looked.push("approvals");
        let subject = me.to_string();
        for approval in tx.approval_open(MOST)? {
            if approval.proposer != me && approval.subject != subject {
                let (duty, due) = (second(tx, &approval)?, approval.due);
                self.add(duty, due);
            }
        }
        Ok(())
    }

    /// Whatever is sold although its check does not pass, and nobody decided so.
    fn sales(&mut self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        self.looked.push("sales");
        for stopped in tx.release_stopped(MOST)? {
            let release = format!("{} {}", stopped.product, stopped.label);
            let verdict = stopped.verdict.unwrap_or_else(|| "undecided".to_owned());
            self.add(Duty::StopDelivery { id: stopped.id.to_string(), release, verdict }, None);
        }
        Ok(())
    }

    /// Cases of which something is due, and those that can close.
    fn cases(&mut self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        self.looked.push("cases");
        for case in tx.cases_due(MOST)? {
            let named = format!("#{} {}", case.number, case.title);
            self.add(Duty::HandleCase { id: case.id.to_string(), case: named, what: what_is_due(&case) }, case.due);
        }
        for case in tx.cases_closable(MOST)? {
            let named = format!("#{} {}", case.number, case.title);
            self.add(Duty::HandleCase { id: case.id.to_string(), case: named, what: "close" }, None);
        }
        Ok(())
    }

    /// Reports that nobody acknowledged, and finders who wait for an answer.
    fn reports(&mut self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        self.looked.push("reports");
        for report in tx.reports_due(MOST)? {
            let duty = Duty::AcknowledgeReport { id: report.id.to_string(), number: report.number };
            self.add(duty, Some(report.acknowledge_by));
        }
        for report in tx.reports_waiting(MOST)? {
            self.add(Duty::AnswerFinder { id: report.id.to_string(), number: report.number }, None);
        }
        Ok(())
    }

    /// What is served must never say that it ended without this page saying so.
    fn security_txt(&mut self, tx: &mut Tx<'_>, now: Time) -> Result<(), StoreError> {
        self.looked.push("security-txt");
        let expires = disclosed(tx)?.expires;
        if let Some(expires) = expires.filter(|expires| ends_soon(*expires, now)) {
            self.add(Duty::RenewSecurityTxt, Some(expires));
        }
        let key = key::expires(tx)?.map(|end| Time(i64::from(end) * 1_000_000));
        if let Some(end) = key.filter(|end| *end <= now.after(RENEWED)) {
            self.add(Duty::RenewAdvisoryKey, Some(end));
        }
        Ok(())
    }

    fn account(&mut self, tx: &mut Tx<'_>, by: &SignedIn) -> Result<(), StoreError> {
        self.looked.push("account");
        let me = by.person.id;
        if by.person.totp.is_none() && tx.passkey_list(me)?.is_empty() {
            self.add(Duty::SetUpSecondFactor, None);
            return Ok(());
        }
        let left = tx.recovery_code_count(me)?;
        if left <= FEW_CODES {
            self.add(Duty::RenewRecoveryCodes { left: u64::try_from(left).unwrap_or(0) }, None);
        }
        Ok(())
    }

    fn tokens(&mut self, tx: &mut Tx<'_>, me: Id<kinds::Person>, now: Time) -> Result<(), StoreError> {
        self.looked.push("tokens");
        let soon = now.after(TOKEN_ENDS);
        let tokens = tx.token_list(Some(me), None, MOST)?.into_iter();
        for token in tokens.filter(|token| token.ended.is_none() && token.expires > now && token.expires <= soon) {
            self.add(Duty::RenewToken { name: token.name }, Some(token.expires));
        }
        Ok(())
    }

    fn triage(&mut self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        self.looked.push("triage");
        let tally = tx.queue_tally(None)?;
        let count = |number: i64| u64::try_from(number).unwrap_or(0);
        let duties = [
            (tally.exploited, Duty::DecideExploited { count: count(tally.exploited) }),
            (tally.flaws, Duty::DecideFlaws { count: count(tally.flaws) }),
            (tally.revisits, Duty::LookAgain { count: count(tally.revisits) }),
        ];
        for (_, duty) in duties.into_iter().filter(|(count, _)| *count > 0) {
            self.add(duty, None);
        }
        Ok(())
    }

    fn admins(&mut self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        self.looked.push("admins");
        if tx.person_active_count(Role::Admin.as_str())? < 2 {
            self.add(Duty::InviteSecondAdmin, None);
        }
        Ok(())
    }

    fn jobs(&mut self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        self.looked.push("jobs");
        let of = |state| JobFilter { kind: None, state: Some(state) };
        let failed = tx.job_list(&of(JobState::Failed), None, MOST)?;
        // The first failure mends itself, as a rule.
        let retrying = tx.job_list(&of(JobState::Retrying), None, MOST)?.into_iter().filter(|job| job.attempts > 1);
        let count = failed.len() + retrying.count();
        if count > 0 {
            self.add(Duty::LookAtFailedJobs { count: count as u64 }, None);
        }
        Ok(())
    }

    fn webhooks(&mut self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        self.looked.push("webhooks");
        let webhooks = tx.webhook_list(None, MOST)?.into_iter();
        for webhook in webhooks.filter(|webhook| webhook.state == WebhookState::Stopped) {
            self.add(Duty::MendWebhook { id: webhook.id.to_string(), url: webhook.url }, None);
        }
        Ok(())
    }

    /// Alerts reach somebody, and what is sent arrives. Where no device shares events there are no alerts to tell of.
    fn messages(&mut self, tx: &mut Tx<'_>, now: Time) -> Result<(), StoreError> {
        self.looked.push("messages");
        let is_watched = tx.alerts_open_count()? > 0 || tx.alerts_can_be()?;
        if is_watched && tx.receivers_of_alerts()? == 0 {
            self.add(Duty::TellSomebody, None);
        }
        let count = u64::try_from(tx.receivers_failing(now.before(NOT_ARRIVING))?).unwrap_or(0);
        if count > 0 {
            self.add(Duty::MendReceivers { count }, None);
        }
        Ok(())
    }

    /// Sources of advisories: those that shrank wait for a decision, those that fail again and again for somebody.
    fn feeds(&mut self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        self.looked.push("feeds");
        let mut failing = 0;
        for feed in tx.feed_list()? {
            failing += u64::from(feed.state == FeedState::On && feed.tries >= MANY_TRIES);
            if feed.held.is_some() {
                let address = urls::with(urls::FEED, &[&feed.id.to_string()]);
                self.add(Duty::DecideFeed { name: feed.name, address }, None);
            }
        }
        for import in tx.import_held(MOST)? {
            let address = urls::with(urls::FEED_IMPORT, &[&import.id.to_string()]);
            self.add(Duty::DecideFeed { name: import.name, address }, None);
        }
        if failing > 0 {
            self.add(Duty::MendFeeds { count: failing }, None);
        }
        Ok(())
    }

    /// Nothing is loaded that could say anything.
    pub(super) fn no_advisories(&mut self) {
        self.add(Duty::LoadAdvisories, None);
    }

    /// Sources that are too old for their silence to say anything; nothing where they could not be looked at.
    pub(super) fn sources(&mut self, stale: Option<u64>) {
        match stale {
            None => self.unseen.push("sources"),
            Some(0) => {}
            Some(count) => self.add(Duty::RenewSources { count }, None),
        }
    }

    /// Those that the machine knows of: `certificate` is the end of the one in use, where one is in use.
    pub(super) fn machine(&mut self, certificate: Option<Time>, room: Option<Room>, now: Time) {
        if let Some(ends) = certificate {
            self.looked.push("certificate");
            if ends <= now.after(RENEWED) {
                self.add(Duty::RenewCertificate, Some(ends));
            }
        }
        match room {
            None => self.unseen.push("room"),
            Some(room) => {
                self.looked.push("room");
                if room.is_little() {
                    self.add(Duty::MakeRoom { free: room.free }, None);
                }
            }
        }
    }
}

fn second(tx: &mut Tx<'_>, approval: &Approval) -> Result<Duty, StoreError> {
    let by = tx.person(approval.proposer)?.map_or_else(|| approval.proposer.to_string(), |person| person.name);
    let action = approval.action.clone();
    let alone = approval.state == ApprovalState::Alone;
    Ok(if alone { Duty::ConfirmBreakGlass { action, by } } else { Duty::DecideApproval { action, by } })
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Time = Time(1_800_000_000_000_000);
    const ROOM: Option<Room> = Some(Room { free: 50 << 30 });

    fn duties(certificate: Option<Time>, room: Option<Room>) -> Duties {
        let mut duties = Duties::default();
        duties.machine(certificate, room, NOW);
        duties
    }

    #[test]
    fn a_certificate_is_a_duty_thirty_days_before_its_end() {
        const DAY: Duration = Duration::from_secs(86_400);
        assert!(duties(Some(NOW.after(DAY * 31)), ROOM).rows.is_empty());
        assert_eq!(duties(Some(NOW.after(DAY * 30)), ROOM).rows[0].duty, Duty::RenewCertificate);
        assert_eq!(duties(Some(NOW.before(DAY)), ROOM).rows[0].duty, Duty::RenewCertificate);
        assert_eq!(duties(None, ROOM).looked, ["room"]);
    }

    #[test]
    fn what_cannot_be_seen_is_said_to_be_so() {
        assert_eq!(duties(None, None).unseen, ["room"]);
        let full = Some(Room { free: 1 << 20 });
        assert_eq!(duties(None, full).rows[0].duty, Duty::MakeRoom { free: 1 << 20 });
    }
}

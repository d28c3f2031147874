//! What a simulated unit states of itself, and of what its manufacturer tells.

use jiff::Timestamp;
use steadfast_protocol::{Answer, Check, Checked, Envelope, Found, NoticeReached, NoticeStep, SelfTested, encode};

use super::{AGENT, Unit};
use crate::owner::Owner;

impl Unit {
    /// It looks at itself: its ports, and its event log. It says so with its next request.
    pub fn tests_itself(&mut self, ports: Found, now: Timestamp) {
        self.said += 1;
        let checked = |check, found| Checked { check: Some(check), found: Some(found), detail: None };
        let said = SelfTested {
            unit: self.id.clone(),
            number: self.said,
            time: now.as_second(),
            starts: self.starts,
            agent: AGENT.to_owned(),
            checks: vec![checked(Check::Ports, ports), checked(Check::Log, Found::Passed)],
        };
        self.outbox.push_back(encode(&Envelope::sign(&said, &self.key)));
    }

    /// What the manufacturer tells is kept, and read at once, but by an owner who wants nothing.
    pub(super) fn hear_notices(&mut self, id: &str, answer: &Answer, now: Timestamp) {
        let told = answer.notices.iter().flatten().filter(|notice| notice.is_within());
        let new: Vec<String> = told.map(|notice| notice.id.clone()).filter(|id| self.told.insert(id.clone())).collect();
        for notice in new {
            self.state_notice(id, &notice, NoticeStep::Kept, now);
            if !matches!(self.seed.owner, Owner::Refuses) {
                self.state_notice(id, &notice, NoticeStep::Opened, now);
            }
        }
    }

    fn state_notice(&mut self, id: &str, notice: &str, step: NoticeStep, now: Timestamp) {
        self.said += 1;
        let said = NoticeReached {
            unit: id.to_owned(),
            number: self.said,
            time: now.as_second(),
            notice: notice.to_owned(),
            step: Some(step),
        };
        self.outbox.push_back(encode(&Envelope::sign(&said, &self.key)));
    }
}

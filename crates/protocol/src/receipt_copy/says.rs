//! What a statement says, in words.

use steadfast_trust::encoding::hex;
use steadfast_trust::key::UnitPublicKey;

use super::CopyError;
use crate::{
    Check, Consent, Decision, Digest, Envelope, Exported, Found, Message as _, NoticeReached, NoticeStep, Outcome,
    Purpose, Receipt, Remains, Seconds, SelfTested, Switched, Way, Wiped, Wish, encode,
};

/// A statement that was opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// What became of an update.
    Update(Receipt),
    /// What the owner decided on updates.
    Choice(Decision),
    /// How the owner's switches stand.
    Switches(Switched),
    /// The owner's data were taken along.
    Export(Exported),
    /// They were erased.
    Erasure(Wiped),
    /// What a self-test found.
    SelfTest(SelfTested),
    /// How far a notice of the manufacturer's came.
    Notice(NoticeReached),
}

/// A line: a name and its value.
type Line = (&'static str, String);

impl Said {
    pub(super) fn of(envelope: &Envelope, key: &UnitPublicKey) -> Result<Self, CopyError> {
        Ok(match envelope.payload_type.as_str() {
            Receipt::TYPE => Self::Update(envelope.open(key)?),
            Decision::TYPE => Self::Choice(envelope.open(key)?),
            Switched::TYPE => Self::Switches(envelope.open(key)?),
            Exported::TYPE => Self::Export(envelope.open(key)?),
            Wiped::TYPE => Self::Erasure(envelope.open(key)?),
            SelfTested::TYPE => Self::SelfTest(envelope.open(key)?),
            NoticeReached::TYPE => Self::Notice(envelope.open(key)?),
            other => {
                envelope.holds(key)?;
                return Err(CopyError::Unknown(other.to_owned()));
            }
        })
    }

    /// The bytes that say so.
    pub(super) fn payload(&self) -> Vec<u8> {
        match self {
            Self::Update(said) => encode(said),
            Self::Choice(said) => encode(said),
            Self::Switches(said) => encode(said),
            Self::Export(said) => encode(said),
            Self::Erasure(said) => encode(said),
            Self::SelfTest(said) => encode(said),
            Self::Notice(said) => encode(said),
        }
    }

    /// What it is about, in kebab-case.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Update(_) => "update",
            Self::Choice(_) => "choice",
            Self::Switches(_) => "switches",
            Self::Export(_) => "export",
            Self::Erasure(_) => "erasure",
            Self::SelfTest(_) => "self-test",
            Self::Notice(_) => "notice",
        }
    }

    /// Its number among the unit's statements.
    #[must_use]
    pub fn number(&self) -> u64 {
        self.begins().1
    }

    /// When it was said, by the unit's clock.
    #[must_use]
    pub fn time(&self) -> Seconds {
        self.begins().2
    }

    /// What every statement begins with: the unit, where it is named, number and time.
    fn begins(&self) -> (Option<&str>, u64, Seconds) {
        match self {
            Self::Update(said) => (Some(&said.unit), said.number, said.time),
            Self::Choice(said) => (Some(&said.unit), said.number, said.time),
            Self::Switches(said) => (Some(&said.unit), said.number, said.time),
            Self::Export(said) => (said.unit.as_deref(), said.number, said.time),
            Self::Erasure(said) => (said.unit.as_deref(), said.number, said.time),
            Self::SelfTest(said) => (said.unit.as_deref(), said.number, said.time),
            Self::Notice(said) => (Some(&said.unit), said.number, said.time),
        }
    }

    /// Everything that it says, name by name.
    #[must_use]
    pub fn lines(&self) -> Vec<Line> {
        let (unit, number, time) = self.begins();
        let unit = unit.filter(|unit| !unit.is_empty()).unwrap_or("not known to a server");
        let mut lines = vec![
            ("kind", self.kind().to_owned()),
            ("device", plain(unit)),
            ("statement", number.to_string()),
            ("time", moment(time)),
        ];
        let rest = match self {
            Self::Update(said) => update(said),
            Self::Choice(said) => choice(said),
            Self::Switches(said) => switches(said),
            Self::Export(said) => export(said),
            Self::Erasure(said) => erasure(said),
            Self::SelfTest(said) => self_test(said),
            Self::Notice(said) => notice(said),
        };
        lines.extend(rest);
        lines
    }

    /// What it means, and what it does not.
    #[must_use]
    pub fn meaning(&self) -> String {
        match self {
            Self::Erasure(said) => erased(said),
            Self::Export(_) => {
                "This device states that the data of its owner left it as the archive with this SHA-256. It \
                                cannot say who has it now."
                    .to_owned()
            }
            Self::SelfTest(_) => {
                "This device states what it found when it looked at itself. A manipulated device may state anything."
                    .to_owned()
            }
            Self::Update(_) | Self::Choice(_) | Self::Switches(_) | Self::Notice(_) => {
                "This device states this by its own clock. A manipulated device may state anything.".to_owned()
            }
        }
    }
}

/// It speaks of keys only where there were some.
fn erased(said: &Wiped) -> String {
    let what = match said.keys {
        Some(1..) => "the keys to the data of its owner were destroyed",
        _ => "what belonged to its owner was destroyed",
    };
    let found = match said.found {
        0 => "nothing readable was found".to_owned(),
        found => format!("{found} things were found"),
    };
    format!(
        "This device states that {what} at {} and {found}. It cannot speak for exports, copies elsewhere, or a manipulated \
         device.",
        moment(said.time)
    )
}

fn update(said: &Receipt) -> Vec<Line> {
    let outcome = said.outcome.map_or("unknown", |outcome| match outcome {
        Outcome::Running => "being installed",
        Outcome::Installed => "installed, runs at the next start",
        Outcome::Failed => "failed",
        Outcome::Returned => "went back to what ran before",
        Outcome::Cancelled => "stopped, as the manufacturer asked",
        Outcome::CannotStop => "cannot be stopped any more",
        Outcome::Proven => "runs after a start",
    });
    let mut lines = release(Some(&said.release), said.version.as_deref());
    lines.push(("outcome", outcome.to_owned()));
    lines.push(("sequence", said.sequence.to_string()));
    lines.extend(said.before.map(|before| ("sequence before", before.to_string())));
    lines.extend(said.image.map(|image| ("image", digest(&image))));
    let fresh = |fresh| if fresh { "fetched from the repository" } else { "freshness not proven" };
    lines.extend(said.fresh.map(|said| ("metadata", fresh(said).to_owned())));
    lines.extend(said.detail.as_deref().map(|detail| ("detail", plain(detail))));
    lines.push(("starts", said.starts.to_string()));
    lines.push(("part", plain(&said.part)));
    lines
}

fn choice(said: &Decision) -> Vec<Line> {
    let mut lines = release(said.release.as_deref(), said.version.as_deref());
    let wish = |wish| match wish {
        Wish::Postponed => "postponed",
        Wish::Refused => "refused",
        Wish::Agreed => "agreed to",
    };
    lines.extend(said.wish.map(|said| ("choice", wish(said).to_owned())));
    lines.extend(said.until.map(|until| ("until", moment(until))));
    if let Some(Consent { automatic, features, .. }) = said.always {
        lines.push(("security updates by themselves", on(automatic)));
        lines.push(("new functions by themselves", on(features)));
    }
    lines
}

fn switches(said: &Switched) -> Vec<Line> {
    let now = said.switches;
    vec![("record", on(now.record)), ("share", on(now.share)), ("remote action", on(now.remote))]
}

fn export(said: &Exported) -> Vec<Line> {
    let way = said.way.map_or("unknown", |way| match way {
        Way::Download => "a browser",
        Way::Http => "an address of the owner's (HTTP)",
        Way::WebDav => "a folder of the owner's (WebDAV)",
        Way::S3 => "a bucket of the owner's (S3)",
        Way::Sftp => "a server of the owner's (SFTP)",
        Way::Successor => "another device",
    });
    let (yes, no) = ("yes, and it is the same", "no");
    let mut lines = vec![
        ("things", said.things.to_string()),
        ("bytes", said.bytes.to_string()),
        ("sha256", digest(&said.sha256)),
        ("encrypted to the owner's key", if said.sealed { "yes" } else { "no" }.to_owned()),
        ("to", way.to_owned()),
        ("read back there", if said.verified { yes } else { no }.to_owned()),
    ];
    lines.extend(said.successor.map(|key| ("fingerprint of that device", digest(&key))));
    lines
}

fn erasure(said: &Wiped) -> Vec<Line> {
    let purpose = |purpose| match purpose {
        Purpose::Reset => "the device begins anew",
        Purpose::Handover => "the device goes to somebody else; the code on its label is void",
        Purpose::EndOfLife => "the device goes out of use",
    };
    let mut lines: Vec<Line> = said.purpose.map(|said| ("purpose", purpose(said).to_owned())).into_iter().collect();
    lines.extend(said.keys.map(|keys| ("keys destroyed", keys.to_string())));
    lines.push(("things destroyed", said.destroyed.to_string()));
    lines.push(("found when it looked again", said.found.to_string()));
    lines.push(("erasures of its life", said.resets.to_string()));
    let remains = said.remains.iter().flatten();
    lines.extend(remains.map(|one| ("stays", one.in_words().to_owned())));
    lines
}

fn self_test(said: &SelfTested) -> Vec<Line> {
    let mut lines = vec![("tested by", plain(&said.agent)), ("starts", said.starts.to_string())];
    lines.push(("verdict", said.verdict().as_str().to_owned()));
    for one in &said.checks {
        let found = one.found.map_or("unknown", Found::as_str);
        let detail = one.detail.as_deref().map(|detail| format!(": {}", plain(detail))).unwrap_or_default();
        lines.push((one.check.map_or("another check", Check::as_str), format!("{found}{detail}")));
    }
    lines
}

fn notice(said: &NoticeReached) -> Vec<Line> {
    let step = said.step.map_or("unknown", |step| match step {
        NoticeStep::Kept => "kept on the device, for whoever logs in",
        NoticeStep::Opened => "opened by an owner, who says that they read it",
    });
    vec![("notice", plain(&said.notice)), ("reached", step.to_owned())]
}

impl Remains {
    /// What stays, where, and why. The articles are those of Regulation (EU) 2024/2847; that they ask for this is our
    /// reading.
    #[must_use]
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Identity => {
                "on the device: who it is, its key, its counters and the level of its updates (Annex I, Part I, point (2)(f), \
                 against going back to older software)"
            }
            Self::Statements => {
                "on the device until sent, then at the manufacturer's: signed statements about updates, choices and erasures \
                 (Art. 13(13), as part of the technical documentation)"
            }
            Self::Registration => {
                "at the manufacturer's: that the device exists and what it runs (Art. 13(8), to handle vulnerabilities while it \
                 is supported)"
            }
            Self::Hashes => {
                "in the manufacturer's ledger: hashes, without what was hashed (no duty of the Act; it proves itself)"
            }
            Self::Backups => "in backups of the manufacturer's server, until they are replaced (no duty of the Act)",
        }
    }
}

impl Check {
    /// Its name.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ports => "ports",
            Self::Credentials => "default credentials",
            Self::Encryption => "encryption",
            Self::Debugging => "debugging",
            Self::Updates => "updates",
            Self::Log => "event log",
            Self::Throttle => "throttle",
        }
    }
}

impl Found {
    /// Its name.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Passed => "passed",
            Self::Failed => "failed",
            Self::Unknown => "unknown",
            Self::NotApplicable => "not applicable",
        }
    }
}

fn release(id: Option<&str>, version: Option<&str>) -> Vec<Line> {
    let version = version.map(|version| ("version", plain(version)));
    let id = id.map(|id| ("release", plain(id)));
    version.into_iter().chain(id).collect()
}

fn on(on: bool) -> String {
    if on { "on" } else { "off" }.to_owned()
}

fn digest(digest: &Digest) -> String {
    hex(&**digest)
}

/// Free text as one line.
fn plain(text: &str) -> String {
    text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect()
}

fn moment(time: Seconds) -> String {
    jiff::Timestamp::from_second(time).map_or_else(|_| "at no time that there is".to_owned(), |time| time.to_string())
}

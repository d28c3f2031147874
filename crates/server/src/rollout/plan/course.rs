//! The course of a rollout: a state machine, total over every state and event.

use std::fmt;

use super::Verdict;

/// Where a rollout stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Course {
    /// Somebody plans it.
    Draft,
    /// It may begin.
    Approved,
    /// It is offered up to and with this wave, from 0.
    Running(usize),
    /// It is offered to nobody new, in this wave.
    Paused(usize, Halt),
    /// It is offered to nobody any more.
    Stopped,
    /// Every wave came to its end; it is still offered to whoever comes late.
    Done,
}

/// Why it is paused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Halt {
    /// Staff paused it.
    Staff,
    /// Too many failed.
    Failures,
}

/// What happens to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// Whoever may said that it may begin.
    Approve,
    /// It begins.
    Start,
    /// Staff pause it.
    Pause,
    /// Staff let it go on.
    Resume,
    /// Staff end it.
    Stop,
    /// The open wave was judged; the plan has so many waves.
    Judged(Verdict, usize),
}

/// An event that does not fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a rollout that is {course} cannot be {event}")]
pub struct Refusal {
    course: Course,
    event: Event,
}

/// What comes of it. Judging a rollout that does not run changes nothing.
///
/// # Errors
/// When it does not fit.
pub fn step(course: Course, event: Event) -> Result<Course, Refusal> {
    use {Course as C, Event as E};
    Ok(match (course, event) {
        (C::Draft, E::Approve) => C::Approved,
        (C::Approved, E::Start) => C::Running(0),
        (C::Running(wave), E::Pause) => C::Paused(wave, Halt::Staff),
        (C::Paused(wave, _), E::Resume) => C::Running(wave),
        (C::Draft | C::Approved | C::Running(_) | C::Paused(..) | C::Done, E::Stop) => C::Stopped,
        (C::Running(wave), E::Judged(Verdict::Halt, _)) => C::Paused(wave, Halt::Failures),
        (C::Running(wave), E::Judged(Verdict::Enough, waves)) if wave + 1 < waves => C::Running(wave + 1),
        (C::Running(_), E::Judged(Verdict::Enough, _)) => C::Done,
        (course, E::Judged(..)) => course,
        (course, event) => return Err(Refusal { course, event }),
    })
}

impl Course {
    /// The last wave that is offered to, where it is offered at all; `waves` is how many the plan has.
    #[must_use]
    pub fn open(self, waves: usize) -> Option<usize> {
        match self {
            Self::Running(wave) => Some(wave),
            Self::Done => Some(waves.saturating_sub(1)),
            Self::Draft | Self::Approved | Self::Paused(..) | Self::Stopped => None,
        }
    }
}

impl fmt::Display for Course {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Draft => "a draft",
            Self::Approved => "approved",
            Self::Running(_) => "running",
            Self::Paused(..) => "paused",
            Self::Stopped => "stopped",
            Self::Done => "done",
        })
    }
}

impl fmt::Display for Event {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Approve => "approved",
            Self::Start => "started",
            Self::Pause => "paused",
            Self::Resume => "resumed",
            Self::Stop => "stopped",
            Self::Judged(..) => "judged",
        })
    }
}

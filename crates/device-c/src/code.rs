//! What a call answers.

use std::ffi::CStr;

/// What a call answers. Numbers keep their meaning for ever; new ones may come, and a program takes one that it does not know
/// for a failure. What went wrong in words, sf_last_error says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(i32)]
pub enum SfCode {
    /// It is done.
    Ok = 0,

    /// A pointer that has to be there is null, or not aligned. Nothing happened.
    Null = 1,
    /// There is no such handle: it was never opened, or is closed. Nothing happened.
    Handle = 2,
    /// Another call is at work with this handle: of another thread, or the one that called this callback. Nothing happened.
    Busy = 3,
    /// The library is broken: a bug. The handle answers nothing else from now on; close it, and open it anew.
    Panicked = 4,
    /// There is not enough room; the length says how much it takes. Nothing happened.
    TooSmall = 5,
    /// A text is no UTF-8. Nothing happened.
    NotText = 6,
    /// A text or bytes are longer than what is taken. Nothing happened.
    TooLong = 7,
    /// A number or a text stands for nothing here. Nothing happened.
    Range = 8,
    /// Not now: something else has to come first, or came already. Nothing happened.
    Order = 9,
    /// There is nothing of the kind that was asked for.
    Nothing = 10,
    /// A callback failed, or said that it gave more than there was room for.
    Callback = 11,

    /// The folder, or the medium under it. What was to be changed is as it was, unless the call says otherwise.
    Storage = 20,
    /// The machine has no randomness to give. Nothing is made of weak numbers.
    Random = 21,
    /// Something that is kept cannot be read.
    Damaged = 22,
    /// The event log cannot be read or written now. It goes on by itself.
    Log = 23,
    /// The images cannot be read or written, or a patch does not lead to the image that was announced.
    Images = 24,
    /// There is no memory for a password hash now.
    Memory = 25,
    /// The unit does not know what time it is.
    NoTime = 26,

    /// The unit was never made.
    Nobody = 30,
    /// It was made, and the line did not confirm it.
    Unconfirmed = 31,
    /// The factory settings are not believed, or contradict themselves.
    Factory = 32,
    /// The unit is another one: of another serial number, product, maker or key.
    Another = 33,
    /// The unit left the line already.
    Confirmed = 34,

    /// The unit has no owner.
    NoOwner = 40,
    /// The unit has an owner.
    Owned = 41,
    /// The unit is locked, until somebody who is there in person resets it.
    Locked = 42,
    /// The accounts cannot be so: none of this name, one too many, or no owner left.
    Account = 43,
    /// There is no such setting, or it has no such choice.
    Setting = 44,
    /// That is no name of an account.
    Name = 45,
    /// The password is refused. sf_last_error says why, as one word: password-short, password-long, password-common,
    /// password-product-word, password-repeated, password-sequence, password-set-up-code.
    Password = 46,
    /// It is another code, another password, or there is no account of this name. Nobody is told which.
    Wrong = 47,
    /// There is no try yet. SF_NUMBER_WAIT says for how many seconds.
    Wait = 48,
    /// There is no try until somebody presses the button (sf_present), or who is known gets in.
    Stopped = 49,
    /// The password is right, and the code of the second factor is missing or another one. Told at the unit itself alone.
    CodeNeeded = 50,
    /// The set-up was opened by somebody else since, or too long ago.
    Pass = 51,

    /// The owner has recording switched off: nothing was recorded, and nothing is wrong.
    NotRecorded = 60,

    /// The server refuses.
    Refused = 70,
    /// What came from the server is no answer.
    Answer = 71,

    /// No update waits that could be decided on.
    NoUpdate = 80,
    /// The update is not for this unit, or not newer.
    Unfit = 81,
    /// The repository is not believed: a signature, a hash, an age.
    NotBelieved = 82,
    /// The factory settings name no repository.
    NoRepository = 83,

    /// An erasure for something else is under way. It comes to its end first.
    UnderWay = 90,
    /// Something is not as it was when the export was begun: begin another one.
    Changed = 91,
    /// That is no archive of a unit, or not as it left it. Nothing of it was kept.
    Archive = 92,
}

impl SfCode {
    /// All of them.
    pub const ALL: [Self; 46] = {
        use SfCode as S;
        [
            S::Ok,
            S::Null,
            S::Handle,
            S::Busy,
            S::Panicked,
            S::TooSmall,
            S::NotText,
            S::TooLong,
            S::Range,
            S::Order,
            S::Nothing,
            S::Callback,
            S::Storage,
            S::Random,
            S::Damaged,
            S::Log,
            S::Images,
            S::Memory,
            S::NoTime,
            S::Nobody,
            S::Unconfirmed,
            S::Factory,
            S::Another,
            S::Confirmed,
            S::NoOwner,
            S::Owned,
            S::Locked,
            S::Account,
            S::Setting,
            S::Name,
            S::Password,
            S::Wrong,
            S::Wait,
            S::Stopped,
            S::CodeNeeded,
            S::Pass,
            S::NotRecorded,
            S::Refused,
            S::Answer,
            S::NoUpdate,
            S::Unfit,
            S::NotBelieved,
            S::NoRepository,
            S::UnderWay,
            S::Changed,
            S::Archive,
        ]
    };

    /// Its name in C.
    #[must_use]
    pub const fn name(self) -> &'static CStr {
        match self {
            Self::Ok => c"SF_OK",
            Self::Null => c"SF_NULL",
            Self::Handle => c"SF_HANDLE",
            Self::Busy => c"SF_BUSY",
            Self::Panicked => c"SF_PANICKED",
            Self::TooSmall => c"SF_TOO_SMALL",
            Self::NotText => c"SF_NOT_TEXT",
            Self::TooLong => c"SF_TOO_LONG",
            Self::Range => c"SF_RANGE",
            Self::Order => c"SF_ORDER",
            Self::Nothing => c"SF_NOTHING",
            Self::Callback => c"SF_CALLBACK",
            Self::Storage => c"SF_STORAGE",
            Self::Random => c"SF_RANDOM",
            Self::Damaged => c"SF_DAMAGED",
            Self::Log => c"SF_LOG",
            Self::Images => c"SF_IMAGES",
            Self::Memory => c"SF_MEMORY",
            Self::NoTime => c"SF_NO_TIME",
            Self::Nobody => c"SF_NOBODY",
            Self::Unconfirmed => c"SF_UNCONFIRMED",
            Self::Factory => c"SF_FACTORY",
            Self::Another => c"SF_ANOTHER",
            Self::Confirmed => c"SF_CONFIRMED",
            Self::NoOwner => c"SF_NO_OWNER",
            Self::Owned => c"SF_OWNED",
            Self::Locked => c"SF_LOCKED",
            Self::Account => c"SF_ACCOUNT",
            Self::Setting => c"SF_SETTING",
            Self::Name => c"SF_NAME",
            Self::Password => c"SF_PASSWORD",
            Self::Wrong => c"SF_WRONG",
            Self::Wait => c"SF_WAIT",
            Self::Stopped => c"SF_STOPPED",
            Self::CodeNeeded => c"SF_CODE_NEEDED",
            Self::Pass => c"SF_PASS",
            Self::NotRecorded => c"SF_NOT_RECORDED",
            Self::Refused => c"SF_REFUSED",
            Self::Answer => c"SF_ANSWER",
            Self::NoUpdate => c"SF_NO_UPDATE",
            Self::Unfit => c"SF_UNFIT",
            Self::NotBelieved => c"SF_NOT_BELIEVED",
            Self::NoRepository => c"SF_NO_REPOSITORY",
            Self::UnderWay => c"SF_UNDER_WAY",
            Self::Changed => c"SF_CHANGED",
            Self::Archive => c"SF_ARCHIVE",
        }
    }

    /// The one of this number.
    pub(crate) fn of(number: i32) -> Option<Self> {
        Self::ALL.into_iter().find(|code| *code as i32 == number)
    }
}

//! Lists of choices, as numbers. What is in them keeps its number for ever; more may come.

use crate::failure::Failure;

/// Finds the choice of a number.
macro_rules! numbered {
    ($($name:ident $what:literal { $($choice:ident),+ })+) => {
        $(impl $name {
            /// The one of this number.
            pub(crate) fn of(number: u32) -> Result<Self, Failure> {
                let all = [$(Self::$choice),+];
                all.into_iter().find(|one| *one as u32 == number).ok_or_else(|| Failure::range($what, number))
            }
        })+
    };
}

/// What sf_start is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub enum SfStart {
    /// A password hash takes 7 MiB in five passes instead of 19 MiB in two.
    LittleMemory = 1,
    /// The folder beside is under a key of the unit's, and need not be overwritten once that is gone.
    BesideIsSealed = 2,
}

/// What an owner chose in the set-up. What is left out is off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub enum SfChoose {
    /// Security updates install by themselves.
    AutomaticUpdates = 1,
    /// Security events are recorded.
    Record = 2,
    /// They are shared with the manufacturer. Without recording, nothing is.
    Share = 4,
}

/// Where somebody is who logs in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub enum SfPlace {
    /// At the unit itself: its screen, its keys, a cable.
    Here = 0,
    /// Anywhere else.
    Network = 1,
}

/// What an account may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub enum SfRole {
    /// Everything.
    Owner = 0,
    /// To look.
    User = 1,
}

/// How much an event matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub enum SfSeverity {
    /// As is usual for it.
    Usual = 0,
    /// Worth knowing.
    Informational = 1,
    /// Of little weight.
    Low = 2,
    /// Worth a look.
    Medium = 3,
    /// Somebody should act.
    High = 4,
    /// Somebody must act now.
    Critical = 5,
    /// It is too late to act.
    Fatal = 6,
}

/// One of the owner's switches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub enum SfSwitch {
    /// Security events are recorded on the unit.
    Record = 0,
    /// They are sent to the manufacturer.
    Share = 1,
    /// The manufacturer may act from afar.
    Remote = 2,
}

/// Which file is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub enum SfFile {
    /// One of the repository, under `metadata/`.
    Metadata = 0,
    /// One of the repository, under `targets/`; its name may have folders in it.
    Target = 1,
    /// The bundle of sf_take_bundle. It has no name, and is read from its begin to its end, once.
    Bundle = 2,
    /// The archive of sf_take_in. Likewise.
    Archive = 3,
}

/// By which way an export left the unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub enum SfWay {
    /// Through the owner's browser, or to a medium that they took along.
    Download = 0,
    /// To an address of theirs that takes files by PUT.
    Http = 1,
    /// To a WebDAV folder of theirs.
    WebDav = 2,
    /// To a bucket of theirs.
    S3 = 3,
    /// To a server of theirs by SFTP.
    Sftp = 4,
    /// To another unit.
    Successor = 5,
}

/// What comes next for an update.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub enum SfStep {
    /// Nothing: there is no update, or what came of it is told.
    Nothing = 0,
    /// sf_find.
    Find = 1,
    /// sf_bring.
    Bring = 2,
    /// To wait; why, a SfWhy says.
    Wait = 3,
    /// To ask the product whether it is in a safe state, and to ask for the next step with that answer.
    Ask = 4,
    /// sf_installing; then to put the image where it starts from, where the two files are not that place; then sf_installed or
    /// sf_not_installed.
    Install = 5,
    /// To restart into it. After that: sf_started.
    Restart = 6,
    /// To look whether it is well: sf_well or sf_unwell.
    Watch = 7,
}

/// Why an update waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub enum SfWhy {
    /// It does not.
    None = 0,
    /// The owner put it off.
    Postponed = 1,
    /// The owner refused it.
    Refused = 2,
    /// The owner has updates not install by themselves.
    AutomaticOff = 3,
    /// They never do on this product.
    NotApplicable = 4,
    /// It brings something new, and nobody agreed yet.
    NotAgreed = 5,
    /// The window is not open.
    Window = 6,
    /// The manufacturer holds it back.
    HeldBack = 7,
}

/// How far an update came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub enum SfPhase {
    /// A server speaks of it. Nothing of that is believed.
    Offered = 0,
    /// Signed metadata names it for this unit.
    Known = 1,
    /// Its image lies in the slot that does not run.
    Brought = 2,
    /// It is in its place, and runs at the next start.
    Installed = 3,
    /// It runs, and has to show that it is well.
    Trial = 4,
    /// It could not be installed.
    Failed = 5,
    /// What ran before runs again.
    Returned = 6,
}

/// What an update is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub enum SfKind {
    /// It mends vulnerabilities.
    Security = 0,
    /// It brings something else.
    Feature = 1,
    /// Both.
    Combined = 2,
}

/// What runs after a start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub enum SfStarted {
    /// Nothing was restarted yet. As what the caller says: the images' own file decides.
    Not = 0,
    /// The new image.
    New = 1,
    /// The old one again.
    Old = 2,
}

/// What the owner wants with an update.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub enum SfWish {
    /// Not before some time.
    Postponed = 0,
    /// Not this one.
    Refused = 1,
    /// This one, now.
    Agreed = 2,
}

/// How a receipt is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub enum SfForm {
    /// As a text file.
    Text = 0,
    /// As one line, for a QR code.
    Line = 1,
}

/// What an erasure is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub enum SfPurpose {
    /// The unit begins anew with whoever sets it up; the code on its label stays.
    Reset = 0,
    /// It goes to somebody else: the code on its label is void, and the one of sf_new_code opens it.
    Handover = 1,
    /// It goes out of use: no code opens it.
    EndOfLife = 2,
}

/// A text that sf_text gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub enum SfText {
    /// The serial number.
    Serial = 0,
    /// The product: `prd_…`.
    Product = 1,
    /// The fingerprint of the unit's key: `sha256:…`.
    Fingerprint = 2,
    /// The id that the server knows the unit by: `unt_…`; SF_NOTHING before.
    Unit = 3,
    /// The product's name, as owners know it.
    ProductName = 4,
    /// Who made it.
    Maker = 5,
    /// Where the server is; SF_NOTHING where the unit stays by itself.
    Server = 6,
    /// Under which path the last request goes to the server.
    Path = 7,
    /// Why the unit is locked; SF_NOTHING where it is not.
    WhyLocked = 8,
    /// The owner's time zone.
    Zone = 9,
    /// When updates install: `02:00-05:00`; empty: at any time.
    Window = 10,
    /// The update: its release, `rel_…`. This and the next: SF_NOTHING where there is none.
    UpdateRelease = 11,
    /// Its part: `prt_…`.
    UpdatePart = 12,
    /// Its version.
    UpdateVersion = 13,
    /// What it brings, for the owner.
    UpdateNotes = 14,
    /// The vulnerabilities that it mends, a line each.
    UpdateFixes = 15,
    /// What went wrong with it; SF_NOTHING where nothing did.
    UpdateDetail = 16,
    /// The file into which it comes, or came.
    UpdateImage = 17,
    /// Why nothing can be installed; SF_NOTHING where that is not so.
    WhyBroken = 18,
    /// Of who came in last over the network: what its browser shows the next time, as a cookie.
    Known = 19,
}

/// A number that sf_number gives. What is so or not is 1 or 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub enum SfNumber {
    /// The unit has an owner.
    Owned = 0,
    /// It is locked.
    Locked = 1,
    /// Security events are recorded.
    Record = 2,
    /// They are shared.
    Share = 3,
    /// The manufacturer may act from afar.
    Remote = 4,
    /// Security updates install by themselves.
    Automatic = 5,
    /// So do others.
    Features = 6,
    /// Somebody pressed the button lately.
    Present = 7,
    /// How often the unit started.
    Starts = 8,
    /// How often it was reset.
    Resets = 9,
    /// What time it is, as far as the unit can know: seconds since the epoch, UTC.
    Time = 10,
    /// How many statements wait for the server.
    Waiting = 11,
    /// The event log can be written.
    LogWorks = 12,
    /// For how many seconds the last SF_WAIT lasts.
    Wait = 13,
    /// The update: a SfPhase. This and the next: SF_NOTHING where there is none.
    UpdatePhase = 14,
    /// A SfKind; SF_NOTHING where that is not known.
    UpdateKind = 15,
    /// Its place in the order.
    UpdateSequence = 16,
    /// Bytes of its image; 0 before that is known.
    UpdateLength = 17,
    /// No later than this can it be put off; SF_NOTHING: without an end.
    UpdateLatest = 18,
    /// How the owner's choice on sharing is preset.
    SharePreset = 19,
}

numbered! {
    SfPlace "place" { Here, Network }
    SfSeverity "severity" { Usual, Informational, Low, Medium, High, Critical, Fatal }
    SfSwitch "switch" { Record, Share, Remote }
    SfStarted "word for what runs" { Not, New, Old }
    SfWish "wish" { Postponed, Refused, Agreed }
    SfWay "way" { Download, Http, WebDav, S3, Sftp, Successor }
    SfForm "form of a receipt" { Text, Line }
    SfPurpose "purpose of an erasure" { Reset, Handover, EndOfLife }
    SfText "text" {
        Serial, Product, Fingerprint, Unit, ProductName, Maker, Server, Path, WhyLocked, Zone, Window, UpdateRelease,
        UpdatePart, UpdateVersion, UpdateNotes, UpdateFixes, UpdateDetail, UpdateImage, WhyBroken, Known
    }
    SfNumber "number" {
        Owned, Locked, Record, Share, Remote, Automatic, Features, Present, Starts, Resets, Time, Waiting, LogWorks, Wait,
        UpdatePhase, UpdateKind, UpdateSequence, UpdateLength, UpdateLatest, SharePreset
    }
}

/// Flags out of a closed list.
pub(crate) fn flags(given: u32, known: u32) -> Result<u32, Failure> {
    if given & !known == 0 { Ok(given) } else { Err(Failure::range("sum of flags", given)) }
}

/// What is so or not, as a number.
pub(crate) fn is_set(given: u32) -> Result<bool, Failure> {
    match given {
        0 => Ok(false),
        1 => Ok(true),
        other => Err(Failure::range("yes (1) or no (0)", other)),
    }
}

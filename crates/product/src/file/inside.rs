//! What it is made of, as far as security goes: interfaces, data, remote parts, services, accounts.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// `[[interface]]`: where something goes in or out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Interface {
    /// A short name that others in this file refer to.
    pub id: String,
    /// What it is, for people.
    pub name: String,
    /// Which kind, by which threats are proposed.
    pub kind: Option<InterfaceKind>,
    /// Whether it can be touched.
    pub side: Option<Side>,
    /// Who can reach it.
    pub exposed_to: Option<Exposure>,
    /// How whoever is there is told from strangers (Annex I Part I (2)(d)).
    pub authentication: String,
    /// Why nobody has to say who they are, where that is so.
    pub no_authentication: String,
    /// How what passes is protected (Annex I Part I (2)(e) and (f)).
    pub protection: String,
    /// Whether it is open as delivered (Annex I Part I (2)(b) and (j)).
    pub on_by_default: Option<bool>,
}

/// A kind of interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum InterfaceKind {
    /// A service that answers on a network.
    NetworkService,
    /// Pages for people in a browser.
    WebPage,
    /// Connections that the product opens itself.
    Outbound,
    /// The way by which updates arrive.
    Update,
    /// Radio: Wi-Fi, Bluetooth, cellular and the like.
    Radio,
    /// A field bus or another line to machines.
    FieldBus,
    /// Ports for service and debugging: serial, JTAG.
    Debug,
    /// Media that are put in: USB, memory cards.
    RemovableMedia,
    /// Buttons, screens, voice.
    LocalControl,
    /// Files and documents that it reads.
    FileImport,
    /// Calls of other programs on the same machine.
    LocalProgram,
}

impl InterfaceKind {
    /// Every kind.
    pub const ALL: [Self; 11] = [
        Self::NetworkService,
        Self::WebPage,
        Self::Outbound,
        Self::Update,
        Self::Radio,
        Self::FieldBus,
        Self::Debug,
        Self::RemovableMedia,
        Self::LocalControl,
        Self::FileImport,
        Self::LocalProgram,
    ];
}

/// Whether an interface can be touched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// A plug, an antenna, a button.
    Physical,
    /// A protocol, a file format, a call.
    Logical,
}

/// Who can reach an interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Exposure {
    /// Anybody on the internet.
    Internet,
    /// Whoever is in the same network.
    LocalNetwork,
    /// Whoever is within reach of the radio.
    Nearby,
    /// Whoever stands before it.
    Present,
    /// Whoever opens the housing.
    Opened,
    /// Programs on the same machine.
    SameMachine,
}

/// `[[data]]`: data that it keeps or moves.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Data {
    /// A short name that others in this file refer to.
    pub id: String,
    /// What it is, for people.
    pub name: String,
    /// How much harm its disclosure does.
    pub classification: Option<Classification>,
    /// What it is needed for (Annex I Part I (2)(g)).
    pub purpose: String,
    /// Where it is kept.
    pub stored: String,
    /// How it is protected where it is kept and on its way (Annex I Part I (2)(e) and (f)).
    pub protection: String,
    /// How its owner erases it, or takes it along (Annex I Part I (2)(m)).
    pub erasure: String,
}

/// How much harm the disclosure of data does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Classification {
    /// None.
    Public,
    /// Little: how it works inside.
    Internal,
    /// It is about people.
    Personal,
    /// Harm to a business or a person.
    Confidential,
    /// It opens everything else: keys, passwords.
    Secret,
}

/// `[[remote]]`: remote data processing that belongs to the product.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Remote {
    /// A short name that others in this file refer to.
    pub id: String,
    /// What it is, for people.
    pub name: String,
    /// Which functions of the product need it (Art. 3(2)).
    pub purpose: String,
    /// What the product still does without it (Annex I Part I (2)(h)).
    pub without_it: String,
    /// Who designed it, or is responsible for its design (Art. 3(2)).
    pub operated_by: String,
    /// Data that it sees, by id.
    pub data: Vec<String>,
}

/// `[[service]]`: a service of somebody else that the product relies on.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Service {
    /// A short name that others in this file refer to.
    pub id: String,
    /// What it is, for people.
    pub name: String,
    /// Who runs it.
    pub provider: String,
    /// What for.
    pub purpose: String,
    /// What the product still does without it.
    pub without_it: String,
    /// Data that it sees, by id.
    pub data: Vec<String>,
}

/// `[[account]]`: a role of people or programs on the product.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Account {
    /// The role's name.
    pub role: String,
    /// What it may do.
    pub may: String,
    /// What it begins with.
    pub first_credential: Option<FirstCredential>,
}

/// What an account begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum FirstCredential {
    /// Set by its owner before anything else works.
    SetByOwner,
    /// A random one for each unit.
    UniquePerUnit,
    /// A key made on the unit.
    OwnKey,
    /// The same for many units: nobody can call that secure by default.
    Shared,
}

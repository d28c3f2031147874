//! What a unit does and keeps, seen from outside: through guessing, power losses, damage and full media.

mod accounts;
mod acts;
mod concluded;
mod corpus;
mod erase;
mod folder;
mod folder_race;
mod line;
mod log;
mod made;
mod notices;
mod power;
mod receipts;
mod reset;
mod seeds;
mod set_up;
mod settings;
mod starts;
mod switches;
mod update;
mod vault;

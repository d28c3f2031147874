//! The settings' page.

use steadfast_device::settings::value;

use super::asked::{Asked, Who};
use super::{Home, page};
use crate::event_loop::{Hands, Reply};
use crate::pages::{self, Place, SettingView};
use crate::zone;

impl Home {
    pub(super) fn settings_page(&self, asked: &Asked<'_>, who: &Who) -> Reply {
        let Some(owner) = self.unit.owner() else { return Reply::Now(crate::http::Response::see_other("/set-up")) };
        let code = asked.language.code();
        let view = |setting: &'_ steadfast_device::factory::Setting| value(setting, &owner.changed).to_owned();
        let values: Vec<String> = self.unit.factory.settings.iter().map(view).collect();
        let all: Vec<SettingView<'_>> = self
            .unit
            .factory
            .settings
            .iter()
            .zip(&values)
            .map(|(setting, value)| SettingView {
                name: &setting.name,
                title: setting.title.text(code),
                why: setting.why.text(code),
                value,
                secure: &setting.value,
                choices: &setting.choices,
            })
            .collect();
        let zones: Vec<&str> = zone::names().collect();
        let frame = self.frame(asked, Some(who), Some(Place::Settings));
        page(pages::settings(&frame, &all, (&owner.zone, &zones), who.is_owner()))
    }

    pub(super) fn save_settings(&mut self, asked: &Asked<'_>, who: &Who, hands: &mut Hands<Self>) -> Reply {
        let wanted = asked.form.iter().filter_map(|(name, value)| Some((name.strip_prefix("set-")?, value)));
        let done = self.unit.set(&wanted.collect::<Vec<_>>(), who.name.as_str());
        self.tell_watchers(hands);
        Reply::Now(self.leads(&done, "/settings", asked.language))
    }

    pub(super) fn save_zone(&mut self, asked: &Asked<'_>, who: &Who) -> Reply {
        let Some(zone) = zone::names().find(|name| *name == asked.field("zone")) else {
            return self.told(asked, Some(who), 400, "error-bad-request");
        };
        let done = self.unit.set_zone(zone, who.name.as_str());
        Reply::Now(self.leads(&done, "/settings", asked.language))
    }

    pub(super) fn secure_settings(&mut self, asked: &Asked<'_>, who: &Who, hands: &mut Hands<Self>) -> Reply {
        let done = self.unit.secure(who.name.as_str());
        self.tell_watchers(hands);
        Reply::Now(self.leads(&done, "/settings", asked.language))
    }
}

//! What the account remembers: saved triggers, the widgets' settings, sources and bots.

mod bot;
mod file;

pub(crate) use bot::Bot;
pub(crate) use file::StateFile;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Everything that outlives a restart.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Account {
    #[serde(default)]
    last_trigger_id: u64,
    /// By the pipeline's id.
    #[serde(default)]
    pipelines: BTreeMap<String, Vec<Trigger>>,
    /// By the widget's code.
    #[serde(default)]
    widgets: BTreeMap<String, WidgetSettings>,
    /// The pipelines that widgets are sources of leads for, by the widget's code.
    #[serde(default)]
    lead_sources: BTreeMap<String, u64>,
    #[serde(default)]
    last_bot_id: u64,
    #[serde(default)]
    bots: Vec<Bot>,
}

/// A trigger of a widget in one stage of a pipeline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Trigger {
    /// Empty until it was saved.
    #[serde(default)]
    pub(crate) id: String,
    pub(crate) stage_id: String,
    pub(crate) event: String,
    pub(crate) widget: TriggerWidget,
}

/// Which widget acts, and what its form holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct TriggerWidget {
    pub(crate) code: String,
    #[serde(default)]
    pub(crate) settings: BTreeMap<String, String>,
}

/// What was saved in a widget's settings window.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct WidgetSettings {
    pub(crate) active: bool,
    #[serde(default)]
    pub(crate) fields: BTreeMap<String, serde_json::Value>,
}

impl Account {
    pub(crate) fn triggers(&self, pipeline: &str) -> &[Trigger] {
        self.pipelines.get(pipeline).map_or(&[], Vec::as_slice)
    }

    /// Puts the whole set in the place of the old one; new triggers get their ids.
    pub(crate) fn save_triggers(&mut self, pipeline: &str, mut triggers: Vec<Trigger>) {
        for trigger in &mut triggers {
            if trigger.id.is_empty() {
                self.last_trigger_id += 1;
                trigger.id = self.last_trigger_id.to_string();
            }
        }
        self.pipelines.insert(pipeline.to_owned(), triggers);
    }

    pub(crate) fn trigger(&self, pipeline: &str, id: &str) -> Option<&Trigger> {
        let mut triggers = self.triggers(pipeline).iter();
        triggers.find(|trigger| trigger.id == id)
    }

    pub(crate) fn lead_source(&self, code: &str) -> Option<u64> {
        self.lead_sources.get(code).copied()
    }

    /// Adds the widget to the pipeline's sources, or removes it from whichever it was in.
    pub(crate) fn save_lead_source(&mut self, code: &str, pipeline: Option<u64>) {
        match pipeline {
            Some(pipeline) => self.lead_sources.insert(code.to_owned(), pipeline),
            None => self.lead_sources.remove(code),
        };
    }

    pub(crate) fn bots(&self) -> &[Bot] {
        &self.bots
    }

    /// Puts the bot in the place of the one with its id; a new one gets an id.
    pub(crate) fn save_bot(&mut self, mut bot: Bot) -> Bot {
        match self.bots.iter_mut().find(|saved| saved.id == bot.id) {
            Some(saved) => *saved = bot.clone(),
            None => {
                self.last_bot_id += 1;
                bot.id = self.last_bot_id;
                self.bots.push(bot.clone());
            }
        }
        bot
    }

    pub(crate) fn remove_bot(&mut self, id: u64) {
        self.bots.retain(|bot| bot.id != id);
    }

    pub(crate) fn widget_settings(&self, code: &str) -> Option<&WidgetSettings> {
        self.widgets.get(code)
    }

    pub(crate) fn save_widget_settings(&mut self, code: &str, settings: WidgetSettings) {
        self.widgets.insert(code.to_owned(), settings);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn trigger(id: &str) -> Trigger {
        Trigger {
            id: id.to_owned(),
            stage_id: "1".to_owned(),
            event: "1".to_owned(),
            widget: TriggerWidget {
                code: "w".to_owned(),
                settings: BTreeMap::new(),
            },
        }
    }

    #[test]
    fn ids_are_given_once_and_never_again() {
        let mut account = Account::default();
        account.save_triggers("1", vec![trigger(""), trigger("")]);
        let ids = |account: &Account| {
            account
                .triggers("1")
                .iter()
                .map(|one| one.id.clone())
                .collect::<Vec<_>>()
        };
        assert_eq!(ids(&account), ["1", "2"]);
        account.save_triggers("1", vec![trigger("1"), trigger("")]);
        assert_eq!(ids(&account), ["1", "3"]);
        account.save_triggers("1", Vec::new());
        assert!(account.triggers("1").is_empty());
    }
}

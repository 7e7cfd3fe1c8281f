//! The markers that a person can put into the message, such as `{{lead.name}}`.
//!
//! The list opens in two ways. A button below the editor opens it as a menu, which takes the
//! focus. A bracket typed into the message opens it as suggestions, as in amoCRM's own editors:
//! the focus stays in the message, and what is typed after the bracket filters the list.
//!
//! The patterns are those of the ARIA Authoring Practices for a menu button and for a combobox,
//! but that the textarea keeps its role: HTML allows it no other.

use std::cell::Cell;

use js_sys::JsString;
use pipeline_message_webhook::markers::Marker;

use super::layout::Layout;
use super::marker_query::{REACH, marker_query};
use crate::browser::dom::{Control, Element, Event};
use crate::host::widget_object::WidgetObject;
use crate::texts;

/// On an item: the text that it puts into the message.
const MARKER: &str = "data-marker";
const ITEM: &str = "[data-marker]";

/// The list of markers of one editor.
#[derive(Debug)]
pub(super) struct MarkerMenu {
    host: WidgetObject,
    textarea: Control,
    button: Element,
    list: Element,
    open: Cell<Open>,
    /// The item that a key moves from.
    active: Cell<u32>,
    /// The bracket that the person has said not to mean a marker, by its place in the text.
    dismissed: Cell<Option<u32>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Open {
    No,
    /// By the button.
    Menu,
    /// By the bracket that stands at this place in the text.
    Suggestions {
        bracket: u32,
    },
}

impl MarkerMenu {
    pub(super) fn new(host: &WidgetObject, layout: &Layout) -> Self {
        let menu = MarkerMenu {
            host: host.clone(),
            textarea: layout.textarea.clone(),
            button: layout.insert.clone(),
            list: layout.markers.clone(),
            open: Cell::new(Open::No),
            active: Cell::new(0),
            dismissed: Cell::new(None),
        };
        // An instance that has failed may have left it open.
        menu.close();
        menu
    }

    /// Opens or closes the suggestions for `message`, which has just been edited.
    pub(super) fn suggest(&self, message: &JsString) {
        let caret = self.textarea.selection_end();
        let before = String::from(message.slice(caret.saturating_sub(REACH), caret));
        let query = marker_query(&before);
        let bracket = query.as_ref().map(|query| caret.saturating_sub(query.back));
        if bracket != self.dismissed.get() {
            self.dismissed.set(None);
        }
        match (query, bracket) {
            (Some(query), Some(bracket)) if self.dismissed.get().is_none() => {
                let is_any = self.fill("option", query.text);
                if is_any {
                    self.show_suggestions(bracket);
                } else {
                    self.close();
                }
            }
            _ => self.close(),
        }
    }

    pub(super) fn on_click(&self, event: &Event) {
        let Some(target) = event.target() else { return };
        if self.button.contains(&target) {
            if self.open.get() == Open::Menu {
                self.dismiss();
            } else {
                self.open_menu();
            }
        } else if let Some(item) = target.closest(ITEM) {
            self.pick(&item);
        }
    }

    /// Pressing on an item leaves the focus where it is; on the button too, which would close the
    /// menu so that the click opened it again.
    pub(super) fn on_press(&self, event: &Event) {
        let Some(target) = event.target() else { return };
        let is_menu = self.open.get() == Open::Menu;
        if self.list.contains(&target) || (is_menu && self.button.contains(&target)) {
            event.prevent_default();
        }
    }

    pub(super) fn on_focus_leaving(&self, event: &Event) {
        let stays = event
            .related_target()
            .is_some_and(|to| self.list.contains(&to));
        if !stays {
            self.close();
        }
    }

    pub(super) fn on_key(&self, event: &Event) {
        let Some(key) = event.key().filter(|_| !event.is_composing()) else {
            return;
        };
        if self.takes(&key, event) {
            event.prevent_default();
            event.stop_propagation();
        }
    }

    /// Does what `key` asks for. Whether it asks for anything here.
    fn takes(&self, key: &str, event: &Event) -> bool {
        let is_menu = match self.open.get() {
            Open::No => {
                let opens = key == "ArrowDown" && event.target().as_ref() == Some(&self.button);
                if opens {
                    self.open_menu();
                }
                return opens;
            }
            Open::Menu => true,
            Open::Suggestions { .. } => false,
        };
        let (active, count) = (self.active.get(), self.items().max(1));
        match key {
            "ArrowDown" => self.activate((active + 1) % count),
            "ArrowUp" => self.activate((active + count - 1) % count),
            "Home" if is_menu => self.activate(0),
            "End" if is_menu => self.activate(count - 1),
            "Enter" => self.pick_active(),
            " " if is_menu => self.pick_active(),
            "Tab" if !is_menu => self.pick_active(),
            "Escape" => self.dismiss(),
            "ArrowLeft" | "ArrowRight" | "Home" | "End" | "Tab" => {
                self.close();
                return false;
            }
            _ => return false,
        }
        true
    }

    fn open_menu(&self) {
        self.fill("menuitem", "");
        self.list.set_attribute("role", "menu");
        self.button.set_attribute("aria-expanded", "true");
        self.list.remove_attribute("hidden");
        self.open.set(Open::Menu);
        self.activate(0);
    }

    fn show_suggestions(&self, bracket: u32) {
        self.list.set_attribute("role", "listbox");
        self.list.remove_attribute("hidden");
        self.open.set(Open::Suggestions { bracket });
        self.activate(0);
    }

    /// Closes the list; the focus stays where it is.
    pub(super) fn close(&self) {
        self.open.set(Open::No);
        self.list.set_attribute("hidden", "");
        self.button.set_attribute("aria-expanded", "false");
        self.textarea.remove_attribute("aria-activedescendant");
    }

    /// Closes the list by the person's wish, and puts the focus where it was opened from; a bracket
    /// in the message stays a bracket.
    fn dismiss(&self) {
        if let Open::Suggestions { bracket } = self.open.get() {
            self.dismissed.set(Some(bracket));
        } else {
            self.button.focus();
        }
        self.close();
    }

    /// Puts the markers into the list whose name or code has `query` in it. Whether there are any.
    fn fill(&self, role: &str, query: &str) -> bool {
        self.list.set_text(&JsString::default());
        let query = String::from(JsString::from(query).to_lower_case());
        for (number, marker) in Marker::ALL.into_iter().enumerate() {
            let name = texts::marker(marker).of(&self.host);
            let names = name.concat(&marker.code().into()).to_lower_case();
            if names.includes(&query, 0) {
                self.list.append(&self.item(role, number, &name, marker));
            }
        }
        self.items() > 0
    }

    fn item(&self, role: &str, number: usize, name: &JsString, marker: Marker) -> Element {
        let item = self.list.document().create_element("li");
        let list_id = self
            .list
            .attribute("id")
            .map(String::from)
            .unwrap_or_default();
        item.set_attribute("id", &[&list_id, "-", &number.to_string()].concat());
        item.set_attribute("role", role);
        item.set_attribute("tabindex", "-1");
        item.set_attribute(MARKER, marker.text());
        item.set_text(name);
        item
    }

    fn items(&self) -> u32 {
        self.list.select_all_in(ITEM).length()
    }

    /// Makes an item the one that Enter picks, and lets a screen reader know.
    fn activate(&self, number: u32) {
        for (place, item) in (0..).zip(self.list.select_all_in(ITEM)) {
            if place != number {
                item.remove_attribute("aria-selected");
            } else if self.open.get() == Open::Menu {
                item.focus();
            } else {
                item.set_attribute("aria-selected", "true");
                let id = item.attribute("id").unwrap_or_default();
                self.textarea.set_attribute_to("aria-activedescendant", &id);
            }
        }
        self.active.set(number);
    }

    fn pick_active(&self) {
        if let Some(item) = self.list.select_all_in(ITEM).item(self.active.get()) {
            self.pick(&item);
        }
    }

    fn pick(&self, item: &Element) {
        let Some(marker) = item.attribute(MARKER) else {
            return;
        };
        let end = self.textarea.selection_end();
        let start = match self.open.get() {
            Open::Suggestions { bracket } => bracket,
            _ => self.textarea.selection_start(),
        };
        self.close();
        self.textarea.type_over(start, end, &String::from(marker));
    }
}

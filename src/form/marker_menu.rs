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

use super::layout::Layout;
use super::marker_query::query_start;
use crate::browser::dom::{Control, Element, Event};
use crate::browser::names::{self, Name};
use crate::browser::text;
use crate::host::widget_object::WidgetObject;
use crate::texts;

/// The list of markers of one editor.
#[derive(Debug)]
pub(super) struct MarkerMenu {
    host: WidgetObject,
    textarea: Control,
    button: Element,
    list: Element,
    open: Cell<Open>,
    /// How many items it has.
    count: Cell<i32>,
    /// The item that a key moves from.
    active: Cell<i32>,
    /// The bracket that the person has said not to mean a marker, by its place in the text.
    dismissed: Cell<Option<i32>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Open {
    No,
    /// By the button.
    Menu,
    /// By the bracket that stands at this place in the text.
    Suggestions {
        bracket: i32,
    },
}

impl MarkerMenu {
    pub(super) fn new(host: &WidgetObject, layout: &Layout) -> Self {
        MarkerMenu {
            host: host.clone(),
            textarea: layout.textarea.clone(),
            button: layout.insert.clone(),
            list: layout.markers.clone(),
            open: Cell::new(Open::No),
            count: Cell::new(0),
            active: Cell::new(0),
            dismissed: Cell::new(None),
        }
    }

    /// Opens or closes the suggestions for `message`, which has just been edited.
    pub(super) fn suggest(&self, message: &JsString) {
        let caret = self.textarea.selection_end();
        let start = query_start(caret, |place| text::unit_at(message, place));
        // The bracket stands before what is asked for.
        let bracket = start.map(|start| start - 1);
        if bracket != self.dismissed.get() {
            self.dismissed.set(None);
        }
        match start {
            Some(start) if self.dismissed.get().is_none() => {
                if self.fill(names::OPTION, &text::slice(message, start, caret)) {
                    self.show(names::LISTBOX, Open::Suggestions { bracket: start - 1 });
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
        } else if let Some(item) = target.closest(names::ITEM) {
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
        let to = event.related_target();
        if !to.is_some_and(|to| self.list.contains(&to)) {
            self.close();
        }
    }

    pub(super) fn on_key(&self, event: &Event) {
        if !event.is_composing() && self.takes(event.key(), event) {
            event.prevent_default();
            event.stop_propagation();
        }
    }

    /// Does what `key` asks for. Whether it asks for anything here.
    fn takes(&self, key: Name, event: &Event) -> bool {
        let is_menu = match self.open.get() {
            Open::No => {
                let opens =
                    key == names::ARROW_DOWN && event.target().as_ref() == Some(&self.button);
                if opens {
                    self.open_menu();
                }
                return opens;
            }
            Open::Menu => true,
            Open::Suggestions { .. } => false,
        };
        let (active, count) = (self.active.get(), self.count.get().max(1));
        match key {
            names::ARROW_DOWN => self.activate((active + 1) % count),
            names::ARROW_UP => self.activate((active + count - 1) % count),
            names::HOME if is_menu => self.activate(0),
            names::END if is_menu => self.activate(count - 1),
            names::ENTER => self.pick_active(),
            names::SPACE if is_menu => self.pick_active(),
            names::TAB if !is_menu => self.pick_active(),
            names::ESCAPE => self.dismiss(),
            names::ARROW_LEFT | names::ARROW_RIGHT | names::HOME | names::END | names::TAB => {
                self.close();
                return false;
            }
            _ => return false,
        }
        true
    }

    fn open_menu(&self) {
        self.fill(names::MENUITEM, &JsString::default());
        self.button
            .set_attribute_named(names::ARIA_EXPANDED, names::TRUE);
        self.show(names::MENU, Open::Menu);
    }

    fn show(&self, role: Name, open: Open) {
        self.list.set_attribute_named(names::ROLE, role);
        self.list.remove_attribute(names::HIDDEN);
        self.open.set(open);
        self.activate(0);
    }

    /// Closes the list, if it is open; the focus stays where it is.
    fn close(&self) {
        if self.open.get() != Open::No {
            self.hide();
        }
    }

    /// Hides the list, whether or not this instance has opened it.
    pub(super) fn hide(&self) {
        self.open.set(Open::No);
        self.list.set_attribute_named(names::HIDDEN, names::NOTHING);
        self.button
            .set_attribute_named(names::ARIA_EXPANDED, names::FALSE);
        self.textarea.remove_attribute(names::ARIA_ACTIVEDESCENDANT);
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
    fn fill(&self, role: Name, query: &JsString) -> bool {
        self.list.set_text(&JsString::default());
        let mut count = 0;
        for (number, marker) in (0..).zip(&texts::MARKERS) {
            let name = marker.name.of(&self.host);
            let names = text::concat_named(&name, marker.code);
            if text::includes(&names, query) {
                self.add_item(role, number, &name, marker.code);
                count += 1;
            }
        }
        self.count.set(count);
        count > 0
    }

    fn add_item(&self, role: Name, number: u32, name: &JsString, code: Name) {
        let item = self.list.create(names::LI, names::NOTHING);
        let list_id = self.list.attribute(names::ID).unwrap_or_default();
        let id = text::concat_named(&list_id, names::NUMBER_SUFFIX);
        item.set_attribute(names::ID, &text::fill(&id, names::ID_PLACEHOLDER, number));
        item.set_attribute_named(names::ROLE, role);
        item.set_attribute_named(names::TABINDEX, names::MINUS_ONE);
        let marker = text::concat_named(&text::of(names::MARKER_START), code);
        let marker = text::concat_named(&marker, names::MARKER_END);
        item.set_attribute(names::DATA_MARKER, &marker);
        item.set_text(name);
        self.list.append(&item);
    }

    /// Makes an item the one that Enter picks, and lets a screen reader know.
    fn activate(&self, number: i32) {
        for (place, item) in (0..).zip(self.list.select_all(names::ITEM)) {
            if place != number {
                item.remove_attribute(names::ARIA_SELECTED);
            } else if self.open.get() == Open::Menu {
                item.focus();
            } else {
                item.set_attribute_named(names::ARIA_SELECTED, names::TRUE);
                let id = item.attribute(names::ID).unwrap_or_default();
                self.textarea
                    .set_attribute(names::ARIA_ACTIVEDESCENDANT, &id);
            }
        }
        self.active.set(number);
    }

    fn pick_active(&self) {
        let mut items = self.list.select_all(names::ITEM);
        if let Some(item) = items.nth(self.active.get() as usize) {
            self.pick(&item);
        }
    }

    fn pick(&self, item: &Element) {
        let Some(marker) = item.attribute(names::DATA_MARKER) else {
            return;
        };
        let end = self.textarea.selection_end();
        let start = match self.open.get() {
            Open::Suggestions { bracket } => bracket,
            _ => self.textarea.selection_start(),
        };
        self.close();
        self.textarea.type_over(start, end, &marker);
    }
}

//! The markers that a person can put into the message, such as `{{lead.name}}`.
//!
//! The list opens in two ways. A button below the editor opens it as a menu, which takes the
//! focus. A bracket typed into the message opens it as suggestions, as in amoCRM's own editors:
//! the focus stays in the message, and what is typed after the bracket filters the list.
//!
//! The patterns are those of the ARIA Authoring Practices for a menu button and for a combobox,
//! but that the textarea keeps its role: HTML allows it no other.

use crate::browser::dom::{Control, Element, Event};
use crate::browser::names::{self, Name};
use crate::browser::text::Text;
use crate::browser::value::{Members, Object};
use crate::host::widget_object::WidgetObject;
use crate::phrases;

/// The list of markers of one editor. What is to be remembered of it stands in `memory`: how it is
/// open, how many items it has, the item that a key moves from, and the bracket that the person has
/// said not to mean a marker.
#[derive(Debug, Clone, Copy)]
pub(super) struct MarkerMenu {
    host: WidgetObject,
    textarea: Control,
    button: Element,
    list: Element,
    memory: Object,
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

/// How far back a bracket is looked for, in UTF-16 units: no field's name is longer.
const REACH: i32 = 40;

/// What the person has typed behind a bracket, up to the caret, to find a marker by: in amoCRM's own
/// editors a bracket opens the list of fields, and what is typed after it filters the list.
#[derive(Debug, Clone, Copy)]
pub(super) struct Query {
    /// Where it begins; 0 where there is none, since the bracket stands before it.
    start: i32,
    caret: i32,
}

impl Query {
    /// The one in `message`, which stands in `textarea`.
    pub(super) fn of(textarea: Control, message: Text) -> Self {
        let caret = textarea.selection_end();
        let from = (caret - REACH).max(0);
        let bracket = message.slice(from, caret).search(names::QUERY);
        let start = bracket.map_or(0, |bracket| from + bracket + 1);
        Query { start, caret }
    }

    /// Whether the list of `memory` is to open or to close by it, or to forget a bracket.
    pub(super) fn concerns(self, memory: Object) -> bool {
        self.start > 0 || memory.is(names::OPEN) || memory.is(names::DISMISSED)
    }
}

impl MarkerMenu {
    /// `None` where the page has taken the button or the list out of `root`.
    pub(super) fn of(
        host: WidgetObject,
        root: Element,
        textarea: Control,
        memory: Object,
    ) -> Option<Self> {
        Some(MarkerMenu {
            host,
            textarea,
            button: root.select(names::INSERT_SELECTOR)?,
            list: root.select(names::MARKERS_SELECTOR)?,
            memory,
        })
    }

    fn open(self) -> Open {
        match self.memory.number(names::OPEN) {
            0 => Open::No,
            1 => Open::Menu,
            number => Open::Suggestions {
                bracket: number - 2,
            },
        }
    }

    fn set_open(self, open: Open) {
        let number = match open {
            Open::No => 0,
            Open::Menu => 1,
            Open::Suggestions { bracket } => bracket + 2,
        };
        self.memory.set_number(names::OPEN, number);
    }

    /// Opens or closes the suggestions for `query` in `message`, which has just been edited.
    pub(super) fn suggest(self, message: Text, Query { start, caret }: Query) {
        let is_dismissed = start == self.memory.number(names::DISMISSED);
        if !is_dismissed {
            self.memory.set_number(names::DISMISSED, 0);
        }
        if start > 0 && !is_dismissed && self.fill(names::OPTION, message.slice(start, caret)) {
            let bracket = start - 1;
            self.show(names::LISTBOX, Open::Suggestions { bracket });
        } else {
            self.close();
        }
    }

    /// The person has pressed a key or a button of the mouse in the editor.
    pub(super) fn on(self, what: Name, event: Event) {
        match what {
            names::KEYDOWN => self.on_key(event),
            names::CLICK => self.on_click(event),
            _ => self.on_press(event),
        }
    }

    fn on_click(self, event: Event) {
        let Some(target) = event.target() else { return };
        if self.button.contains(target) {
            if self.open() == Open::Menu {
                self.dismiss();
            } else {
                self.open_menu();
            }
        } else if let Some(item) = target.closest(names::ITEM) {
            self.pick(item);
        }
    }

    /// Pressing on an item leaves the focus where it is; on the button too, which would close the
    /// menu so that the click opened it again.
    fn on_press(self, event: Event) {
        let Some(target) = event.target() else { return };
        let is_menu = self.open() == Open::Menu;
        if self.list.contains(target) || (is_menu && self.button.contains(target)) {
            event.prevent_default();
        }
    }

    pub(super) fn on_focus_leaving(self, event: Event) {
        let to = event.related_target();
        if !to.is_some_and(|to| self.list.contains(to)) {
            self.close();
        }
    }

    fn on_key(self, event: Event) {
        let is_taken = |key| self.takes(key, event);
        if !event.is_composing() && event.key().is_some_and(is_taken) {
            event.prevent_default();
            event.stop_propagation();
        }
    }

    /// Does what `key` asks for. Whether it asks for anything here.
    fn takes(self, key: Name, event: Event) -> bool {
        let is_menu = match self.open() {
            Open::No => {
                let opens = key == names::ARROW_DOWN && event.target() == Some(self.button);
                if opens {
                    self.open_menu();
                }
                return opens;
            }
            Open::Menu => true,
            Open::Suggestions { .. } => false,
        };
        let active = self.memory.number(names::ACTIVE_ITEM);
        let count = self.memory.number(names::COUNT).max(1);
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

    fn open_menu(self) {
        self.fill(names::MENUITEM, Text::default());
        self.button.set_attribute(names::ARIA_EXPANDED, names::TRUE);
        self.show(names::MENU, Open::Menu);
    }

    fn show(self, role: Name, open: Open) {
        self.list.set_attribute(names::ROLE, role);
        self.list.remove_attribute(names::HIDDEN);
        self.set_open(open);
        self.activate(0);
    }

    /// Closes the list, if it is open; the focus stays where it is.
    fn close(self) {
        if self.open() != Open::No {
            self.hide();
        }
    }

    /// Hides the list, whether or not this instance has opened it.
    pub(super) fn hide(self) {
        self.set_open(Open::No);
        self.list.set_attribute(names::HIDDEN, names::NOTHING);
        self.button
            .set_attribute(names::ARIA_EXPANDED, names::FALSE);
        self.textarea
            .element()
            .remove_attribute(names::ARIA_ACTIVEDESCENDANT);
    }

    /// Closes the list by the person's wish, and puts the focus where it was opened from; a bracket
    /// in the message stays a bracket.
    fn dismiss(self) {
        if let Open::Suggestions { bracket } = self.open() {
            self.memory.set_number(names::DISMISSED, bracket + 1);
        } else {
            self.button.focus();
        }
        self.close();
    }

    /// Puts the markers into the list whose name or code has `query` in it. Whether there are any.
    fn fill(self, role: Name, query: Text) -> bool {
        self.list.set_text(Text::default());
        let mut count = 0;
        for (number, marker) in (0..).zip(&phrases::MARKERS) {
            let name = marker.name.of(self.host);
            if name.and(marker.code).includes(query) {
                self.add_item(role, number, name, marker.code);
                count += 1;
            }
        }
        self.memory.set_number(names::COUNT, count);
        count > 0
    }

    fn add_item(self, role: Name, number: u32, name: Text, code: Name) {
        let item = self.list.create(names::LI, names::NOTHING);
        let list_id = self.list.attribute(names::ID).unwrap_or_default();
        let id = list_id.and(names::NUMBER_SUFFIX);
        item.set_attribute(names::ID, id.fill(names::ID_PLACEHOLDER, number));
        item.set_attribute(names::ROLE, role);
        item.set_attribute(names::TABINDEX, names::MINUS_ONE);
        let marker = Text::from(names::MARKER_START).and(code);
        item.set_attribute(names::DATA_MARKER, marker.and(names::MARKER_END));
        item.set_text(name);
        self.list.append(item);
    }

    /// Makes an item the one that Enter picks, and lets a screen reader know.
    fn activate(self, number: i32) {
        for (place, item) in (0..).zip(self.list.select_all(names::ITEM)) {
            if place != number {
                item.remove_attribute(names::ARIA_SELECTED);
            } else if self.open() == Open::Menu {
                item.focus();
            } else {
                item.set_attribute(names::ARIA_SELECTED, names::TRUE);
                let id = item.attribute(names::ID).unwrap_or_default();
                self.textarea
                    .element()
                    .set_attribute(names::ARIA_ACTIVEDESCENDANT, id);
            }
        }
        self.memory.set_number(names::ACTIVE_ITEM, number);
    }

    fn pick_active(self) {
        let mut items = self.list.select_all(names::ITEM);
        if let Some(item) = items.nth(self.memory.number(names::ACTIVE_ITEM) as usize) {
            self.pick(item);
        }
    }

    fn pick(self, item: Element) {
        let Some(marker) = item.attribute(names::DATA_MARKER) else {
            return;
        };
        let end = self.textarea.selection_end();
        let start = match self.open() {
            Open::Suggestions { bracket } => bracket,
            _ => self.textarea.selection_start(),
        };
        self.close();
        self.textarea.type_over(start, end, marker);
    }
}

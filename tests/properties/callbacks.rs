//! What amoCRM's callbacks mean for the forms of a page, as the contract has it.

use super::actions::Callback;
use super::documents::Place;
use super::model::{Editor, Model, Waiting};
use super::view;

impl Model {
    /// amoCRM has called back.
    pub fn call(&mut self, visit: usize, callback: Callback) {
        match callback {
            Callback::Init | Callback::OnSave => {}
            Callback::Destroy => self.destroy(visit),
            Callback::DpSettings(body) => self.open_triggers(visit, body.map(|body| body.form)),
            Callback::Settings(body) => {
                self.open_in(visit, body.form, Place::SettingsWindow);
            }
            Callback::SalesbotDesignerSettings(body) => {
                self.open_in(visit, body.form, Place::SalesbotBlock);
            }
        }
    }

    fn open_in(&mut self, visit: usize, form: usize, place: Place) {
        self.begin(visit, Some(form));
        if self.forms[form].place == place {
            self.open(visit, form);
        }
    }

    /// The visit goes on; what has left the page is to be let go of.
    fn begin(&mut self, visit: usize, body: Option<usize>) {
        self.has_left[visit] = false;
        for number in 0..self.forms.len() {
            let has_left = !self.is_in_page(number) && body != Some(number);
            if let Some(editor) = &mut self.forms[number].editor {
                editor.has_left = editor.owner.is_some() && has_left;
            }
        }
    }

    /// The timers have been called: what has left the page, and not come back, is let go of.
    pub fn tidy_up(&mut self) {
        for number in 0..self.forms.len() {
            let editor = self.forms[number].editor.as_ref();
            let has_left = editor.is_some_and(|editor| editor.has_left && editor.owner.is_some());
            if has_left && !self.is_in_page(number) {
                self.close(number);
            }
        }
    }

    pub(super) fn owner(&self, form: usize) -> Option<usize> {
        self.forms[form].editor.as_ref()?.owner
    }

    fn open_triggers(&mut self, visit: usize, body: Option<usize>) {
        self.begin(visit, body);
        let opened = self.open_all(visit, body);
        if opened == 0 && !self.has_left[visit] {
            self.wait(visit, false);
        }
    }

    /// How many had no editor.
    fn open_all(&mut self, visit: usize, body: Option<usize>) -> usize {
        let mut order: Vec<usize> = body.into_iter().collect();
        order.extend(self.order.iter().filter(|form| Some(**form) != body));
        order.retain(|form| self.forms[*form].place.is_trigger());
        let opened = order.into_iter().filter(|form| self.open(visit, *form));
        opened.count()
    }

    /// Whether the form had no editor that anybody listened to.
    fn open(&mut self, visit: usize, number: usize) -> bool {
        let has_left = self.has_left[visit];
        let form = &mut self.forms[number];
        match &mut form.editor {
            Some(editor) if editor.owner.is_some() => {
                if !has_left {
                    editor.owner = Some(visit);
                }
                return false;
            }
            Some(_) => {
                self.take_over(visit, number);
                return true;
            }
            None if has_left => return false,
            None => {}
        }
        let field = form.begins_with.clone();
        let mut editor = Editor {
            owner: Some(visit),
            shown: field.clone(),
            unedited: field.clone(),
            field,
            is_written: false,
            has_left: false,
        };
        let default = self.default_message.as_ref();
        match default.filter(|_| form.is_new && form.place.is_trigger()) {
            Some(message) => {
                editor.field = message.with_lf().well_formed();
                editor.refill();
                form.editor = Some(editor);
                self.tell_edited(number);
            }
            None => form.editor = Some(editor),
        }
        true
    }

    /// Goes on with an editor that nobody listened to: what was typed counts, or what amoCRM has
    /// written where nothing was typed.
    pub(super) fn take_over(&mut self, visit: usize, form: usize) {
        let Some(editor) = &mut self.forms[form].editor else {
            return;
        };
        editor.owner = Some(visit);
        editor.is_written = false;
        editor.has_left = false;
        if editor.shown != editor.unedited {
            self.tell_edited(form);
        } else if editor.shown.well_formed() != editor.field.with_lf() {
            editor.refill();
        }
    }

    pub(super) fn wait(&mut self, visit: usize, is_unsure: bool) {
        let before = self.waiting.iter().find(|waiting| waiting.visit == visit);
        let missing = before.map_or(0, |waiting| waiting.missing) + 1;
        self.waiting.retain(|waiting| waiting.visit != visit);
        self.waiting.push(Waiting {
            visit,
            missing,
            is_unsure,
        });
    }

    fn destroy(&mut self, visit: usize) {
        self.has_left[visit] = true;
        self.waiting.retain(|waiting| waiting.visit != visit);
        for form in 0..self.forms.len() {
            if self.owner(form) == Some(visit) {
                self.close(form);
            }
        }
    }

    pub(super) fn close(&mut self, form: usize) {
        let form = &mut self.forms[form];
        if let Some(editor) = form.editor.take() {
            form.begins_with = editor.field.with_lf();
            form.is_new = false;
        }
    }

    /// The forms that were waited for, and are there now.
    pub(super) fn open_late_forms(&mut self) {
        // A copy: amoCRM may end a visit from inside the first edit of a form that opens.
        let visits: Vec<usize> = self.waiting.iter().map(|waiting| waiting.visit).collect();
        for visit in visits {
            let Some(waiting) = self.waiting_of(visit) else {
                continue;
            };
            let is_unsure = waiting.is_unsure;
            let is_any_certain = !is_unsure;
            let arrives = self.without_editor().any(|form| {
                is_any_certain
                    || self.forms[form].editor.is_some()
                    || view::look(form).editors() > 0
            });
            if arrives {
                // Those that are open belong to whoever has asked for them last.
                let missing: Vec<usize> = self.without_editor().collect();
                let opened = missing.into_iter().filter(|form| self.open(visit, *form));
                let opened = opened.count();
                if let Some(waiting) = self.waiting_of(visit) {
                    waiting.missing = waiting.missing.saturating_sub(opened);
                }
            }
        }
        self.waiting.retain(|waiting| waiting.missing > 0);
    }

    /// The triggers' forms that nobody listens to.
    fn without_editor(&self) -> impl Iterator<Item = usize> {
        let forms = self.order.iter().copied();
        forms.filter(|form| self.forms[*form].place.is_trigger() && self.owner(*form).is_none())
    }

    fn waiting_of(&mut self, visit: usize) -> Option<&mut Waiting> {
        let mut waiting = self.waiting.iter_mut();
        waiting.find(|waiting| waiting.visit == visit)
    }
}

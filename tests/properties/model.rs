//! What the page of a story must look like, kept apart from the page itself: what the contract says
//! of each thing that the person and amoCRM do.

use super::actions::{Callback, VISITS};
use super::documents::Place;
use super::strings::Text;
use super::view::{self, Look};

/// What must hold in the page.
#[derive(Debug)]
pub struct Model {
    pub forms: Vec<Form>,
    pub(super) default_message: Option<Text>,
    /// Who waits for forms that amoCRM has not drawn yet, the one that asked last at the end.
    pub(super) waiting: Vec<Waiting>,
    /// Which visits amoCRM has ended.
    pub(super) has_left: [bool; VISITS],
    /// The forms in the page, in its order.
    pub(super) order: Vec<usize>,
}

#[derive(Debug)]
pub(super) struct Waiting {
    pub(super) visit: usize,
    pub(super) missing: usize,
    /// Whether nothing may have changed in the page since, so that it has not been looked at.
    pub(super) is_unsure: bool,
}

/// One form.
#[derive(Debug)]
pub struct Form {
    pub place: Place,
    pub editor: Option<Editor>,
    /// What an editor would begin with.
    pub(super) begins_with: Text,
    /// Whether the default message would be offered.
    pub(super) is_new: bool,
    /// How often amoCRM must have been told that the message was edited.
    pub told: usize,
    /// What amoCRM calls from inside the next edit.
    pub within: Vec<(usize, Callback)>,
}

/// An editor that stands in a form.
#[derive(Debug)]
pub struct Editor {
    /// The visit that owns it; `None` where nobody listens to it.
    pub owner: Option<usize>,
    /// What it shows.
    pub shown: Text,
    /// What the field holds.
    pub field: Text,
    /// What it showed before any edit.
    pub(super) unedited: Text,
    /// Whether amoCRM has written the field since the observers were called.
    pub(super) is_written: bool,
    /// Whether the form had left the page when amoCRM called last.
    pub(super) has_left: bool,
}

impl Editor {
    pub(super) fn refill(&mut self) {
        self.shown = self.field.with_lf();
        self.unedited = self.shown.clone();
    }
}

impl Model {
    pub fn new(places: &[Place], default_message: Option<Text>) -> Self {
        let form = |place: &Place| Form {
            place: *place,
            editor: None,
            begins_with: Text::default(),
            is_new: false,
            told: 0,
            within: Vec::new(),
        };
        Model {
            forms: places.iter().map(form).collect(),
            default_message: default_message.filter(|message| !message.is_empty()),
            waiting: Vec::new(),
            has_left: [false; VISITS],
            order: Vec::new(),
        }
    }

    /// Takes from the page what amoCRM alone decides: where its forms stand, and what is in those
    /// that have no editor, or one that nobody listens to.
    pub fn look_at_amocrm(&mut self) {
        self.order = view::order();
        for (number, form) in self.forms.iter_mut().enumerate() {
            let look = view::look(number);
            match &mut form.editor {
                None => {
                    form.begins_with = look.to_begin_with();
                    form.is_new = look.is_new();
                }
                Some(editor) if editor.owner.is_none() => {
                    editor.field = look.field();
                    editor.shown = look.editor();
                }
                Some(_) => {}
            }
        }
    }

    pub fn is_in_page(&self, form: usize) -> bool {
        self.order.contains(&form)
    }

    /// The person has edited a form, so that its editor shows `text`.
    pub fn edit(&mut self, form: usize, text: Text) {
        let Some(editor) = &mut self.forms[form].editor else {
            return;
        };
        editor.shown = text;
        if editor.owner.is_some() {
            self.tell_edited(form);
        }
    }

    pub(super) fn tell_edited(&mut self, form: usize) {
        let form = &mut self.forms[form];
        form.told += 1;
        if let Some(editor) = &mut form.editor {
            editor.field = editor.shown.well_formed();
            editor.is_written = false;
        }
        for (visit, callback) in std::mem::take(&mut form.within) {
            self.call(visit, callback);
        }
    }

    /// amoCRM has written the field of a form.
    pub fn write(&mut self, form: usize, text: Text) {
        if let Some(editor) = &mut self.forms[form].editor {
            editor.field = text;
            editor.is_written = true;
        }
    }

    /// A form was reset.
    pub fn reset(&mut self, form: usize) {
        if let Some(editor) = &mut self.forms[form].editor
            && editor.owner.is_some()
        {
            editor.refill();
        }
    }

    /// amoCRM has drawn a form again from its own markup.
    pub fn redraw(&mut self, form: usize, look: &Look) {
        if let Some(editor) = &mut self.forms[form].editor {
            editor.owner = None;
            editor.field = look.field();
            editor.shown = look.editor();
            editor.unedited = look.editor();
        }
    }

    /// amoCRM has put a new form in the place of this one.
    pub fn draw_anew(&mut self, form: usize) {
        self.forms[form].editor = None;
        self.forms[form].within.clear();
    }

    /// What a form's field holds once its editor has been closed.
    pub fn given_back(&self, form: usize) -> &Text {
        &self.forms[form].begins_with
    }

    /// The WebAssembly instance has failed.
    pub fn kill_instance(&mut self) {
        self.waiting.clear();
        self.has_left = [false; VISITS];
        for form in &mut self.forms {
            if let Some(editor) = &mut form.editor {
                editor.owner = None;
            }
        }
    }

    /// A fresh instance has gone on with a visit.
    pub fn resume(&mut self, visit: usize, awaits_forms: bool) {
        for form in self.order.clone() {
            if self.forms[form].editor.is_some() && self.owner(form).is_none() {
                self.take_over(visit, form);
            }
        }
        if awaits_forms {
            self.wait(visit, true);
        }
    }

    /// The observers of the document have been called.
    pub fn turn(&mut self) {
        for editor in self
            .forms
            .iter_mut()
            .filter_map(|form| form.editor.as_mut())
        {
            let is_heard = editor.owner.is_some() && editor.is_written;
            if is_heard && editor.field.with_lf() != editor.shown.well_formed() {
                editor.refill();
            }
            editor.is_written = false;
        }
        self.open_late_forms();
    }
}

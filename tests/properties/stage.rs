//! The page of a story: plays what happens in it, and looks whether it is as the model says.

use js_sys::Reflect;
use wasm_bindgen::prelude::*;

use super::actions::{Action, Body, Callback, Change, Deed, Story, VISITS};
use super::cases::{same, thrown};
use super::documents;
use super::model::{Editor, Model};
use super::strings::Text;
use super::view;
use crate::page::{self, Host};

/// The page of a story, and what must hold in it.
pub struct Stage {
    model: Model,
    surroundings: String,
    /// Makes the widget of a fresh visit.
    _make_widget: Closure<dyn Fn() -> JsValue>,
}

impl Stage {
    pub fn set(story: &Story) -> Self {
        page::fresh();
        let mut host = Host::new();
        if let Some(message) = &story.default_message {
            host = host.setting("default_message", message.js());
        }
        if let Some(limit) = story.limit {
            host = host.setting("max_length", limit.to_string());
        }
        if !story.has_style {
            host = host.setting("path", "");
        }
        let make_widget = Closure::<dyn Fn() -> JsValue>::new(move || host.widget().into());
        view::begin(make_widget.as_ref().unchecked_ref());
        let places = story.page.build();
        Stage {
            model: Model::new(&places, story.default_message.clone()),
            surroundings: view::surroundings(),
            _make_widget: make_widget,
        }
    }

    pub async fn step(&mut self, action: &Action) -> Result<(), String> {
        self.model.look_at_amocrm();
        match action {
            Action::Person {
                form,
                deed,
                text,
                selected,
            } => self.person(self.number(*form), *deed, text, *selected)?,
            Action::Amocrm { form, change, text } => {
                self.amocrm(self.number(*form), *change, text)?;
            }
            Action::Call { visit, callback } => self.call(*visit, *callback)?,
            Action::CallWithin {
                form,
                visit,
                callback,
            } => self.call_within(self.number(*form), *visit, *callback),
            Action::Trap {
                visit,
                awaits_forms,
            } => self.trap(*visit, *awaits_forms)?,
            Action::Turn => {
                page::settled(view::turn()).await;
                self.model.turn();
            }
            Action::Task => {
                page::settled(view::task()).await;
                self.model.turn();
                self.model.tidy_up();
            }
        }
        self.check()
    }

    /// The form that a number stands for.
    fn number(&self, number: usize) -> usize {
        number % self.model.forms.len()
    }

    fn person(
        &mut self,
        form: usize,
        deed: Deed,
        text: &Text,
        (from, to): (u8, u8),
    ) -> Result<(), String> {
        if !self.model.is_in_page(form) {
            return Ok(());
        }
        let part = |of: u8| f64::from(of) / 255.0;
        view::act(form, deed.name(), part(from), part(to), &text.js()).map_err(thrown)?;
        let edits = view::take_edits();
        if matches!(deed, Deed::Replace) && self.model.forms[form].editor.is_some() {
            let expected = vec![(form, text.with_lf())];
            same("the editor was given", &edits, &expected)?;
        }
        for (form, text) in edits {
            self.model.edit(form, text);
        }
        Ok(())
    }

    fn amocrm(&mut self, form: usize, change: Change, text: &Text) -> Result<(), String> {
        let place = self.model.forms[form].place;
        let is_possible = match change {
            Change::PutBack => !self.model.is_in_page(form),
            Change::DrawAnew => self.model.is_in_page(form) && place.is_trigger(),
            _ => self.model.is_in_page(form),
        };
        if !is_possible {
            return Ok(());
        }
        if change == Change::DrawAnew {
            view::draw_anew(form, &documents::new_form(&text.js()));
        } else {
            view::change(form, change.name(), &text.js()).map_err(thrown)?;
        }
        match change {
            Change::Write | Change::WriteAttribute => self.model.write(form, text.clone()),
            Change::Reset if place != documents::Place::SalesbotBlock => self.model.reset(form),
            Change::Redraw => self.model.redraw(form, &view::look(form)),
            Change::DrawAnew => self.model.draw_anew(form),
            Change::Reset | Change::Move | Change::Remove | Change::PutBack => {}
        }
        self.surroundings = view::surroundings();
        self.model.look_at_amocrm();
        Ok(())
    }

    fn call(&mut self, visit: usize, callback: Callback) -> Result<(), String> {
        let Some((callback, argument)) = self.with_argument(callback) else {
            return Ok(());
        };
        view::call(visit, callback.name(), &argument).map_err(thrown)?;
        self.model.call(visit, callback);
        Ok(())
    }

    /// The callback as amoCRM calls it now: with the body of a form that is in the page, and of a
    /// trigger's only when it opens.
    fn with_argument(&self, callback: Callback) -> Option<(Callback, JsValue)> {
        match callback {
            Callback::DpSettings(Some(body)) => {
                let body = self.counted(body);
                let form = &self.model.forms[body.form];
                let is_open = form
                    .editor
                    .as_ref()
                    .is_some_and(|editor| editor.owner.is_some());
                if is_open || !form.place.is_trigger() || !self.model.is_in_page(body.form) {
                    return Some((Callback::DpSettings(None), JsValue::UNDEFINED));
                }
                Some((Callback::DpSettings(Some(body)), argument(body)))
            }
            Callback::Settings(body) => {
                let body = self.counted(body);
                let is_there = self.model.is_in_page(body.form);
                is_there.then(|| (Callback::Settings(body), argument(body)))
            }
            Callback::SalesbotDesignerSettings(body) => {
                let body = self.counted(body);
                let is_there = self.model.is_in_page(body.form);
                is_there.then(|| (Callback::SalesbotDesignerSettings(body), argument(body)))
            }
            other => Some((other, JsValue::UNDEFINED)),
        }
    }

    fn counted(&self, body: Body) -> Body {
        Body {
            form: self.number(body.form),
            ..body
        }
    }

    fn call_within(&mut self, form: usize, visit: usize, callback: Callback) {
        // When it comes, the page may have changed: only what needs no form's body.
        let callback = match callback {
            Callback::Destroy | Callback::Init | Callback::OnSave => callback,
            _ => Callback::DpSettings(None),
        };
        view::call_within(form, visit, callback.name(), &JsValue::UNDEFINED);
        self.model.forms[form].within.push((visit, callback));
    }

    fn trap(&mut self, visit: usize, awaits_forms: bool) -> Result<(), String> {
        view::kill_instance().map_err(thrown)?;
        self.model.kill_instance();
        for (number, form) in self.model.forms.iter().enumerate() {
            for (visit, callback) in &form.within {
                view::call_within(number, *visit, callback.name(), &JsValue::UNDEFINED);
            }
        }
        view::call(visit, "resume", &awaits_forms.into()).map_err(thrown)?;
        self.model.resume(visit, awaits_forms);
        Ok(())
    }

    /// What must hold at any moment.
    fn check(&self) -> Result<(), String> {
        let failures = view::failures();
        if !failures.is_empty() {
            return Err(format!("thrown in the page: {failures}"));
        }
        for number in 0..self.model.forms.len() {
            let look = view::look(number);
            if look.is_in_page() {
                self.check_form(number, &look)
                    .map_err(|problem| format!("form {number}: {problem}"))?;
            }
        }
        same(
            "the surroundings are",
            &view::surroundings(),
            &self.surroundings,
        )
    }

    fn check_form(&self, number: usize, look: &view::Look) -> Result<(), String> {
        let editor = &self.model.forms[number].editor;
        let told = self.model.forms[number].told;
        same("edits that amoCRM was told of:", &look.told(), &told)?;
        same("editors:", &look.editors(), &usize::from(editor.is_some()))?;
        same("fields:", &look.controls(), &1)?;
        match editor {
            Some(Editor {
                owner: Some(_),
                shown,
                field,
                ..
            }) => {
                same("the editor shows", &look.editor(), shown)?;
                same("the field holds", &look.field(), field)?;
                same(
                    "amoCRM gets",
                    &look.message(),
                    &Some(field.sent_by_jquery()),
                )?;
                same("its kind is", &look.kind(), &"hidden".to_owned())?;
                let is_labelled = self.model.forms[number].place == documents::Place::SalesbotBlock;
                same("amoCRM's label shows:", &look.is_labelled(), &is_labelled)
            }
            Some(_) => Ok(()),
            None => {
                same("amoCRM's label shows:", &look.is_labelled(), &true)?;
                same("the field can be seen:", &(look.kind() != "hidden"), &true)
            }
        }
    }

    /// amoCRM has every form opened, the person types once more, and the visits end.
    pub async fn end(&mut self) -> Result<(), String> {
        self.step(&Action::Turn).await?;
        view::disarm();
        for form in 0..self.model.forms.len() {
            self.model.forms[form].within.clear();
            self.amocrm(form, Change::PutBack, &Text::default())?;
        }
        self.open_everything()?;
        self.check()?;
        for form in 0..self.model.forms.len() {
            let last = Text::from("the end");
            self.person(form, Deed::Replace, &last, (0, 0))?;
            self.check()?;
        }
        for visit in 0..VISITS {
            self.model.look_at_amocrm();
            self.call(visit, Callback::Destroy)?;
            self.check()?;
        }
        for form in 0..self.model.forms.len() {
            let given_back = self.model.given_back(form);
            same(
                "amoCRM's field holds",
                &view::look(form).field(),
                given_back,
            )?;
        }
        same(
            "the widget leaves behind",
            &view::left_behind(),
            &String::new(),
        )?;
        same("foreign elements that do not hear:", &view::deaf(), &0)?;
        let broken = Reflect::get(&js_sys::global(), &"broken".into()).map_err(thrown)?;
        same("a text was run:", &broken.is_truthy(), &false)
    }

    fn open_everything(&mut self) -> Result<(), String> {
        self.model.look_at_amocrm();
        self.call(0, Callback::DpSettings(None))?;
        for form in 0..self.model.forms.len() {
            let by_jquery = form % 2 == 0;
            let body = Body { form, by_jquery };
            self.model.look_at_amocrm();
            match self.model.forms[form].place {
                documents::Place::SettingsWindow => self.call(0, Callback::Settings(body))?,
                documents::Place::SalesbotBlock => {
                    self.call(0, Callback::SalesbotDesignerSettings(body))?;
                }
                _ => {}
            }
        }
        Ok(())
    }
}

fn argument(body: Body) -> JsValue {
    let kind = if body.by_jquery { "jquery" } else { "element" };
    view::argument(body.form, kind)
}

//! Pages of chance: forms of the widget in every place and nesting, and around them, between them
//! and in them what is none of its business.

use crate::dom::Element;
use js_sys::JsString;
use proptest::prelude::*;
use proptest::{collection, sample};

use super::strings::{Text, whole_text};
use super::view;
use crate::page::{self, CODE};

/// A page: what stands in its body, in this order.
#[derive(Debug, Clone)]
pub struct Page {
    pub blocks: Vec<Block>,
}

#[derive(Debug, Clone)]
pub enum Block {
    Form(Form),
    Foreign(Foreign),
    /// Another widget's trigger, by the code of that widget.
    ForeignTile(&'static str, Form),
    /// A chat beside the pipeline, with a message of its own.
    Chat(Foreign),
}

/// A form of the widget.
#[derive(Debug, Clone)]
pub struct Form {
    pub place: Place,
    /// What amoCRM has saved.
    pub saved: Text,
    /// What stands beside the form's parts.
    pub around: Vec<(Spot, Foreign)>,
    /// How many elements are around the form that say nothing.
    pub depth: u8,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// A tile of the pipeline, as in amoCRM's documentation.
    Tile,
    /// The documentation's two parents above the marker, where nothing is a tile.
    NearMarker,
    /// In the marker itself.
    InMarker,
    SettingsWindow,
    SalesbotBlock,
}

impl Place {
    pub fn is_trigger(self) -> bool {
        !matches!(self, Place::SettingsWindow | Place::SalesbotBlock)
    }
}

/// Where something foreign stands in a form's block.
#[derive(Debug, Clone, Copy)]
pub enum Spot {
    BlockStart,
    BlockEnd,
    FormStart,
    FormEnd,
    BeforeField,
    AfterField,
}

/// An element that the widget must leave alone.
#[derive(Debug, Clone)]
pub struct Foreign {
    tag: &'static str,
    attributes: Vec<(&'static str, &'static str)>,
    text: &'static str,
    inside: Vec<Foreign>,
}

/// None that a page would nest in another way when it draws its own markup again, as buttons.
const TAGS: [&str; 10] = [
    "div", "span", "section", "label", "details", "ul", "i", "input", "output", "x-widget",
];

/// Looks like the widget's, like amoCRM's, and like nothing.
const ATTRIBUTES: [(&str, &str); 20] = [
    ("class", "pipeline-message-other"),
    ("class", "my-pipeline-message pipeline-message-er"),
    ("class", "pipeline-message__text"),
    ("class", "pipeline-message__style"),
    ("class", "widget_settings_block__input_field"),
    ("class", "js-form-changes-skip text-input"),
    ("id", "pipeline-message-1"),
    ("id", "pipeline-message-2-markers"),
    ("id", "message"),
    ("data-widget-code", CODE),
    ("data-marker", "{{lead.name}}"),
    ("data-action", "send"),
    ("title", "Message text"),
    ("style", "display: none"),
    ("hidden", ""),
    ("role", "listbox"),
    ("aria-controls", "pipeline-message-1"),
    ("dir", "rtl"),
    ("value", "theirs"),
    ("name", "their_message"),
];

fn foreign() -> impl Strategy<Value = Foreign> {
    let leaf = (
        sample::select(TAGS.to_vec()),
        collection::vec(sample::select(ATTRIBUTES.to_vec()), 0..4),
        sample::select(vec!["", "Their text", "{{lead.name}}"]),
    )
        .prop_map(|(tag, attributes, text)| Foreign {
            tag,
            attributes,
            text,
            inside: Vec::new(),
        });
    leaf.prop_recursive(3, 10, 3, |inner| {
        (inner.clone(), collection::vec(inner, 0..3)).prop_map(|(mut outer, inside)| {
            outer.inside = inside;
            outer
        })
    })
}

pub fn form() -> impl Strategy<Value = Form> {
    let places = prop_oneof![
        6 => Just(Place::Tile),
        2 => Just(Place::NearMarker),
        1 => Just(Place::InMarker),
        1 => Just(Place::SettingsWindow),
        1 => Just(Place::SalesbotBlock),
    ];
    let spots = sample::select(vec![
        Spot::BlockStart,
        Spot::BlockEnd,
        Spot::FormStart,
        Spot::FormEnd,
        Spot::BeforeField,
        Spot::AfterField,
    ]);
    let saved = prop_oneof![1 => Just(Text::default()), 3 => whole_text()];
    let around = collection::vec((spots, foreign()), 0..4);
    (places, saved, around, 0_u8..4).prop_map(|(place, saved, around, depth)| Form {
        place,
        saved,
        around,
        depth,
    })
}

/// A page with one to three forms of the widget.
pub fn any_page() -> impl Strategy<Value = Page> {
    let codes = sample::select(vec!["pipeline_message_12", "another_widget", "pipeline"]);
    let others = collection::vec(
        prop_oneof![
            2 => foreign().prop_map(Block::Foreign),
            1 => (codes, form()).prop_map(|(code, form)| Block::ForeignTile(code, form)),
            1 => foreign().prop_map(Block::Chat),
        ],
        0..4,
    );
    let own = collection::vec(form().prop_map(Block::Form), 1..4);
    (own, others)
        .prop_map(|(own, others)| [own, others].concat())
        .prop_shuffle()
        .prop_map(|blocks| Page { blocks })
}

impl Page {
    /// Puts all of it on an empty page. The places of the widget's forms, by their numbers.
    pub fn build(&self) -> Vec<Place> {
        let mut places = Vec::new();
        for block in &self.blocks {
            match block {
                Block::Form(form) => {
                    let (root, form_root) = form.build(CODE);
                    view::adopt(&form_root, places.len());
                    mark(&root);
                    places.push(form.place);
                }
                Block::Foreign(foreign) => mark(&foreign.build(&page::body())),
                Block::ForeignTile(code, form) => {
                    let (root, _) = form.build(code);
                    view::estrange(&root);
                    mark(&root);
                }
                Block::Chat(foreign) => {
                    let chat = page::element_in("form", "chat", &page::body());
                    let message = page::element_in("textarea", "", &chat);
                    message.set_attribute("name", "message");
                    foreign.build(&chat);
                    view::estrange(&chat);
                    mark(&chat);
                }
            }
        }
        places
    }
}

/// Makes `block` one that stands in the body.
fn mark(block: &Element) {
    block.set_attribute("data-block", "");
}

impl Form {
    /// The block and the form in it.
    fn build(&self, code: &str) -> (Element, Element) {
        let (block, form) = match self.place {
            Place::Tile => {
                let tile = page::tile_of(code, "");
                let form = page::select(&tile, "[data-action]");
                self.wrap(&form);
                (tile, form)
            }
            Place::NearMarker | Place::InMarker => self.beside_marker(code),
            Place::SettingsWindow => {
                let form = page::settings_window("", "");
                let window = form.parent().unwrap_or_else(|| form.clone());
                window.set_attribute("class", &format!("modal {code} widget-settings__modal"));
                (window, form)
            }
            Place::SalesbotBlock => {
                let body = page::salesbot_block(&[("message", "")]);
                (body.clone(), body)
            }
        };
        let field = page::select(&form, FIELDS);
        view::save(&field, &self.saved.js());
        for (spot, foreign) in &self.around {
            foreign.stand(*spot, &block, &form, &field);
        }
        (block, form)
    }

    fn beside_marker(&self, code: &str) -> (Element, Element) {
        let block = page::element_in("section", "", &page::body());
        let parent = page::element_in("div", "", &block);
        let marker = format!("digital-pipeline__short-task_widget-style_{code}");
        let marker = page::element_in("div", &marker, &parent);
        let form = page::hook_form("", "Message text");
        match self.place {
            Place::InMarker => marker.append(&form),
            _ => block.append(&form),
        }
        self.wrap(&form);
        (block, form)
    }

    fn wrap(&self, form: &Element) {
        for _ in 0..self.depth {
            let wrapper = form.document().create_element("div");
            form.replace_with(&wrapper);
            wrapper.append(form);
        }
    }
}

/// The widget's fields by their names.
const FIELDS: &str = "[name=message], [name=default_message], [name=value_manual]";

/// A new form of a trigger, as amoCRM draws it.
pub fn new_form(saved: &JsString) -> Element {
    let form = page::hook_form("", "Message text");
    view::save(&page::select(&form, FIELDS), saved);
    form
}

impl Foreign {
    fn build(&self, parent: &Element) -> Element {
        let element = self.alone(parent);
        view::estrange(&element);
        element
    }

    fn alone(&self, parent: &Element) -> Element {
        let element = page::element_in(self.tag, "", parent);
        for (name, value) in &self.attributes {
            element.set_attribute(name, value);
        }
        if !self.text.is_empty() {
            element.set_text(&self.text.into());
        }
        for inside in &self.inside {
            inside.alone(&element);
        }
        element
    }

    fn stand(&self, spot: Spot, block: &Element, form: &Element, field: &Element) {
        let (position, place) = match spot {
            Spot::BlockStart => ("afterbegin", block),
            Spot::BlockEnd => ("beforeend", block),
            Spot::FormStart => ("afterbegin", form),
            Spot::FormEnd => ("beforeend", form),
            Spot::BeforeField => ("beforebegin", field),
            Spot::AfterField => ("afterend", field),
        };
        view::put(position, place, &self.build(block));
    }
}

//! The texts that the widget hands to the browser, by their numbers.
//!
//! A text that crosses from WebAssembly is copied and decoded each time, and its address and
//! length stand in the code each time. A text with a number is JavaScript's from the beginning, and a
//! small number to Rust.
//!
//! The texts stand in a section of their own in the module, which nothing loads at run time: packing
//! takes them out of it, into the script (`js-shim/texts.js`).

use std::num::NonZeroI32;

use super::value::{Handle, Held, constant};
use crate::phrases;

/// A text that JavaScript knows by its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Name(NonZeroI32);

impl Name {
    /// The text with this number.
    pub(crate) const fn at(number: i32) -> Self {
        Name(constant(number))
    }
}

impl Held for Name {
    fn numbered(number: NonZeroI32) -> Self {
        Name(number)
    }

    fn handle(self) -> Handle {
        self.0.get()
    }
}

/// All texts, one a line, in the order of their numbers.
pub fn texts() -> String {
    [ALL, phrases::LIST].concat()
}

/// The same for packing. Not `#[used]`, which would keep them among the module's data too.
#[cfg(target_arch = "wasm32")]
#[unsafe(link_section = "pipeline-message-texts")]
pub static TEXTS: [u8; ALL.len() + phrases::LIST.len()] = joined(ALL, phrases::LIST);

/// The bytes of two texts, one after the other, which are so many together.
#[cfg(target_arch = "wasm32")]
const fn joined<const LENGTH: usize>(first: &str, second: &str) -> [u8; LENGTH] {
    let mut bytes = [0; LENGTH];
    let (start, end) = bytes.split_at_mut(first.len());
    start.copy_from_slice(first.as_bytes());
    end.copy_from_slice(second.as_bytes());
    bytes
}

/// Numbers texts from `$first` on, and lists them one a line.
macro_rules! numbered_texts {
    (from $first:expr, as $list:ident; $($name:ident = $text:expr;)*) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms, reason = "one number each")]
        enum Number { $($name),* }
        $(
            pub(crate) const $name: $crate::browser::names::Name =
                $crate::browser::names::Name::at($first + Number::$name as i32);
        )*
        pub(crate) const $list: &str = concat!($($text, "\n"),*);
    };
}
pub(crate) use numbered_texts;

/// The number of the first: before them stand nothing, [`STATE`](super::value::STATE) and
/// [`FALSE`](super::value::FALSE).
const FIRST: i32 = 3;

/// The number of the first of those that stand in `phrases.rs`.
pub(crate) const FIRST_PHRASE: i32 = STEPS_WITHOUT.0.get() + 1;

// Those that are used most stand first: a number below 64 is one byte in the code.
numbered_texts! {
    from FIRST, as ALL;

    // Attributes, and members of the document's objects.
    ID = "id";
    VALUE = "value";
    TYPE = "type";
    ROLE = "role";
    CLASS = "class";
    TITLE = "title";
    NAME = "name";
    STYLE = "style";
    HREF = "href";
    REL = "rel";
    FOR = "for";
    DIR = "dir";
    HIDDEN = "hidden";
    DISABLED = "disabled";
    READONLY = "readonly";
    TABINDEX = "tabindex";
    INPUTMODE = "inputmode";
    ARIA_INVALID = "aria-invalid";
    ARIA_DESCRIBEDBY = "aria-describedby";
    ARIA_SELECTED = "aria-selected";
    ARIA_EXPANDED = "aria-expanded";
    ARIA_CONTROLS = "aria-controls";
    ARIA_ACTIVEDESCENDANT = "aria-activedescendant";
    ARIA_REQUIRED = "aria-required";
    ARIA_LABEL = "aria-label";
    ARIA_HASPOPUP = "aria-haspopup";
    ARIA_AUTOCOMPLETE = "aria-autocomplete";
    TEXT_CONTENT = "textContent";
    DEFAULT_VALUE = "defaultValue";
    CLASS_LIST = "classList";
    CONTAINS = "contains";
    DISPLAY = "display";
    TARGET = "target";
    RELATED_TARGET = "relatedTarget";
    KEY = "key";
    IS_COMPOSING = "isComposing";
    CSS_TEXT = "cssText";
    FORM = "form";
    PARENT_ELEMENT = "parentElement";
    IS_CONNECTED = "isConnected";
    TEXT_LENGTH = "textLength";
    SELECTION_START = "selectionStart";
    SELECTION_END = "selectionEnd";
    LENGTH = "length";
    TRIM = "trim";
    SEARCH = "search";
    GET_ATTRIBUTE = "getAttribute";
    HAS_ATTRIBUTE = "hasAttribute";
    REMOVE_ATTRIBUTE = "removeAttribute";
    GET_ELEMENT_BY_ID = "getElementById";
    QUERY_SELECTOR = "querySelector";
    CLOSEST = "closest";
    MATCHES = "matches";
    APPEND = "append";
    AFTER = "after";
    REMOVE = "remove";
    REPLACE_WITH = "replaceWith";
    FOCUS = "focus";
    PREVENT_DEFAULT = "preventDefault";
    STOP_PROPAGATION = "stopPropagation";
    DISCONNECT = "disconnect";
    DEFAULT_VIEW = "defaultView";

    // Values of attributes, tags, and the names of what happens.
    NOTHING = "";
    TRUE = "true";
    FALSE = "false";
    AUTO = "auto";
    NONE = "none";
    MINUS_ONE = "-1";
    NUMERIC = "numeric";
    DIV = "div";
    UL = "ul";
    LI = "li";
    LINK = "link";
    LABEL = "label";
    BUTTON = "button";
    INPUT = "input";
    TEXTAREA = "textarea";
    STYLESHEET = "stylesheet";
    STATUS = "status";
    ALERT = "alert";
    LIST = "list";
    LISTBOX = "listbox";
    OPTION = "option";
    MENU = "menu";
    MENUITEM = "menuitem";
    CHANGE = "change";
    FOCUSOUT = "focusout";
    KEYDOWN = "keydown";
    CLICK = "click";
    MOUSEDOWN = "mousedown";
    RESET = "reset";
    EVENTS = "input focusout keydown click mousedown reset";
    HEIGHT = "height";
    TIDY_UP = "tidy up";
    PAGE = "page";
    ARROW_DOWN = "ArrowDown";
    ARROW_UP = "ArrowUp";
    ARROW_LEFT = "ArrowLeft";
    ARROW_RIGHT = "ArrowRight";
    HOME = "Home";
    END = "End";
    ENTER = "Enter";
    SPACE = " ";
    TAB = "Tab";
    ESCAPE = "Escape";

    // What the widget remembers, and has no other name for.
    HOST = "host";
    OWNER = "owner";
    TURN = "turn";
    ROOT = "root";
    FIELD = "field";
    REQUIRED = "required";
    VISITED = "visited";
    WARNED = "warned";
    LIMIT = "limit";
    COUNTER_TEXT = "counterText";
    ANNOUNCEMENT = "announcement";
    OBSERVER = "observer";
    LEAVING = "leaving";
    OPEN = "open";
    COUNT = "count";
    ACTIVE_ITEM = "activeItem";
    DISMISSED = "dismissed";
    EDITORS = "editors";
    LAYOUT = "layout";
    NEXT_LAYOUT = "nextLayout";
    HAS_LEFT = "hasLeft";
    MISSING = "missing";
    WINDOW = "window";
    SOURCES = "sources";

    // The editor's own elements. By the second class of the text the editor finds its textarea
    // again; the third keeps amoCRM from taking it for a field of the form.
    ROOT_CLASS = "pipeline-message";
    LABEL_CLASS = "pipeline-message__label";
    TEXT_CLASSES = " pipeline-message__text js-form-changes-skip";
    INSERT_CLASS = "pipeline-message__insert";
    MARKERS_CLASS = "pipeline-message__markers";
    PROBLEM_CLASS = "pipeline-message__problem";
    COUNTER_CLASS = "pipeline-message__counter";
    STATUS_CLASS = "pipeline-message__status";
    STYLE_LINK_CLASS = "pipeline-message__style";
    SETTINGS_PROBLEM_CLASS = "pipeline-message-settings__problem";
    SETTINGS_PROBLEM_ID = "pipeline-message-max-length-problem";
    ROOT_SELECTOR = ".pipeline-message";
    TEXT_SELECTOR = ".pipeline-message__text";
    INSERT_SELECTOR = ".pipeline-message__insert";
    MARKERS_SELECTOR = ".pipeline-message__markers";
    PROBLEM_SELECTOR = ".pipeline-message__problem";
    COUNTER_SELECTOR = ".pipeline-message__counter";
    STATUS_SELECTOR = ".pipeline-message__status";
    STYLE_LINK = ".pipeline-message__style";
    SETTINGS_PROBLEM_SELECTOR = ".pipeline-message-settings__problem";
    // In these the id of an editor's textarea stands for `{id}`.
    ID_PLACEHOLDER = "{id}";
    NUMBERED_ID = "pipeline-message-{id}";
    ID_OF_MARKERS = "{id}-markers";
    ID_OF_PROBLEM = "{id}-problem";
    ID_OF_COUNTER = "{id}-counter";
    IDS_OF_DESCRIPTION = "{id}-problem {id}-counter";
    NUMBER_SUFFIX = "-{id}";
    // amoCRM's classes of a textarea, for a page that does not render one.
    PLAIN_TEXT_CLASSES = "text-input text-input-textarea pipeline-message__text js-form-changes-skip";
    // What the editor needs of its looks where `style.css` has not come (yet).
    TEXT_STYLE = "box-sizing:border-box;width:100%;min-height:5.5em;max-height:28em;resize:vertical;field-sizing:content";
    // The browser's own grey does not go with amoCRM's colour of the text.
    INSERT_STYLE = "background:none;color:inherit";
    // High enough to be hit by a finger.
    MARKERS_STYLE = "line-height:2";
    // The unseen status would otherwise lengthen the page.
    ROOT_STYLE = "position:relative";
    // For a screen reader only.
    UNSEEN_STYLE = "position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap";
    // The code of the widget that an editor belongs to.
    DATA_WIDGET_CODE = "data-widget-code";
    // On an item of the list: the text that it puts into the message.
    DATA_MARKER = "data-marker";
    ITEM = "[data-marker]";
    // From the last bracket to the end, unless another bracket or a line break has ended it.
    QUERY = r"\[[^[\]\n]*$";
    MARKER_START = "{{";
    MARKER_END = "}}";

    // What has to be known of amoCRM's field while it is hidden: the `type` that it had, the id of
    // the textarea that stands in for it, and that a new trigger was offered the default message.
    FORMER_TYPE = "data-pipeline-message-type";
    EDITOR = "data-pipeline-message-editor";
    OFFERED = "data-pipeline-message-offered";
    TAKEN_FIELD = "[data-pipeline-message-editor]";
    // What a control that takes the place of another has not from it.
    OF_THE_FORMER = " type value data-pipeline-message-type data-pipeline-message-editor ";
    // On a label that the widget has hidden: the `display` that it had inline.
    FORMER_DISPLAY = "data-pipeline-message-display";
    HIDDEN_LABEL = "[data-pipeline-message-display]";

    // amoCRM's page. The message's field is an input as amoCRM draws it, and may be a textarea as
    // the widget gives it back.
    FIELD_SELECTOR = "input[name=message], textarea[name=message]";
    HOOK_FORM = "[data-action=send_widget_hook]";
    TILE = ".digital-pipeline__item, .digital-pipeline__item-inner";
    // The marker of any widget, and how the class of one begins.
    ANY_MARKER = "[class*=digital-pipeline__short-task_widget-style_]";
    MARKER_PREFIX = "digital-pipeline__short-task_widget-style_";
    BODY = "body";
    PAGE_ITSELF = "body, html";
    // The row of a field and the label in it, by either version of amoCRM's classes.
    ROW = ".widget_settings_block__item_field, .form-group";
    ROW_TITLE = ".widget_settings_block__title_field, .form-group__title";
    TITLED = "[title]";
    ANY = "*";
    SETTINGS_WINDOW = ".widget-settings__modal";
    DEFAULT_MESSAGE_FIELD = "input[name=default_message], textarea[name=default_message]";
    MAX_LENGTH_FIELD = "input[name=max_length], textarea[name=max_length]";
    // A row of a block in the Salesbot designer. amoCRM's name for a field that is typed is the
    // same in all rows.
    BLOCK_ROW = "[data-field-name]";
    MESSAGE_ROW = "[data-field-name=message]";
    VALUE_MANUAL_FIELD = "[name=value_manual]";

    // amoCRM's objects.
    GET_SETTINGS = "get_settings";
    PARAMS = "params";
    RENDER = "render";
    REF = "ref";
    TEXTAREA_TEMPLATE = "/tmpl/controls/textarea.twig";
    AUTHORIZED_AJAX = "$authorizedAjax";
    URL = "url";
    METHOD = "method";
    POST = "POST";
    TIMEOUT = "timeout";
    DATA = "data";
    PIPELINE_ID = "pipeline_id";
    THEN = "then";
    WIDGET_CODE = "widget_code";
    PATH = "path";
    VERSION = "version";
    STYLE_SHEET = "/style.css";
    VERSION_QUERY = "?v=";
    DEFAULT_MESSAGE = "default_message";
    MAX_LENGTH = "max_length";
    ACTIVE = "active";
    NO = "N";
    FIELDS = "fields";
    MESSAGE = "message";
    VALUE_MANUAL = "value_manual";
    CODE = "code";
    EXITS = "exits";
    SENT = "sent";
    NOT_SENT = "not_sent";
    APP = "APP";
    AMOCRM = "AMOCRM";
    NOTIFICATIONS = "notifications";
    HEADER = "header";
    TEXT = "text";
    SHOW_MESSAGE = "show_message";
    SHOW_MESSAGE_ERROR = "show_message_error";
    JQUERY = "jQuery";
    DEFERRED = "Deferred";
    REJECT = "reject";
    PROMISE = "promise";

    // What is in a text to be replaced.
    COUNT_PLACEHOLDER = "{count}";
    LIMIT_PLACEHOLDER = "{limit}";
    EXCESS_PLACEHOLDER = "{excess}";

    // What the widget reports. The codes never change once they are released.
    CAUSE = "cause";
    NO_SETTINGS = "no_settings";
    NO_WIDGET_CODE = "no_widget_code";
    NO_SETTINGS_MESSAGE = "get_settings() failed: the widget's forms cannot be found";
    NO_WIDGET_CODE_MESSAGE = "get_settings() has no widget_code: no form can be found";

    // What build.rs has made of the manifest and of the types in `salesbot/`.
    LEAD_SOURCE_URL = env!("PIPELINE_MESSAGE_LEAD_SOURCE");
    STEPS_BEFORE = env!("PIPELINE_MESSAGE_STEPS_BEFORE");
    STEPS_AFTER = env!("PIPELINE_MESSAGE_STEPS_AFTER");
    STEPS_WITHOUT = env!("PIPELINE_MESSAGE_STEPS_WITHOUT");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_number_is_that_of_its_line() {
        let line = |name: Name| ALL.lines().nth((name.handle() - FIRST) as usize);
        assert_eq!(line(ID), Some("id"));
        assert_eq!(line(NO_WIDGET_CODE), Some("no_widget_code"));
        let last = env!("PIPELINE_MESSAGE_STEPS_WITHOUT");
        assert_eq!(line(STEPS_WITHOUT), Some(last));
        assert_eq!(ALL.lines().count(), (FIRST_PHRASE - FIRST) as usize);
    }
}

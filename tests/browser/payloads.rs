//! No text becomes markup, a template or code, whichever way it comes in.
//!
//! A hostile text is put in each way, and so is a harmless one. Afterwards no code has run, the page
//! has the same elements with the same attributes, no address of the text was asked for, and the
//! text stands where a person sees it, letter by letter.

use js_sys::{Function, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::{console_log, wasm_bindgen_test};

use super::page::{self, Host};
use super::ways_in::WAYS;

#[wasm_bindgen(module = "/tests/browser/page.js")]
extern "C" {
    fn skeleton() -> Vec<String>;
    #[wasm_bindgen(js_name = payloadHasRun)]
    fn payload_has_run() -> bool;
    #[wasm_bindgen(js_name = payloadRequests)]
    fn payload_requests() -> Vec<String>;
    #[wasm_bindgen(js_name = forgetPayloads)]
    fn forget_payloads();
    #[wasm_bindgen(js_name = insertCarelessly)]
    fn insert_carelessly(markup: &str);
}

/// Each would run `window.payloadRan = 1`, ask for `/payload-canary`, add an element, or come out
/// as another text, were it taken for anything but text.
const PAYLOADS: [&str; 48] = [
    "<script>window.payloadRan = 1</script>",
    "<ScRiPt>window.payloadRan = 1</sCrIpT>",
    "<script src=/payload-canary></script>",
    "</script><script>window.payloadRan = 1</script>",
    "</textarea><script>window.payloadRan = 1</script>",
    "</textarea><img src=/payload-canary onerror=window.payloadRan=1>",
    "</template><img src=/payload-canary onerror=window.payloadRan=1>",
    "</style><img src=/payload-canary onerror=window.payloadRan=1>",
    "</title></label></button></li></ul></div><img src=/payload-canary>",
    "<textarea autofocus onfocus=window.payloadRan=1>",
    "<img src=/payload-canary onerror=window.payloadRan=1>",
    "<img src=x onerror=\"window.payloadRan = 1\">",
    "<svg onload=window.payloadRan=1>",
    "<svg><script href=/payload-canary></script></svg>",
    "<svg><style><img src=x onerror=window.payloadRan=1></style></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=window.payloadRan=1>",
    "<iframe src=/payload-canary></iframe>",
    "<iframe srcdoc=\"<script>parent.payloadRan = 1</script>\"></iframe>",
    "<link rel=stylesheet href=/payload-canary>",
    "<meta http-equiv=refresh content='0;url=/payload-canary'>",
    "<base href=/payload-canary/>",
    "<form action=/payload-canary><input name=message value=theirs autofocus></form>",
    "<details open ontoggle=window.payloadRan=1>",
    "<a href=javascript:window.payloadRan=1>link</a>",
    "\"><img src=/payload-canary onerror=window.payloadRan=1>",
    "'><img src=/payload-canary onerror=window.payloadRan=1>",
    "\" onfocus=\"window.payloadRan = 1\" autofocus=\"",
    "' onfocus='window.payloadRan = 1' autofocus='",
    "` onfocus=`window.payloadRan = 1` autofocus=`",
    "javascript:window.payloadRan=1",
    "java\tscript:window.payloadRan=1",
    "data:text/html,<script>parent.payloadRan=1</script>",
    "{{ lead.name }}{% if true %}twig{% endif %}{# note #}",
    "{{ '<img src=/payload-canary>'|raw }}",
    "{{constructor.constructor('window.payloadRan = 1')()}}",
    "${window.payloadRan = 1}",
    "#{window.payloadRan = 1}",
    "<% window.payloadRan = 1 %><%= 7 * 7 %>",
    "');window.payloadRan=1;('",
    "\\u003cscript\\u003ewindow.payloadRan = 1\\u003c/script\\u003e",
    "&lt;img src=/payload-canary onerror=window.payloadRan=1&gt; &quot;&#39;&amp;&nbsp;",
    "%3Cimg%20src=/payload-canary%20onerror=window.payloadRan=1%3E %00 %zz 100%",
    "$& $` $' $1 $$ $<name>",
    "{count} {limit} {excess}",
    "*/]}>:has(*),[name=message]{background:url(/payload-canary)}",
    "before\0after\u{1}\u{7f}",
    "line\u{2028}paragraph\u{2029}end\u{feff}\u{a0}",
    "\u{202e}txet neddih\u{2066}<b>\u{200f}",
];

const HARMLESS: &str = "text";

#[wasm_bindgen_test]
async fn no_text_becomes_markup_a_template_or_code() {
    forget_payloads();
    let long = ["<b>", &"{{x}}%41".repeat(20_000)].concat();
    let payloads = || PAYLOADS.into_iter().chain([long.as_str()]);
    for way in WAYS {
        let put = async |text: &str| {
            page::fresh();
            // What is left of the one before has its turn.
            page::a_moment().await;
            (way.put)(text);
        };
        put(HARMLESS).await;
        let expected = skeleton();
        for payload in payloads() {
            put(payload).await;
            assert_eq!(skeleton(), expected, "{}: {payload:.99}", way.name);
            assert!(!payload_has_run(), "{}: {payload:.99}", way.name);
        }
        page::a_moment().await;
        assert!(!payload_has_run(), "{}, a moment later", way.name);
    }
    // The style sheet's own address is the one way by which a path may be asked for. WebKit tells
    // it without what follows a `#`, as in `&#39;`, and that can be the sheet's name.
    let asked = requests_until_now().await;
    let is_style_sheet =
        |address: &str| address.contains("/style.css") || address.ends_with("%20&quot;&");
    let others: Vec<_> = asked
        .iter()
        .filter(|address| !is_style_sheet(address))
        .collect();
    assert!(others.is_empty(), "{others:?}");
    console_log!("tried: {} payloads", WAYS.len() * payloads().count());
}

/// What amoCRM's control template could come to hold, and a class that is the control's own.
const CONTROLS: [&str; 12] = [
    "onfocus=window.payloadRan=1 autofocus",
    "oninput=window.payloadRan=1 onchange=window.payloadRan=1 onblur=window.payloadRan=1",
    "onanimationstart=window.payloadRan=1 style='animation:spin 1s'",
    "onbeforeinput=window.payloadRan=1 onkeydown=window.payloadRan=1",
    "style='background:url(/payload-canary);position:fixed;inset:0'",
    "form=other formaction=/payload-canary",
    "name=message id=pipeline-message-1",
    "maxlength=3 minlength=2 pattern=a required",
    "disabled readonly",
    "hidden inert aria-hidden=true tabindex=-1",
    "contenteditable=true spellcheck=false is=their-textarea",
    "data-pipeline-message-editor=x aria-activedescendant=x",
];

#[wasm_bindgen_test]
async fn of_amocrms_control_nothing_is_taken_but_its_looks() {
    forget_payloads();
    page::fresh();
    let expected = rendered_as("<textarea class=theirs>");
    for payload in PAYLOADS {
        for markup in [
            [
                payload,
                "<textarea class=theirs>",
                payload,
                "</textarea>",
                payload,
            ]
            .concat(),
            [
                "<div title='",
                payload,
                "'><textarea class=theirs></textarea>",
            ]
            .concat(),
        ] {
            page::fresh();
            // Markup that swallows the control leaves the editor without amoCRM's looks.
            assert_eq!(rendered_as(&markup), expected, "{markup}");
        }
    }
    for attributes in CONTROLS {
        page::fresh();
        let markup = ["<textarea class=theirs ", attributes, "></textarea>"].concat();
        assert_eq!(rendered_as(&markup), expected, "{attributes}");
        assert!(page::select(&page::body(), ".pipeline-message textarea").has_class("theirs"));
    }
    page::a_moment().await;
    assert!(!payload_has_run());
    assert_eq!(requests_until_now().await, [""; 0]);
    console_log!("tried: {} controls", 2 * PAYLOADS.len() + CONTROLS.len());
}

/// The page with an editor for which amoCRM has rendered this; it is typed in too.
fn rendered_as(markup: &str) -> Vec<String> {
    let tile = page::tile("saved");
    let render: Function = page::evaluate("(markup) => () => markup").unchecked_into();
    let render = render.call1(&JsValue::NULL, &markup.into()).unwrap();
    let host = Host::unstyled();
    Reflect::set(&host.0, &"render".into(), &render).unwrap();
    let _widget = host.opened();
    let editor = page::editor(&tile);
    editor.focus();
    page::type_text(&editor, "!");
    assert_eq!(page::field(&tile).value(), "saved!", "{markup}");
    skeleton()
}

/// The test notices what it says does not happen.
#[wasm_bindgen_test]
async fn a_careless_widget_would_be_noticed() {
    forget_payloads();
    page::fresh();
    let before = skeleton();
    insert_carelessly("</textarea><img src=/payload-canary onerror=window.payloadRan=1>");
    assert_ne!(skeleton(), before);
    assert!(page::until(payload_has_run).await);
    assert!(page::until(|| !payload_requests().is_empty()).await);
    forget_payloads();
}

/// What was asked for before this very moment: a picture that is asked for now comes last.
async fn requests_until_now() -> Vec<String> {
    page::fresh();
    insert_carelessly("<img src=/payload-canary-last>");
    let is_last = |address: &String| address.ends_with("/payload-canary-last");
    assert!(page::until(|| payload_requests().iter().any(is_last)).await);
    let mut requests = payload_requests();
    requests.retain(|address| !is_last(address));
    requests
}

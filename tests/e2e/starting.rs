//! When WebAssembly starts: not while the page does, and before a person could miss it.

use serde_json::json;

use crate::amocrm::Amocrm;
use crate::scenario::{Widget, run};

/// Runs the widget's script as a page that loads it, and counts the modules that are compiled.
const LOAD: &str = "(() => {
    const { define } = window;
    const { Module } = WebAssembly;
    window.modules = 0;
    window.WebAssembly.Module = function (bytes) {
        window.modules += 1;
        return new Module(bytes);
    };
    window.define = (factory) => {
        window.widget = new (factory())();
        window.widget.get_settings = () => ({ widget_code: 'started_by_hand' });
    };
    const script = document.createElement('script');
    script.src = '/upl/local_widget/widget/script.js?v=by_hand';
    script.onload = () => {
        window.define = define;
        window.isLoaded = true;
    };
    document.head.append(script);
})()";

async fn load(amocrm: &Amocrm) {
    amocrm.open_leads().await;
    amocrm.run_script(LOAD).await;
    amocrm.eventually("window.isLoaded", json!(true)).await;
}

/// What the callbacks answer, called one after the other in one task, and how many modules are
/// compiled after each.
async fn call(amocrm: &Amocrm, callbacks: &[&str]) {
    let script = format!(
        "window.answers = {}.map((name) => \
           [window.widget.callbacks[name](), window.modules > 0])",
        json!(callbacks)
    );
    amocrm.run_script(&script).await;
}

#[test]
fn webassembly_starts_when_the_page_is_idle() {
    let name = "webassembly_starts_when_the_page_is_idle";
    run(name, Widget::Packed, async |amocrm| {
        load(&amocrm).await;
        call(&amocrm, &["render", "bind_actions", "init"]).await;
        let answers = json!([[true, false], [true, false], [true, false]]);
        assert_eq!(amocrm.evaluate("window.answers").await, answers);
        amocrm.eventually("window.modules > 0", json!(true)).await;
    });
}

#[test]
fn webassembly_starts_at_once_with_the_first_form() {
    let name = "webassembly_starts_at_once_with_the_first_form";
    run(name, Widget::Packed, async |amocrm| {
        load(&amocrm).await;
        call(&amocrm, &["render", "bind_actions", "init", "dpSettings"]).await;
        let answers = amocrm.evaluate("window.answers").await;
        assert_eq!(answers[2], json!([true, false]));
        assert_eq!(answers[3], json!([true, true]));
    });
}

#[test]
fn a_widget_that_leaves_before_the_page_is_idle_starts_nothing() {
    let name = "a_widget_that_leaves_before_the_page_is_idle_starts_nothing";
    run(name, Widget::Packed, async |amocrm| {
        load(&amocrm).await;
        call(&amocrm, &["render", "bind_actions", "init", "destroy"]).await;
        // What was asked for after the widget has its turn after it.
        let idle = "window.isIdle = false;
            (window.requestIdleCallback ?? setTimeout)(() => { window.isIdle = true })";
        amocrm.run_script(idle).await;
        amocrm.eventually("window.isIdle", json!(true)).await;
        assert_eq!(amocrm.evaluate("window.modules").await, json!(0));
    });
}

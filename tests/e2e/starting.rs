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
    window.plantedTrap = (place, moment) => {
        window.passed = [...(window.passed ?? []), `${place}, ${moment}`];
        return false;
    };
    window.define = (factory) => {
        const Widget = factory();
        Widget.prototype.get_settings = () => ({ widget_code: 'started_by_hand' });
        [window.widget, window.older] = [new Widget(), new Widget()];
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

/// What the callbacks answer, called one after the other in one task, and whether modules are
/// compiled after each; and the traces that they leave.
async fn call(amocrm: &Amocrm, callbacks: &[&str]) {
    let script = format!(
        "window.answers = {}.map((name) =>
            [window.widget.callbacks[name](), window.modules > 0]);
         window.traces = window.localAmocrm.problems.splice(0).map(({{ kind }}) => kind);",
        json!(callbacks)
    );
    amocrm.run_script(&script).await;
}

/// Until what was put off before is done.
async fn until_idle(amocrm: &Amocrm) {
    let idle = "window.isIdle = false;
        (window.requestIdleCallback ?? setTimeout)(() => { window.isIdle = true })";
    amocrm.run_script(idle).await;
    amocrm.eventually("window.isIdle", json!(true)).await;
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
        until_idle(&amocrm).await;
        assert_eq!(amocrm.evaluate("window.modules").await, json!(0));
    });
}

/// amoCRM does not end each visit. One that it has left behind must not be taken for the newest, to
/// which the open editors belong after a failure.
#[test]
fn a_visit_before_begins_nothing_after_the_first_form() {
    let name = "a_visit_before_begins_nothing_after_the_first_form";
    run(name, Widget::PlantedTraps, async |amocrm| {
        load(&amocrm).await;
        let opened = "window.older.callbacks.init();
            window.widget.callbacks.init();
            window.widget.callbacks.dpSettings();";
        amocrm.run_script(opened).await;
        until_idle(&amocrm).await;
        let made = "window.passed.filter((place) => place === 'begin, before').length";
        assert_eq!(amocrm.evaluate(made).await, json!(1));
    });
}

/// Both are to go on after a failure, of which the newer is the first; amoCRM ends the older then.
#[test]
fn a_visit_that_ends_while_another_goes_on_does_not_begin_again() {
    let name = "a_visit_that_ends_while_another_goes_on_does_not_begin_again";
    run(name, Widget::PlantedTraps, async |amocrm| {
        load(&amocrm).await;
        let fail = "const { older, widget, plantedTrap } = window;
            older.callbacks.dpSettings();
            widget.callbacks.dpSettings();
            window.passed = [];
            let isArmed = true;
            window.plantedTrap = (place, moment) => {
                plantedTrap(place, moment);
                if (place !== 'init' || !isArmed) return false;
                isArmed = false;
                return true;
            };
            widget.get_settings = () => {
                older.callbacks.destroy();
                return { widget_code: 'started_by_hand' };
            };
            widget.callbacks.init();
            window.traces = window.localAmocrm.problems.splice(0).map(({ kind }) => kind);";
        amocrm.run_script(fail).await;
        let traces = amocrm.evaluate("window.traces").await;
        assert_eq!(traces, json!(["console.trace"]));
        let passed = "window.passed.filter((place) => /^(begin|resume), before/.test(place))";
        assert_eq!(
            amocrm.evaluate(passed).await,
            json!(["resume, before"]),
            "the one that goes on"
        );
    });
}

#[test]
fn a_page_whose_idle_callbacks_fail_gets_its_answer_and_its_editor() {
    let name = "a_page_whose_idle_callbacks_fail_gets_its_answer_and_its_editor";
    run(name, Widget::Packed, async |amocrm| {
        for broken in ["null", "() => { throw new Error('planted') }"] {
            amocrm.open_leads().await;
            let plant = format!("window.requestIdleCallback = {broken}");
            amocrm.run_script(&plant).await;
            amocrm.run_script(LOAD).await;
            amocrm.eventually("window.isLoaded", json!(true)).await;
            call(&amocrm, &["render", "bind_actions", "init", "dpSettings"]).await;
            let answers = amocrm.evaluate("window.answers").await;
            assert_eq!(answers[2][0], json!(true), "{broken}");
            assert_eq!(answers[3], json!([true, true]), "{broken}");
            let traces = vec!["console.trace"; usize::from(broken != "null")];
            assert_eq!(amocrm.evaluate("window.traces").await, json!(traces));
        }
    });
}

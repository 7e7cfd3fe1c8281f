//! At 200 % zoom a page has half as many CSS pixels each way. Nothing of the widget is cut, lies
//! over another part, or has to be scrolled sideways.

use serde_json::json;

use super::states::{LANGUAGES, Look, State, in_each_state};
use crate::amocrm::Amocrm;
use crate::browser::in_time;
use crate::engine::Engine;
use crate::scenario::{Widget, run};

/// Half of 1280 x 1024, from which WCAG reckons.
const ZOOMED: (u32, u32) = (640, 512);

/// What is wrong with the places of the parts, in a line each.
const FAULTS: &str = "(() => {
    const faults = [];
    const isShown = (part) => part.checkVisibility() && !part.matches('.pipeline-message__status, link');
    const name = (part) => part.className || part.tagName;
    for (const root of document.querySelectorAll('.pipeline-message')) {
        const outer = root.getBoundingClientRect();
        const parts = [...root.children].filter(isShown);
        if (parts.length < 3) faults.push('only ' + parts.map(name));
        for (const part of [root, ...root.querySelectorAll('*')].filter(isShown)) {
            const {left, right} = part.getBoundingClientRect();
            if (left < outer.left - 0.5 || right > outer.right + 0.5) faults.push('beside the editor: ' + name(part));
            if (part.scrollWidth > part.clientWidth + 1) faults.push('wider than its place: ' + name(part));
            if (part.tagName !== 'TEXTAREA' && !part.matches('ul') && part.clientHeight > 0
                && part.scrollHeight > part.clientHeight + 1 && getComputedStyle(part).overflow !== 'visible') {
                faults.push('cut: ' + name(part));
            }
        }
        const inFlow = parts.filter((part) => getComputedStyle(part).position !== 'absolute');
        inFlow.slice(1).forEach((part, index) => {
            const above = inFlow[index].getBoundingClientRect();
            if (part.getBoundingClientRect().top < above.bottom - 0.5) {
                faults.push(name(part) + ' lies over ' + name(inFlow[index]));
            }
        });
        if (outer.left < 0 || outer.right > innerWidth) faults.push('out of sight');
        for (const item of root.querySelectorAll('[data-marker]')) {
            if (!isShown(item)) continue;
            item.scrollIntoView({block: 'nearest'});
            const {left, top, width, height} = item.getBoundingClientRect();
            const hit = document.elementFromPoint(left + width / 2, top + height / 2);
            // WebKit draws a scrollbar over the page, 21 pixels high, and it fades.
            const isBelowScrollbar = hit?.contains(item) && hit.offsetHeight === hit.clientHeight
                && hit.scrollWidth > hit.clientWidth
                && hit.getBoundingClientRect().bottom - (top + height / 2) <= 21;
            if (hit !== item && !isBelowScrollbar) faults.push('not to be hit: ' + item.textContent + ', but ' + hit?.className);
        }
    }
    return faults;
})()";

#[derive(Default)]
struct Places {
    language: &'static str,
    states: usize,
    faults: Vec<String>,
}

impl Look for Places {
    async fn at(&mut self, amocrm: &Amocrm, state: State) {
        let faults = amocrm.evaluate(FAULTS).await;
        for fault in faults.as_array().expect("a list") {
            let fault = fault.as_str().unwrap_or_default();
            self.faults
                .push(format!("{} ({}): {fault}", state.name, self.language));
        }
        if self.language == "ru" {
            amocrm.screenshot(state.name).await;
        }
        self.states += 1;
    }
}

async fn set_viewport(amocrm: &Amocrm) {
    let (width, height) = ZOOMED;
    if Engine::of_this_run() == Engine::Chromium {
        let screen =
            json!({"width": width, "height": height, "deviceScaleFactor": 2, "mobile": false});
        amocrm
            .devtools("Emulation.setDeviceMetricsOverride", screen)
            .await;
    } else {
        let resized = amocrm.client.set_window_size(width, height);
        let resized = in_time("resize the window", resized).await;
        resized.expect("the window takes its size");
    }
}

#[test]
fn at_200_percent_nothing_is_cut_covered_or_scrolled_sideways() {
    let name = "at_200_percent_nothing_is_cut_covered_or_scrolled_sideways";
    run(name, Widget::Packed, async |amocrm| {
        set_viewport(&amocrm).await;
        let mut places = Places::default();
        for language in LANGUAGES {
            places.language = language;
            in_each_state(&amocrm, language, &mut places).await;
        }
        let width = amocrm.evaluate("innerWidth").await;
        assert!(width.as_u64() <= Some(ZOOMED.0.into()), "{width}");
        let faults = places.faults;
        assert!(faults.is_empty(), "{}", faults.join("\n"));
        println!("tried: {} states at 200 %", places.states);
    });
}

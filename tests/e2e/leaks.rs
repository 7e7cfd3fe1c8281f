//! A page that stays open all day: places are opened and closed, visits come and go, and nothing
//! is left of them in the document, in JavaScript's memory or in the widget's own.

use serde_json::{Value, json};

use crate::amocrm::{Amocrm, count};
use crate::engine::Engine;
use crate::scenario::{Widget, run_only_in};

/// So many that all that fills up once is full: caches of the page, what the engine compiles.
const WARM_UP: u32 = 2_000;

const CYCLES: u32 = 10_000;

/// In one call of the driver, which waits for 30 seconds.
const AT_ONCE: u32 = 500;

/// In bytes. The engine's own notes on what runs again and again grow the heap by some 150,000
/// here; a leak of 30 bytes in each cycle, less than any object has, comes to 300,000.
const MOST_GROWTH: i64 = 300_000;

/// Notes each WebAssembly instance, before any script of the page runs.
const WATCH_INSTANCES: &str = "{
    window.instances = [];
    WebAssembly.Instance = new Proxy(WebAssembly.Instance, {
        construct (target, values) {
            const instance = new target(...values);
            window.instances.push(instance);
            return instance;
        }
    });
}";

/// How large the memories of all instances are.
const SIZES: &str = "window.instances.flatMap(({ exports }) => Object.values(exports))
    .filter((part) => part instanceof WebAssembly.Memory).map(({ buffer }) => buffer.byteLength)";

/// What is alive in the page, garbage left out.
#[derive(Debug)]
struct Alive {
    /// Documents, nodes and listeners.
    document: Value,
    /// The sizes of the WebAssembly instances' memories.
    instance: Value,
    /// Bytes.
    heap: i64,
}

impl Alive {
    async fn in_page(amocrm: &Amocrm) -> Self {
        // What one collection lets go of may hold what the next one can.
        for _ in 0..4 {
            let collect = "HeapProfiler.collectGarbage";
            amocrm.devtools(collect, json!({})).await;
        }
        let heap = amocrm.devtools("Runtime.getHeapUsage", json!({})).await;
        Alive {
            document: amocrm.devtools("Memory.getDOMCounters", json!({})).await,
            instance: amocrm.evaluate(SIZES).await,
            heap: heap["usedSize"].as_f64().expect("the heap's size") as i64,
        }
    }
}

async fn open_and_close(amocrm: &Amocrm, cycles: u32) {
    let script = include_str!("leaks.js");
    for _ in 0..cycles / AT_ONCE {
        let arguments = vec![json!(AT_ONCE)];
        let failure = amocrm.execute_async(script, arguments).await;
        assert_eq!(failure.expect("the page answers"), json!(null));
    }
}

#[test]
fn openings_and_closings_leave_nothing_behind() {
    let steps = async |amocrm: Amocrm| {
        let script = json!({ "source": WATCH_INSTANCES });
        let watch = "Page.addScriptToEvaluateOnNewDocument";
        amocrm.devtools(watch, script).await;
        amocrm.open_pipeline("").await;
        open_and_close(&amocrm, WARM_UP).await;
        let before = Alive::in_page(&amocrm).await;
        assert_eq!(
            before.instance.as_array().map(Vec::len),
            Some(2),
            "the decoder's memory and the widget's are watched"
        );

        open_and_close(&amocrm, CYCLES).await;
        let after = Alive::in_page(&amocrm).await;
        println!("tried: {CYCLES} cycles");
        let growth = after.heap - before.heap;
        println!("the heap has grown by {growth} bytes");
        assert_eq!(after.document, before.document);
        assert_eq!(after.instance, before.instance);
        assert!(
            growth < MOST_GROWTH,
            "{growth} bytes more: {before:?}, {after:?}"
        );
        assert_eq!(amocrm.evaluate(&count(".pipeline-message")).await, json!(0));
    };
    run_only_in(
        &[Engine::Chromium],
        "only Chromium says what is alive",
        "openings_and_closings_leave_nothing_behind",
        Widget::Packed,
        steps,
    );
}

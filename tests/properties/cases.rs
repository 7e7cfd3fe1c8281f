//! Runs a property against cases of chance, and makes smaller what fails.
//!
//! proptest's own runner knows no `await`, and the document's observers are called only when a case
//! waits for them; so its values and their shrinking are used, and the loop stands here.

use std::fmt::Debug;

use js_sys::Math;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::console_log;

use super::view;
use crate::page;

/// Runs the case of this seed first, or of any by `chance`.
const SEED: Option<&str> = option_env!("PIPELINE_MESSAGE_SEED");

/// Where nothing else is said: the seed of an engine's first case, and how many of the cases it tries,
/// in percent. The same for everybody, so that a change of the widget is what makes the difference;
/// and not the same in each engine, so that all together try more.
fn share_of_engine() -> (u64, u64) {
    match view::engine().as_str() {
        "chromium" => (1, 100),
        "firefox" => (1_000_001, 40),
        _ => (2_000_001, 40),
    }
}

/// How many cases a property is tried with, in percent of what it says; in each engine alike.
const PERCENT: Option<&str> = option_env!("PIPELINE_MESSAGE_CASES_PERCENT");

/// How often a case that fails is tried in a smaller form.
const MOST_ATTEMPTS: u32 = 500;

/// Tries `property` with `cases` values and panics with the smallest found that it does not hold
/// for.
pub async fn try_cases<S: Strategy>(
    cases: u64,
    strategy: S,
    property: impl AsyncFn(S::Value) -> Result<(), String>,
) where
    S::Value: Debug + Clone,
{
    let (first, share) = share_of_engine();
    let first = match SEED {
        None => first,
        Some("chance") => chance(),
        Some(seed) => seed.parse().expect("the seed is a number"),
    };
    let percent: u64 = PERCENT.map_or(share, |percent| percent.parse().expect("a percentage"));
    let cases = (cases * percent / 100).max(1);
    for number in 0..cases {
        let seed = first.wrapping_add(number);
        // The browser must be able to answer its driver.
        page::settled(view::task()).await;
        let mut tree = tree(&strategy, seed);
        let Err(problem) = property(tree.current()).await else {
            continue;
        };
        let (smallest, problem) = shrink(&mut tree, problem, &property).await;
        panic!(
            "{problem}\n\nin {smallest:#?}\n\nrun it again with PIPELINE_MESSAGE_SEED={seed}; \
             it is case {number} of {cases}"
        );
    }
    console_log!("tried: {cases} cases");
}

/// The value that the seed stands for, and what is smaller.
fn tree<S: Strategy>(strategy: &S, seed: u64) -> S::Tree {
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    let source = TestRng::from_seed(RngAlgorithm::ChaCha, &bytes);
    let mut runner = TestRunner::new_with_rng(Config::default(), source);
    strategy.new_tree(&mut runner).expect("a value")
}

/// The smallest value found that still fails, and how.
async fn shrink<T: ValueTree>(
    tree: &mut T,
    mut problem: String,
    property: &impl AsyncFn(T::Value) -> Result<(), String>,
) -> (T::Value, String)
where
    T::Value: Clone,
{
    let mut smallest = tree.current();
    let mut goes_on = tree.simplify();
    for _ in 0..MOST_ATTEMPTS {
        if !goes_on {
            break;
        }
        let value = tree.current();
        goes_on = match property(value.clone()).await {
            Ok(()) => tree.complicate(),
            Err(still) => {
                (smallest, problem) = (value, still);
                tree.simplify()
            }
        };
    }
    (smallest, problem)
}

/// A seed of at most 15 digits.
fn chance() -> u64 {
    (Math::random() * 1e15) as u64
}

/// Whether what was found is what was expected.
pub fn same<T: PartialEq + Debug>(what: &str, found: &T, expected: &T) -> Result<(), String> {
    if found == expected {
        return Ok(());
    }
    Err(format!("{what} {found:?} and not {expected:?}"))
}

/// What was thrown, in words.
pub fn thrown(error: impl Into<JsValue>) -> String {
    format!("thrown: {:?}", error.into())
}

//! Checks what a widget's `onSalesbotDesignerSave` answered, before it is saved: what amoCRM would
//! choke on is told with its place.

use std::collections::BTreeSet;

use crate::salesbot::steps::{Handler, Handlers, Show, Step};

/// amoCRM's documentation: 64 KB of JSON.
const LONGEST: usize = 64 * 1024;

/// Limits of what a bot shows, as documented for `execute_handlers`.
const LONGEST_SHOWN: usize = 80;
const MOST_BUTTONS: usize = 25;

/// Why a bot's steps are refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum BlockProblem {
    #[error("the steps are {length} bytes long; amoCRM takes {LONGEST}")]
    TooLong { length: usize },
    #[error("{path}: {cause}")]
    NotSteps { path: String, cause: String },
    #[error("there is no step")]
    Empty,
    #[error("{path}: there is no {part} of step {step} to go to")]
    NoSuchStep {
        path: String,
        part: &'static str,
        step: usize,
    },
    #[error("{path}: the exit {code:?} is not declared by salesbotDesignerSettings ({declared})")]
    UndeclaredExit {
        path: String,
        code: String,
        declared: String,
    },
    #[error("{path}: {what}")]
    TooMuch { path: String, what: String },
}

impl BlockProblem {
    /// Stable.
    pub(crate) const fn code(&self) -> &'static str {
        match self {
            Self::TooLong { .. } => "steps_too_long",
            Self::NotSteps { .. } => "steps_unreadable",
            Self::Empty => "no_steps",
            Self::NoSuchStep { .. } => "no_such_step",
            Self::UndeclaredExit { .. } => "undeclared_exit",
            Self::TooMuch { .. } => "too_much",
        }
    }
}

/// The steps of the JSON text; `exits` are the codes that the block declared.
pub(crate) fn check(text: &str, exits: &BTreeSet<String>) -> Result<Vec<Step>, BlockProblem> {
    if text.len() > LONGEST {
        return Err(BlockProblem::TooLong { length: text.len() });
    }
    let steps = read(text)?;
    if steps.is_empty() {
        return Err(BlockProblem::Empty);
    }
    for (number, step) in steps.iter().enumerate() {
        for (part, handlers) in step.parts() {
            let path = format!("[{number}].{part}");
            check_handlers(&path, handlers, &steps, exits)?;
        }
    }
    Ok(steps)
}

fn read(text: &str) -> Result<Vec<Step>, BlockProblem> {
    let mut json = serde_json::Deserializer::from_str(text);
    let unreadable = |path: String, cause: String| BlockProblem::NotSteps {
        path: format!("steps{path}"),
        cause,
    };
    let steps = serde_path_to_error::deserialize(&mut json)
        .map_err(|error| unreadable(error.path().to_string(), error.inner().to_string()))?;
    json.end()
        .map_err(|error| unreadable(String::new(), error.to_string()))?;
    Ok(steps)
}

fn check_handlers(
    path: &str,
    handlers: &Handlers,
    steps: &[Step],
    exits: &BTreeSet<String>,
) -> Result<(), BlockProblem> {
    for (number, handler) in handlers.iter().enumerate() {
        let path = format!("{path}[{number}]");
        match handler {
            Handler::Goto(goto) => {
                let step = steps.get(goto.step);
                if step.and_then(|step| step.part(goto.part)).is_none() {
                    return Err(BlockProblem::NoSuchStep {
                        path,
                        part: goto.part.name(),
                        step: goto.step,
                    });
                }
            }
            Handler::Exits(exit) if !exits.contains(&exit.value) => {
                return Err(BlockProblem::UndeclaredExit {
                    path,
                    code: exit.value.clone(),
                    declared: exits.iter().cloned().collect::<Vec<_>>().join(", "),
                });
            }
            Handler::Conditions(conditions) => {
                let path = format!("{path}.result");
                check_handlers(&path, &conditions.result, steps, exits)?;
            }
            Handler::Show(show) => check_show(path, show)?,
            _ => {}
        }
    }
    Ok(())
}

/// Also for what comes back to `return_url`.
pub(crate) fn check_show(path: String, show: &Show) -> Result<(), BlockProblem> {
    let length = show.value.chars().count();
    let what = if length > LONGEST_SHOWN {
        format!("{length} characters to show; amoCRM takes {LONGEST_SHOWN}")
    } else if show.buttons.len() > MOST_BUTTONS {
        let count = show.buttons.len();
        format!("{count} buttons; amoCRM takes {MOST_BUTTONS}")
    } else {
        return Ok(());
    };
    Err(BlockProblem::TooMuch { path, what })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checked(text: &str) -> Result<Vec<Step>, BlockProblem> {
        let exits = ["sent".to_owned(), "not_sent".to_owned()].into();
        check(text, &exits)
    }

    fn refused(text: &str) -> (&'static str, String) {
        let problem = checked(text).unwrap_err();
        (problem.code(), problem.to_string())
    }

    const GOOD: &str = r#"[
        {"question": [
            {"handler": "widget_request", "params": {"url": "https://example.com/x", "data": {"a": "b"}}},
            {"handler": "goto", "params": {"type": "question", "step": 1}}]},
        {"question": [
            {"handler": "conditions", "params": {"logic": "and",
                "conditions": [{"term1": "{{json.status}}", "term2": "success", "operation": "="}],
                "result": [{"handler": "exits", "params": {"value": "sent"}}]}},
            {"handler": "exits", "params": {"value": "not_sent"}}],
         "finish": [{"handler": "stop"}]}]"#;

    #[test]
    fn the_steps_of_the_documentation_pass() {
        assert_eq!(checked(GOOD).unwrap().len(), 2);
    }

    #[test]
    fn what_amocrm_would_choke_on_is_named_with_its_place() {
        let (code, said) = refused(&GOOD.replace("\"widget_request\"", "\"request\""));
        assert_eq!(code, "steps_unreadable");
        assert!(
            said.contains("[0].question[0]") && said.contains("`request`"),
            "{said}"
        );
        let (code, said) =
            refused(&GOOD.replace("\"question\", \"step\": 1", "\"answer\", \"step\": 1"));
        assert_eq!(code, "no_such_step");
        assert!(said.contains("[0].question[1]"), "{said}");
        let (code, said) = refused(&GOOD.replace("\"sent\"", "\"send\""));
        assert_eq!(code, "undeclared_exit");
        assert!(said.contains("[1].question[0].result[0]"), "{said}");
        assert_eq!(
            refused(&GOOD.replace("\"finish\"", "\"end\"")).0,
            "steps_unreadable"
        );
        assert_eq!(refused("[]").0, "no_steps");
        assert_eq!(refused("[] x").0, "steps_unreadable");
        assert_eq!(refused("").0, "steps_unreadable");
        let long = GOOD.replace("\"b\"", &format!("\"{}\"", "x".repeat(LONGEST)));
        assert_eq!(refused(&long).0, "steps_too_long");
    }
}

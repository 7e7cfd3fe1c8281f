//! Runs a bot's steps as far as a widget's block needs it.
//!
//! Where amoCRM's documentation is silent, the simplest that fits its example: after a
//! `widget_request` that failed, the step's `error` part runs if there is one; else the bot goes on
//! with the next handler, and nothing is known as `{{json.…}}`.

use std::collections::{BTreeMap, VecDeque};
use std::future::Future;
use std::time::{Duration, Instant};

use serde_json::{Map, Value};
use tokio::sync::oneshot;

use crate::receiver::{Exchange, Unreachable};
use crate::salesbot::continuing::Continuation;
use crate::salesbot::markers::Known;
use crate::salesbot::report::{Happened, Report};
use crate::salesbot::steps::{
    Comparison, Conditions, Goto, Handler, Logic, Operation, Part, Step, WidgetRequest,
};

/// A block's steps that run longer than this go round in circles.
const MOST_HANDLERS: usize = 200;

/// What a bot has around it.
pub(crate) trait Surroundings {
    /// How long the bot waits for the server to come back.
    const PATIENCE: Duration;

    /// Posts a `widget_request`; what comes to its `return_url` can be awaited.
    fn ask(
        &self,
        url: &str,
        data: Map<String, Value>,
    ) -> impl Future<Output = Result<(Exchange, oneshot::Receiver<Continuation>), Unreachable>> + Send;
}

/// Runs the steps from the first one's `question`.
pub(crate) async fn run<S: Surroundings>(
    steps: &[Step],
    values: BTreeMap<String, String>,
    surroundings: &S,
) -> Report {
    let known = Known {
        values,
        json: Map::new(),
    };
    let mut bot = Bot {
        steps,
        surroundings,
        known,
        step: 0,
        waiting: VecDeque::new(),
        report: Report::default(),
    };
    bot.enter(&Goto {
        part: Part::Question,
        step: 0,
    });
    bot.go().await;
    bot.report
}

struct Bot<'a, S> {
    steps: &'a [Step],
    surroundings: &'a S,
    known: Known,
    step: usize,
    /// The handlers still to run.
    waiting: VecDeque<Handler>,
    report: Report,
}

impl<S: Surroundings> Bot<'_, S> {
    async fn go(&mut self) {
        for _ in 0..MOST_HANDLERS {
            let Some(handler) = self.waiting.pop_front() else {
                self.note(Happened::Ended);
                return;
            };
            self.handle(handler).await;
        }
        self.note(Happened::Endless);
    }

    async fn handle(&mut self, handler: Handler) {
        match handler {
            Handler::Goto(goto) => self.enter(&goto),
            Handler::WidgetRequest(request) => self.ask(&request).await,
            Handler::Conditions(conditions) => self.decide(conditions),
            Handler::Exits(exit) => {
                self.report.exit = Some(exit.value.clone());
                self.note(Happened::Left { code: exit.value });
                self.waiting.clear();
            }
            Handler::Show(show) => {
                let text = self.known.fill(&show.value);
                self.note(Happened::Shown { text });
            }
            Handler::Stop(_) => self.waiting.clear(),
            other => self.note(Happened::Skipped {
                handler: other.name(),
            }),
        }
    }

    fn note(&mut self, happened: Happened) {
        self.report.events.push(happened);
    }

    fn enter(&mut self, goto: &Goto) {
        self.waiting.clear();
        let part = self
            .steps
            .get(goto.step)
            .and_then(|step| step.part(goto.part));
        let Some(handlers) = part else {
            return;
        };
        self.step = goto.step;
        self.waiting.extend(handlers.iter().cloned());
        self.note(Happened::Entered {
            step: goto.step,
            part: goto.part.name(),
        });
    }

    async fn ask(&mut self, request: &WidgetRequest) {
        self.known.json.clear();
        let address = self.known.fill(&request.url);
        let data = self.known.fill_fields(&request.data);
        let succeeded = match self.surroundings.ask(&address, data).await {
            Ok((exchange, continued)) => {
                let taken = exchange.is_ok();
                self.note(Happened::Asked {
                    address,
                    exchange: Box::new(exchange),
                });
                taken && self.wait(continued).await
            }
            Err(error) => {
                self.note(Happened::NotAsked {
                    address,
                    code: error.code(),
                    message: error.to_string(),
                });
                false
            }
        };
        if !succeeded {
            self.fail();
        }
    }

    /// Whether the server came back in time.
    async fn wait(&mut self, continued: oneshot::Receiver<Continuation>) -> bool {
        let started = Instant::now();
        let Ok(Ok(continuation)) = tokio::time::timeout(S::PATIENCE, continued).await else {
            self.note(Happened::NotContinued {
                seconds: S::PATIENCE.as_secs(),
            });
            return false;
        };
        self.known.json = continuation.data.clone();
        self.note(Happened::Continued {
            data: continuation.data,
            milliseconds: started.elapsed().as_secs_f64() * 1000.0,
        });
        for handler in continuation.execute_handlers.into_iter().rev() {
            self.waiting.push_front(handler);
        }
        true
    }

    fn fail(&mut self) {
        let step = self.steps.get(self.step);
        if let Some(error) = step.and_then(|step| step.error.as_ref()) {
            self.waiting = error.iter().cloned().collect();
            self.note(Happened::Entered {
                step: self.step,
                part: "error",
            });
        }
    }

    fn decide(&mut self, conditions: Conditions) {
        // All are compared, so that the report shows each.
        let comparisons = conditions.conditions.iter();
        let outcomes: Vec<bool> = comparisons.map(|one| self.compare(one)).collect();
        let holds = match conditions.logic {
            Logic::And => outcomes.iter().all(|one| *one),
            Logic::Or => outcomes.iter().any(|one| *one),
        };
        if holds {
            for handler in conditions.result.into_iter().rev() {
                self.waiting.push_front(handler);
            }
        }
    }

    fn compare(&mut self, one: &Comparison) -> bool {
        let (left, right) = (self.known.fill(&one.term1), self.known.fill(&one.term2));
        let (sign, holds) = match one.operation {
            Operation::Equal => ("=", left == right),
            Operation::Unequal => ("!=", left != right),
        };
        self.note(Happened::Compared {
            terms: format!("{left} {sign} {right}"),
            holds,
        });
        holds
    }
}

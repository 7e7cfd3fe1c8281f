//! Bots run against servers that answer well, badly, late or not at all, over real connections.

use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::post;
use axum::{Json, Router};
use local_amocrm::{LocalAmocrm, Options, Receiver, serve};
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::net::TcpListener;

/// What the widget's server does with a `widget_request`.
#[derive(Clone)]
enum Behaviour {
    /// Answers 200 and comes back with these bodies, one after the other.
    ComesBack(Vec<Value>),
    /// Answers 200 and never comes back.
    StaysAway,
    /// Answers only after the two seconds that amoCRM waits.
    Late,
    Fails,
}

/// The status with which amoCRM took each body that came back.
type Taken = Arc<Mutex<Vec<u16>>>;

struct World {
    amocrm: LocalAmocrm,
    taken: Taken,
    _account: TempDir,
}

impl World {
    async fn with(behaviour: Behaviour) -> Self {
        let account = tempfile::tempdir().unwrap();
        let emulator = Path::new(env!("CARGO_MANIFEST_DIR"));
        let taken = Taken::default();
        let mut options = Options::new(
            emulator.join("places"),
            emulator.join("../node_modules"),
            account.path().join("state.json"),
        );
        options.receiver = Some(Receiver {
            url: serve_widget(behaviour, Arc::clone(&taken)).await,
            hook_secret: None,
            client_secret: Some("the-integration's-secret-key".to_owned()),
        });
        Self {
            amocrm: serve(options).await.unwrap(),
            taken,
            _account: account,
        }
    }

    async fn post(&self, path: &str, body: &Value) -> (u16, Value) {
        let (address, body) = (format!("{}{path}", self.amocrm.url()), body.to_string());
        let (status, answer) = send(address, body).await;
        (status, serde_json::from_str(&answer).unwrap_or(Value::Null))
    }

    async fn save(&self, steps: &Value) -> (u16, Value) {
        let bot = json!({
            "widget": "local_places",
            "handler": "send_message",
            "params": {"message": "{{lead.name}}"},
            "exits": [{"code": "sent", "title": "Sent"}, {"code": "not_sent", "title": "Not sent"}],
            "steps": steps.to_string(),
        });
        self.post("/local/bots", &bot).await
    }

    /// Saves the steps, runs them and gives the report.
    async fn run(&self, steps: &Value) -> Value {
        let (status, saved) = self.save(steps).await;
        assert_eq!(status, 200, "{saved}");
        let path = format!("/local/bots/{}/run", saved["id"]);
        let (status, report) = self.post(&path, &json!({"lead": 7001})).await;
        assert_eq!(status, 200, "{report}");
        report
    }
}

async fn send(address: String, body: String) -> (u16, String) {
    let sending = tokio::task::spawn_blocking(move || {
        let agent = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(Duration::from_secs(40)))
            .build()
            .new_agent();
        let answer = agent
            .post(&address)
            .header("Content-Type", "application/json")
            .send(body);
        let mut answer = answer.unwrap();
        let status = answer.status().as_u16();
        (status, answer.body_mut().read_to_string().unwrap())
    });
    sending.await.unwrap()
}

/// The widget's server on a free port; gives its address.
async fn serve_widget(behaviour: Behaviour, taken: Taken) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let router = Router::new()
        .route("/salesbot", post(answer))
        .with_state((behaviour, taken));
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    address
}

async fn answer(
    State((behaviour, taken)): State<(Behaviour, Taken)>,
    Json(request): Json<Value>,
) -> StatusCode {
    match behaviour {
        Behaviour::ComesBack(bodies) => {
            let address = request["return_url"].as_str().unwrap().to_owned();
            tokio::spawn(async move {
                for body in bodies {
                    let (status, _) = send(address.clone(), body.to_string()).await;
                    taken.lock().unwrap().push(status);
                }
            });
        }
        Behaviour::StaysAway => {}
        Behaviour::Late => tokio::time::sleep(Duration::from_secs(4)).await,
        Behaviour::Fails => return StatusCode::INTERNAL_SERVER_ERROR,
    }
    StatusCode::OK
}

fn exit(code: &str) -> Value {
    json!({"handler": "exits", "params": {"value": code}})
}

/// As amoCRM's documentation has it: ask, then leave by what was said.
fn steps() -> Value {
    let condition = json!({"term1": "{{json.status}}", "term2": "success", "operation": "="});
    json!([
        {"question": [
            {"handler": "widget_request",
             "params": {"url": "https://example.com/places/salesbot", "data": {"message": "Hi"}}},
            {"handler": "goto", "params": {"type": "question", "step": 1}}]},
        {"question": [
            {"handler": "conditions", "params": {
                "logic": "and", "conditions": [condition], "result": [exit("sent")]}},
            exit("not_sent")]}
    ])
}

fn kinds(report: &Value) -> Vec<&str> {
    let events = report["events"].as_array().unwrap().iter();
    events
        .map(|event| event["kind"].as_str().unwrap())
        .collect()
}

#[tokio::test]
async fn the_answer_decides_the_exit() {
    for (said, code) in [("success", "sent"), ("fail", "not_sent")] {
        let body = json!({"data": {"status": said}});
        let world = World::with(Behaviour::ComesBack(vec![body])).await;
        let report = world.run(&steps()).await;
        assert_eq!(report["exit"], code, "{report}");
        let expected = [
            "entered",
            "asked",
            "continued",
            "entered",
            "compared",
            "left",
        ];
        assert_eq!(kinds(&report)[..6], expected, "{report}");
    }
}

#[tokio::test]
async fn a_server_that_fails_leads_to_the_exit_that_the_steps_say() {
    for (behaviour, outcome) in [
        (Behaviour::Fails, json!(500)),
        (Behaviour::Late, json!("too_late")),
    ] {
        let world = World::with(behaviour).await;
        let report = world.run(&steps()).await;
        assert_eq!(report["exit"], "not_sent", "{report}");
        let found = &report["events"][1]["exchange"]["outcome"];
        let found = [&found["answer"]["status"], &found["failure"]["code"]];
        assert!(found.contains(&&outcome), "{report}");
    }
}

#[tokio::test]
async fn a_server_that_never_comes_back_does_not_hold_the_bot() {
    let world = World::with(Behaviour::StaysAway).await;
    let report = world.run(&steps()).await;
    assert_eq!(report["exit"], "not_sent", "{report}");
    assert_eq!(report["events"][2]["kind"], "not_continued", "{report}");
}

#[tokio::test]
async fn the_error_part_of_a_step_runs_where_there_is_one() {
    let world = World::with(Behaviour::Fails).await;
    let mut steps = steps();
    let show = json!({"handler": "show", "params": {"type": "text", "value": "Sorry, {{contact.first_name}}"}});
    steps[0]["error"] = json!([show, exit("not_sent")]);
    let report = world.run(&steps).await;
    assert_eq!(report["exit"], "not_sent");
    assert_eq!(kinds(&report)[2..4], ["entered", "shown"], "{report}");
    assert_eq!(report["events"][3]["text"], "Sorry, Анна");
}

#[tokio::test]
async fn only_what_amocrm_takes_lets_the_bot_go_on_and_only_once() {
    let show = |length: usize| json!({"handler": "show", "params": {"type": "text", "value": "x".repeat(length)}});
    let with =
        |handlers: Value| json!({"data": {"status": "success"}, "execute_handlers": handlers});
    let bodies = vec![
        json!("no object"),
        with(json!(vec![show(1); 11])),
        with(json!([show(81)])),
        with(json!([exit("sent")])),
        with(json!([show(80)])),
        with(json!([])),
    ];
    let world = World::with(Behaviour::ComesBack(bodies)).await;
    let report = world.run(&steps()).await;
    assert_eq!(report["exit"], "sent", "{report}");
    assert!(kinds(&report).contains(&"shown"), "{report}");
    let all_taken = async {
        while world.taken.lock().unwrap().len() < 6 {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(10), all_taken)
        .await
        .expect("each body is answered");
    let statuses = world.taken.lock().unwrap().clone();
    assert_eq!(statuses, [400, 400, 400, 400, 202, 404]);
}

#[tokio::test]
async fn steps_that_amocrm_would_refuse_are_not_saved() {
    let world = World::with(Behaviour::Fails).await;
    let mut wrong = steps();
    wrong[1]["question"][1] = exit("elsewhere");
    let (status, refused) = world.save(&wrong).await;
    assert_eq!((status, &refused["code"]), (422, &json!("undeclared_exit")));
    let message = refused["message"].as_str().unwrap();
    assert!(message.contains("[1].question[1]"), "{message}");
    let (status, _) = world
        .post("/local/bots/1/run", &json!({"lead": 7001}))
        .await;
    assert_eq!(status, 404);
}

#[tokio::test]
async fn steps_that_go_round_in_circles_end() {
    let world = World::with(Behaviour::Fails).await;
    let round = json!([{"question": [
        {"handler": "goto", "params": {"type": "question", "step": 0}}]}]);
    let report = world.run(&round).await;
    assert_eq!(report["exit"], Value::Null);
    assert_eq!(kinds(&report).last(), Some(&"endless"));
}

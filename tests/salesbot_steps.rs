//! What the widget's block has a Salesbot do, in the JSON that amoCRM documents.

#![cfg(not(target_arch = "wasm32"))]

use pipeline_message::salesbot::block;
use pipeline_message::salesbot::send_message;
use pipeline_message::salesbot::steps::{
    Condition, Exit, Goto, Handler, List, Logic, NowhereToGo, Operation, Step, Steps,
};
use pipeline_message::server;
use serde_json::{Value, json};

fn step(question: Vec<Handler>) -> Step {
    Step {
        question,
        ..Step::default()
    }
}

fn goto(list: List, step: usize) -> Handler {
    Handler::Goto(Goto { list, step })
}

fn leave(value: Exit) -> Handler {
    Handler::Exits { value }
}

#[test]
fn the_message_goes_to_the_server_and_its_answer_names_the_exit() {
    let steps = send_message::steps("https://example.com/salesbot", "Hello,\n\"you\"").unwrap();
    let documented = json!([
        {
            "question": [
                {
                    "handler": "widget_request",
                    "params": {
                        "url": "https://example.com/salesbot",
                        "data": { "message": "Hello,\n\"you\"" }
                    }
                },
                { "handler": "goto", "params": { "type": "question", "step": 1 } }
            ],
            "error": [{ "handler": "exits", "params": { "value": "not_sent" } }]
        },
        {
            "question": [
                {
                    "handler": "conditions",
                    "params": {
                        "logic": "and",
                        "conditions": [
                            { "term1": "{{json.status}}", "term2": "success", "operation": "=" }
                        ],
                        "result": [{ "handler": "exits", "params": { "value": "sent" } }]
                    }
                },
                { "handler": "exits", "params": { "value": "not_sent" } }
            ]
        }
    ]);
    assert_eq!(serde_json::to_value(&steps).unwrap(), documented);
}

#[test]
fn what_is_written_when_building_is_what_the_types_say() {
    for message in [
        "",
        "two\nlines",
        "\"quoted\" \\ and \u{1}",
        "</script>{{lead.name}} 100 %",
        "שלום 👋",
        "\u{1}message\u{1}",
    ] {
        let json = serde_json::to_string(message).unwrap();
        let written = [block::BEFORE, &json, block::AFTER].concat();
        let steps = send_message::steps(server::SALESBOT, message).unwrap();
        assert_eq!(written, serde_json::to_string(&steps).unwrap());
    }
    let without = send_message::steps_without_sending().unwrap();
    let without = serde_json::to_string(&without).unwrap();
    assert_eq!(block::WITHOUT_SENDING, without);
    assert_eq!(
        without,
        r#"[{"question":[{"handler":"exits","params":{"value":"not_sent"}}]}]"#
    );
}

#[test]
fn the_addresses_lie_beside_the_webhook() {
    let manifest = include_str!("../widget/manifest.json");
    let manifest: Value = serde_json::from_str(manifest).unwrap();
    let webhook = manifest["dp"]["webhook_url"].as_str().unwrap();
    let folder = &webhook[..=webhook.rfind('/').unwrap()];
    assert_eq!(server::LEAD_SOURCE, format!("{folder}lead-source"));
    assert_eq!(server::SALESBOT, format!("{folder}salesbot"));
}

#[test]
fn a_jump_to_nowhere_cannot_be_built() {
    let nowhere = |from, list, step| NowhereToGo {
        from,
        to: Goto { list, step },
    };
    let missing = Steps::new(vec![step(vec![goto(List::Question, 1)])]);
    assert_eq!(missing.unwrap_err(), nowhere(0, List::Question, 1));
    let empty = Steps::new(vec![
        step(vec![leave(Exit::Sent)]),
        step(vec![goto(List::Finish, 0)]),
    ]);
    assert_eq!(empty.unwrap_err(), nowhere(1, List::Finish, 0));
    let in_a_condition = Handler::Conditions {
        logic: Logic::Or,
        conditions: vec![Condition {
            term1: "{{json.status}}".to_owned(),
            term2: String::new(),
            operation: Operation::Equal,
        }],
        result: vec![goto(List::Answer, 0)],
    };
    let error = Steps::new(vec![step(vec![in_a_condition])]).unwrap_err();
    assert_eq!(error, nowhere(0, List::Answer, 0));
    assert_eq!(
        error.to_string(),
        "step 0 of the Salesbot's block goes to the Answer of step 0, where there is none"
    );
}

#[test]
fn a_jump_within_the_block_is_written_with_the_list_it_goes_to() {
    let steps = Steps::new(vec![
        Step {
            answer: vec![goto(List::Finish, 1)],
            ..step(vec![goto(List::Answer, 0)])
        },
        Step {
            finish: vec![leave(Exit::Sent)],
            ..Step::default()
        },
    ]);
    let written = serde_json::to_value(steps.unwrap()).unwrap();
    assert_eq!(
        written,
        json!([
            {
                "question": [{ "handler": "goto", "params": { "type": "answer", "step": 0 } }],
                "answer": [{ "handler": "goto", "params": { "type": "finish", "step": 1 } }]
            },
            { "finish": [{ "handler": "exits", "params": { "value": "sent" } }] }
        ])
    );
}

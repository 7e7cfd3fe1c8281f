//! What was answered for is not lost: the receiver is killed at any moment, for real.

use std::{
    collections::{BTreeMap, BTreeSet},
    process::Stdio,
    sync::{
        Mutex,
        atomic::{AtomicU64, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use super::running_receiver::{
    HOOK_SECRET, Receiver, Start,
    requests::{agent, lead_added, post_hook, try_post},
};
use pipeline_message_webhook::Encoding;
use rand::RngExt;
use serde_json::Value as Json;

const KILLS: u64 = 12;
const SENDERS: usize = 3;

/// Not the secret of the other tests, which run at the same time.
const OWN_SECRET: &str = "the-secret-of-the-killed-receiver";

/// What amoCRM sent, and to what of it it got a 200.
#[derive(Default)]
struct Sent {
    next_lead: AtomicU64,
    answered: Mutex<BTreeSet<u64>>,
    unanswered: Mutex<BTreeSet<u64>>,
}

fn text_of(lead: u64) -> String {
    format!(
        "Message {lead}:\n{}",
        "x".repeat(usize::try_from(lead % 50).unwrap() * 40)
    )
}

/// Sends until the receiver does not answer any more: first what it owes an answer, then new ones.
fn send_until_killed(receiver: &str, sent: &Sent) {
    let agent = agent();
    loop {
        let owed = sent.unanswered.lock().unwrap().pop_first();
        let lead = owed.unwrap_or_else(|| sent.next_lead.fetch_add(1, Ordering::Relaxed));
        let encoding = if lead.is_multiple_of(2) {
            Encoding::Json
        } else {
            Encoding::Form
        };
        let body = lead_added(lead, 1_700_000_000, &text_of(lead)).body(encoding);
        match try_post(&agent, receiver, &[], body.as_bytes()) {
            // Its port is free after the kill: the receiver of another test may have taken it.
            Ok(answer) if answer.status == 401 => {
                sent.unanswered.lock().unwrap().insert(lead);
                return;
            }
            Ok(answer) => {
                assert_eq!(answer.status, 200, "{}", answer.body);
                sent.answered.lock().unwrap().insert(lead);
            }
            Err(_killed) => {
                sent.unanswered.lock().unwrap().insert(lead);
                return;
            }
        }
    }
}

fn run_and_kill(receiver: Receiver, sent: &Sent, after: Duration) -> Vec<Json> {
    let url = receiver.url(&format!("/hook?secret={OWN_SECRET}"));
    thread::scope(|scope| {
        for _ in 0..SENDERS {
            scope.spawn(|| send_until_killed(&url, sent));
        }
        // The moment of the kill is what the test is about; nothing is waited for here.
        thread::sleep(after);
        receiver.kill()
    })
}

#[test]
fn kills_at_any_moment_lose_nothing_and_repeat_only_what_they_interrupted() {
    let mut start = Start::usual();
    start.command.env("RECEIVER_HOOK_SECRET", OWN_SECRET);
    let sent = Sent::default();
    let mut printed = Vec::new();
    for _ in 0..KILLS {
        let after = Duration::from_micros(rand::rng().random_range(0..250_000));
        printed.extend(run_and_kill(start.run(), &sent, after));
    }

    // amoCRM sends again what it got no answer to, and for good measure everything else.
    let receiver = start.run();
    let url = receiver.url(&format!("/hook?secret={OWN_SECRET}"));
    let count = sent.next_lead.load(Ordering::Relaxed);
    for lead in 0..count {
        let hook = lead_added(lead, 1_700_000_000, &text_of(lead));
        let answer = post_hook(&url, &hook, Encoding::Json);
        assert_eq!(answer.status, 200);
        if sent.answered.lock().unwrap().contains(&lead) {
            assert_eq!(answer.json()["again"], true, "it was answered for: {lead}");
        }
    }
    // Entries are sent in order: when the last is out, all are.
    let last = lead_added(count, 1_700_000_000, &text_of(count));
    post_hook(&url, &last, Encoding::Form);
    receiver.output.wait_until("the last message", |lines| {
        let last = format!("/lead/{count}/");
        lines.iter().any(|line| line.contains(&last))
    });
    let (status, rest) = receiver.stop();
    assert!(status.success());
    printed.extend(rest);

    let answered = sent.answered.lock().unwrap().len();
    println!(
        "{count} events, {answered} answered before a kill, {} lines",
        printed.len()
    );
    assert!(
        answered > 20,
        "the receiver was killed before it did anything: {answered}"
    );
    assert_each_printed(&printed, count);
}

fn assert_each_printed(printed: &[Json], count: u64) {
    let mut lines: BTreeMap<u64, Vec<&Json>> = BTreeMap::new();
    for line in printed {
        lines
            .entry(line["to"]["id"].as_u64().unwrap())
            .or_default()
            .push(line);
    }
    assert_eq!(
        lines.keys().copied().collect::<Vec<_>>(),
        (0..=count).collect::<Vec<_>>()
    );
    for (lead, lines) in &lines {
        assert!(
            lines
                .iter()
                .all(|line| line["text"] == text_of(*lead).as_str())
        );
        // Only a repetition that is marked as one may follow.
        assert!(
            lines[1..].iter().all(|line| line["again"] == true),
            "{lines:?}"
        );
    }
    let again = printed.iter().filter(|line| line["again"] == true).count();
    assert!(
        again <= usize::try_from(KILLS).unwrap(),
        "at most one a kill: {again}"
    );
}

#[test]
fn a_kill_in_the_middle_of_printing_repeats_that_one_and_marks_it() {
    const COUNT: u64 = 40;
    let mut start = Start::usual();
    // Nobody reads its output: when the pipe is full, it stands still in the middle of a line.
    let mut child = start
        .command
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut output = child.stdout.take().unwrap();
    let url = format!("{}/hook?secret={}", first_address(&mut output), HOOK_SECRET);
    let long = "y".repeat(10_000);
    for lead in 0..COUNT {
        let asked = Instant::now();
        let answer = post_hook(&url, &lead_added(lead, 1, &long), Encoding::Form);
        assert_eq!(answer.status, 200);
        assert!(
            asked.elapsed() < Duration::from_secs(2),
            "answers do not wait for the sending"
        );
    }
    child.kill().unwrap();
    child.wait().unwrap();
    let mut rest = Vec::new();
    std::io::Read::read_to_end(&mut output, &mut rest).unwrap();
    let whole_lines = rest.iter().filter(|byte| **byte == b'\n').count();
    let before = u64::try_from(whole_lines).unwrap();
    assert!(
        before > 0 && before < COUNT,
        "the pipe was to hold some of them: {before}"
    );

    let receiver = start.run();
    let after = receiver.wait_for_printed(usize::try_from(COUNT - before).unwrap());
    let leads: Vec<u64> = after
        .iter()
        .map(|line| line["to"]["id"].as_u64().unwrap())
        .collect();
    assert_eq!(leads, (before..COUNT).collect::<Vec<_>>());
    let again: Vec<bool> = after.iter().map(|line| line["again"] == true).collect();
    assert!(
        again[0] && again[1..].iter().all(|again| !again),
        "{again:?}"
    );
}

/// Reads the first line and nothing more.
fn first_address(output: &mut impl std::io::Read) -> String {
    let mut line = Vec::new();
    let mut byte = [0];
    while byte != *b"\n" {
        output.read_exact(&mut byte).unwrap();
        line.extend(byte);
    }
    serde_json::from_slice::<Json>(&line).unwrap()["address"]
        .as_str()
        .unwrap()
        .to_owned()
}

//! Starting and ending a server over real connections.

use std::path::Path;
use std::time::Duration;

use local_amocrm::{Error, LocalAmocrm, Options, serve};
use tempfile::TempDir;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

const PATIENCE: Duration = Duration::from_secs(10);

fn options(account: &TempDir) -> Options {
    let emulator = Path::new(env!("CARGO_MANIFEST_DIR"));
    let state = account.path().join("state.json");
    Options::new(
        emulator.join("recipe"),
        emulator.join("../node_modules"),
        state,
    )
}

/// An open page's stream of events, read until the first one has come.
async fn listen(amocrm: &LocalAmocrm) -> TcpStream {
    let mut stream = TcpStream::connect(amocrm.address()).await.unwrap();
    let request = format!(
        "GET /local/events HTTP/1.1\r\nHost: {}\r\n\r\n",
        amocrm.address()
    );
    stream.write_all(request.as_bytes()).await.unwrap();
    read_until(&mut stream, "event: server").await;
    stream
}

async fn read_until(stream: &mut TcpStream, wanted: &str) -> String {
    let mut seen = String::new();
    let reading = async {
        while !seen.contains(wanted) {
            let mut part = [0; 1024];
            let length = stream.read(&mut part).await.unwrap();
            assert!(length > 0, "the stream ended after {seen:?}");
            seen.push_str(&String::from_utf8_lossy(&part[..length]));
        }
        seen
    };
    timeout(PATIENCE, reading)
        .await
        .unwrap_or_else(|_| panic!("no {wanted:?} came"))
}

#[tokio::test]
async fn open_pages_hear_of_a_change() {
    let account = tempfile::tempdir().unwrap();
    let amocrm = serve(options(&account)).await.unwrap();
    let mut page = listen(&amocrm).await;
    amocrm.reload();
    read_until(&mut page, "event: widget").await;
}

#[tokio::test]
async fn pages_hear_what_the_receiver_prints_and_has_printed() {
    let account = tempfile::tempdir().unwrap();
    let amocrm = serve(options(&account)).await.unwrap();
    let mut page = listen(&amocrm).await;
    amocrm.receiver_printed("{\"a\":\n1}");
    let told = r#"data: {"number":1,"text":"{\"a\":\n1}"}"#;
    read_until(&mut page, told).await;
    for number in 2..=201 {
        amocrm.receiver_printed(&format!("line {number}"));
    }
    // Opened later: the last two hundred lines.
    let mut later = TcpStream::connect(amocrm.address()).await.unwrap();
    let request = format!(
        "GET /local/events HTTP/1.1\r\nHost: {}\r\n\r\n",
        amocrm.address()
    );
    later.write_all(request.as_bytes()).await.unwrap();
    let told = read_until(&mut later, r#""text":"line 201""#).await;
    assert_eq!(told.matches("event: receiver\n").count(), 200);
    assert!(!told.contains(r#""number":1,"#), "{told}");
}

#[tokio::test]
async fn stopping_frees_the_port_while_a_page_is_open() {
    let account = tempfile::tempdir().unwrap();
    let amocrm = serve(options(&account)).await.unwrap();
    let address = amocrm.address();
    let page = listen(&amocrm).await;
    timeout(PATIENCE, amocrm.stop())
        .await
        .expect("it ends in time")
        .unwrap();
    drop(page);
    let again = Options {
        port: address.port(),
        ..options(&account)
    };
    assert_eq!(serve(again).await.unwrap().address(), address);
}

#[tokio::test]
async fn dropping_ends_the_server() {
    let account = tempfile::tempdir().unwrap();
    let amocrm = serve(options(&account)).await.unwrap();
    let address = amocrm.address();
    drop(amocrm);
    let refused = async {
        while TcpStream::connect(address).await.is_ok() {
            tokio::task::yield_now().await;
        }
    };
    timeout(PATIENCE, refused)
        .await
        .expect("nobody listens any more");
}

#[tokio::test]
async fn a_taken_port_and_missing_libraries_are_named() {
    let account = tempfile::tempdir().unwrap();
    let amocrm = serve(options(&account)).await.unwrap();
    let taken = Options {
        port: amocrm.address().port(),
        ..options(&account)
    };
    let refused = serve(taken).await.unwrap_err();
    assert!(matches!(refused, Error::Listen { .. }), "{refused}");
    let bare = Options {
        node_modules: account.path().to_owned(),
        ..options(&account)
    };
    let refused = serve(bare).await.unwrap_err().to_string();
    assert!(refused.contains("npm ci"), "{refused}");
}

//! A server for the widget: it takes the trigger's webhook, the lead-source call and the Salesbot
//! request, and prints what would be sent to whom.
//!
//! amoCRM waits for seconds only, so each request is checked, written to the journal and answered
//! (`web`); the work is done afterwards, from the journal (`delivery`). What was answered with 200
//! is on disk and is taken up again after a kill at any moment.
//!
//! A sender of one's own goes into `delivery/sender.rs`.

#![cfg_attr(
    not(test),
    deny(
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic,
        clippy::unwrap_used
    )
)]

mod account;
mod command_line;
mod configuration;
mod delivery;
mod journal;
mod secrets;
mod start_error;
mod tokens;
mod web;

use std::{net::Ipv4Addr, process::ExitCode, sync::Arc};

use clap::Parser;
use tokio::{net::TcpListener, signal, sync::oneshot};

use crate::{
    command_line::CommandLine,
    configuration::Configuration,
    delivery::{Delivery, announce},
    journal::Journal,
    start_error::StartError,
};

fn main() -> ExitCode {
    match run(&CommandLine::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(command_line: &CommandLine) -> Result<(), StartError> {
    let configuration = Configuration::read(command_line)?;
    let journal = Arc::new(Journal::open(
        &command_line.database,
        command_line.keep_days,
    )?);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .map_err(|source| StartError::Server { source })?;
    runtime.block_on(serve(command_line, configuration, journal))
}

async fn serve(
    command_line: &CommandLine,
    mut configuration: Configuration,
    journal: Arc<Journal>,
) -> Result<(), StartError> {
    let listener = listen(command_line.port).await?;
    let address = listener
        .local_addr()
        .map_err(|source| StartError::Server { source })?;
    announce(
        command_line,
        &configuration,
        address,
        journal.open_entries()?,
    )
    .map_err(|source| StartError::Output { source })?;

    let (broken, breakage) = oneshot::channel();
    let (stop, stopped) = oneshot::channel::<()>();
    let watch = tokio::spawn(async move {
        let error = tokio::select! {
            () = interrupted() => None,
            error = breakage => error.ok(),
        };
        // The server may be down already.
        let _ignored = stop.send(());
        error
    });
    let format = command_line.format;
    let (delivery, doorbell) = Delivery::start(format, &mut configuration, &journal, broken);
    let served = axum::serve(listener, web::router(configuration, journal, doorbell))
        .with_graceful_shutdown(async {
            let _either_way = stopped.await;
        })
        .await;
    // The router, and with it the last doorbell, is gone: the delivery ends.
    delivery.finish();
    served.map_err(|source| StartError::Server { source })?;
    match watch.await {
        Ok(Some(error)) => Err(error),
        Ok(None) | Err(_) => Ok(()),
    }
}

async fn listen(port: u16) -> Result<TcpListener, StartError> {
    let bound = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await;
    bound.map_err(|source| StartError::Port { port, source })
}

/// Ctrl+C, or a polite kill.
async fn interrupted() {
    let ctrl_c = async {
        if signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    {
        use signal::unix::{SignalKind, signal};
        if let Ok(mut terminated) = signal(SignalKind::terminate()) {
            tokio::select! {
                () = ctrl_c => {}
                _ = terminated.recv() => {}
            }
            return;
        }
    }
    ctrl_c.await;
}

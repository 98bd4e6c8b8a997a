//! Connections: so many at once, heads and bodies within bounds of size and time, and a quiet end.

use super::super::output::Failure;
use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::{GracefulConnection, GracefulShutdown};
use hyper_util::service::TowerToHyperService;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio_io_timeout::TimeoutStream;

/// Connections at once.
pub const MAX_CONNECTIONS: usize = 512;
/// Time for a client to send the head of its next request.
const HEAD: Duration = Duration::from_secs(15);
/// Time in which a client must take something of an answer.
const TAKING: Duration = Duration::from_secs(30);
/// Headers of a request.
const MAX_HEADERS: usize = 64;
/// Bytes of a request's head. A query may stand in the address.
const MAX_HEAD_BYTES: usize = 64 << 10;
/// Time for answers to be finished after the service was told to stop.
const FINISHING: Duration = Duration::from_secs(10);

/// Serves until `stopped` comes back; then no connection is taken any more, and answers are finished.
pub async fn serve(listener: TcpListener, router: Router, stopped: impl Future<Output = ()>) -> Result<(), Failure> {
    let permits = Arc::new(Semaphore::new(MAX_CONNECTIONS));
    let graceful = GracefulShutdown::new();
    tokio::pin!(stopped);
    loop {
        let permit = tokio::select! {
            permit = Arc::clone(&permits).acquire_owned() => permit.map_err(Failure::failed)?,
            () = &mut stopped => break,
        };
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = &mut stopped => break,
        };
        let stream = match accepted {
            Ok((stream, _)) => stream,
            Err(error) => {
                // Too many open files, or a client that is gone already: others may still be served.
                tracing::warn!(%error, "a connection could not be taken");
                tokio::time::sleep(Duration::from_millis(50)).await;
                continue;
            }
        };
        let connection = graceful.watch(one(stream, router.clone()));
        tokio::spawn(async move {
            if let Err(error) = connection.await {
                tracing::debug!(%error, "connection ended");
            }
            drop(permit);
        });
    }
    drop(listener);
    tracing::info!("stopping");
    if tokio::time::timeout(FINISHING, graceful.shutdown()).await.is_err() {
        tracing::warn!("some answers were not finished in time");
    }
    Ok(())
}

/// Serves one connection.
fn one(stream: TcpStream, router: Router) -> impl GracefulConnection<Error = hyper::Error> {
    // Small answers go out at once; where that cannot be set they go out a little later.
    let _ = stream.set_nodelay(true);
    let mut stream = TimeoutStream::new(stream);
    stream.set_write_timeout(Some(TAKING));
    let mut builder = http1::Builder::new();
    builder.timer(TokioTimer::new()).header_read_timeout(HEAD).max_headers(MAX_HEADERS).max_buf_size(MAX_HEAD_BYTES);
    builder.serve_connection(TokioIo::new(Box::pin(stream)), TowerToHyperService::new(router))
}

//! The web service: a JSON API, SPARQL and pages over one store. Requests come in, the answers of `ask` go out.

mod api;
mod describe;
mod pool;
mod reply;
mod service;

pub use service::{Options, Service};

use super::output::Failure;
use std::sync::Arc;
use tokio::net::TcpListener;

/// Serves until the process is told to stop; what is being answered then is finished.
///
/// # Errors
/// When the store cannot be read or the address not be bound.
pub fn run(options: Options) -> Result<(), Failure> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(serve(options))
}

async fn serve(options: Options) -> Result<(), Failure> {
    let bind = options.bind;
    let listener = TcpListener::bind(bind).await.map_err(|e| Failure::failed(format!("{bind}: {e}; name another address with --bind")))?;
    let address = listener.local_addr()?;
    let service = Arc::new(Service::open(options)?);
    anstream::eprintln!("listening on http://{address}/");
    axum::serve(listener, router(service)).with_graceful_shutdown(stopped()).await.map_err(Failure::from)
}

/// All routes.
fn router(service: Arc<Service>) -> axum::Router {
    api::routes().with_state(service)
}

/// Comes back when the process is told to stop.
async fn stopped() {
    let interrupt = tokio::signal::ctrl_c();
    match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
        Ok(mut terminate) => {
            tokio::select! { _ = interrupt => {}, _ = terminate.recv() => {} }
        }
        // Without the second signal the first still stops the service.
        Err(_) => drop(interrupt.await),
    }
}

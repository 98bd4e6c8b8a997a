//! The web service: a JSON API, SPARQL and pages over one store. Requests come in, the answers of `ask` go out.

mod accept;
mod api;
mod connection;
mod describe;
mod explorer;
mod graphs;
mod guard;
mod log;
mod metrics;
mod pages;
mod pipe;
mod pool;
mod reply;
mod revision;
mod service;
mod sparql;

pub use pool::Limits;
pub use service::{Options, Service};

use super::mcp;
use super::output::Failure;
use axum::Router;
use axum::middleware;
use axum::routing::{any, get};
use std::sync::Arc;
use tokio::net::TcpListener;
use tower_http::compression::CompressionLayer;

/// Serves until the process is told to stop; what is being answered then is finished.
///
/// # Errors
/// When the store cannot be read or the address not be bound.
pub fn run(options: Options) -> Result<(), Failure> {
    log::start();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(serve(options))
}

async fn serve(options: Options) -> Result<(), Failure> {
    let bind = options.bind;
    let listener = TcpListener::bind(bind).await.map_err(|e| Failure::failed(format!("{bind}: {e}; name another address with --bind")))?;
    let address = listener.local_addr()?;
    let service = Arc::new(Service::open(options).await?);
    tokio::spawn(Arc::clone(&service).watch());
    tracing::info!(revision = %service.revision(), writable = service.writer().is_some(), "listening on http://{address}/");
    connection::serve(listener, router(service), stopped()).await
}

/// All routes.
fn router(service: Arc<Service>) -> Router {
    let data = Router::new()
        .route("/sparql", get(sparql::get).post(sparql::post).options(guard::preflight))
        .route("/sparql/", get(sparql::get).post(sparql::post).options(guard::preflight))
        .route("/store", any(graphs::any))
        .route("/store/", any(graphs::any))
        .route("/store/{*graph}", any(graphs::any))
        .route("/.well-known/void", get(describe::void))
        .route("/health", get(describe::health))
        .route("/metrics", get(describe::metrics))
        .route("/", get(pages::start))
        .route_service("/mcp", mcp::over_http(&service))
        .merge(api::routes())
        .merge(pages::routes())
        .fallback(explorer::file);
    data.layer(middleware::from_fn_with_state(Arc::clone(&service), guard::dress))
        .layer(CompressionLayer::new())
        .layer(middleware::from_fn_with_state(Arc::clone(&service), log::request))
        .with_state(service)
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

//! Tools for assistants over the Model Context Protocol: the same questions, each answer with the words that say it.

mod call;
mod tools;

use super::http::{Options, Service};
use super::output::Failure;
use rmcp::model::{
    CallToolRequestParams, CallToolResponse, CallToolResult, Implementation, ListToolsResult, PaginatedRequestParams, ServerCapabilities,
    ServerConfig, Tool,
};
use rmcp::service::{RequestContext, ServerInitializeError};
use rmcp::transport::streamable_http_server::session::local::LocalSessionManager;
use rmcp::transport::{StreamableHttpServerConfig, StreamableHttpService};
use rmcp::{ErrorData, RoleServer, ServerHandler, ServiceExt};
use std::sync::Arc;

/// What an assistant should know before its first question.
const INSTRUCTIONS: &str = "Facts of Chinese official news (people, posts, meetings, tours, rankings, projects, companies). Every fact comes with evidence: \
the exact words (`quote`, with `before` and `after`), the article (title, publisher, date) and the rule that read it. Cite the sentence and the article \
when you report a fact. What is not here is not known: do not fill in. Names may be in characters or pinyin; `search` first, then use ids. \
Days in `first` and `last` of a post are days of articles, not of the term. `qualifiers.modality` other than `done` was planned, urged or said.";

/// The server of one connection.
#[derive(Clone)]
pub struct Tools {
    service: Arc<Service>,
}

impl Tools {
    pub fn new(service: Arc<Service>) -> Self {
        Self { service }
    }
}

impl ServerHandler for Tools {
    fn get_info(&self) -> ServerConfig {
        let name = Implementation::new("guanmo", env!("CARGO_PKG_VERSION"));
        ServerConfig::new(ServerCapabilities::builder().enable_tools().build()).with_server_info(name).with_instructions(INSTRUCTIONS)
    }

    async fn list_tools(&self, _: Option<PaginatedRequestParams>, _: RequestContext<RoleServer>) -> Result<ListToolsResult, ErrorData> {
        Ok(ListToolsResult::with_all_items(tools::all()))
    }

    fn get_tool(&self, name: &str) -> Option<Tool> {
        tools::all().into_iter().find(|tool| tool.name == name)
    }

    async fn call_tool(&self, request: CallToolRequestParams, _: RequestContext<RoleServer>) -> Result<CallToolResponse, ErrorData> {
        if self.get_tool(&request.name).is_none() {
            return Err(ErrorData::invalid_params(format!("no tool is named `{}`", request.name), None));
        }
        let result = match call::call(&self.service, &request.name, request.arguments.unwrap_or_default()).await {
            Ok(answer) => CallToolResult::structured(answer),
            Err(error) => CallToolResult::structured_error(call::refusal(error)),
        };
        Ok(result.into())
    }
}

/// Serves standard input and output until the input ends.
///
/// # Errors
/// When the store cannot be read, or the other side does not speak the protocol.
pub fn run(options: Options) -> Result<(), Failure> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let service = Arc::new(Service::open(options).await?);
        tokio::spawn(Arc::clone(&service).watch());
        let running = match Tools::new(service).serve(rmcp::transport::stdio()).await {
            Ok(running) => running,
            // Nobody has asked anything.
            Err(ServerInitializeError::ConnectionClosed(_)) => return Ok(()),
            Err(error) => return Err(Failure::failed(error)),
        };
        running.waiting().await.map_err(Failure::failed)?;
        Ok(())
    })
}

/// The same over HTTP, without sessions: every request stands for itself.
pub fn over_http(service: &Arc<Service>) -> StreamableHttpService<Tools, LocalSessionManager> {
    let shared = Arc::clone(service);
    let config = StreamableHttpServerConfig::default().with_legacy_session_mode(false).with_json_response(true).with_allowed_origins(LOCAL);
    // A service for others than this machine is reached by names that it does not know.
    let config = if service.options.bind.ip().is_loopback() { config } else { config.disable_allowed_hosts() };
    StreamableHttpService::new(move || Ok(Tools::new(Arc::clone(&shared))), Arc::default(), config)
}

/// Pages that may call: those of this machine.
const LOCAL: [&str; 3] = ["http://localhost:*", "http://127.0.0.1:*", "http://[::1]:*"];

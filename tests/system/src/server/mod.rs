//! A host page and the server that it comes from, with a back end whose responses each test chooses.

mod act;
mod default_routes;
mod host_page;
mod host_server;
mod http;
mod lossy_proxy;
mod page_skeleton;
mod raw_server;
mod repeating_proxy;
mod response;
mod untrusted_server;

pub use act::Act;
pub(crate) use default_routes::BEFORE;
pub use default_routes::default_routes;
pub use host_page::{HostPage, open};
pub use host_server::{HostServer, RecordedRequest};
pub use lossy_proxy::LossyProxy;
pub use page_skeleton::{page_skeleton, style_link};
pub use raw_server::RawServer;
pub use repeating_proxy::RepeatingProxy;
pub use response::Response;
pub use untrusted_server::UntrustedServer;

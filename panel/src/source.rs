//! Where a request comes from, as the limits count it.

use std::convert::Infallible;
use std::net::{IpAddr, Ipv6Addr, SocketAddr};
use std::sync::Arc;

use axum::extract::{ConnectInfo, FromRef, FromRequestParts};
use axum::http::request::Parts;

use crate::proxies::{TrustedProxies, client_network};

/// The network that limits count a request for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Source(pub(crate) IpAddr);

impl<S> FromRequestParts<S> for Source
where
    S: Send + Sync,
    Arc<TrustedProxies>: FromRef<S>,
{
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Infallible> {
        let connected = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        let peer = connected.map_or(IpAddr::V6(Ipv6Addr::UNSPECIFIED), |ConnectInfo(peer)| {
            peer.ip()
        });
        let proxies = Arc::<TrustedProxies>::from_ref(state);
        Ok(Self(client_network(proxies.source(peer, &parts.headers))))
    }
}

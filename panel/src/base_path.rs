//! The path under which browsers find the panel, where a proxy gives it only a part of a host.
//!
//! Nothing else in the panel knows it: a request loses the path before it is routed, and what leads back to the panel,
//! in a page or in a redirection, gets it again.

use std::str::FromStr;

use axum::extract::Request;
use axum::http::header::LOCATION;
use axum::http::{HeaderValue, Uri};
use axum::response::Response;

/// Paths that are answered without the base path too: browsers ask the host itself for the first, health checks the
/// process for the others.
const OUTSIDE: [&str; 3] = ["/.well-known/change-password", "/healthz", "/readyz"];

/// Empty, or a path that begins with a slash and does not end with one.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct BasePath(String);

impl FromStr for BasePath {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let path = text.strip_suffix('/').unwrap_or(text);
        let is_plain = |part: &str| {
            !part.is_empty()
                && part
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || b"-_~".contains(&byte))
        };
        let inside = path.strip_prefix('/');
        if path.is_empty() || inside.is_some_and(|inside| inside.split('/').all(is_plain)) {
            Ok(Self(path.to_owned()))
        } else {
            Err(())
        }
    }
}

impl BasePath {
    /// What stands before each path of the panel.
    pub(crate) fn prefix(&self) -> &str {
        &self.0
    }

    /// What makes the name of a cookie this panel's own among several of one host.
    pub(crate) fn suffix(&self) -> String {
        self.0.replace('/', "-")
    }

    /// The request as the routes know it; `None` if it is for something else of the host.
    pub(crate) fn enter(&self, mut request: Request) -> Option<Request> {
        let uri = request.uri();
        if self.0.is_empty() || OUTSIDE.contains(&uri.path()) {
            return Some(request);
        }
        let rest = uri.path_and_query()?.as_str().strip_prefix(&self.0)?;
        let inside = match rest.chars().next() {
            None => "/".to_owned(),
            Some('?') => format!("/{rest}"),
            Some('/') => rest.to_owned(),
            Some(_) => return None,
        };
        *request.uri_mut() = inside.parse::<Uri>().ok()?;
        Some(request)
    }

    /// The answer as a browser needs it: a redirection leads to where the panel is.
    pub(crate) fn leave(&self, mut response: Response) -> Response {
        let headers = response.headers_mut();
        let path = headers
            .get(LOCATION)
            .and_then(|location| location.to_str().ok())
            .filter(|path| path.starts_with('/') && !path.starts_with("//"));
        if let Some(path) = path
            && let Ok(location) = HeaderValue::try_from(format!("{}{path}", self.0))
        {
            headers.insert(LOCATION, location);
        }
        response
    }

    /// A page whose links lead to where the panel is. In markup a quotation mark that is text is escaped, so `="/` is
    /// the beginning of an attribute's value.
    pub(crate) fn page(&self, markup: String) -> String {
        if self.0.is_empty() {
            return markup;
        }
        markup.replace("=\"/", &format!("=\"{}/", self.0))
    }
}

#[cfg(test)]
mod tests {
    use axum::body::Body;

    use super::*;

    fn base() -> BasePath {
        "/portal/".parse().unwrap()
    }

    #[test]
    fn a_request_is_routed_without_it() {
        let check = |path: &str| {
            let request = Request::builder().uri(path).body(Body::empty()).unwrap();
            base()
                .enter(request)
                .map(|request| request.uri().to_string())
        };
        for (path, inside) in [
            ("/portal", "/"),
            ("/portal/", "/"),
            ("/portal?a=b", "/?a=b"),
            ("/portal/mailbox?lang=de", "/mailbox?lang=de"),
            ("/healthz", "/healthz"),
        ] {
            assert_eq!(check(path).as_deref(), Some(inside), "{path}");
        }
        for path in ["/", "/mailbox", "/portals", "/portal.js", "/Portal/"] {
            assert_eq!(check(path), None, "{path}");
        }
    }

    #[test]
    fn links_lead_back_and_what_people_typed_does_not() {
        let page = base().page(
            "<a href=\"/mailbox\"><input value=\"/\"> x=&quot;/ <a href=\"https://a/\">".to_owned(),
        );
        assert!(page.contains("href=\"/portal/mailbox\""), "{page}");
        assert!(page.contains("x=&quot;/ <a href=\"https://a/\""), "{page}");
    }

    #[test]
    fn only_plain_paths_are_taken() {
        for good in ["", "/", "/portal", "/a/b_c-d/"] {
            assert!(good.parse::<BasePath>().is_ok(), "{good}");
        }
        for bad in [
            "portal", "//portal", "/a//b", "/a b", "/a?b", "/..", "/a\"b",
        ] {
            assert!(bad.parse::<BasePath>().is_err(), "{bad}");
        }
    }
}

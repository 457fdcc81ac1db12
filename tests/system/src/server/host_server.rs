//! The server of a host page: pages, the files that `dist` wrote, and a back end that responds as a test sets it.

use std::collections::{HashMap, VecDeque};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use serde_json::{Value, json};
use tokio::io::BufReader;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::environment;
use crate::server::Response;
use crate::server::act::play;
use crate::server::http::{Head, read_body, read_head, write_response};
use crate::server::response::Delivery;
use crate::wait::until;

/// Serves until it is dropped.
#[derive(Debug)]
pub struct HostServer {
    address: String,
    shared: Arc<Shared>,
    server: JoinHandle<()>,
}

/// A request that was received.
#[derive(Clone, Debug)]
pub struct RecordedRequest {
    /// Method and path with its query, as in `POST /api/password`.
    pub route: String,
    /// Names in lower case.
    pub headers: Vec<(String, String)>,
    /// As text.
    pub body: String,
}

#[derive(Debug)]
struct Shared {
    routes: Mutex<HashMap<String, VecDeque<Response>>>,
    recorded: Mutex<Vec<RecordedRequest>>,
    released: watch::Sender<u64>,
    /// How many responses are held.
    held: AtomicUsize,
    cut_off: AtomicUsize,
}

impl RecordedRequest {
    /// A header's value.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }

    /// The body's members.
    ///
    /// # Panics
    /// When it is no JSON.
    #[must_use]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).expect("a JSON body")
    }
}

impl HostServer {
    /// Serves on a free port of this machine.
    ///
    /// # Panics
    /// When there is none.
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("its address").to_string();
        let shared = Arc::new(Shared {
            routes: Mutex::new(HashMap::from([host_style()])),
            recorded: Mutex::default(),
            released: watch::Sender::new(0),
            held: AtomicUsize::new(0),
            cut_off: AtomicUsize::new(0),
        });
        let server = tokio::spawn({
            let shared = Arc::clone(&shared);
            async move {
                while let Ok((stream, _)) = listener.accept().await {
                    tokio::spawn(serve(stream, Arc::clone(&shared)));
                }
            }
        });
        Self {
            address,
            shared,
            server,
        }
    }

    /// The absolute address of a path.
    #[must_use]
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// Sets the response of a route.
    pub fn respond(&self, route: &str, response: Response) {
        self.respond_in_turn(route, [response]);
    }

    /// Sets the responses of a route: one after the other, and the last one for all further requests.
    ///
    /// # Panics
    /// Never: the lock is not held across anything that can fail.
    pub fn respond_in_turn(&self, route: &str, responses: impl IntoIterator<Item = Response>) {
        let responses = responses.into_iter().collect();
        self.shared
            .routes
            .lock()
            .unwrap()
            .insert(route.into(), responses);
    }

    /// Waits until a response is held, and sends every one that is. Responses to later requests are held again.
    pub async fn release_held(&self) {
        until("a response is held", || async {
            (self.shared.held.load(Ordering::Relaxed) > 0).then_some(())
        })
        .await;
        self.release_any();
    }

    /// Sends what is held, if anything is.
    pub fn release_any(&self) {
        self.shared.released.send_modify(|count| *count += 1);
    }

    /// The requests whose route begins with this.
    ///
    /// # Panics
    /// Never: the lock is not held across anything that can fail.
    #[must_use]
    pub fn requests(&self, route: &str) -> Vec<RecordedRequest> {
        let all = self.shared.recorded.lock().unwrap();
        all.iter()
            .filter(|request| request.route.starts_with(route))
            .cloned()
            .collect()
    }

    /// Waits until the client has ended so many connections on which the server was not done.
    pub async fn wait_until_cut_off(&self, count: usize) {
        until(&format!("{count} connections are cut off"), || async {
            (self.shared.cut_off.load(Ordering::Relaxed) >= count).then_some(())
        })
        .await;
    }

    /// Waits until a route has received so many requests, and returns the last of them.
    pub async fn wait_for_request(&self, route: &str, count: usize) -> RecordedRequest {
        let what = format!("{count} × {route}");
        until(&what, || async {
            let requests = self.requests(route);
            (requests.len() >= count)
                .then(|| requests.last().cloned())
                .flatten()
        })
        .await
    }
}

impl Drop for HostServer {
    fn drop(&mut self) {
        self.server.abort();
    }
}

/// A response that waits to be released.
struct Held<'a>(&'a Shared);

impl<'a> Held<'a> {
    fn new(shared: &'a Shared) -> Self {
        shared.held.fetch_add(1, Ordering::Relaxed);
        Self(shared)
    }
}

impl Drop for Held<'_> {
    fn drop(&mut self) {
        self.0.held.fetch_sub(1, Ordering::Relaxed);
    }
}

async fn serve(stream: TcpStream, shared: Arc<Shared>) {
    let mut stream = BufReader::new(stream);
    while let Ok(Some(head)) = read_head(&mut stream).await {
        let mut released = shared.released.subscribe();
        let response = response_to(&shared, &head.route(), &head.path);
        let has_body = !matches!(response.delivery, Delivery::Act { unread: true, .. });
        let body = match has_body {
            true => read_body(&mut stream, &head).await,
            false => Ok(String::new()),
        };
        let Ok(body) = body else {
            return;
        };
        record(&shared, head, body);
        let _held = response.delivery.is_held().then(|| Held::new(&shared));
        match &response.delivery {
            Delivery::Act { acts, .. } => {
                if play(acts, stream, &mut released).await.is_err() {
                    shared.cut_off.fetch_add(1, Ordering::Relaxed);
                }
                return;
            }
            Delivery::Delay(by) => tokio::time::sleep(*by).await,
            Delivery::Drop => return,
            Delivery::Hold => {
                if released.changed().await.is_err() {
                    return;
                }
            }
            Delivery::Send => {}
        }
        if write_response(
            &mut stream,
            response.status,
            &response.headers,
            &response.body,
        )
        .await
        .is_err()
        {
            return;
        }
    }
}

fn record(shared: &Shared, head: Head, body: String) {
    shared.recorded.lock().unwrap().push(RecordedRequest {
        route: head.route(),
        headers: head.headers,
        body,
    });
}

fn response_to(shared: &Shared, route: &str, path: &str) -> Response {
    let told = shared
        .routes
        .lock()
        .unwrap()
        .get_mut(route)
        .and_then(|responses| {
            if responses.len() > 1 {
                responses.pop_front()
            } else {
                responses.front().cloned()
            }
        });
    told.or_else(|| widget_file(path))
        .unwrap_or_else(|| Response::problem(404, "not-found", json!({})))
}

/// A file that an integrator deploys, in `/widget/` and in the folder that the guides name.
fn widget_file(path: &str) -> Option<Response> {
    let name = ["/widget/", "/mailbox-password/"]
        .into_iter()
        .find_map(|folder| path.strip_prefix(folder))?;
    let name = name.split('?').next()?;
    if name.contains("..") {
        return None;
    }
    let body =
        std::fs::read(environment::path_from_environment("MAILBOX_PASSWORD_DIST").join(name))
            .ok()?;
    Some(
        Response::file(name, body)
            .header("Cache-Control", "max-age=600")
            // What the documentation requires of a CDN.
            .header("Access-Control-Allow-Origin", "*"),
    )
}

/// The host page's own style sheet. axe-core needs explicit colours to compute contrast.
fn host_style() -> (String, VecDeque<Response>) {
    let style = "body { background: Canvas; color: CanvasText }";
    (
        "GET /host.css".into(),
        VecDeque::from([Response::new(200, "text/css", style)]),
    )
}

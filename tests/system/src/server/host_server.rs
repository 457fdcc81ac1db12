//! A host page's server: any pages, the widget's files, and a back end that answers what a test tells it.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex};

use serde_json::{Value, json};
use tokio::io::BufReader;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::environment;
use crate::server::Response;
use crate::server::http::{Incoming, read_request, write_answer};
use crate::server::response::Delivery;
use crate::wait::until;

/// Serves until it is dropped.
#[derive(Debug)]
pub struct HostServer {
    address: String,
    shared: Arc<Shared>,
    server: JoinHandle<()>,
}

/// A request that came in.
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

    /// From now on this route gives this answer.
    pub fn respond(&self, route: &str, answer: Response) {
        self.respond_in_turn(route, [answer]);
    }

    /// From now on this route gives these answers in turn, the last one again and again.
    ///
    /// # Panics
    /// Never: the lock is not held across anything that can fail.
    pub fn respond_in_turn(&self, route: &str, answers: impl IntoIterator<Item = Response>) {
        let answers = answers.into_iter().collect();
        self.shared
            .routes
            .lock()
            .unwrap()
            .insert(route.into(), answers);
    }

    /// Every held answer goes out; later ones are held anew.
    pub fn release_held(&self) {
        self.shared.released.send_modify(|count| *count += 1);
    }

    /// What came in for a route, without what pages load.
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

    /// Waits until so many requests have come in for a route, and gives the last of them.
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

async fn serve(stream: TcpStream, shared: Arc<Shared>) {
    let mut stream = BufReader::new(stream);
    while let Ok(Some(request)) = read_request(&mut stream).await {
        let mut released = shared.released.subscribe();
        let answer = response_to(&shared, request);
        match answer.delivery {
            Delivery::Delay(by) => tokio::time::sleep(by).await,
            Delivery::Drop => return,
            Delivery::Hold => {
                if released.changed().await.is_err() {
                    return;
                }
            }
            Delivery::Send => {}
        }
        if write_answer(&mut stream, answer.status, &answer.headers, &answer.body)
            .await
            .is_err()
        {
            return;
        }
    }
}

fn response_to(shared: &Shared, request: Incoming) -> Response {
    let route = format!("{} {}", request.method, request.path);
    shared.recorded.lock().unwrap().push(RecordedRequest {
        route: route.clone(),
        headers: request.headers,
        body: request.body,
    });
    let told = shared
        .routes
        .lock()
        .unwrap()
        .get_mut(&route)
        .and_then(|answers| {
            if answers.len() > 1 {
                answers.pop_front()
            } else {
                answers.front().cloned()
            }
        });
    told.or_else(|| widget_file(&request.path))
        .unwrap_or_else(|| Response::problem(404, "not-found", json!({})))
}

/// A file of what an integrator deploys, below `/widget/`, and below the folder that the guides name.
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
            // As the documentation asks of a CDN.
            .header("Access-Control-Allow-Origin", "*"),
    )
}

/// What a host page gives a page of its own: the colours of the person's choice, said so that tools can read them.
fn host_style() -> (String, VecDeque<Response>) {
    let style = "body { background: Canvas; color: CanvasText }";
    (
        "GET /host.css".into(),
        VecDeque::from([Response::new(200, "text/css", style)]),
    )
}

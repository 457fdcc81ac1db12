//! A scripted LDAP server with TLS: it plays the answers of Microsoft's controllers that Samba does not give, and
//! controllers that fail at the worst moment. It decides nothing by itself.

use std::sync::{Arc, Mutex};

use bytes::BytesMut;
use rustls::ServerConfig;
use rustls::pki_types::PrivatePkcs8KeyDer;
use tempfile::TempDir;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio_rustls::TlsAcceptor;

use super::message::{Request, entry, parse, reference, result};
use ::panel::directory::active_directory::{Administrators, Settings};

/// The one person in the script.
pub(super) const ANN: &str = "CN=Ann Bell,OU=Staff,DC=corp,DC=test";
pub(super) const DOMAIN: &str = "DC=corp,DC=test";
pub(super) const SERVICE: &str = "svc-panel@corp.test";
const STAFF: &str = "OU=Staff,DC=corp,DC=test";
/// Where she is once her entry was moved.
const MOVED: &str = "CN=Ann Bell,OU=Sales,OU=Staff,DC=corp,DC=test";

/// What the server does with a request.
#[derive(Clone, Copy, Debug)]
pub(super) enum Reply {
    /// Answers with this code and this text.
    Result(u8, &'static str),
    /// Ends the connection.
    HangUp,
    /// Does what it is asked for, and says so when [`Scripted::answer_late`] lets it.
    Late,
    /// Says nothing, and keeps the connection.
    Silence,
}

pub(super) const OK: Reply = Reply::Result(0, "");

/// The result code `unavailable` (RFC 4511, appendix A.2): the server is shutting down, or a part of it is.
pub(super) const UNAVAILABLE: Reply = Reply::Result(52, "");

/// What the server answers.
#[derive(Clone, Copy, Debug)]
pub(super) struct Script {
    /// To the service account's sign-in.
    pub(super) service: Reply,
    /// To anybody else's.
    pub(super) bind: Reply,
    /// To a search, after what was found.
    pub(super) search: Reply,
    /// To a search for the rules of the domain.
    pub(super) rules: Reply,
    /// How often somebody can be looked for by an address; later searches are refused.
    pub(super) finds: usize,
    /// To a modification.
    pub(super) modify: Reply,
    /// More of Ann's attributes.
    pub(super) ann: &'static [(&'static str, &'static str)],
    /// What is below Ann's entry, with its attributes.
    pub(super) below: &'static [(&'static str, &'static [(&'static str, &'static str)])],
    /// Whether somebody moves Ann's entry to another unit once it has been found.
    pub(super) moves: bool,
    /// Another server, at which a search is to be continued.
    pub(super) elsewhere: Option<&'static str>,
}

impl Default for Script {
    fn default() -> Self {
        Self {
            service: OK,
            bind: OK,
            search: OK,
            rules: OK,
            finds: usize::MAX,
            modify: OK,
            ann: &[],
            below: &[],
            moves: false,
            elsewhere: None,
        }
    }
}

/// A running server. It ends with the test.
pub(super) struct Scripted {
    url: String,
    folder: TempDir,
    seen: Arc<Mutex<Vec<Request>>>,
    late: watch::Sender<bool>,
}

impl Scripted {
    pub(super) async fn start(script: Script) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let made = rcgen::generate_simple_self_signed(["127.0.0.1".to_owned()]).unwrap();
        std::fs::write(folder.path().join("ca.pem"), made.cert.pem()).unwrap();
        let key = PrivatePkcs8KeyDer::from(made.signing_key.serialize_der());
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![made.cert.der().clone()], key.into())
            .unwrap();
        let acceptor = TlsAcceptor::from(Arc::new(config));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("ldaps://{}", listener.local_addr().unwrap());
        let seen = Arc::new(Mutex::default());
        let log = Arc::clone(&seen);
        let (late, may_answer) = watch::channel(false);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (acceptor, log) = (acceptor.clone(), Arc::clone(&log));
                tokio::spawn(serve(stream, acceptor, script, log, may_answer.clone()));
            }
        });
        Self {
            url,
            folder,
            seen,
            late,
        }
    }

    /// Lets it give the answers that are late.
    pub(super) fn answer_late(&self) {
        self.late.send_replace(true);
    }

    /// Everything that was asked so far.
    pub(super) fn seen(&self) -> Vec<Request> {
        self.seen.lock().unwrap().clone()
    }

    /// How many modifications were asked for.
    pub(super) fn modifications(&self) -> usize {
        let seen = self.seen();
        let modifications = seen
            .iter()
            .filter(|request| matches!(request, Request::Modify(..)));
        modifications.count()
    }

    /// How often Ann tried to sign in.
    pub(super) fn sign_ins(&self) -> usize {
        let ann = Request::Bind(ANN.to_owned());
        self.seen()
            .iter()
            .filter(|request| **request == ann)
            .count()
    }
}

/// How the panel reaches these servers. Each has a certificate of its own, so the file has both.
pub(super) fn settings(servers: &[&Scripted]) -> Settings {
    let authorities: String = servers
        .iter()
        .map(|server| std::fs::read_to_string(server.folder.path().join("ca.pem")).unwrap())
        .collect();
    let file = servers[0].folder.path().join("all.pem");
    std::fs::write(&file, authorities).unwrap();
    let urls = servers.iter().map(|server| server.url.parse().unwrap());
    Settings {
        ca_file: Some(file),
        administrators: vec![Administrators {
            group: format!("CN=Nobody,{DOMAIN}"),
            area: STAFF.to_owned(),
        }],
        ..Settings::new(
            urls.collect(),
            STAFF.to_owned(),
            SERVICE.to_owned(),
            "a password".to_owned(),
        )
    }
}

async fn serve(
    stream: TcpStream,
    acceptor: TlsAcceptor,
    script: Script,
    log: Arc<Mutex<Vec<Request>>>,
    mut may_answer: watch::Receiver<bool>,
) {
    let Ok(mut stream) = acceptor.accept(stream).await else {
        return;
    };
    let mut buffer = BytesMut::new();
    loop {
        while let Ok((rest, message)) = lber::parse::parse_tag(&buffer) {
            let read = buffer.len() - rest.len();
            let _ = buffer.split_to(read);
            let (id, request) = parse(message);
            log.lock().unwrap().push(request.clone());
            let (kind, reply) = match &request {
                Request::Bind(name) if name == SERVICE => (1, script.service),
                Request::Bind(_) => (1, script.bind),
                Request::Modify(..) => (7, script.modify),
                Request::Search(base) if base == DOMAIN => (5, script.rules),
                Request::Search(_) if searches(&log) > script.finds => (5, UNAVAILABLE),
                Request::Search(_) => (5, script.search),
                Request::Unbind => return,
            };
            let answer = match reply {
                Reply::HangUp => return,
                Reply::Silence => None,
                Reply::Late => match may_answer.wait_for(|may| *may).await {
                    Ok(_) => Some((0, "")),
                    Err(_) => return,
                },
                Reply::Result(code, diagnostic) => Some((code, diagnostic)),
            };
            match answer {
                None => {}
                Some((code, diagnostic)) => {
                    if let Request::Search(base) = &request {
                        let is_moved = script.moves && searches(&log) > 1;
                        for (dn, attributes) in found(base, &script, is_moved) {
                            let found = entry(&id, &dn, &attributes);
                            stream.write_all(&found).await.unwrap();
                        }
                        if let Some(server) = script.elsewhere {
                            let elsewhere = reference(&id, server);
                            stream.write_all(&elsewhere).await.unwrap();
                        }
                    }
                    let end = result(&id, kind, code, diagnostic);
                    if stream.write_all(&end).await.is_err() || stream.flush().await.is_err() {
                        return;
                    }
                }
            }
        }
        match stream.read_buf(&mut buffer).await {
            Ok(1..) => {}
            Ok(0) | Err(_) => return,
        }
    }
}

/// How often somebody was looked for by an address.
fn searches(log: &Mutex<Vec<Request>>) -> usize {
    let staff = Request::Search(STAFF.to_owned());
    let log = log.lock().unwrap();
    log.iter().filter(|request| **request == staff).count()
}

type Found = Vec<(String, Vec<(&'static str, &'static str)>)>;

fn found(base: &str, script: &Script, is_moved: bool) -> Found {
    if base == DOMAIN {
        let policy = [
            ("minPwdLength", "8"),
            ("pwdHistoryLength", "24"),
            ("pwdProperties", "1"),
            ("minPwdAge", "0"),
            ("lockoutThreshold", "10"),
            ("lockoutDuration", "-18000000000"),
        ];
        return vec![(DOMAIN.to_owned(), policy.to_vec())];
    }
    if base == ANN && !script.below.is_empty() {
        let below = script.below.iter();
        return below
            .map(|(name, attributes)| (format!("CN={name},{ANN}"), attributes.to_vec()))
            .collect();
    }
    let mut ann = vec![
        ("mail", "ann@corp.test"),
        ("sAMAccountName", "annbell"),
        ("displayName", "Ann Bell"),
        ("userAccountControl", "512"),
        ("pwdLastSet", "133000000000000000"),
    ];
    ann.extend(script.ann);
    vec![(if is_moved { MOVED } else { ANN }.to_owned(), ann)]
}

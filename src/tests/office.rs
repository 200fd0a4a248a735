//! A working office: the sample conference on a database of its own, and people at its doors.

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Method, Request, StatusCode, header};
use giaoban::actor::{Actor, Device};
use giaoban::sample::scale::Size;
use giaoban::server::{Clock, Context, State, Visitor};
use giaoban::time::{Instant, instant};
use http_body_util::BodyExt;
use migrations::{Migrator, MigratorTrait};
use sea_orm::{ConnectionTrait, Database, DatabaseConnection};
use std::net::SocketAddr;
use std::path::PathBuf;
use tokio::sync::OnceCell;
use tower::ServiceExt;

pub const PASSWORD: &str = "mat-khau-thu-2016";
/// The program the journey begins with in every test: a Monday after the sample's half-year.
pub const NOW: &str = "2016-07-11T07:30:00";

/// A Monday after the last month of the generated province.
pub const PROVINCE_NOW: &str = "2025-12-22T07:30:00";

#[derive(Clone, Copy)]
pub enum Store {
    Sqlite,
    Postgres,
}

/// Writes one test that runs on both databases: `on_both! { async fn name(office) { … } }`, on the sample
/// conference; `on_both! { province; … }` on a generated province.
#[macro_export]
macro_rules! on_both {
    (province; $($rest:tt)+) => { $crate::on_both! { @Province $($rest)+ } };
    (@$data:ident $($(#[$doc:meta])* async fn $name:ident($office:ident) $body:block)+) => {$(
        mod $name {
            #[allow(unused_imports, reason = "a test uses what its neighbours brought")]
            use super::*;
            use $crate::office::{Data, Office, Store};

            $(#[$doc])*
            async fn check($office: Office) $body

            #[tokio::test(flavor = "multi_thread")]
            async fn sqlite() {
                check(Office::with(Data::$data, Store::Sqlite).await).await;
            }

            #[tokio::test(flavor = "multi_thread")]
            async fn postgres() {
                check(Office::with(Data::$data, Store::Postgres).await).await;
            }
        }
    )+};
    ($($rest:tt)+) => { $crate::on_both! { @Conference $($rest)+ } };
}

/// What an office holds to begin with.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Data {
    /// The sample conference.
    Conference,
    /// Eight communes of a generated province over two years.
    Province,
}

pub struct Office {
    pub state: State,
    url: String,
    _disk: Option<tempfile::TempDir>,
}

impl Office {
    /// The data, loaded once for each kind of database and copied for each test.
    pub async fn with(data: Data, store: Store) -> Self {
        let (url, disk) = match store {
            Store::Sqlite => {
                static TEMPLATES: [OnceCell<PathBuf>; 2] = [const { OnceCell::const_new() }; 2];
                let template = TEMPLATES[data as usize].get_or_init(|| sqlite_template(data)).await;
                let disk = tempfile::tempdir().unwrap();
                let file = disk.path().join("office.db");
                std::fs::copy(template, &file).unwrap();
                (format!("sqlite://{}?mode=rwc", file.display()), Some(disk))
            }
            Store::Postgres => {
                static TEMPLATES: [OnceCell<String>; 2] = [const { OnceCell::const_new() }; 2];
                let template = TEMPLATES[data as usize].get_or_init(|| postgres_template(data)).await;
                let name = format!("t_{}", uuid::Uuid::now_v7().simple());
                let admin = Database::connect(postgres("postgres")).await.unwrap();
                admin
                    .execute_unprepared(&format!("create database {name} template {template}"))
                    .await
                    .unwrap();
                admin.close().await.unwrap();
                (postgres(&name), None)
            }
        };
        let db = giaoban::server::connect(&url).await.unwrap();
        let shown = if data == Data::Province { PROVINCE_NOW } else { NOW };
        let clock: Instant = instant(shown.parse().unwrap());
        let state = giaoban::server::state(db, None, Some(clock)).await.unwrap();
        Self { state, url, _disk: disk }
    }

    /// The same data, as another program reaches it.
    pub async fn elsewhere(&self) -> DatabaseConnection {
        giaoban::server::connect(&self.url).await.unwrap()
    }

    /// Another server over the same data.
    pub async fn beside(&self) -> Self {
        let mut state = giaoban::server::state(self.elsewhere().await, None, None).await.unwrap();
        state.clock = self.state.clock;
        Self { state, url: self.url.clone(), _disk: None }
    }

    pub fn db(&self) -> &DatabaseConnection {
        &self.state.db
    }

    /// The same office some time later.
    pub fn at(&mut self, shown: &str) {
        self.state.clock = Clock::starting_at(instant(shown.parse().unwrap()));
    }

    /// A person at a computer, past the door.
    pub async fn of(&self, username: &str) -> Context {
        self.on(username, Device::Computer).await
    }

    pub async fn on(&self, username: &str, device: Device) -> Context {
        let actor = self.actor(username, device).await;
        Context::new(&self.state, actor, &Visitor::default())
    }

    async fn actor(&self, username: &str, device: Device) -> Actor {
        giaoban::identity::server::actor_named(
            self.db(),
            &self.state.memory.org,
            username,
            device,
            self.state.clock.now(),
        )
        .await
        .unwrap()
        .unwrap_or_else(|| panic!("nobody is called {username}"))
    }

    pub fn router(&self) -> Router {
        giaoban::server::router(self.state.clone())
    }

    /// Someone who has not signed in.
    pub fn stranger(&self) -> Browser {
        Browser { router: self.router(), cookie: String::new(), agent: COMPUTER }
    }

    pub async fn signed_in(&self, username: &str) -> Browser {
        self.stranger().signed_in(username).await
    }

    pub async fn phone(&self, username: &str) -> Browser {
        Browser { agent: PHONE, ..self.stranger() }.signed_in(username).await
    }
}

const COMPUTER: &str = "Mozilla/5.0 (X11; Linux x86_64) Chrome/156.0";
const PHONE: &str = "Mozilla/5.0 (Linux; Android 14; Pixel 8) Chrome/156.0 Mobile Safari/537.36";

/// One session, at the router's door.
#[derive(Clone)]
pub struct Browser {
    router: Router,
    pub cookie: String,
    agent: &'static str,
}

pub struct Answer {
    pub status: StatusCode,
    pub location: String,
    pub headers: axum::http::HeaderMap,
    pub text: String,
}

impl Browser {
    async fn signed_in(mut self, username: &str) -> Self {
        let answer = self.sign_in(username, PASSWORD).await;
        assert_eq!(answer.location, "/", "{username} could not sign in");
        let cookie = answer.headers.get(header::SET_COOKIE).unwrap().to_str().unwrap();
        self.cookie = cookie.split(';').next().unwrap().to_owned();
        self
    }

    /// Carrying another browser's session.
    pub fn with(self, cookie: &str) -> Self {
        Self { cookie: cookie.to_owned(), ..self }
    }

    pub async fn sign_in(&self, username: &str, password: &str) -> Answer {
        self.form("/login", &format!("username={username}&password={password}")).await
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send(self.request(Method::GET, path).body(Body::empty()).unwrap()).await
    }

    pub async fn form(&self, path: &str, form: &str) -> Answer {
        let request = self
            .request(Method::POST, path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(form.to_owned()));
        self.send(request.unwrap()).await
    }

    /// Calls a server function by its full address.
    pub async fn call(&self, path: &str, json: &str) -> Answer {
        let request = self
            .request(Method::POST, path)
            .header(header::CONTENT_TYPE, "application/json")
            .header(header::ACCEPT, "application/json")
            .body(Body::from(json.to_owned()));
        self.send(request.unwrap()).await
    }

    pub fn request(&self, method: Method, path: &str) -> axum::http::request::Builder {
        Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, "127.0.0.1:3000")
            .header(header::USER_AGENT, self.agent)
            .header(header::COOKIE, &self.cookie)
    }

    pub async fn send(&self, mut request: Request<Body>) -> Answer {
        request.extensions_mut().insert(ConnectInfo(SocketAddr::from(([127, 0, 0, 1], 40000))));
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes();
        Answer {
            status: parts.status,
            location: parts
                .headers
                .get(header::LOCATION)
                .map(|it| it.to_str().unwrap().to_owned())
                .unwrap_or_default(),
            headers: parts.headers,
            text: String::from_utf8_lossy(&bytes).into_owned(),
        }
    }
}

/// An answer that goes on, as far as it was heard.
pub struct Stream {
    body: Body,
    pub heard: String,
}

impl Browser {
    pub async fn stream(&self, mut request: Request<Body>) -> Stream {
        request.extensions_mut().insert(ConnectInfo(SocketAddr::from(([127, 0, 0, 1], 40000))));
        let response = self.router.clone().oneshot(request).await.unwrap();
        assert_eq!(response.status(), StatusCode::OK);
        Stream { body: response.into_body(), heard: String::new() }
    }
}

impl Stream {
    /// Listens until nothing more comes.
    pub async fn end(&mut self) {
        let listen = async {
            while let Some(frame) = self.body.frame().await {
                self.heard.push_str(&String::from_utf8_lossy(frame.unwrap().data_ref().map_or(&[], |it| it)));
            }
        };
        let ended = tokio::time::timeout(std::time::Duration::from_secs(8), listen).await;
        assert!(ended.is_ok(), "the stream goes on: {}", self.heard);
    }

    /// Listens until this is heard.
    pub async fn until(&mut self, text: &str) {
        let listen = async {
            while !self.heard.contains(text) {
                let frame = self.body.frame().await.expect("the stream ended").unwrap();
                self.heard.push_str(&String::from_utf8_lossy(frame.data_ref().map_or(&[], |it| it)));
            }
        };
        let heard = tokio::time::timeout(std::time::Duration::from_secs(20), listen).await;
        assert!(heard.is_ok(), "not heard: {text}; only: {}", self.heard);
    }
}

async fn sqlite_template(data: Data) -> PathBuf {
    let folder = tempfile::tempdir().unwrap().keep();
    let file = folder.join("template.db");
    let db = giaoban::server::connect(&format!("sqlite://{}?mode=rwc", file.display())).await.unwrap();
    fill_with(data, &db).await;
    // Everything goes from the log into the one file that is copied.
    db.execute_unprepared("pragma wal_checkpoint(truncate)").await.unwrap();
    db.close().await.unwrap();
    file
}

async fn postgres_template(data: Data) -> String {
    let name = format!("template_{}", uuid::Uuid::now_v7().simple());
    let admin = Database::connect(postgres("postgres")).await.unwrap();
    admin.execute_unprepared(&format!("create database {name}")).await.unwrap();
    admin.close().await.unwrap();
    let db = giaoban::server::connect(&postgres(&name)).await.unwrap();
    fill_with(data, &db).await;
    db.close().await.unwrap();
    name
}

async fn fill_with(data: Data, db: &DatabaseConnection) {
    match data {
        Data::Conference => fill(db).await,
        Data::Province => {
            Migrator::up(db, None).await.unwrap();
            let size = Size { units: 8, years: 2, seed: 1, beside: false };
            giaoban::sample::scale::load(db, size, Some(PASSWORD.to_owned())).await.unwrap();
        }
    }
}

pub async fn fill(db: &DatabaseConnection) {
    Migrator::up(db, None).await.unwrap();
    giaoban::sample::load(db, "bac-kan-2016", Some(PASSWORD.to_owned()), false).await.unwrap();
}

/// The address of a database on the server that the test command started.
fn postgres(name: &str) -> String {
    let server = std::env::var("TEST_DATABASE_URL")
        .expect("TEST_DATABASE_URL is the address of a PostgreSQL server: run `make test`");
    let (base, _) = server.rsplit_once('/').unwrap();
    format!("{base}/{name}")
}

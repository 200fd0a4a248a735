//! One keep-alive connection, as a browser holds it.

use anyhow::{Context, ensure};
use http_body_util::{BodyExt, Full};
use hyper::body::{Bytes, Incoming};
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper::{Method, Request, Response, StatusCode, header};
use hyper_util::rt::TokioIo;
use std::net::SocketAddr;
use tokio::net::TcpStream;

pub struct Client {
    address: SocketAddr,
    sender: SendRequest<Full<Bytes>>,
    pub cookie: String,
}

impl Client {
    pub async fn connect(address: SocketAddr, cookie: &str) -> anyhow::Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        let (sender, connection) = handshake(TokioIo::new(stream)).await?;
        tokio::spawn(connection);
        Ok(Self { address, sender, cookie: cookie.to_owned() })
    }

    /// Signs in and keeps the session's cookie.
    pub async fn sign_in(address: SocketAddr, username: &str, password: &str) -> anyhow::Result<Self> {
        Self::begin(address, format!("username={username}&password={password}")).await
    }

    /// A session that only reads.
    pub async fn sign_in_on_phone(
        address: SocketAddr,
        username: &str,
        password: &str,
    ) -> anyhow::Result<Self> {
        Self::begin(address, format!("username={username}&password={password}&device=phone")).await
    }

    async fn begin(address: SocketAddr, form: String) -> anyhow::Result<Self> {
        let mut client = Self::connect(address, "").await?;
        let response = client.post("/login", "application/x-www-form-urlencoded", form).await?;
        let cookie = response.headers().get(header::SET_COOKIE).context("no session was given")?.to_str()?;
        let cookie = cookie.split(';').next().unwrap_or_default().to_owned();
        response.into_body().collect().await?;
        client.cookie = cookie;
        Ok(client)
    }

    /// The body as it was transferred, compressed if `accept` allows it.
    pub async fn get(&mut self, path: &str, accept: &str) -> anyhow::Result<Bytes> {
        let response = self.open(path, accept).await?;
        ensure!(response.status().is_success(), "{path} answered {}", response.status());
        Ok(response.into_body().collect().await?.to_bytes())
    }

    /// Asks whether a page is still the one with this tag, and wants to hear that it is.
    pub async fn get_unless(&mut self, path: &str, tag: &str) -> anyhow::Result<()> {
        let request = self
            .request(Method::GET, path)
            .header(header::ACCEPT_ENCODING, "identity")
            .header(header::IF_NONE_MATCH, tag);
        let response = self.send(request.body(Full::default())?).await?;
        ensure!(response.status() == StatusCode::NOT_MODIFIED, "{path} answered {}", response.status());
        Ok(())
    }

    /// The response with its body still to be read.
    pub async fn open(&mut self, path: &str, accept: &str) -> anyhow::Result<Response<Incoming>> {
        let request = self.request(Method::GET, path).header(header::ACCEPT_ENCODING, accept);
        self.send(request.body(Full::default())?).await
    }

    /// Opens a stream of numbered events. A browser that comes back names the last that it heard.
    pub async fn follow(&mut self, path: &str, heard: Option<i64>) -> anyhow::Result<Response<Incoming>> {
        let mut request = self.request(Method::GET, path).header(header::ACCEPT, "text/event-stream");
        if let Some(heard) = heard {
            request = request.header("last-event-id", heard);
        }
        self.send(request.body(Full::default())?).await
    }

    pub async fn post(&mut self, path: &str, kind: &str, body: String) -> anyhow::Result<Response<Incoming>> {
        let request = self.request(Method::POST, path).header(header::CONTENT_TYPE, kind);
        self.send(request.body(Full::from(body))?).await
    }

    /// Calls a server function and reads its answer.
    pub async fn call(
        &mut self,
        function: &str,
        body: serde_json::Value,
    ) -> anyhow::Result<serde_json::Value> {
        let path = format!("/api/fn/{function}");
        let response = self.post(&path, "application/json", body.to_string()).await?;
        let status = response.status();
        let bytes = response.into_body().collect().await?.to_bytes();
        ensure!(status.is_success(), "{function} answered {status}: {}", String::from_utf8_lossy(&bytes));
        Ok(serde_json::from_slice(&bytes)?)
    }

    /// Makes a passage in a sector's part of a report; its id.
    pub async fn new_passage(&mut self, report: &str, sector: &str) -> anyhow::Result<String> {
        let passage = uuid::Uuid::now_v7().to_string();
        let head = serde_json::json!({"id": passage, "sector": sector, "kind": "plan", "grade": null});
        self.call("describe_passage", serde_json::json!({"id": report, "head": head})).await?;
        Ok(passage)
    }

    /// A report's document as one update, and its epoch.
    pub async fn document(&mut self, report: &str) -> anyhow::Result<(Bytes, i64)> {
        let response = self.open(&format!("/reports/{report}/document"), "identity").await?;
        ensure!(response.status().is_success(), "the document answered {}", response.status());
        let epoch =
            response.headers().get("x-document-epoch").context("no epoch was told")?.to_str()?.parse()?;
        Ok((response.into_body().collect().await?.to_bytes(), epoch))
    }

    /// Sends an update of a report's document; when this returns, the server has acknowledged it.
    pub async fn append(
        &mut self,
        report: &str,
        epoch: i64,
        client: u64,
        update: Vec<u8>,
    ) -> anyhow::Result<()> {
        let request = self
            .request(Method::POST, &format!("/reports/{report}/document"))
            .header("x-document-epoch", epoch)
            .header("x-document-client", client);
        let response = self.send(request.body(Full::from(update))?).await?;
        let status = response.status();
        let bytes = response.into_body().collect().await?.to_bytes();
        ensure!(status.is_success(), "the document answered {status}: {}", String::from_utf8_lossy(&bytes));
        Ok(())
    }

    fn request(&self, method: Method, path: &str) -> hyper::http::request::Builder {
        Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, self.address.to_string())
            .header(header::COOKIE, &self.cookie)
    }

    async fn send(&mut self, request: Request<Full<Bytes>>) -> anyhow::Result<Response<Incoming>> {
        self.sender.ready().await?;
        Ok(self.sender.send_request(request).await?)
    }
}

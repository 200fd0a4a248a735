//! The site's files: from a folder while developing, from inside the program in a release.

use crate::route;
use axum::body::Body;
use axum::extract::{Request, State as From};
use axum::http::{HeaderMap, HeaderValue, Response, StatusCode, header};
use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Where the site's files are, and the names of this build's program and style sheet.
#[derive(Clone, Debug)]
pub struct Assets(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    root: Option<PathBuf>,
    names: Names,
}

/// Addresses of what a page needs. Empty where the browser side was not built.
#[derive(Clone, Debug, Default)]
pub struct Names {
    pub script: String,
    pub wasm: String,
    pub style: String,
    /// The editor of passages, for the page that needs it.
    pub writer: String,
}

impl Assets {
    /// From a folder when one is given, else from inside the program.
    pub fn open(root: Option<&Path>) -> Self {
        let files = match root {
            Some(root) => std::fs::read_dir(root.join("pkg"))
                .map(|entries| {
                    entries.flatten().map(|it| it.file_name().to_string_lossy().into_owned()).collect()
                })
                .unwrap_or_default(),
            None => super::embedded::names(),
        };
        let named = |name: &str, extension: &str| {
            let mut found: Vec<_> =
                files.iter().filter(|it| it.starts_with(name) && it.ends_with(extension)).collect();
            // A stale build may lie beside the newest one: a folder is asked by age, the program has one.
            found.sort_by_key(|it| {
                root.and_then(|root| root.join("pkg").join(it).metadata().and_then(|it| it.modified()).ok())
            });
            found.last().map(|it| format!("/pkg/{it}")).unwrap_or_default()
        };
        let names = Names {
            script: named("giaoban", ".js"),
            wasm: named("giaoban", ".wasm"),
            style: named("giaoban", ".css"),
            writer: named("writer", ".js"),
        };
        Self(Arc::new(Inner { root: root.map(Path::to_owned), names }))
    }

    pub fn names(&self) -> &Names {
        &self.0.names
    }

    fn read(&self, path: &str) -> Option<Cow<'static, [u8]>> {
        match &self.0.root {
            Some(root) => std::fs::read(root.join(path)).ok().map(Cow::Owned),
            None => super::embedded::read(path),
        }
    }
}

/// Whether an address names a file of the site.
pub fn is_asset(path: &str) -> bool {
    let file = path.trim_start_matches('/');
    !file.contains("..")
        && (path == route::WORKER
            || file.starts_with("pkg/")
            || file.starts_with("fonts/")
            || (!file.contains('/')
                && matches!(file.rsplit_once('.'), Some((_, "svg" | "ico" | "png" | "txt" | "webmanifest")))))
}

/// Answers with a file of the site, compressed where the browser takes it. Names in `pkg/` carry a hash of
/// their content, so they may be kept for good.
pub async fn serve(From(assets): From<Assets>, request: Request) -> Response<Body> {
    let path = request.uri().path().trim_start_matches('/').to_owned();
    let found = encodings(request.headers())
        .into_iter()
        .find_map(|(encoding, suffix)| assets.read(&format!("{path}{suffix}")).map(|it| (encoding, it)));
    let Some((encoding, content)) = found else {
        return not_found();
    };
    let mut response = Response::new(Body::from(content.into_owned()));
    let headers = response.headers_mut();
    let kind = mime_guess::from_path(&path).first_raw().unwrap_or("application/octet-stream");
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if let Some(encoding) = encoding {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    let keep = if path.starts_with("pkg/") || path.starts_with("fonts/") {
        "public, max-age=31536000, immutable"
    } else if is_worker(&path) {
        // It fetches under its own policy, not under that of the page that starts it.
        let policy = HeaderValue::from_static("default-src 'none'; connect-src 'self'");
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
        "no-cache"
    } else {
        "public, max-age=3600"
    };
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(keep));
    response
}

fn is_worker(file: &str) -> bool {
    route::WORKER.trim_start_matches('/') == file
}

fn encodings(headers: &HeaderMap) -> Vec<(Option<&'static str>, &'static str)> {
    let accepted = headers.get(header::ACCEPT_ENCODING).and_then(|it| it.to_str().ok()).unwrap_or_default();
    [(Some("br"), ".br"), (Some("gzip"), ".gz"), (None, "")]
        .into_iter()
        .filter(|(encoding, _)| encoding.is_none_or(|it| accepted.contains(it)))
        .collect()
}

fn not_found() -> Response<Body> {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::NOT_FOUND;
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_program_alone_lies_at_the_root() {
        assert!(is_asset("/sw.js"));
        assert!(!is_asset("/other.js"));
        assert!(!is_asset("/meetings/sw.js"));
    }

    #[tokio::test]
    async fn the_worker_is_asked_for_anew_and_may_fetch() {
        let assets = Assets::open(Some(&Path::new(env!("CARGO_MANIFEST_DIR")).join("public")));
        let request = Request::get(route::WORKER).body(Body::empty()).unwrap();
        let answer = serve(From(assets), request).await;
        assert_eq!(answer.status(), StatusCode::OK);
        assert_eq!(answer.headers()[header::CACHE_CONTROL], "no-cache");
        assert!(answer.headers()[header::CONTENT_TYPE].to_str().unwrap().ends_with("/javascript"));
        let policy = answer.headers()[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
        assert!(policy.contains("connect-src 'self'"), "{policy}");
    }
}

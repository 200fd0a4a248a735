//! The site's files inside the program.

use rust_embed::RustEmbed;
use std::borrow::Cow;

#[derive(RustEmbed)]
#[folder = "$GIAOBAN_SITE"]
struct Site;

pub fn names() -> Vec<String> {
    Site::iter().filter_map(|it| it.strip_prefix("pkg/").map(str::to_owned)).collect()
}

pub fn read(path: &str) -> Option<Cow<'static, [u8]>> {
    Site::get(path).map(|it| it.data)
}

//! Passages as a page is sent them. A long report is mostly text: what the content says already is not said a second
//! time as the body. Versions and the audit keep both, so that what they say never hangs on how text is made today.

use super::{Block, Grade, Passage, PassageKind};
use crate::id::{PassageId, SectorId};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::borrow::Cow;

#[derive(Serialize, Deserialize)]
struct Sent<'a> {
    id: PassageId,
    sector: SectorId,
    kind: PassageKind,
    position: i32,
    /// None where it is what the content says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    body: Option<Cow<'a, str>>,
    content: Cow<'a, [Block]>,
    grade: Option<Grade>,
    revision: i64,
    sample: bool,
}

impl<'a> From<&'a Passage> for Sent<'a> {
    fn from(it: &'a Passage) -> Self {
        let says_it = Block::body(&it.content) == it.body;
        Self {
            id: it.id,
            sector: it.sector,
            kind: it.kind,
            position: it.position,
            body: (!says_it).then_some(it.body.as_str().into()),
            content: it.content.as_slice().into(),
            grade: it.grade,
            revision: it.revision,
            sample: it.sample,
        }
    }
}

impl From<Sent<'_>> for Passage {
    fn from(it: Sent<'_>) -> Self {
        Self {
            id: it.id,
            sector: it.sector,
            kind: it.kind,
            position: it.position,
            body: it.body.map_or_else(|| Block::body(&it.content), Cow::into_owned),
            content: it.content.into_owned(),
            grade: it.grade,
            revision: it.revision,
            sample: it.sample,
        }
    }
}

pub fn serialize<S: Serializer>(passages: &[Passage], to: S) -> Result<S::Ok, S::Error> {
    to.collect_seq(passages.iter().map(Sent::from))
}

pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Passage>, D::Error> {
    let sent = Vec::<Sent<'static>>::deserialize(from)?;
    Ok(sent.into_iter().map(Passage::from).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Page(#[serde(with = "super")] Vec<Passage>);

    fn passage(body: &str, content: Vec<Block>) -> Passage {
        Passage {
            id: PassageId::default(),
            sector: SectorId::default(),
            kind: PassageKind::Result,
            position: 1,
            body: body.to_owned(),
            content,
            grade: None,
            revision: 1,
            sample: false,
        }
    }

    #[test]
    fn passages_arrive_as_they_were_sent() {
        let page = Page(vec![
            passage("Thu đạt 53,5%.", Block::of_body("Thu đạt 53,5%.")),
            passage("Chưa viết chung.", Vec::new()),
            passage("Như đã gửi.", Block::of_body("Viết khác.")),
            passage("", Vec::new()),
        ]);
        let text = serde_json::to_string(&page).unwrap();
        assert_eq!(serde_json::from_str::<Page>(&text).unwrap(), page);
        assert_eq!(text.matches("Thu đạt").count(), 1, "what the content says is said once: {text}");
    }
}

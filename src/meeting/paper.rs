//! Files that belong to an agenda item.

use crate::id::{AgendaItemId, PaperId};
use crate::time::Instant;
use serde::{Deserialize, Serialize};

/// The largest file that is taken, in bytes.
pub const PAPER_LIMIT: u64 = 20_000_000;
/// Files that one item may have.
pub const PAPERS_PER_ITEM: usize = 20;
/// The longest name that is kept, in characters.
const LONGEST_NAME: usize = 120;

crate::words! {
    /// What a file is, told by its content and never by its name.
    pub enum PaperKind { Pdf = "pdf", Docx = "docx", Xlsx = "xlsx", Png = "png", Jpeg = "jpeg" }
}

crate::words! {
    /// Why a file is not taken.
    pub enum PaperRefusal {
        /// No file was chosen.
        Nothing = "nothing",
        TooLarge = "too_large",
        /// None of the kinds that are taken.
        OtherKind = "other_kind",
        /// Holds a program.
        Macros = "macros",
        /// Damaged, or not to be understood.
        Broken = "broken",
        /// The item has as many as it may.
        TooMany = "too_many",
    }
}

impl PaperKind {
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
        }
    }

    /// A browser shows it by itself.
    pub const fn is_shown(self) -> bool {
        !matches!(self, Self::Docx | Self::Xlsx)
    }

    pub const fn is_picture(self) -> bool {
        matches!(self, Self::Png | Self::Jpeg)
    }

    /// What a file of this kind is called at the end of its name.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Pdf => ".pdf",
            Self::Docx => ".docx",
            Self::Xlsx => ".xlsx",
            Self::Png => ".png",
            Self::Jpeg => ".jpg",
        }
    }

    /// The kind that the first bytes tell; an archive is looked into elsewhere.
    pub fn of_start(file: &[u8]) -> Option<Self> {
        let start = file.get(..file.len().min(1024)).unwrap_or_default();
        if start.starts_with(b"\x89PNG\r\n\x1a\n") {
            Some(Self::Png)
        } else if start.starts_with(b"\xff\xd8\xff") {
            Some(Self::Jpeg)
        } else if start.starts_with(b"%PDF-") {
            Some(Self::Pdf)
        } else {
            None
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paper {
    pub id: PaperId,
    pub item: AgendaItemId,
    pub name: String,
    pub kind: PaperKind,
    pub bytes: i64,
    pub added_at: Instant,
}

/// A file's name without the folders it came from and without signs that a name may not hold; it ends as its
/// kind does.
pub fn paper_name(given: &str, kind: PaperKind) -> String {
    let last = given.rsplit(['/', '\\']).next().unwrap_or_default();
    let plain: String =
        last.chars().filter(|it| !it.is_control() && !"<>:\"|?*".contains(*it) && !hides(*it)).collect();
    let lower = plain.to_lowercase();
    let endings = [kind.ending(), ".jpeg"];
    let known =
        endings.iter().take(if kind == PaperKind::Jpeg { 2 } else { 1 }).find(|it| lower.ends_with(*it));
    // Lower case may take more bytes than what it was made from, so the ending is counted in letters.
    let kept = plain.chars().count().saturating_sub(known.map_or(0, |it| it.chars().count()));
    let stem: String = plain.chars().take(kept.min(LONGEST_NAME)).collect();
    let stem = stem.trim().trim_start_matches('.');
    let stem = if stem.is_empty() { "tai-lieu" } else { stem };
    format!("{stem}{}", kind.ending())
}

/// Turns the direction of what follows, so that a name reads as another.
const fn hides(sign: char) -> bool {
    matches!(sign, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_is_told_by_the_first_bytes() {
        assert_eq!(PaperKind::of_start(b"%PDF-1.7\n"), Some(PaperKind::Pdf));
        assert_eq!(PaperKind::of_start(b"\x89PNG\r\n\x1a\nxx"), Some(PaperKind::Png));
        assert_eq!(PaperKind::of_start(b"\xff\xd8\xff\xe0"), Some(PaperKind::Jpeg));
        for other in [&b"<html>"[..], b"PK\x03\x04", b"", b"<svg>", b"\x89PN"] {
            assert_eq!(PaperKind::of_start(other), None);
        }
    }

    #[test]
    fn a_name_keeps_its_words_and_nothing_that_could_mislead() {
        let name = |given: &str, kind| paper_name(given, kind);
        assert_eq!(name("Báo cáo quý II.PDF", PaperKind::Pdf), "Báo cáo quý II.pdf");
        assert_eq!(name("C:\\Users\\lan\\Biểu 1.xlsx", PaperKind::Xlsx), "Biểu 1.xlsx");
        assert_eq!(name("../../etc/passwd", PaperKind::Pdf), "passwd.pdf");
        assert_eq!(name("ảnh.jpeg", PaperKind::Jpeg), "ảnh.jpg");
        assert_eq!(name("a\u{202e}fdp.exe", PaperKind::Pdf), "afdp.exe.pdf");
        assert_eq!(name("x\r\nSet-Cookie: a", PaperKind::Png), "xSet-Cookie a.png");
        assert_eq!(name("", PaperKind::Docx), "tai-lieu.docx");
        assert_eq!(name(&"a".repeat(500), PaperKind::Docx).chars().count(), 125);
        assert_eq!(name("İİİ.pdf", PaperKind::Pdf), "İİİ.pdf");
    }
}

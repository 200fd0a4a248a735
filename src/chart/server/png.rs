use crate::error::{Error, Result};
use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::fontdb::Database;
use resvg::usvg::{Options, Tree};
use std::sync::{Arc, LazyLock};

/// The letters of the pages as files that a renderer of documents can read: Be Vietnam Pro, 400 and 600,
/// under the OFL (`public/fonts/OFL.txt`). Made by `style/fonts.py`.
pub const FONTS: [&[u8]; 2] =
    [include_bytes!("fonts/be-vietnam-pro-400.ttf"), include_bytes!("fonts/be-vietnam-pro-600.ttf")];

const FAMILY: &str = "Be Vietnam Pro";

/// The longest side of a picture, in dots: a chart of hundreds of units is drawn smaller before it takes the
/// memory of the server.
const LONGEST: f32 = 12_000.0;

/// No font of the machine is looked at, so that every machine draws the same.
static LETTERS: LazyLock<Arc<Database>> = LazyLock::new(|| {
    let mut letters = Database::new();
    for font in FONTS {
        letters.load_font_data(font.to_vec());
    }
    letters.set_sans_serif_family(FAMILY);
    Arc::new(letters)
});

/// A drawing as a PNG on white, `width` dots wide unless that made it too long.
///
/// # Errors
/// [`Error::Fault`] when the text is no drawing.
pub fn png(svg: &str, width: u32) -> Result<Vec<u8>> {
    let options = Options { fontdb: LETTERS.clone(), font_family: FAMILY.to_owned(), ..Options::default() };
    let tree = Tree::from_str(svg, &options).map_err(|it| Error::from_cause(&it))?;
    let size = tree.size();
    let scale = (width.max(1) as f32 / size.width()).min(LONGEST / size.width().max(size.height()));
    let dots = |side: f32| (side * scale).round().max(1.0) as u32;
    let mut picture = Pixmap::new(dots(size.width()), dots(size.height())).ok_or_else(too_large)?;
    picture.fill(Color::WHITE);
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut picture.as_mut());
    picture.encode_png().map_err(|it| Error::from_cause(&it))
}

fn too_large() -> Error {
    Error::from_cause(&"a picture of no size")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::cases::{Case, Kind, drawing};
    use crate::text::Lang;

    fn picture(png: &[u8]) -> Pixmap {
        Pixmap::decode_png(png).unwrap()
    }

    fn dark(picture: &Pixmap) -> usize {
        picture.pixels().iter().filter(|it| it.red() < 128).count()
    }

    fn svg(inside: &str) -> String {
        format!(
            r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 40" font-family="sans-serif">{inside}</svg>"##
        )
    }

    fn word(text: &str, more: &str) -> Pixmap {
        picture(
            &png(&svg(&format!(r#"<text x="4" y="28" font-size="24" {more}>{text}</text>"#)), 400).unwrap(),
        )
    }

    #[test]
    fn every_drawing_becomes_a_picture_of_the_width_asked_for() {
        for kind in Kind::ALL {
            // Of many there is a test of its own.
            for case in Case::ALL.into_iter().filter(|it| *it != Case::Many) {
                let drawing = drawing(kind, case, Lang::Vi);
                let picture = picture(&png(&drawing.wide, 1440).unwrap());
                assert_eq!(picture.width(), 1440, "{kind:?} {case:?}");
                assert!(dark(&picture) > 20, "{kind:?} {case:?} is empty");
            }
        }
    }

    /// What stands for a letter that the files do not have.
    fn has_shape(letter: char) -> bool {
        let drawn = word(&letter.to_string(), "");
        letter == ' ' || (dark(&drawn) > 3 && drawn.data() != word("\u{e000}", "").data())
    }

    #[test]
    fn every_letter_of_vietnamese_has_a_shape_of_its_own() {
        let letters = "ăâđêôơưĂÂĐÊÔƠƯàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ…–−";
        assert!(letters.chars().all(has_shape));
        // A letter with its mark is more than the letter.
        for (plain, marked) in [("a", "ấ"), ("e", "ệ"), ("u", "ữ"), ("o", "ợ"), ("d", "đ")] {
            assert!(dark(&word(marked, "")) > dark(&word(plain, "")), "{marked}");
        }
    }

    #[test]
    fn all_that_charts_say_can_be_written_with_these_letters() {
        let said: std::collections::BTreeSet<char> = include_str!("../text.rs").chars().collect();
        let xml = ['<', '>', '&', '"'];
        let lost: String =
            said.into_iter().filter(|it| !it.is_control() && !xml.contains(it) && !has_shape(*it)).collect();
        assert_eq!(lost, "");
    }

    #[test]
    fn figures_are_heavier_than_words() {
        let (plain, heavy) = (word("57,1", ""), word("57,1", r#"font-weight="600""#));
        assert!(dark(&heavy) > dark(&plain));
    }

    #[test]
    fn a_drawing_of_hundreds_of_units_is_held_within_the_limit() {
        let drawing = drawing(Kind::Units, Case::Many, Lang::Vi);
        let picture = picture(&png(&drawing.narrow, 4_000).unwrap());
        assert!(picture.height() <= 12_000 && picture.width() < 4_000);
    }

    #[test]
    fn what_is_no_drawing_is_a_fault() {
        assert!(matches!(png("<svg", 100), Err(Error::Fault(_))));
        assert!(matches!(png("", 100), Err(Error::Fault(_))));
    }
}

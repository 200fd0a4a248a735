//! Languages and the texts of the interface.

use leptos::prelude::use_context;
use serde::{Deserialize, Serialize};

/// The language that a person reads the interface in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Lang {
    #[default]
    Vi,
    En,
}

impl Lang {
    /// BCP 47 code, for the `lang` attribute and the preference cookie.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Vi => "vi",
            Self::En => "en",
        }
    }

    /// Any unknown code reads as Vietnamese, the product's first language.
    pub fn from_code(code: &str) -> Self {
        if code.starts_with("en") { Self::En } else { Self::Vi }
    }

    /// Picks a name that is kept in both languages; an empty English name falls back.
    pub fn pick<'a>(self, vi: &'a str, en: &'a str) -> &'a str {
        match self {
            Self::En if !en.is_empty() => en,
            _ => vi,
        }
    }
}

/// The language of the page being drawn.
pub fn use_lang() -> Lang {
    use_context::<Lang>().unwrap_or_default()
}

/// Declares texts as methods of [`Lang`]: `name: "Vietnamese", "English";`, or with named parts
/// `name(part, …): "… {part} …", "… {part} …";`. A part that a text does not use does not compile.
#[macro_export]
macro_rules! texts {
    ($($name:ident $(( $($part:ident),+ ))? : $vi:literal, $en:literal ;)*) => {
        impl $crate::text::Lang { $($crate::texts_one! { $name $(( $($part),+ ))? : $vi, $en })* }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! texts_one {
    ($name:ident : $vi:literal, $en:literal) => {
        pub const fn $name(self) -> &'static str {
            match self { Self::Vi => $vi, Self::En => $en }
        }
    };
    ($name:ident ( $($part:ident),+ ) : $vi:literal, $en:literal) => {
        pub fn $name(self, $($part: impl std::fmt::Display),+) -> String {
            match self { Self::Vi => format!($vi, $($part = $part),+), Self::En => format!($en, $($part = $part),+) }
        }
    };
}

#[cfg(test)]
mod tests {
    use super::Lang;

    crate::texts! {
        example_plain: "Đã lưu", "Saved";
        example_parts(who, when): "{who} lưu lúc {when}", "{when}: saved by {who}";
    }

    #[test]
    fn parts_take_their_place_in_each_language() {
        assert_eq!(Lang::Vi.example_plain(), "Đã lưu");
        assert_eq!(Lang::Vi.example_parts("Lan", "9:42"), "Lan lưu lúc 9:42");
        assert_eq!(Lang::En.example_parts("Lan", "9:42"), "9:42: saved by Lan");
    }

    #[test]
    fn a_missing_english_name_falls_back_to_vietnamese() {
        assert_eq!(Lang::En.pick("Phường Đức Xuân", ""), "Phường Đức Xuân");
    }
}

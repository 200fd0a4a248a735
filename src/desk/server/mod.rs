
pub const DOORS: &[(&str, crate::server::Need)] = &[];

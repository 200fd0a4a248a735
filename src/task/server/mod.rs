pub mod entity;

pub const DOORS: &[(&str, crate::server::Need)] = &[];

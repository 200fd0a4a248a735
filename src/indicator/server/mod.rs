pub mod entity;
pub mod figure;

pub const DOORS: &[(&str, crate::server::Need)] = &[];

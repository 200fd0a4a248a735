pub mod entity;

pub const DOORS: &[(&str, crate::server::Need)] = &[];
pub async fn feed() -> &'static str { "" }

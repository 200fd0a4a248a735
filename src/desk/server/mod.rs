mod service;

pub use service::desk;

crate::doors! { ShowDesk => Read(Read) }

use std::io::IsTerminal;
use tracing_subscriber::EnvFilter;

/// Logs to standard error: for people on a terminal, as JSON lines elsewhere. `RUST_LOG` filters.
pub fn start() {
    let filter = EnvFilter::try_from_default_env()
        .unwrap_or_else(|_| EnvFilter::new("info,sqlx=warn,sea_orm_migration=warn"));
    let builder = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    if std::io::stderr().is_terminal() {
        builder.init();
    } else {
        builder.json().init();
    }
}

//! The programs being measured, each in a process of its own.

use crate::PASSWORD;
use anyhow::{Context, ensure};
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// A free port of this machine.
pub const ANYWHERE: &str = "127.0.0.1:0";

/// A server that ends with its owner.
pub struct Server {
    child: Child,
    pub address: SocketAddr,
}

impl Server {
    /// Serves a database at an address, [`ANYWHERE`] or where one served before.
    pub fn serve(program: &Path, database: &str, address: &str) -> anyhow::Result<Self> {
        Self::start(program, &["serve", "--database-url", database, "--addr", address])
    }

    /// Starts a program that prints `listening on http://ADDRESS` when it is ready.
    pub fn start(program: &Path, arguments: &[&str]) -> anyhow::Result<Self> {
        let mut child = Command::new(program)
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .with_context(|| format!("cannot start {}", program.display()))?;
        let output = child.stdout.take().context("no output to read the address from")?;
        for line in BufReader::new(output).lines() {
            if let Some(address) = line?.strip_prefix("listening on http://") {
                return Ok(Self { child, address: address.parse()? });
            }
        }
        anyhow::bail!("{} ended before it listened", program.display())
    }

    /// Resident memory, in kB, as Linux tells it.
    pub fn memory(&self) -> anyhow::Result<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find_map(|it| it.strip_prefix("VmRSS:"));
        let line = line.context("the server's memory is not told")?;
        Ok(line.trim().trim_end_matches(" kB").parse()?)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Runs a program to its end.
pub fn run(program: &Path, arguments: &[&str]) -> anyhow::Result<()> {
    let status = Command::new(program).args(arguments).stdout(Stdio::null()).status()?;
    ensure!(status.success(), "{} {} failed", program.display(), arguments.join(" "));
    Ok(())
}

/// Loads the demonstration into an empty database.
pub fn load_sample(program: &Path, database: &str) -> anyhow::Result<()> {
    run(program, &["sample", "load", "--database-url", database, "bac-kan-2016", "--password", PASSWORD])
}

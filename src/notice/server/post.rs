//! Letters on their way out.
//!
//! A letter is written in the transaction that tells the notice, so it exists exactly when the notice does.
//! Whoever sends it takes it first, in one statement and for a minute, so that two processes never hold the
//! same one, and one that is killed gives it back in time. A letter noted as sent is never sent again. What
//! remains is the moment between the mail server's answer and that note: a process killed just there sends
//! the letter a second time when its minute is over. Both carry the same Message-ID, by which mail programs
//! show them as one.

use super::entity::letter;
use super::store;
use crate::error::Result;
use crate::server::Clock;
use crate::text::Lang;
use crate::time::Instant;
use anyhow::Context as _;
use chrono::TimeDelta;
use lettre::message::{Attachment, Mailbox, MultiPart, SinglePart, header::ContentType};
use lettre::{AsyncFileTransport, AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use sea_orm::DatabaseConnection;
use std::path::PathBuf;
use std::time::Duration;
use uuid::Uuid;

crate::words! {
    pub enum LetterState {
        Waiting = "waiting",
        Sent = "sent",
        /// Given up: refused too often, or too old to be worth reading.
        Dropped = "dropped",
    }
}

/// How long one attempt may take before another process may try.
const LEASE: TimeDelta = TimeDelta::seconds(60);
/// A letter that could not be sent by then is dropped: a reminder three days late misleads.
const WORTH_SENDING: TimeDelta = TimeDelta::days(3);
/// Letters taken in one go.
const AT_ONCE: u64 = 20;
/// How often the worker looks, by the machine's clock.
const LOOK: Duration = Duration::from_secs(2);

/// How letters leave, as the command line says.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct MailOptions {
    /// Send letters through this server: smtps://user:password@host or smtp://host:25. Without it notices
    /// are read in the app only.
    #[arg(long, env = "GIAOBAN_SMTP_URL", hide_env_values = true)]
    pub smtp_url: Option<String>,
    /// Write letters into this folder instead, one file each, for tests and trials.
    #[arg(long, env = "GIAOBAN_MAIL_DIR", conflicts_with = "smtp_url")]
    pub mail_dir: Option<PathBuf>,
    /// Who letters are from.
    #[arg(long, env = "GIAOBAN_MAIL_FROM", default_value = "Giao ban <giaoban@localhost>")]
    pub mail_from: String,
    /// The site's own address, that letters link to: https://giaoban.example.vn
    #[arg(long, env = "GIAOBAN_PUBLIC_URL")]
    pub public_url: Option<String>,
}

/// What letters leave through.
#[derive(Clone)]
pub struct Mailer {
    way: Way,
    from: Mailbox,
    /// Without a slash at its end.
    site: String,
}

#[derive(Clone)]
enum Way {
    Smtp(Box<AsyncSmtpTransport<Tokio1Executor>>),
    Folder(AsyncFileTransport<Tokio1Executor>),
}

impl MailOptions {
    /// Nothing when no way out was given.
    ///
    /// # Errors
    /// A sentence for the person at the terminal.
    pub fn open(&self) -> anyhow::Result<Option<Mailer>> {
        let way = match (&self.smtp_url, &self.mail_dir) {
            (Some(url), _) => {
                let smtp = AsyncSmtpTransport::<Tokio1Executor>::from_url(url)
                    .context("--smtp-url is not the address of a mail server")?;
                Way::Smtp(Box::new(smtp.timeout(Some(Duration::from_secs(30))).build()))
            }
            (None, Some(folder)) => {
                std::fs::create_dir_all(folder)
                    .with_context(|| format!("cannot make the folder {}", folder.display()))?;
                Way::Folder(AsyncFileTransport::new(folder))
            }
            (None, None) => return Ok(None),
        };
        let from = self.mail_from.parse().context("--mail-from is not an e-mail address")?;
        let site = self.public_url.as_deref().unwrap_or_default().trim_end_matches('/').to_owned();
        Ok(Some(Mailer { way, from, site }))
    }
}

impl Mailer {
    async fn send(&self, row: &letter::Model) -> anyhow::Result<()> {
        let address = format!("{}{}", self.site, crate::route::notice(row.notice_id));
        let domain = self.from.email.domain();
        let head = Message::builder()
            .message_id(Some(format!("<{}@{domain}>", row.id)))
            .from(self.from.clone())
            .to(row.address.parse()?)
            .subject(row.subject.clone());
        let words = wording(row, &address);
        let message = match &row.calendar {
            Some(entry) => head.multipart(with_calendar(words, entry)?)?,
            None => head.header(ContentType::TEXT_PLAIN).body(words)?,
        };
        match &self.way {
            Way::Smtp(smtp) => drop(smtp.send(message).await?),
            Way::Folder(folder) => drop(folder.send(message).await?),
        }
        Ok(())
    }
}

/// A letter with a calendar's entry: as another reading of the same, which mail programs offer to answer, and
/// as a file for those that do not.
fn with_calendar(words: String, entry: &str) -> anyhow::Result<MultiPart> {
    let asks = |method: &&str| entry.contains(&format!("\r\nMETHOD:{method}\r\n"));
    let method = ["REQUEST", "CANCEL"].into_iter().find(asks).unwrap_or("PUBLISH");
    let inline = ContentType::parse(&format!("text/calendar; charset=utf-8; method={method}"))?;
    let file = ContentType::parse("text/calendar; charset=utf-8")?;
    let readings = MultiPart::alternative()
        .singlepart(SinglePart::plain(words))
        .singlepart(SinglePart::builder().header(inline).body(entry.to_owned()));
    let attached = Attachment::new("moi-hop.ics".to_owned()).body(entry.to_owned(), file);
    Ok(MultiPart::mixed().multipart(readings).singlepart(attached))
}

/// The whole of a letter, in the office's language.
fn wording(row: &letter::Model, address: &str) -> String {
    let t = Lang::Vi;
    let said = [row.subject.as_str(), row.body.as_str()].join("\n\n");
    format!("{}\n\n{} {address}\n\n--\n{}\n", said.trim_end(), t.notice_letter_open(), t.notice_letter_foot())
}

/// How long to wait after so many attempts: a minute, then five times as long each time, six hours at most.
pub fn pause_after(attempts: i32) -> TimeDelta {
    let minutes = 5_i64.saturating_pow(attempts.saturating_sub(1).clamp(0, 4) as u32);
    TimeDelta::minutes(minutes.min(360))
}

/// Sends what is due, and says how many letters left.
pub async fn send_letters(db: &DatabaseConnection, clock: Clock, mailer: &Mailer) -> Result<usize> {
    let holder = Uuid::now_v7();
    let mut sent = 0;
    for row in store::due_letters(db, clock.now(), AT_ONCE).await? {
        let now = clock.now();
        if !store::lease(db, row.id, holder, now, now + LEASE).await? {
            continue;
        }
        let (state, due_at, sent_at) = if now - row.created_at > WORTH_SENDING {
            (LetterState::Dropped, None, None)
        } else {
            match mailer.send(&row).await {
                Ok(()) => {
                    sent += 1;
                    (LetterState::Sent, None, Some(clock.now()))
                }
                Err(cause) => {
                    tracing::warn!(letter = %row.id, %cause, "a letter could not be sent");
                    (LetterState::Waiting, Some(again_at(clock.now(), row.attempts + 1)), None)
                }
            }
        };
        store::settle(db, row.id, holder, state, due_at, sent_at).await?;
    }
    Ok(sent)
}

fn again_at(now: Instant, attempts: i32) -> Instant {
    now + pause_after(attempts)
}

/// Sends letters until the process ends.
pub async fn keep_sending(db: DatabaseConnection, clock: Clock, mailer: Mailer) {
    loop {
        if let Err(error) = send_letters(&db, clock, &mailer).await {
            tracing::warn!(%error, "letters could not be looked at");
        }
        tokio::time::sleep(LOOK).await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pause_grows_to_six_hours() {
        let minutes: Vec<_> = (1..8).map(|it| pause_after(it).num_minutes()).collect();
        assert_eq!(minutes, [1, 5, 25, 125, 360, 360, 360]);
    }
}

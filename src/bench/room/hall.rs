//! A meeting that one server or several carry, and its chair.

use crate::PASSWORD;
use crate::client::Client;
use crate::process::{ANYWHERE, Server};
use anyhow::Context;
use giaoban::id::{AgendaItemId, MeetingId};
use giaoban::meeting::{Event, Happening, Room};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use uuid::Uuid;

pub struct Hall {
    program: PathBuf,
    database: String,
    servers: Vec<Server>,
    /// At the first of the servers.
    pub chair: Client,
    pub meeting: MeetingId,
    pub items: Vec<AgendaItemId>,
}

impl Hall {
    /// A published meeting, to which all are invited who are delegates by now.
    pub async fn open(program: &Path, database: &str, servers: usize) -> anyhow::Result<Self> {
        let servers = (0..servers)
            .map(|_| Server::serve(program, database, ANYWHERE))
            .collect::<anyhow::Result<Vec<_>>>()?;
        let address = servers.first().context("no server")?.address;
        let mut office = Client::sign_in(address, "office", PASSWORD).await?;
        let (meeting, items) = publish(&mut office).await?;
        let chair = Client::sign_in(address, "chair", PASSWORD).await?;
        Ok(Self {
            program: program.to_owned(),
            database: database.to_owned(),
            servers,
            chair,
            meeting,
            items,
        })
    }

    pub fn addresses(&self) -> Vec<SocketAddr> {
        self.servers.iter().map(|it| it.address).collect()
    }

    /// Resident memory of all servers, in kB.
    pub fn memory(&self) -> anyhow::Result<u64> {
        self.servers.iter().map(Server::memory).sum()
    }

    pub async fn act(&mut self, what: Happening) -> anyhow::Result<Event> {
        act(&mut self.chair, self.meeting, Uuid::now_v7(), &what).await
    }

    /// Opens an item of the agenda, which is gone through over and over.
    pub async fn move_on(&mut self, step: usize) -> anyhow::Result<Event> {
        let item = self.items[step % self.items.len()];
        self.act(Happening::ItemOpened { item }).await
    }

    /// The room as each server tells it.
    pub async fn rooms(&self) -> anyhow::Result<Vec<Room>> {
        let mut rooms = Vec::new();
        for address in self.addresses() {
            let mut chair = Client::connect(address, &self.chair.cookie).await?;
            let sheet = chair.call("show_meeting", json!({"meeting": self.meeting})).await?;
            rooms.push(part(&sheet, "room")?);
        }
        Ok(rooms)
    }

    /// Kills the servers as a power cut does, and starts them again at their addresses.
    pub async fn restart(&mut self) -> anyhow::Result<()> {
        let addresses = self.addresses();
        self.servers.clear();
        for address in &addresses {
            self.servers.push(Server::serve(&self.program, &self.database, &address.to_string())?);
        }
        let address = *addresses.first().context("no server")?;
        self.chair = Client::connect(address, &self.chair.cookie).await?;
        Ok(())
    }
}

/// Lets something happen under a key, by whoever's session the client has.
pub async fn act(
    client: &mut Client,
    meeting: MeetingId,
    key: Uuid,
    what: &Happening,
) -> anyhow::Result<Event> {
    let event = client.call("act_in_meeting", json!({"meeting": meeting, "key": key, "what": what})).await?;
    Ok(serde_json::from_value(event)?)
}

async fn publish(office: &mut Client) -> anyhow::Result<(MeetingId, Vec<AgendaItemId>)> {
    let input = json!({"title": "Đo tốc độ", "place": "", "date": "2016-07-12", "time": "07:30"});
    let made = office.call("create_meeting", json!({"period": "2016-H1", "input": input})).await?;
    let meeting: MeetingId = serde_json::from_value(made)?;
    let sheet = office.call("show_meeting", json!({"meeting": meeting})).await?;
    let seen = &sheet["meeting"]["revision"];
    let edit = json!({"meeting": meeting, "seen": seen, "edit": "Publish"});
    let sheet = office.call("change_agenda", edit).await?;
    let items = sheet["items"].as_array().context("no agenda")?;
    let items = items.iter().map(|it| part(it, "id")).collect::<anyhow::Result<Vec<_>>>()?;
    anyhow::ensure!(!items.is_empty(), "the agenda is empty");
    Ok((meeting, items))
}

fn part<T: DeserializeOwned>(of: &Value, name: &str) -> anyhow::Result<T> {
    Ok(serde_json::from_value(of[name].clone())?)
}

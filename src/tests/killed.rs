//! The server may be killed at any moment: what it acknowledged is kept.

use crate::client::Client;
use crate::office::{NOW, PASSWORD};
use serde_json::{Value, json};
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};

const KILLS: usize = 10;

#[tokio::test(flavor = "multi_thread")]
async fn ten_kills_while_saving_lose_no_acknowledged_save() {
    let folder = tempfile::tempdir().unwrap();
    let database = format!("sqlite://{}?mode=rwc", folder.path().join("office.db").display());
    let db = giaoban::server::connect(&database).await.unwrap();
    crate::office::fill(&db).await;
    sea_orm::DatabaseConnection::close(db).await.unwrap();
    // The pages are not what is tested: a site of one empty file is enough to serve.
    std::fs::create_dir_all(folder.path().join("site/pkg")).unwrap();
    std::fs::write(folder.path().join("site/pkg/giaoban.js"), "").unwrap();

    let mut acknowledged: Option<u64> = None;
    let mut next = 1_u64;
    let mut cookie = String::new();
    for kill in 0..=KILLS {
        let (mut server, address) = serve(&database, &folder.path().join("site"));
        let mut client = if cookie.is_empty() {
            Client::sign_in(address, "editor.pgddt", PASSWORD).await.unwrap()
        } else {
            Client::connect(address, &cookie).await.unwrap()
        };
        cookie.clone_from(&client.cookie);
        let (report, indicator, mut figure) = first_figure(&mut client).await;
        if let Some(last) = acknowledged {
            // A save on its way when the server died may have been kept too, unacknowledged.
            let kept: u64 = figure["value"].as_str().unwrap().parse().unwrap();
            assert!(kept == last || kept == last + 1, "acknowledged {last}, kept {kept} after kill {kill}");
            next = kept + 1;
        }
        let process = server.id();
        let acknowledgements = 3 + 2 * kill;
        for round in 0.. {
            if round == acknowledgements {
                // The next save races the signal.
                Command::new("kill").args(["-KILL", &process.to_string()]).spawn().unwrap().wait().unwrap();
            }
            let edit = json!({
                "indicator": indicator, "column": "actual", "text": next.to_string(),
                "base": figure["value"].as_str().unwrap_or_default(), "sent": [],
            });
            match client.call("save_cells", json!({"id": report, "edits": [edit]})).await {
                Ok(outcomes) => {
                    figure = outcomes[0]["Saved"]["figure"].clone();
                    assert!(figure.is_object(), "not saved: {outcomes}");
                    acknowledged = Some(next);
                    next += 1;
                }
                Err(_) => break,
            }
        }
        server.wait().unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn ten_kills_while_writing_together_lose_no_acknowledged_word() {
    use yrs::updates::decoder::Decode;
    use yrs::{
        Doc, GetString, ReadTxn, Transact, Update, WriteTxn, XmlElementPrelim, XmlFragment, XmlTextPrelim,
    };

    let folder = tempfile::tempdir().unwrap();
    let database = format!("sqlite://{}?mode=rwc", folder.path().join("office.db").display());
    let db = giaoban::server::connect(&database).await.unwrap();
    crate::office::fill(&db).await;
    sea_orm::DatabaseConnection::close(db).await.unwrap();
    std::fs::create_dir_all(folder.path().join("site/pkg")).unwrap();
    std::fs::write(folder.path().join("site/pkg/giaoban.js"), "").unwrap();

    let passage = giaoban::id::PassageId::fresh();
    let root = format!("p:{passage}");
    let mut acknowledged: Vec<String> = Vec::new();
    let mut cookie = String::new();
    for kill in 0..=KILLS {
        let (mut server, address) = serve(&database, &folder.path().join("site"));
        let mut client = if cookie.is_empty() {
            Client::sign_in(address, "editor.pgddt", PASSWORD).await.unwrap()
        } else {
            Client::connect(address, &cookie).await.unwrap()
        };
        cookie.clone_from(&client.cookie);
        let (report, indicator, _) = first_figure(&mut client).await;
        if kill == 0 {
            let sheet = client.call("show_report", json!({"id": report})).await.unwrap();
            let sections = sheet["sections"].as_array().unwrap();
            let has = |it: &&Value| {
                it["rows"].as_array().unwrap().iter().any(|row| row["indicator"]["id"] == indicator)
            };
            let sector = &sections.iter().find(has).unwrap()["sector"]["id"];
            let head = json!({"id": passage, "sector": sector, "kind": "plan", "grade": null});
            client.call("describe_passage", json!({"id": report, "head": head})).await.unwrap();
        }
        // Each life of the browser begins with what the server has.
        let doc = Doc::with_client_id(1000 + kill as u64);
        let (whole, epoch) = client.document(&report).await.unwrap();
        doc.transact_mut().apply_update(Update::decode_v1(&whole).unwrap()).unwrap();
        let text = {
            let mut txn = doc.transact_mut();
            let fragment = txn.get_or_insert_xml_fragment(root.as_str());
            fragment.get_string(&txn)
        };
        for word in &acknowledged {
            assert!(text.contains(word.as_str()), "{word} is lost after kill {kill}: {text}");
        }
        if !acknowledged.is_empty() {
            let sheet = client.call("show_report", json!({"id": report})).await.unwrap().to_string();
            assert!(
                sheet.contains(acknowledged.last().unwrap().as_str()),
                "what is read lacks it after kill {kill}"
            );
        }
        let process = server.id();
        for round in 0.. {
            if round == 3 + 2 * kill {
                // The next update races the signal.
                Command::new("kill").args(["-KILL", &process.to_string()]).spawn().unwrap().wait().unwrap();
            }
            let word = format!("word-{kill}-{round}.");
            let known = doc.transact().state_vector();
            {
                let mut txn = doc.transact_mut();
                let fragment = txn.get_or_insert_xml_fragment(root.as_str());
                let line = XmlElementPrelim::new("paragraph", [XmlTextPrelim::new(word.as_str()).into()]);
                fragment.push_back(&mut txn, line);
            }
            let update = doc.transact().encode_diff_v1(&known);
            match client.append(&report, epoch, 1000 + kill as u64, update).await {
                Ok(()) => acknowledged.push(word),
                Err(_) => break,
            }
        }
        server.wait().unwrap();
    }
    assert!(acknowledged.len() >= KILLS * 3);
}

fn serve(database: &str, site: &Path) -> (Child, SocketAddr) {
    let mut server = Command::new(env!("CARGO_BIN_EXE_giaoban"))
        .args(["serve", "--database-url", database, "--addr", "127.0.0.1:0", "--clock"])
        .arg(format!("{NOW}+07:00"))
        .arg("--site-root")
        .arg(site)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let lines = BufReader::new(server.stdout.take().unwrap()).lines();
    let address = lines
        .map_while(Result::ok)
        .find_map(|it| it.strip_prefix("listening on http://").map(str::to_owned))
        .expect("the server listens");
    (server, address.parse().unwrap())
}

/// The unit's report that can be written into, and how its GD11 stands.
async fn first_figure(client: &mut Client) -> (String, Value, Value) {
    let lines = client.call("list_reports", json!({})).await.unwrap();
    let report = lines
        .as_array()
        .unwrap()
        .iter()
        .map(|it| &it["report"])
        .find(|it| it["period"]["code"] == "2016-H1" && it["state"] == "draft")
        .map(|it| it["id"].as_str().unwrap().to_owned())
        .unwrap();
    let sheet = client.call("show_report", json!({"id": report})).await.unwrap();
    let row = sheet["sections"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|it| it["rows"].as_array().unwrap())
        .find(|it| it["indicator"]["code"] == "GD11")
        .unwrap();
    (report, row["indicator"]["id"].clone(), row["figure"].clone())
}

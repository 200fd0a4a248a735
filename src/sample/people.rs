//! Invented people: an editor, a head and a delegate for each unit, and those who run the conference.

use super::source::Source;
use super::units::{COMMITTEE, Units};
use super::{at, day};
use crate::actor::Role;
use crate::id::{PersonId, UnitId};
use crate::identity::server::{put_person, set_email};
use anyhow::Context;
use sea_orm::ConnectionTrait;
use std::collections::HashMap;

/// Identities by user name.
pub struct Staff(HashMap<String, PersonId>);

impl Staff {
    pub fn person(&self, username: &str) -> anyhow::Result<PersonId> {
        self.0.get(username).copied().with_context(|| format!("no person {username}"))
    }

    /// `editor.pgddt`: the unit's person in that part.
    pub fn of_unit(&self, part: &str, unit: &str) -> anyhow::Result<PersonId> {
        self.person(&username(part, unit))
    }
}

fn username(part: &str, unit: &str) -> String {
    format!("{part}.{}", unit.to_lowercase())
}

/// The parts that every unit has someone for. A delegate reads what is published, as a guest of the whole
/// conference, not the unit's drafts.
const UNIT_PARTS: [(&str, Role, &str, bool); 3] = [
    ("editor", Role::Editor, "Chuyên viên", true),
    ("head", Role::Head, "Thủ trưởng đơn vị", true),
    ("delegate", Role::Delegate, "Đại biểu", false),
];

const OTHERS: [(&str, Role, &str, &str); 5] = [
    ("office", Role::Office, "Tổng hợp, Văn phòng HĐND và UBND", "VP"),
    ("chair", Role::Chair, "Phó Chủ tịch UBND thành phố", COMMITTEE),
    ("secretary", Role::Secretary, "Thư ký hội nghị", "VP"),
    ("reader", Role::Reader, "Người đọc", COMMITTEE),
    ("admin", Role::Administrator, "Quản trị hệ thống", "VP"),
];

const FAMILIES: [&str; 11] =
    ["Nông", "Hoàng", "Triệu", "Đàm", "Hà", "Lường", "Bế", "Nguyễn", "Trần", "Phạm", "Ma"];
const GIVEN: [&str; 13] = [
    "Thị Lan",
    "Văn Minh",
    "Thị Hương",
    "Đình Tùng",
    "Thu Hà",
    "Quốc Việt",
    "Thị Mai",
    "Văn Sơn",
    "Thanh Bình",
    "Thị Nga",
    "Đức Long",
    "Minh Châu",
    "Văn Hùng",
];

/// A name for the n-th person; 11 and 13 share no factor, so 143 people differ.
fn name(number: usize) -> String {
    format!("{} {}", FAMILIES[number % FAMILIES.len()], GIVEN[number % GIVEN.len()])
}

pub async fn put(
    db: &impl ConnectionTrait,
    source: &Source,
    units: &Units,
    hash: &str,
) -> anyhow::Result<Staff> {
    let now = at(day(2015, 1, 5), 8 * 60);
    let mut known = HashMap::new();
    let mut add = async |username: String, role: Role, post: &str, unit: UnitId, on_unit: bool| {
        let post = format!("{post} (người mẫu)");
        let name = name(known.len());
        let id = put_person(db, &username, &name, Some(&post), Some(unit), hash, role, on_unit, now).await?;
        set_email(db, id, Some(&format!("{username}@example.vn"))).await?;
        known.insert(username, id);
        anyhow::Ok(())
    };
    for code in source.codes() {
        for (part, role, post, on_unit) in UNIT_PARTS {
            add(username(part, code), role, post, units.unit(code)?, on_unit).await?;
        }
    }
    for (username, role, post, unit) in OTHERS {
        add(username.to_owned(), role, post, units.unit(unit)?, false).await?;
    }
    Ok(Staff(known))
}

/// Sixteen letters and digits that are not mistaken for each other.
pub fn random_password() -> String {
    const SIGNS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
    rand::random::<[u8; 16]>().iter().map(|it| char::from(SIGNS[usize::from(it % 32)])).collect()
}

/// The accounts, for the person at the terminal.
pub fn print(source: &Source, password: &str, chosen: bool) {
    println!("loaded the conference of Bắc Kạn city's socio-cultural bloc, first half of 2016");
    println!("sign in as");
    let others: Vec<_> = OTHERS.iter().map(|it| it.0).collect();
    println!("  {}", others.join(", "));
    let parts: Vec<_> = UNIT_PARTS.iter().map(|it| format!("{}.UNIT", it.0)).collect();
    println!("  {}, where UNIT is one of", parts.join(", "));
    println!("  {}", source.codes().map(str::to_lowercase).collect::<Vec<_>>().join(" "));
    if chosen {
        println!("with the password that was given");
    } else {
        println!("with the password {password}, which is not shown again");
    }
}

//! What is opened at all. A file is measured before anything tries to understand it: by what its directory promises,
//! then by what it truly unpacks to.

use crate::upload::FileRefusal;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// Files inside the file.
const MOST_ENTRIES: u16 = 256;
/// Everything unpacked, in bytes.
const MOST_UNPACKED: u64 = 32_000_000;
/// One file unpacked; a sheet may fill what there is.
const MOST_OF_ONE: u64 = 8_000_000;
/// How many times larger than the file its content may be, once it is large at all.
const MOST_TIMES: u64 = 100;
const LARGE: u64 = 4_000_000;

/// # Errors
/// Why the file is not opened.
pub fn inspect(file: &[u8]) -> Result<(), FileRefusal> {
    if file.is_empty() {
        return Err(FileRefusal::Nothing);
    }
    if !file.starts_with(b"PK\x03\x04") {
        return Err(FileRefusal::NotXlsx);
    }
    if entries(file).ok_or(FileRefusal::Broken)? > MOST_ENTRIES {
        return Err(FileRefusal::Bomb);
    }
    let mut archive = ZipArchive::new(Cursor::new(file)).map_err(|_| FileRefusal::Broken)?;
    let mut promised = 0_u64;
    let (mut is_workbook, mut has_macros) = (false, false);
    for index in 0..archive.len() {
        let entry = archive.by_index_raw(index).map_err(|_| FileRefusal::Broken)?;
        if entry.encrypted() {
            return Err(FileRefusal::NotXlsx);
        }
        let name = String::from_utf8_lossy(entry.name_raw()).to_lowercase();
        is_workbook |= name == "xl/workbook.xml";
        has_macros |= name.ends_with("vbaproject.bin") || name.starts_with("xl/macrosheets/");
        promised = promised.saturating_add(entry.size());
        check_size(&name, entry.size(), promised, file.len())?;
    }
    if has_macros {
        return Err(FileRefusal::Macros);
    }
    if !is_workbook {
        return Err(FileRefusal::NotXlsx);
    }
    let mut unpacked = 0_u64;
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).map_err(|_| FileRefusal::Broken)?;
        let name = String::from_utf8_lossy(entry.name_raw()).to_lowercase();
        let mut buffer = [0_u8; 16 * 1024];
        let mut size = 0_u64;
        let mut start = Vec::new();
        loop {
            let read = entry.read(&mut buffer).map_err(|_| FileRefusal::Broken)?;
            if read == 0 {
                break;
            }
            let (read, piece) = (read as u64, buffer.get(..read).unwrap_or_default());
            (size, unpacked) = (size + read, unpacked + read);
            check_size(&name, size, unpacked, file.len())?;
            if name == "[content_types].xml" && start.len() < buffer.len() * 4 {
                start.extend_from_slice(piece);
            }
        }
        if String::from_utf8_lossy(&start).contains("macroEnabled") {
            return Err(FileRefusal::Macros);
        }
    }
    Ok(())
}

fn check_size(name: &str, size: u64, together: u64, file: usize) -> Result<(), FileRefusal> {
    let one = if name.starts_with("xl/worksheets/") { MOST_UNPACKED } else { MOST_OF_ONE };
    let swollen = together > LARGE && together > (file as u64).saturating_mul(MOST_TIMES);
    if size > one || together > MOST_UNPACKED || swollen { Err(FileRefusal::Bomb) } else { Ok(()) }
}

/// How many files the directory at the end of the file counts. Read before the directory itself, which may be long.
fn entries(file: &[u8]) -> Option<u16> {
    const LENGTH: usize = 22;
    const LONGEST_COMMENT: usize = 65_535;
    let from = file.len().saturating_sub(LENGTH + LONGEST_COMMENT);
    let tail = file.get(from..)?;
    let at = tail.windows(4).rposition(|it| it == b"PK\x05\x06")?;
    let count = tail.get(at + 10..at + 12)?;
    Some(u16::from_le_bytes(count.try_into().ok()?))
}

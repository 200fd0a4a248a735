//! Reading an update without believing it. What passes is well formed, names only nodes and attributes that a
//! passage may hold, and is nowhere nested deeper than the document may be; only then does the document's
//! library see it.

use crate::id::PassageId;
use std::collections::{BTreeSet, HashMap};
use yrs::{ClientID, StateVector};

/// The client number under which the server itself writes.
pub const SERVER: u32 = 1;
/// How deep nodes may stand in one another within one update.
const DEEPEST: u32 = 16;
/// The largest clock: far above any document that fits the limits.
const LAST_CLOCK: u64 = 1 << 30;

const NODES: [&str; 10] = [
    "paragraph",
    "heading",
    "bullet_list",
    "ordered_list",
    "list_item",
    "table",
    "table_row",
    "table_cell",
    "table_header",
    "figure",
];
const ATTRIBUTES: [&str; 8] = ["id", "level", "order", "colspan", "rowspan", "colwidth", "indicator", "show"];
const MARKS: [&str; 2] = ["strong", "em"];

/// The update is not one, or holds what a passage may not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Malformed;

/// What an update adds, by its bytes alone.
#[derive(Debug, Default)]
pub struct Scan {
    /// For each client the clocks from its first new item to behind its last.
    spans: HashMap<u32, (u32, u32)>,
    /// For each client the clock behind the last item that is referred to.
    needs: HashMap<u32, u32>,
    /// Passages whose root it names.
    pub roots: BTreeSet<PassageId>,
    /// Nodes and pieces of text that it makes.
    pub nodes: usize,
    /// Characters it types.
    pub characters: usize,
}

impl Scan {
    /// Whether it builds on something that a document of this state has not.
    pub fn lacks(&self, state: &StateVector) -> bool {
        let known = |client: u32| state.get(&ClientID::new(client.into()));
        let own = |client: u32| self.spans.get(&client).map_or(0, |it| it.1);
        self.spans.iter().any(|(client, (start, _))| *start > known(*client))
            || self.needs.iter().any(|(client, end)| *end > known(*client).max(own(*client)))
    }

    /// Whether it claims to be written by the server beyond what the server wrote.
    pub fn forges(&self, state: &StateVector) -> bool {
        self.spans.get(&SERVER).is_some_and(|(_, end)| *end > state.get(&ClientID::new(SERVER.into())))
    }
}

/// Reads a state that somebody else wrote down; nothing at all is that of an empty document.
///
/// # Errors
/// [`Malformed`].
pub fn state_of(bytes: &[u8]) -> Result<StateVector, Malformed> {
    let mut state = StateVector::default();
    if bytes.is_empty() {
        return Ok(state);
    }
    let mut reader = Reader { bytes };
    for _ in 0..reader.number()? {
        let client = reader.client()?;
        state.set_max(ClientID::new(client.into()), reader.clock()?);
    }
    if reader.bytes.is_empty() { Ok(state) } else { Err(Malformed) }
}

/// Where an item stands.
#[derive(Clone, Copy)]
enum Place {
    Root,
    In(u32, u32),
    Beside(u32, u32),
    /// Nothing can stand in it.
    Nowhere,
}

/// # Errors
/// [`Malformed`]; nothing is allocated beyond a few times the size of the update.
pub fn scan(bytes: &[u8]) -> Result<Scan, Malformed> {
    let mut reader = Reader { bytes };
    let mut scan = Scan::default();
    let mut items: Vec<Place> = Vec::new();
    // For each client the first clock of each of its items and where it is in `items`.
    let mut at: HashMap<u32, Vec<(u32, usize)>> = HashMap::new();
    for _ in 0..reader.number()? {
        let count = reader.number()?;
        let client = reader.client()?;
        let start = reader.clock()?;
        if count == 0 || at.contains_key(&client) {
            return Err(Malformed);
        }
        let mut clock = start;
        let mut own = Vec::new();
        for _ in 0..count {
            let (place, length) = item(&mut reader, &mut scan)?;
            own.push((clock, items.len()));
            items.push(place);
            clock = clock.checked_add(length).filter(|it| u64::from(*it) <= LAST_CLOCK).ok_or(Malformed)?;
        }
        at.insert(client, own);
        scan.spans.insert(client, (start, clock));
    }
    for _ in 0..reader.number()? {
        let client = reader.client()?;
        for _ in 0..reader.number()? {
            let start = reader.clock()?;
            let end = start.checked_add(reader.clock()?).ok_or(Malformed)?;
            if end == start || u64::from(end) > LAST_CLOCK {
                return Err(Malformed);
            }
            scan.need(client, end);
        }
    }
    if !reader.bytes.is_empty() {
        return Err(Malformed);
    }
    for place in &items {
        if let Place::In(client, clock) | Place::Beside(client, clock) = place {
            scan.need(*client, clock + 1);
        }
    }
    check_depth(&items, &scan.spans, &at)?;
    Ok(scan)
}

impl Scan {
    fn need(&mut self, client: u32, end: u32) {
        let known = self.needs.entry(client).or_default();
        *known = (*known).max(end);
    }
}

/// One item: where it stands and how many clocks it takes.
fn item(reader: &mut Reader, scan: &mut Scan) -> Result<(Place, u32), Malformed> {
    const HAS_ORIGIN: u8 = 0x80;
    const HAS_RIGHT_ORIGIN: u8 = 0x40;
    const HAS_KEY: u8 = 0x20;
    let info = reader.byte()?;
    if info == 0 {
        return Ok((Place::Nowhere, reader.length()?));
    }
    let origin = if info & HAS_ORIGIN != 0 { Some(reader.id()?) } else { None };
    let right = if info & HAS_RIGHT_ORIGIN != 0 { Some(reader.id()?) } else { None };
    if let Some((client, clock)) = right {
        scan.need(client, clock + 1);
    }
    let place = match origin.or(right) {
        Some((client, clock)) => Place::Beside(client, clock),
        None => {
            let place = match reader.number()? {
                1 => {
                    let name = reader.text()?;
                    let passage = name.strip_prefix("p:").ok_or(Malformed)?;
                    let id: PassageId = passage.parse().map_err(|_| Malformed)?;
                    if id.to_string() != passage {
                        return Err(Malformed);
                    }
                    scan.roots.insert(id);
                    Place::Root
                }
                0 => {
                    let (client, clock) = reader.id()?;
                    Place::In(client, clock)
                }
                _ => return Err(Malformed),
            };
            if info & HAS_KEY != 0 && !ATTRIBUTES.contains(&reader.text()?) {
                return Err(Malformed);
            }
            place
        }
    };
    let length = match info & 0x1f {
        1 => reader.length()?,
        4 => {
            let text = reader.text()?;
            scan.characters += text.chars().count();
            u32::try_from(text.encode_utf16().count()).map_err(|_| Malformed)?
        }
        6 => {
            let (key, value) = (reader.text()?, reader.text()?);
            if !MARKS.contains(&key) || !matches!(value, "{}" | "null" | "true") {
                return Err(Malformed);
            }
            1
        }
        7 => {
            scan.nodes += 1;
            match reader.byte()? {
                3 if NODES.contains(&reader.text()?) => {}
                6 => {}
                _ => return Err(Malformed),
            }
            1
        }
        8 => {
            // An attribute has one value.
            if reader.length()? != 1 {
                return Err(Malformed);
            }
            reader.value(true)?;
            1
        }
        _ => return Err(Malformed),
    };
    if length == 0 { Err(Malformed) } else { Ok((place, length)) }
}

/// Refuses what stands too deep, and what stands in itself.
fn check_depth(
    items: &[Place],
    spans: &HashMap<u32, (u32, u32)>,
    at: &HashMap<u32, Vec<(u32, usize)>>,
) -> Result<(), Malformed> {
    const UNKNOWN: u32 = u32::MAX;
    const ASKED: u32 = u32::MAX - 1;
    let find = |client: u32, clock: u32| {
        spans.get(&client).filter(|it| (it.0..it.1).contains(&clock))?;
        let own = at.get(&client)?;
        own.get(own.partition_point(|it| it.0 <= clock).checked_sub(1)?).map(|it| it.1)
    };
    let mut depths = vec![UNKNOWN; items.len()];
    let mut path = Vec::new();
    for start in 0..items.len() {
        let mut next = Some(start);
        let mut depth = 0;
        while let Some(index) = next {
            match depths[index] {
                UNKNOWN => {}
                ASKED => return Err(Malformed),
                known => {
                    depth = known;
                    break;
                }
            }
            depths[index] = ASKED;
            path.push(index);
            next = match items[index] {
                Place::Root | Place::Nowhere => None,
                Place::In(client, clock) | Place::Beside(client, clock) => find(client, clock),
            };
        }
        while let Some(index) = path.pop() {
            if matches!(items[index], Place::In(..)) {
                depth += 1;
            }
            if depth > DEEPEST {
                return Err(Malformed);
            }
            depths[index] = depth;
        }
    }
    Ok(())
}

struct Reader<'a> {
    bytes: &'a [u8],
}

impl<'a> Reader<'a> {
    fn byte(&mut self) -> Result<u8, Malformed> {
        let (first, rest) = self.bytes.split_first().ok_or(Malformed)?;
        self.bytes = rest;
        Ok(*first)
    }

    fn take(&mut self, length: usize) -> Result<&'a [u8], Malformed> {
        let (taken, rest) = self.bytes.split_at_checked(length).ok_or(Malformed)?;
        self.bytes = rest;
        Ok(taken)
    }

    fn number(&mut self) -> Result<u64, Malformed> {
        let mut number = 0;
        for shift in (0..=49).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(number);
            }
        }
        Err(Malformed)
    }

    fn client(&mut self) -> Result<u32, Malformed> {
        self.number()?.try_into().map_err(|_| Malformed)
    }

    fn clock(&mut self) -> Result<u32, Malformed> {
        let clock = self.number()?;
        if clock > LAST_CLOCK { Err(Malformed) } else { u32::try_from(clock).map_err(|_| Malformed) }
    }

    fn length(&mut self) -> Result<u32, Malformed> {
        let length = self.clock()?;
        if length == 0 { Err(Malformed) } else { Ok(length) }
    }

    fn id(&mut self) -> Result<(u32, u32), Malformed> {
        Ok((self.client()?, self.clock()?))
    }

    fn text(&mut self) -> Result<&'a str, Malformed> {
        let length = usize::try_from(self.number()?).map_err(|_| Malformed)?;
        std::str::from_utf8(self.take(length)?).map_err(|_| Malformed)
    }

    /// An attribute's value: a scalar, or at the top a short list of them.
    fn value(&mut self, top: bool) -> Result<(), Malformed> {
        const LONGEST: usize = 64;
        match self.byte()? {
            120 | 121 | 126 | 127 => {}
            125 => {
                // A signed number: one more bit in its first byte.
                if self.byte()? >= 0x80 {
                    self.number()?;
                }
            }
            124 => drop(self.take(4)?),
            122 | 123 => drop(self.take(8)?),
            119 if self.text()?.len() <= LONGEST => {}
            117 if top => {
                let count = self.number()?;
                if count > 20 {
                    return Err(Malformed);
                }
                for _ in 0..count {
                    self.value(false)?;
                }
            }
            _ => return Err(Malformed),
        }
        Ok(())
    }
}

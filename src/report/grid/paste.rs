//! What becomes of a pasted block: which value goes where, what is passed over, and what is refused and why.

use super::heading::{Role, headings, is_words};
use super::notation::{Evidence, number};
use super::{Block, COLUMNS, Notation, Place, Range, folded, place_of};
use crate::error::Problem;
use crate::indicator::{Column, Indicator, parse_cell};
use crate::report::same_cell;
use std::collections::HashMap;

/// A row of the form, as the plan needs to know it.
#[derive(Clone, Debug)]
pub struct Line<'a> {
    pub indicator: &'a Indicator,
    /// What stands in each of [`COLUMNS`].
    pub texts: [String; 5],
    /// Cells that cannot be written into.
    pub locked: [bool; 5],
}

/// How the person wants a block to be read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Manner {
    /// In which notation, where the block's own numbers are not to decide.
    pub notation: Option<Notation>,
    /// An empty cell leaves what stands there.
    pub keep_under_blanks: bool,
}

/// How the numbers were read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading {
    pub notation: Notation,
    /// Numbers that mean something else in the other notation, while nothing in the block decides.
    pub open: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    pub reading: Reading,
    /// Row by row; no cell twice.
    pub puts: Vec<Put>,
    pub skipped: Vec<Skip>,
}

/// One value and the cell it goes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Put {
    pub at: Place,
    /// As it was on the clipboard.
    pub source: String,
    /// As it is to stand in the cell.
    pub text: String,
    pub fate: Fate,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    Write,
    /// What stands there is emptied.
    Clear,
    /// It stands there already.
    Same,
    Refused(Refusal),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// As the cell itself would refuse it.
    Problem(Problem),
    /// The value's unit of measure is another.
    Measure(String),
    /// The cell is not written into.
    Locked,
}

/// A part of the block that goes nowhere, as it was on the clipboard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Skip {
    Heading(String),
    /// A row whose indicator the form does not ask for.
    Unknown(String),
    /// A row whose indicator has come before.
    Twice(String),
    /// A column that the form has no place for.
    Column(String),
    /// So many rows below the last of the form.
    Below(usize),
}

impl Plan {
    /// Plans a block that is pasted into a range of a form about a year: at its upper left cell, or repeated over
    /// all of it where it fits so.
    pub fn new(block: &Block, lines: &[Line], into: Range, year: i32, manner: Manner) -> Self {
        let evidence = Evidence::of(block);
        let reading = Reading {
            notation: manner.notation.unwrap_or_else(|| evidence.notation()),
            open: evidence.is_open(),
        };
        let tiled = block.clone().tiled(into.height(), into.width());
        let mut planner =
            Planner { lines, manner, notation: reading.notation, puts: Vec::new(), skipped: Vec::new() };
        planner.spread(&tiled, into.top_left(), year);
        let Planner { mut puts, skipped, .. } = planner;
        puts.sort_by_key(|it| it.at);
        puts.dedup_by_key(|it| it.at);
        Self { reading, puts, skipped }
    }

    /// What is to be written.
    pub fn writes(&self) -> impl Iterator<Item = &Put> {
        self.puts.iter().filter(|it| matches!(it.fate, Fate::Write | Fate::Clear))
    }

    pub fn refused(&self) -> impl Iterator<Item = &Put> {
        self.puts.iter().filter(|it| matches!(it.fate, Fate::Refused(_)))
    }

    pub fn cleared(&self) -> usize {
        self.puts.iter().filter(|it| it.fate == Fate::Clear).count()
    }

    /// Nothing in it needs to be looked at first.
    pub fn is_plain(&self) -> bool {
        self.skipped.is_empty()
            && !self.reading.open
            && self.refused().next().is_none()
            && self.cleared() == 0
    }
}

struct Planner<'a> {
    lines: &'a [Line<'a>],
    manner: Manner,
    notation: Notation,
    puts: Vec<Put>,
    skipped: Vec<Skip>,
}

impl Planner<'_> {
    fn spread(&mut self, block: &Block, at: Place, year: i32) {
        let names = Names::of(self.lines);
        let found = headings(block, year, |it| names.knows(it));
        let height = found.as_ref().map_or(0, |it| it.height);
        let (above, below) = block.rows().split_at(height);
        self.skip_headings(above);
        let named = names.column(below);
        let roles = match found {
            Some(found) => {
                for (column, role) in found.roles.iter().enumerate() {
                    if *role == Role::Aside {
                        self.skip_column(above, column);
                    }
                }
                found.roles
            }
            None => self.roles_by_place(below, at.column, named),
        };
        match named {
            Some(column) => self.by_name(below, &roles, column, &names),
            None => self.by_place(below, &roles, at.row),
        }
    }

    fn skip_headings(&mut self, above: &[Vec<String>]) {
        for row in above {
            let words: Vec<_> = row.iter().map(|it| it.trim()).filter(|it| !it.is_empty()).collect();
            if !words.is_empty() {
                self.skipped.push(Skip::Heading(words.join(" · ")));
            }
        }
    }

    fn skip_column(&mut self, above: &[Vec<String>], column: usize) {
        let heading = above.iter().rev().map(|row| row[column].trim()).find(|it| !it.is_empty());
        if let Some(heading) = heading {
            self.skipped.push(Skip::Column(heading.to_owned()));
        }
    }

    /// Without headings the columns follow one another from the cell that is pasted into; words before the first
    /// figures are what the rows are called.
    fn roles_by_place(&mut self, rows: &[Vec<String>], first: usize, named: Option<usize>) -> Vec<Role> {
        let width = rows.first().map_or(0, Vec::len);
        let wordy = |column: usize| {
            let cells = rows.iter().map(|it| it[column].trim()).filter(|it| !it.is_empty());
            let (words, others): (Vec<_>, Vec<_>) = cells.partition(|it| is_words(it));
            words.len() > others.len()
        };
        let (reason, flag) = (place_of(Column::Reason), place_of(Column::NotApplicable));
        let aside = if first >= flag || width < 2 {
            0
        } else {
            // What the rows are called, their numbers and units of measure stand to the left of the figures.
            let last =
                (0..width).take_while(|it| wordy(*it) || (it + 1 < width && is_counter(rows, *it))).count();
            if last < width { last.max(named.map_or(0, |it| it + 1)) } else { 0 }
        };
        let mut next = first;
        let mut roles = vec![Role::Aside; width];
        for (column, role) in roles.iter_mut().enumerate().skip(aside) {
            if next == flag && !rows.iter().all(|it| is_flag(&it[column])) && wordy(column) {
                next = reason;
            }
            if next < COLUMNS.len() {
                *role = Role::Into(next);
                next += 1;
            } else if let Some(cell) = rows.iter().map(|it| it[column].trim()).find(|it| !it.is_empty()) {
                self.skipped.push(Skip::Column(cell.to_owned()));
            }
        }
        roles
    }

    fn by_place(&mut self, rows: &[Vec<String>], roles: &[Role], first: usize) {
        let mut row = first;
        let mut below = 0;
        for cells in rows {
            if let Some(words) = heading_of(cells, roles).filter(|_| rows.len() > 1) {
                self.skipped.push(Skip::Heading(words));
            } else if row < self.lines.len() {
                self.put_row(cells, roles, row);
                row += 1;
            } else {
                below += 1;
            }
        }
        if below > 0 {
            self.skipped.push(Skip::Below(below));
        }
    }

    fn by_name(&mut self, rows: &[Vec<String>], roles: &[Role], names_in: usize, names: &Names) {
        let mut seen = vec![false; self.lines.len()];
        for cells in rows {
            let takes = |role: &Role| !matches!(role, Role::Into(_));
            let name = cells[names_in].trim();
            let others = cells.iter().zip(roles).filter(|(_, role)| takes(role)).map(|(cell, _)| cell.trim());
            let row = names.find(name, &seen).or_else(|| others.clone().find_map(|it| names.find(it, &seen)));
            match row {
                Some(row) => {
                    seen[row] = true;
                    self.put_row(cells, roles, row);
                }
                None => {
                    let words = others.filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" · ");
                    let empty = cells.iter().zip(roles).all(|(cell, role)| takes(role) || is_blank(cell));
                    if words.is_empty() && empty {
                        continue;
                    }
                    self.skipped.push(if names.find(name, &[]).is_some() {
                        Skip::Twice(words)
                    } else if empty {
                        Skip::Heading(words)
                    } else {
                        Skip::Unknown(words)
                    });
                }
            }
        }
    }

    fn put_row(&mut self, cells: &[String], roles: &[Role], row: usize) {
        for (cell, role) in cells.iter().zip(roles) {
            if let Role::Into(column) = *role {
                self.put(cell, Place::new(row, column));
            }
        }
    }

    fn put(&mut self, source: &str, at: Place) {
        let source = source.trim();
        if source.is_empty() && self.manner.keep_under_blanks {
            return;
        }
        let (actual, flag) = (place_of(Column::Actual), place_of(Column::NotApplicable));
        let line = &self.lines[at.row];
        let applies_not = at.column == actual && is_not_applicable(source);
        let text = if applies_not { Ok(String::new()) } else { self.text(source, at, line.indicator) };
        let gives = at.column == actual && matches!(&text, Ok(text) if !text.is_empty());
        self.settle(source, at, text);
        // A figure and "not applicable" exclude each other.
        if applies_not || gives {
            let word = if applies_not { "true" } else { "" };
            self.settle(source, Place::new(at.row, flag), Ok(word.to_owned()));
        }
    }

    fn settle(&mut self, source: &str, at: Place, text: Result<String, Refusal>) {
        let line = &self.lines[at.row];
        let column = COLUMNS[at.column];
        let held = &line.texts[at.column];
        let (text, fate) = match text {
            Err(refusal) => (source.to_owned(), Fate::Refused(refusal)),
            Ok(text) if same_cell(line.indicator, column, &text, held) => (text, Fate::Same),
            Ok(text) if line.locked[at.column] => (text, Fate::Refused(Refusal::Locked)),
            Ok(text) => {
                let fate = match parse_cell(line.indicator, column, &text) {
                    Err(problem) => Fate::Refused(Refusal::Problem(problem)),
                    Ok(_) if text.is_empty() => Fate::Clear,
                    Ok(_) => Fate::Write,
                };
                (text, fate)
            }
        };
        // The first thing said of a cell holds; a flag that follows from a figure does not undo one that is
        // there on its own.
        if self.puts.iter().rev().take(COLUMNS.len()).any(|it| it.at == at) {
            return;
        }
        self.puts.push(Put { at, source: source.to_owned(), text, fate });
    }

    /// What a cell of the clipboard is to be in a column of the form.
    fn text(&self, source: &str, at: Place, indicator: &Indicator) -> Result<String, Refusal> {
        match COLUMNS[at.column] {
            Column::Reason => {
                let lines = source.split(['\n', '\r', '\t']).map(str::trim).filter(|it| !it.is_empty());
                Ok(lines.collect::<Vec<_>>().join(" "))
            }
            Column::NotApplicable => match flag(source) {
                Some(true) => Ok("true".to_owned()),
                Some(false) => Ok(String::new()),
                None => Err(Refusal::Problem(Problem::Unknown)),
            },
            Column::Target | Column::Actual | Column::Prior => {
                if is_blank(source) || is_not_applicable(source) {
                    return Ok(String::new());
                }
                let Some(written) = number(source) else { return Ok(source.to_owned()) };
                if !is_measure(written.unit, indicator) {
                    return Err(Refusal::Measure(written.unit.to_owned()));
                }
                Ok(written.in_vietnamese(self.notation))
            }
        }
    }
}

/// Whether a unit written beside a figure is the indicator's own. A cell without one is.
fn is_measure(unit: &str, indicator: &Indicator) -> bool {
    if unit.is_empty() {
        return true;
    }
    if unit == "%" || indicator.is_percentage() {
        return unit == "%" && indicator.is_percentage();
    }
    let (unit, measure) = (folded(unit), folded(&indicator.measure));
    unit == measure
        || !unit.is_empty() && measure.split(' ').next() == Some(unit.as_str()) && !is_scale(&unit)
}

/// «triệu» alone is not «triệu đồng»: it may be said of anything.
fn is_scale(unit: &str) -> bool {
    ["nghin", "ngan", "trieu", "ty"].contains(&unit)
}

/// Empty, or one of the signs that stand for nothing.
fn is_blank(text: &str) -> bool {
    matches!(text.trim(), "" | "-" | "–" | "—" | "−" | "…" | "..." | "--" | "-   " | "#N/A")
}

fn is_not_applicable(text: &str) -> bool {
    matches!(folded(text).as_str(), "x" | "kad" | "k a" | "n a" | "na" | "khong ap dung" | "not applicable")
        && text.trim() != "#N/A"
}

/// What a cell says of a thing that may not apply; nothing when it says something else.
fn flag(text: &str) -> Option<bool> {
    match folded(text).as_str() {
        "khong" | "no" | "false" | "0" => Some(false),
        "co" | "yes" | "true" | "1" | "on" => Some(true),
        _ if is_blank(text) => Some(false),
        _ => is_not_applicable(text).then_some(true),
    }
}

fn is_flag(text: &str) -> bool {
    flag(text).is_some()
}

/// A row of words alone: «I. Giáo dục», repeated headings.
fn heading_of(cells: &[String], roles: &[Role]) -> Option<String> {
    let filled = || cells.iter().map(|it| it.trim()).filter(|it| !it.is_empty());
    let takes_reason =
        roles.iter().all(|it| !matches!(it, Role::Into(place) if *place != place_of(Column::Reason)));
    let is_heading = !takes_reason
        && filled().next().is_some()
        && filled().all(|it| is_words(it) && !is_flag(it))
        // A reason alone is what a row without a figure has to say.
        && !cells.iter().zip(roles).any(|(cell, role)| {
            *role == Role::Into(place_of(Column::Reason)) && !cell.trim().is_empty()
        });
    is_heading.then(|| filled().collect::<Vec<_>>().join(" · "))
}

/// 1, 2, 3 … down a column.
fn is_counter(rows: &[Vec<String>], column: usize) -> bool {
    let mut cells = rows.iter().map(|it| it[column].trim()).filter(|it| !it.is_empty()).peekable();
    let any = cells.peek().is_some();
    if !(1..).zip(cells).all(|(next, cell)| cell.parse() == Ok(next)) {
        return false;
    }
    // 1 and 2 may be figures; a counter is told by what stands beside it.
    any && rows.first().is_some_and(|row| row.get(column + 1).is_some_and(|it| is_words(it)))
}

/// The indicators of a form by code and name.
struct Names(HashMap<String, Vec<usize>>);

impl Names {
    fn of(lines: &[Line]) -> Self {
        let mut names: HashMap<String, Vec<usize>> = HashMap::new();
        for (row, line) in lines.iter().enumerate() {
            let indicator = line.indicator;
            for name in [&indicator.code, &indicator.name_vi, &indicator.name_en] {
                let name = folded(name);
                let rows = names.entry(name.clone()).or_default();
                if !name.is_empty() && !rows.contains(&row) {
                    rows.push(row);
                }
            }
        }
        names.remove("");
        Self(names)
    }

    fn knows(&self, text: &str) -> bool {
        self.find(text, &[]).is_some()
    }

    /// The row that a text names, of those not `seen` yet.
    fn find(&self, text: &str, seen: &[bool]) -> Option<usize> {
        if !text.contains(char::is_alphabetic) {
            return None;
        }
        let own = folded(text);
        // «1. Số học sinh», «GD11 - Số học sinh», «Số học sinh (em)».
        let counted = own.trim_start_matches(|it: char| it.is_ascii_digit()).trim_start();
        let bare = text.rfind('(').map(|at| folded(&text[..at]));
        let code = own.split(' ').next();
        let tries = [Some(own.as_str()), Some(counted), bare.as_deref(), code];
        tries.into_iter().flatten().filter(|it| !it.is_empty()).find_map(|it| {
            self.0.get(it)?.iter().copied().find(|row| !seen.get(*row).copied().unwrap_or_default())
        })
    }

    /// The column that names the rows: most of those with anything in them are found by it.
    fn column(&self, rows: &[Vec<String>]) -> Option<usize> {
        let width = rows.first().map_or(0, Vec::len);
        let hits = |column: usize| rows.iter().filter(|row| self.knows(&row[column])).count();
        let best = (0..width).max_by_key(|column| (hits(*column), std::cmp::Reverse(*column)))?;
        let filled = rows
            .iter()
            .filter(|row| row.iter().enumerate().any(|(at, it)| at != best && number(it).is_some()));
        let filled = filled.count();
        (hits(best) > 0 && width > 1 && hits(best) * 2 >= filled).then_some(best)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::indicator::Aggregation;
    use crate::number::Number;
    use crate::report::cell::tests::pupils;
    use crate::text::Lang;
    use proptest::prelude::*;

    fn indicators() -> Vec<Indicator> {
        let named = |code: &str, name: &str, measure: &str| {
            let rate = measure == "%";
            Indicator {
                code: code.into(),
                name_vi: name.into(),
                measure: measure.into(),
                decimals: u32::from(rate),
                aggregation: if rate { Aggregation::Ratio } else { Aggregation::Sum },
                ..pupils()
            }
        };
        vec![
            named("GD11", "Số học sinh đạt giải", "em"),
            named("GD12", "Số trường đạt chuẩn", "trường"),
            named("YT03", "Tỷ lệ trẻ em được tiêm chủng", "%"),
            named("VH01", "Số lượt khách tham quan", "lượt người"),
        ]
    }

    fn lines(indicators: &[Indicator]) -> Vec<Line<'_>> {
        indicators
            .iter()
            .map(|indicator| Line { indicator, texts: Default::default(), locked: [false; 5] })
            .collect()
    }

    fn plan_with(text: &str, at: (usize, usize), manner: Manner) -> Plan {
        let indicators = indicators();
        let place = Place::new(at.0, at.1);
        Plan::new(&Block::read(text).unwrap(), &lines(&indicators), Range::one(place), 2016, manner)
    }

    fn plan(text: &str, at: (usize, usize)) -> Plan {
        plan_with(text, at, Manner::default())
    }

    fn written(plan: &Plan) -> Vec<(usize, usize, &str)> {
        plan.writes().map(|it| (it.at.row, it.at.column, it.text.as_str())).collect()
    }

    #[test]
    fn figures_go_where_they_are_pasted() {
        let plan = plan("6\t5\r\n3\t2\r\n", (1, 0));
        assert_eq!(written(&plan), [(1, 0, "6"), (1, 1, "5"), (2, 0, "3"), (2, 1, "2")]);
        assert!(plan.is_plain());
    }

    #[test]
    fn a_table_with_headings_finds_its_rows_and_columns() {
        let text = "BIỂU 1\t\t\t\t\t\n\
                    Mã\tChỉ tiêu\tNăm 2016\t\tCùng kỳ\tLý do\n\
                    \t\tKế hoạch\tThực hiện\t\t\n\
                    I. Văn hóa\t\t\t\t\t\n\
                    VH01\tSố lượt khách\t8.000\t7.500 lượt người\t6.000\t\n\
                    II. Y tế, giáo dục\t\t\t\t\t\n\
                    YT03\tTiêm chủng\t98,5%\tKAD\t-\tChưa đến đợt\n\
                    GD99\tKhông có ở đây\t1\t2\t3\t\n";
        let plan = plan(text, (0, 1));
        assert_eq!(
            written(&plan),
            [
                (2, 0, "98,5"),
                (2, 3, "true"),
                (2, 4, "Chưa đến đợt"),
                (3, 0, "8.000"),
                (3, 1, "7.500"),
                (3, 2, "6.000"),
            ]
        );
        assert_eq!(plan.refused().count(), 0);
        let headings = plan.skipped.iter().filter(|it| matches!(it, Skip::Heading(_))).count();
        assert_eq!(headings, 5);
        assert!(plan.skipped.contains(&Skip::Unknown("GD99 · Không có ở đây".into())), "{:?}", plan.skipped);
    }

    #[test]
    fn rows_are_known_by_their_names_without_headings() {
        let text = "1\tSố trường đạt chuẩn\ttrường\t3\t2\n2\tSố học sinh đạt giải (em)\tem\t6\t5\n";
        assert_eq!(written(&plan(text, (0, 0))), [(0, 0, "6"), (0, 1, "5"), (1, 0, "3"), (1, 1, "2")]);
    }

    #[test]
    fn one_notation_holds_for_the_whole_block() {
        let english = plan("1,234\n2,000,000", (0, 1));
        assert_eq!(written(&english), [(0, 1, "1234"), (1, 1, "2000000")]);
        let open = plan("1,234\n2", (0, 1));
        assert!(open.reading.open);
        assert_eq!(open.refused().count(), 1);
        let manner = Manner { notation: Some(Notation::English), ..Manner::default() };
        assert_eq!(written(&plan_with("1,234\n2", (0, 1), manner)), [(0, 1, "1234"), (1, 1, "2")]);
    }

    #[test]
    fn what_a_cell_would_refuse_is_refused_before() {
        let plan = plan("12a\n-3\n101\n7.500 em", (0, 1));
        let reasons: Vec<_> = plan.refused().map(|it| it.fate.clone()).collect();
        let problem = |it| Fate::Refused(Refusal::Problem(it));
        assert_eq!(
            reasons,
            [
                problem(Problem::NotANumber),
                problem(Problem::Negative),
                problem(Problem::Above("100%".into())),
                Fate::Refused(Refusal::Measure("em".into())),
            ]
        );
    }

    #[test]
    fn words_between_figures_are_passed_over() {
        let plan = plan("Giáo dục\t\n4\t1\nY tế\t\n5\t2", (0, 0));
        assert_eq!(written(&plan), [(0, 0, "4"), (0, 1, "1"), (1, 0, "5"), (1, 1, "2")]);
        assert_eq!(plan.skipped.len(), 2);
    }

    #[test]
    fn nothing_is_written_below_the_form_and_beside_it() {
        let plan = plan("1\t2\t3\tx\tlý do\tthừa\n4\t5\t6\t\t\t\n7\t\t\t\t\t", (2, 0));
        assert!(plan.puts.iter().all(|it| it.at.row < 4 && it.at.column < 5));
        assert!(
            plan.skipped.contains(&Skip::Below(1)) && plan.skipped.contains(&Skip::Column("thừa".into()))
        );
    }

    #[test]
    fn empty_cells_empty_unless_they_are_to_leave_it() {
        let indicators = indicators();
        let mut lines = lines(&indicators);
        lines[0].texts[1] = "7".into();
        lines[1].texts[3] = "true".into();
        let block = Block::read("\n5").unwrap();
        let at = Range::one(Place::new(0, 1));
        let plan = Plan::new(&block, &lines, at, 2016, Manner::default());
        assert_eq!(written(&plan), [(0, 1, ""), (1, 1, "5"), (1, 3, "")]);
        assert_eq!(plan.cleared(), 2);
        let manner = Manner { keep_under_blanks: true, ..Manner::default() };
        let plan = Plan::new(&block, &lines, at, 2016, manner);
        assert_eq!(written(&plan), [(1, 1, "5"), (1, 3, "")]);
    }

    #[test]
    fn one_value_fills_what_is_selected() {
        let indicators = indicators();
        let into = Range { from: Place::new(0, 1), to: Place::new(1, 2) };
        let plan = Plan::new(&Block::read("4").unwrap(), &lines(&indicators), into, 2016, Manner::default());
        assert_eq!(plan.writes().count(), 4);
    }

    #[test]
    fn last_years_report_is_not_pasted_over() {
        let indicators = indicators();
        let mut lines = lines(&indicators);
        lines[0].texts[2] = "3".into();
        lines[0].locked[2] = true;
        lines[1].locked[2] = true;
        let block = Block::read("3\n9").unwrap();
        let plan = Plan::new(&block, &lines, Range::one(Place::new(0, 2)), 2016, Manner::default());
        assert_eq!(plan.puts[0].fate, Fate::Same);
        assert_eq!(plan.puts[1].fate, Fate::Refused(Refusal::Locked));
    }

    /// What a form may hold: figures of each kind, reasons, or nothing.
    fn any_texts() -> impl Strategy<Value = [String; 5]> {
        let count = || {
            prop_oneof![
                Just(String::new()),
                (0_i64..9_999_999).prop_map(|it| Number::from(it).show(Lang::Vi))
            ]
        };
        (count(), count(), count(), any::<bool>(), "(|[a-zđêơ]{3,9} [a-zà ]{2,12}[a-z])").prop_map(
            |(target, actual, prior, flag, reason)| {
                let flag = flag && actual.is_empty();
                [target, actual, prior, if flag { "true".into() } else { String::new() }, reason]
            },
        )
    }

    proptest! {
        #[test]
        fn a_copied_block_pasted_where_it_was_changes_nothing(
            texts in prop::collection::vec(any_texts(), 2..9),
            from in (0_usize..9, 0_usize..5), to in (0_usize..9, 0_usize..5),
        ) {
            let indicator = Indicator { decimals: 0, ..pupils() };
            let lines: Vec<_> = texts
                .iter()
                .map(|texts| Line { indicator: &indicator, texts: texts.clone(), locked: [false; 5] })
                .collect();
            let place = |it: (usize, usize)| Place::new(it.0 % texts.len(), it.1);
            let range = Range { from: place(from), to: place(to) };
            let copied = Block::copied(range, |place| texts[place.row][place.column].clone());
            let block = Block::read(&copied.text()).unwrap();
            let plan = Plan::new(&block, &lines, Range::one(range.top_left()), 2016, Manner::default());
            let changed: Vec<_> = plan.puts.iter().filter(|it| it.fate != Fate::Same).collect();
            prop_assert!(changed.is_empty(), "{:?} of {:?}", changed, block);
        }

        #[test]
        fn nothing_is_written_outside_the_form(
            rows in prop::collection::vec(
                prop::collection::vec("(|-|x|[0-9]{1,4}|[0-9],[0-9]{3}|Kế hoạch|Thực hiện|GD11|YT03|I. Giáo dục|12a|5%)", 1..8),
                1..12,
            ),
            at in (0_usize..4, 0_usize..5),
        ) {
            let indicators = indicators();
            let lines = lines(&indicators);
            let plan = Plan::new(
                &Block::new(rows), &lines, Range::one(Place::new(at.0, at.1)), 2016, Manner::default(),
            );
            let mut seen = std::collections::HashSet::new();
            for put in &plan.puts {
                prop_assert!(put.at.row < lines.len() && put.at.column < COLUMNS.len());
                prop_assert!(seen.insert(put.at), "{:?} twice", put.at);
                if matches!(put.fate, Fate::Write | Fate::Clear) {
                    let read = parse_cell(lines[put.at.row].indicator, COLUMNS[put.at.column], &put.text);
                    prop_assert!(read.is_ok());
                }
            }
        }
    }
}

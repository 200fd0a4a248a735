//! The form: its columns, how a heading is recognised, and what a figure puts into a row.

use crate::indicator::{Column, Figure, Indicator};
use crate::report::{Given, GridRow, cell_text};
use crate::search::folded;
use crate::server::sheet::{Raw, RawSheet};
use std::collections::{BTreeMap, HashMap};

/// A column of the form, in order (rules R9; a ratio's two numbers stand behind).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Heading {
    Number,
    Code,
    Name,
    Measure,
    Target,
    Actual,
    Prior,
    AgainstTarget,
    AgainstPrior,
    NotApplicable,
    Reason,
    Part,
    Whole,
    /// Only in a sheet of refused rows.
    Refusal,
}

/// The columns whose texts a hidden sheet keeps as they were taken out, in its order.
pub const COLUMNS: [Column; 5] =
    [Column::NotApplicable, Column::Target, Column::Actual, Column::Prior, Column::Reason];

impl Heading {
    pub const ALL: [Self; 14] = [
        Self::Number,
        Self::Code,
        Self::Name,
        Self::Measure,
        Self::Target,
        Self::Actual,
        Self::Prior,
        Self::AgainstTarget,
        Self::AgainstPrior,
        Self::NotApplicable,
        Self::Reason,
        Self::Part,
        Self::Whole,
        Self::Refusal,
    ];

    /// As the form writes it, in Vietnamese whoever asks: the same form goes through many hands.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Number => "TT",
            Self::Code => "Mã",
            Self::Name => "Chỉ tiêu",
            Self::Measure => "Đơn vị tính",
            Self::Target => "Kế hoạch",
            Self::Actual => "Thực hiện",
            Self::Prior => "Cùng kỳ năm trước",
            Self::AgainstTarget => "So kế hoạch %",
            Self::AgainstPrior => "So cùng kỳ %",
            Self::NotApplicable => "Không áp dụng (x)",
            Self::Reason => "Lý do khi thiếu",
            Self::Part => "Tử số",
            Self::Whole => "Mẫu số",
            Self::Refusal => "Lý do từ chối",
        }
    }

    /// Width in characters of the form's type.
    pub const fn width(self) -> f64 {
        match self {
            Self::Number => 6.0,
            Self::Code => 9.0,
            Self::Name => 48.0,
            Self::Measure => 14.0,
            Self::Target | Self::Actual | Self::Prior => 14.0,
            Self::AgainstTarget | Self::AgainstPrior => 11.0,
            Self::NotApplicable => 10.0,
            Self::Reason => 34.0,
            Self::Part | Self::Whole => 12.0,
            Self::Refusal => 46.0,
        }
    }

    /// The column of the grid it is about.
    pub const fn column(self) -> Option<Column> {
        match self {
            Self::Target => Some(Column::Target),
            Self::Actual | Self::Part | Self::Whole => Some(Column::Actual),
            Self::Prior => Some(Column::Prior),
            Self::NotApplicable => Some(Column::NotApplicable),
            Self::Reason => Some(Column::Reason),
            _ => None,
        }
    }

    /// By its words, in either language, with or without marks.
    fn of(text: &str) -> Option<Self> {
        let words = folded(text);
        let heading = match words.as_str() {
            "tt" | "stt" => Self::Number,
            "ma" | "ma so" | "ma chi tieu" | "code" => Self::Code,
            "chi tieu" | "ten chi tieu" | "indicator" => Self::Name,
            "don vi tinh" | "dvt" | "unit" => Self::Measure,
            "ke hoach" | "ke hoach nam" | "ke hoach nam nay" | "kh" | "target" | "year s target" => {
                Self::Target
            }
            "thuc hien" | "thuc hien trong ky" | "th" | "actual" => Self::Actual,
            "cung ky nam truoc" | "cung ky" | "nam truoc" | "same period last year" => Self::Prior,
            "so ke hoach" | "dat ke hoach" | "of target" => Self::AgainstTarget,
            "so cung ky" | "so nam truoc" => Self::AgainstPrior,
            "khong ap dung x" | "khong ap dung" | "not applicable" => Self::NotApplicable,
            "ly do khi thieu" | "ly do thieu" | "ly do" | "why it is missing" => Self::Reason,
            "tu so" | "numerator" => Self::Part,
            "mau so" | "denominator" => Self::Whole,
            "ly do tu choi" => Self::Refusal,
            _ => return None,
        };
        Some(heading)
    }
}

/// One row of the form before it is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FormRow {
    pub code: String,
    pub name: String,
    pub measure: String,
    pub decimals: u32,
    /// Last year's figure is not typed again.
    pub prior_is_kept: bool,
    /// Target, actual, prior, not applicable, reason, numerator, denominator.
    pub given: [Given; 7],
    /// Why it came back.
    pub refusal: Option<String>,
}

impl FormRow {
    pub fn of(row: &GridRow, t: crate::text::Lang) -> Self {
        let figure = &row.figure;
        let number = |it| Option::map_or(it, Given::Empty, Given::Number);
        let (part, whole) = figure.ratio.unzip();
        let mark = cell_text(figure, Column::NotApplicable);
        Self {
            given: [
                number(figure.target),
                number(figure.value),
                number(figure.prior),
                if mark.is_empty() { Given::Empty } else { Given::Text("x".to_owned()) },
                figure.reason.clone().map_or(Given::Empty, Given::Text),
                number(part),
                number(whole),
            ],
            ..Self::bare(&row.indicator, figure.prior_is_kept, t)
        }
    }

    pub fn bare(indicator: &Indicator, prior_is_kept: bool, t: crate::text::Lang) -> Self {
        Self {
            code: indicator.code.clone(),
            name: indicator.name(t).to_owned(),
            measure: indicator.measure.clone(),
            decimals: indicator.decimals,
            prior_is_kept,
            ..Self::default()
        }
    }
}

/// A row as it stands in a report, to be told from what was typed into a sheet since.
pub fn base(figure: &Figure) -> [String; 5] {
    COLUMNS.map(|column| cell_text(figure, column))
}

/// A row of a sheet that names a code.
#[derive(Clone, Debug)]
pub struct RawRow {
    /// From 0.
    pub line: u32,
    pub code: String,
    pub cells: HashMap<Heading, Raw>,
}

/// The rows under a sheet's headings, and the columns there are.
pub struct Table {
    pub headings: Vec<Heading>,
    pub rows: Vec<RawRow>,
}

/// How far down headings are looked for.
const DEEPEST_HEADING: u32 = 50;

/// Finds the headings and reads what stands under them. Rows without a code, such as merged titles and sectors, are
/// passed over.
pub fn table(sheet: &RawSheet) -> Option<Table> {
    let mut lines: BTreeMap<u32, Vec<(u32, &Raw)>> = BTreeMap::new();
    for (&(line, column), raw) in &sheet.cells {
        lines.entry(line).or_default().push((column, raw));
    }
    let named = |line: u32| -> HashMap<u32, Heading> {
        let cells = lines.get(&line).map(Vec::as_slice).unwrap_or_default();
        let heading = |(column, raw): &(u32, &Raw)| match raw {
            Raw::Text(text) => Some((*column, Heading::of(text)?)),
            _ => None,
        };
        cells.iter().filter_map(heading).collect()
    };
    let (line, mut columns) =
        lines.keys().copied().take_while(|it| *it < DEEPEST_HEADING).find_map(|line| {
            let columns = named(line);
            // The second line of headings under merged ones says what is not yet known.
            let mut both = named(line + 1);
            both.extend(columns);
            let has = |wanted| both.values().any(|it| *it == wanted);
            let fits = has(Heading::Code) && (has(Heading::Actual) || has(Heading::Target));
            fits.then_some((line, both))
        })?;
    // A heading that stands twice is taken from its first column.
    let mut taken: HashMap<Heading, u32> = HashMap::new();
    for (column, heading) in &columns {
        let first = taken.entry(*heading).or_insert(*column);
        *first = (*first).min(*column);
    }
    columns.retain(|column, heading| taken.get(heading) == Some(column));

    let mut rows = Vec::new();
    for (below, cells) in lines.range(line + 1..) {
        let cells: HashMap<Heading, Raw> =
            cells.iter().filter_map(|(column, raw)| Some((*columns.get(column)?, (*raw).clone()))).collect();
        let Some(Raw::Text(code)) = cells.get(&Heading::Code) else { continue };
        let code = code.trim().to_owned();
        if code.is_empty() || Heading::of(&code) == Some(Heading::Code) {
            continue;
        }
        rows.push(RawRow { line: *below, code, cells });
    }
    let mut headings: Vec<_> = columns.into_values().collect();
    headings.sort_unstable();
    Some(Table { headings, rows })
}

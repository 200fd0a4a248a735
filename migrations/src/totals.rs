//! How the database keeps the totals of figures, for as long as nobody stops it: bulk loading does, and has
//! them made anew afterwards.
//!
//! The same statements serve both databases; SQLite has them in its triggers, PostgreSQL in functions that the
//! triggers call. Every effect on `tally` is one addition, so the order in which triggers fire does not matter.

use sea_orm_migration::sea_orm::DbBackend;

/// What is added up. A sum of values is kept in two, billions and the rest, so that it cannot overflow however
/// many figures of the largest size there are.
pub const SUMS: [&str; 15] = [
    "figures",
    "outside",
    "valued",
    "not_applicable",
    "with_parts",
    "value_high",
    "value_low",
    "part_high",
    "part_low",
    "whole_high",
    "whole_low",
    "priors",
    "prior_high",
    "prior_low",
    "samples",
];

const PUBLISHED: &str = "('accepted', 'consolidated')";

/// Of the published figures of one unit, period and indicator, the one that says something before one that does
/// not, then the one that was written last.
pub const WINNERS: &str = "\
CREATE VIEW figure_winner AS \
SELECT f.id, f.unit_id, f.period_id, f.indicator_id \
FROM figure f JOIN report r ON r.id = f.report_id \
WHERE r.state IN ('accepted', 'consolidated') AND NOT EXISTS ( \
  SELECT 1 FROM figure g JOIN report q ON q.id = g.report_id \
  WHERE g.unit_id = f.unit_id AND g.period_id = f.period_id AND g.indicator_id = f.indicator_id \
  AND (CASE WHEN g.state = 'missing' THEN 0 ELSE 1 END, g.updated_at, g.id) \
    > (CASE WHEN f.state = 'missing' THEN 0 ELSE 1 END, f.updated_at, f.id) AND q.state IN ('accepted', 'consolidated'))";

/// Tables that decide which figures make up which totals.
const ORGANISATION: [&str; 8] =
    ["unit", "unit_parent", "unit_function", "unit_succession", "sector", "bloc", "period", "indicator"];

/// Columns whose change changes what a figure adds.
const CONTENT: &str =
    "report_id, indicator_id, unit_id, period_id, state, value, numerator, denominator, prior, sample";
/// Columns whose change may make another figure the one that counts.
const RANK: &str = "report_id, indicator_id, unit_id, period_id, state, updated_at";

/// Adds a row of figures (`NEW` or `OLD`) to the totals it is in, or takes it out.
fn add(row: &str, sign: &str) -> String {
    let valued = format!("{row}.state = 'value' AND {row}.value IS NOT NULL");
    let parts = format!("{valued} AND {row}.numerator IS NOT NULL AND {row}.denominator IS NOT NULL");
    let prior = format!("{row}.state <> 'not_applicable' AND {row}.prior IS NOT NULL");
    let count = |when: &str| format!("CASE WHEN {when} THEN {sign}1 ELSE 0 END");
    let high = |when: &str, of: &str| {
        format!("CASE WHEN {when} THEN {sign}1 * ({row}.{of} / 1000000000) ELSE 0 END")
    };
    let low = |when: &str, of: &str| {
        format!("CASE WHEN {when} THEN {sign}1 * ({row}.{of} % 1000000000) ELSE 0 END")
    };
    let answers = format!(
        "EXISTS (SELECT 1 FROM indicator i JOIN unit_function o ON o.sector_id = i.sector_id \
         WHERE i.id = {row}.indicator_id AND o.unit_id = {row}.unit_id AND o.valid_from <= p.cut_off \
         AND (o.valid_to IS NULL OR o.valid_to > p.cut_off))"
    );
    let amounts = [
        format!("{sign}1"),
        format!("CASE WHEN {answers} THEN 0 ELSE {sign}1 END"),
        count(&valued),
        count(&format!("{row}.state = 'not_applicable'")),
        count(&parts),
        high(&valued, "value"),
        low(&valued, "value"),
        high(&parts, "numerator"),
        low(&parts, "numerator"),
        high(&parts, "denominator"),
        low(&parts, "denominator"),
        count(&prior),
        high(&prior, "prior"),
        low(&prior, "prior"),
        count(&format!("{row}.sample")),
    ];
    let sums = SUMS.map(|it| format!("{it} = tally.{it} + excluded.{it}")).join(", ");
    format!(
        "INSERT INTO tally (period_id, unit_id, indicator_id, {}) \
         SELECT {row}.period_id, w.above_id, {row}.indicator_id, {} \
         FROM period p JOIN unit_within w ON w.unit_id = {row}.unit_id \
         AND w.valid_from <= p.cut_off AND (w.valid_to IS NULL OR w.valid_to > p.cut_off) \
         WHERE p.id = {row}.period_id ORDER BY w.above_id \
         ON CONFLICT (period_id, unit_id, indicator_id) DO UPDATE SET {sums}; \
         DELETE FROM tally_period WHERE period_id = {row}.period_id AND EXISTS ( \
           SELECT 1 FROM org_revision r JOIN tally_state s ON s.id = 1 WHERE r.id = 1 AND r.number <> s.org_number);",
        SUMS.join(", "),
        amounts.join(", "),
    )
}

/// Finds anew which figures of a unit and period count; `which` narrows them to an indicator.
fn recount(row: &str, which: &str) -> String {
    let here = format!("unit_id = {row}.unit_id AND period_id = {row}.period_id {which}");
    let winners = format!("(SELECT w.id FROM figure_winner w WHERE w.{})", here.replace(" AND ", " AND w."));
    format!(
        "UPDATE figure SET counted = FALSE WHERE {here} AND counted AND id NOT IN {winners}; \
         UPDATE figure SET counted = TRUE WHERE {here} AND NOT counted AND id IN {winners};"
    )
}

fn published(report: &str) -> String {
    format!("EXISTS (SELECT 1 FROM report WHERE id = {report} AND state IN {PUBLISHED})")
}

/// One trigger: its name, what sets it off, when, and what it does.
struct Watch {
    name: &'static str,
    event: String,
    /// Without a subquery: PostgreSQL allows none here.
    when: String,
    /// A condition that may ask the database.
    and_if: String,
    body: String,
    /// The row whose period others must not count in meanwhile.
    row: &'static str,
}

fn figures() -> Vec<Watch> {
    let of_indicator = |row: &str| recount(row, &format!("AND indicator_id = {row}.indicator_id"));
    let watch = |name, event: &str, when: &str, and_if: String, body, row| Watch {
        name,
        event: event.to_owned(),
        when: when.to_owned(),
        and_if,
        body,
        row,
    };
    let always = || "TRUE".to_owned();
    let content = format!("UPDATE OF counted, {CONTENT} ON figure");
    let rank = format!("UPDATE OF {RANK} ON figure");
    vec![
        watch("figure_put_in", "INSERT ON figure", "NEW.counted", always(), add("NEW", ""), "NEW"),
        watch("figure_taken_out", "DELETE ON figure", "OLD.counted", always(), add("OLD", "-"), "OLD"),
        watch("figure_was", &content, "OLD.counted", always(), add("OLD", "-"), "OLD"),
        watch("figure_is", &content, "NEW.counted", always(), add("NEW", ""), "NEW"),
        watch(
            "figure_ranks_in",
            "INSERT ON figure",
            "TRUE",
            published("NEW.report_id"),
            of_indicator("NEW"),
            "NEW",
        ),
        watch("figure_ranks_out", "DELETE ON figure", "OLD.counted", always(), of_indicator("OLD"), "OLD"),
        watch(
            "figure_ranks",
            &rank,
            "TRUE",
            format!("(OLD.counted OR {})", published("NEW.report_id")),
            of_indicator("NEW"),
            "NEW",
        ),
        watch("figure_ranked", &rank, "OLD.counted", always(), of_indicator("OLD"), "OLD"),
        watch(
            "report_published",
            "UPDATE OF state ON report",
            &format!("(OLD.state IN {PUBLISHED}) <> (NEW.state IN {PUBLISHED})"),
            always(),
            recount("NEW", ""),
            "NEW",
        ),
    ]
}

/// What makes the database count figures in and out.
pub fn watch_figures(backend: DbBackend) -> Vec<String> {
    let mut statements = Vec::new();
    for Watch { name, event, when, and_if, body, row } in figures() {
        if backend == DbBackend::Postgres {
            // Two that count in one period at a time would each miss what the other has not committed.
            statements.push(format!(
                "CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF {and_if} THEN \
                 PERFORM pg_advisory_xact_lock({LOCK}, hashtext({row}.period_id::text)); {body} \
                 END IF; RETURN NULL; END $$"
            ));
            statements.push(format!(
                "CREATE TRIGGER {name} AFTER {event} FOR EACH ROW WHEN ({when}) EXECUTE FUNCTION {name}()"
            ));
        } else {
            statements.push(format!(
                "CREATE TRIGGER {name} AFTER {event} FOR EACH ROW WHEN ({when}) AND {and_if} BEGIN {body} END"
            ));
        }
    }
    statements
}

/// What stops that.
pub fn leave_figures(backend: DbBackend) -> Vec<String> {
    let mut statements = Vec::new();
    for Watch { name, event, .. } in figures() {
        let table = event.rsplit(' ').next().unwrap_or_default();
        statements.push(drop_trigger(name, table, backend));
        if backend == DbBackend::Postgres {
            statements.push(format!("DROP FUNCTION {name}()"));
        }
    }
    statements
}

fn drop_trigger(name: &str, table: &str, backend: DbBackend) -> String {
    match backend {
        DbBackend::Postgres => format!("DROP TRIGGER {name} ON {table}"),
        _ => format!("DROP TRIGGER {name}"),
    }
}

/// The first number of the lock under which figures of a period are counted; the second is the period's.
pub const LOCK: i32 = 2016;

/// What makes the database count the writes of each indicator's targets for a year.
pub fn watch_targets(backend: DbBackend) -> Vec<String> {
    let count = |from: &str| {
        format!(
            "INSERT INTO target_change (indicator_id, year, number) {from} \
             ON CONFLICT (indicator_id, year) DO UPDATE SET number = target_change.number + 1;"
        )
    };
    if backend != DbBackend::Postgres {
        let of = |row: &str| count(&format!("VALUES ({row}.indicator_id, {row}.year, 1)"));
        return TARGETS
            .into_iter()
            .map(|(name, event, tables)| {
                let rows = tables.iter().map(|it| of(if *it == "fresh" { "NEW" } else { "OLD" }));
                let body: String = rows.collect();
                format!("CREATE TRIGGER {name} AFTER {event} ON target FOR EACH ROW BEGIN {body} END")
            })
            .collect();
    }
    // Who writes several targets in one transaction would wait in a circle with another who does; so they go
    // one after the other from their first.
    let function = |name: &str, body: &str| {
        format!(
            "CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} RETURN NULL; END $$"
        )
    };
    let hold = format!("PERFORM pg_advisory_xact_lock({}, 0);", LOCK + 1);
    let mut statements = vec![
        function("target_hold", &hold),
        "CREATE TRIGGER target_hold BEFORE INSERT OR UPDATE OR DELETE ON target \
         FOR EACH STATEMENT EXECUTE FUNCTION target_hold()"
            .to_owned(),
    ];
    for (name, event, tables) in TARGETS {
        let rows = tables
            .iter()
            .map(|it| format!("SELECT indicator_id, year FROM {it}"))
            .collect::<Vec<_>>()
            .join(" UNION ");
        let from = format!(
            "SELECT it.indicator_id, it.year, 1 FROM (SELECT DISTINCT * FROM ({rows}) AS written) it"
        );
        statements.push(function(name, &count(&from)));
        let tables: Vec<_> = tables
            .iter()
            .map(|it| if *it == "fresh" { "NEW TABLE AS fresh" } else { "OLD TABLE AS stale" })
            .collect();
        statements.push(format!(
            "CREATE TRIGGER {name} AFTER {event} ON target REFERENCING {} \
             FOR EACH STATEMENT EXECUTE FUNCTION {name}()",
            tables.join(" ")
        ));
    }
    statements
}

/// What stops that.
pub fn leave_targets(backend: DbBackend) -> Vec<String> {
    let mut names: Vec<_> = TARGETS.iter().map(|it| it.0).collect();
    if backend == DbBackend::Postgres {
        names.push("target_hold");
    }
    let mut statements = Vec::new();
    for name in names {
        statements.push(drop_trigger(name, "target", backend));
        if backend == DbBackend::Postgres {
            statements.push(format!("DROP FUNCTION {name}()"));
        }
    }
    statements
}

/// Triggers by the rows that they look at.
const TARGETS: [(&str, &str, &[&str]); 3] = [
    ("target_put_in", "INSERT", &["fresh"]),
    ("target_changed", "UPDATE", &["fresh", "stale"]),
    ("target_taken_out", "DELETE", &["stale"]),
];

const EVENTS: [&str; 3] = ["INSERT", "UPDATE", "DELETE"];
const COUNT_UP: &str = "UPDATE org_revision SET number = number + 1;";

fn counters(tables: &'static [&'static str]) -> impl Iterator<Item = (String, &'static str, &'static str)> {
    tables.iter().flat_map(|table| {
        EVENTS
            .into_iter()
            .map(move |event| (format!("{table}_{}_counts", event.to_lowercase()), event, *table))
    })
}

/// What makes the database tell when the organisation changes.
pub fn watch_organisation(backend: DbBackend) -> Vec<String> {
    let mut statements = Vec::new();
    if backend == DbBackend::Postgres {
        statements.push(format!(
            "CREATE FUNCTION org_changed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {COUNT_UP} \
             RETURN NULL; END $$"
        ));
    }
    statements.extend(watch(&ORGANISATION, backend));
    statements
}

fn watch(tables: &'static [&'static str], backend: DbBackend) -> impl Iterator<Item = String> {
    counters(tables).map(move |(name, event, table)| match backend {
        DbBackend::Postgres => format!(
            "CREATE TRIGGER {name} AFTER {event} ON {table} FOR EACH STATEMENT EXECUTE FUNCTION org_changed()"
        ),
        _ => format!("CREATE TRIGGER {name} AFTER {event} ON {table} FOR EACH ROW BEGIN {COUNT_UP} END"),
    })
}

/// What stops that.
pub fn leave_organisation(backend: DbBackend) -> Vec<String> {
    let mut statements: Vec<_> = leave(&ORGANISATION, backend).collect();
    if backend == DbBackend::Postgres {
        statements.push("DROP FUNCTION org_changed()".to_owned());
    }
    statements
}

fn leave(tables: &'static [&'static str], backend: DbBackend) -> impl Iterator<Item = String> {
    counters(tables).map(move |(name, _, table)| drop_trigger(&name, table, backend))
}

/// A new definition changes what is measured, as its indicator does.
const DEFINITIONS: [&str; 1] = ["indicator_version"];

/// As [`watch_organisation`], for definitions.
pub fn watch_definitions(backend: DbBackend) -> Vec<String> {
    watch(&DEFINITIONS, backend).collect()
}

pub fn leave_definitions(backend: DbBackend) -> Vec<String> {
    leave(&DEFINITIONS, backend).collect()
}

/// What reports are asked for, which a program holds in memory too.
const OUTLINES: [&str; 2] = ["outline_section", "outline_indicator"];

/// As [`watch_organisation`], for outlines.
pub fn watch_outlines(backend: DbBackend) -> Vec<String> {
    watch(&OUTLINES, backend).collect()
}

pub fn leave_outlines(backend: DbBackend) -> Vec<String> {
    leave(&OUTLINES, backend).collect()
}

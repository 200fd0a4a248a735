//! What becomes of a file's rows. They are judged together: a row may refer to another.

use super::store::Entry;
use super::table::{FileRow, Table};
use crate::error::{FieldErrors, Problem};
use crate::indicator::{EntryChange, Field, IndicatorDraft, IndicatorInput, Known, RefusedEntry, changes};
use crate::text::Lang;
use std::collections::HashSet;

#[derive(Debug, Default)]
pub struct Judged {
    pub rows: u32,
    pub unchanged: u32,
    pub changes: Vec<EntryChange>,
    pub refused: Vec<RefusedEntry>,
}

/// One that may be written, as far as it goes by itself.
struct Candidate {
    line: u32,
    seen: i32,
    input: IndicatorInput,
    draft: IndicatorDraft,
}

/// Reads a table against what is kept. Columns that it has are taken as they are; of a new indicator the others
/// are those that a form begins with (`blank`).
pub fn judge(table: &Table, kept: &[Entry], known: Known, blank: &IndicatorInput, t: Lang) -> Judged {
    let mut judged = Judged { rows: table.rows.len() as u32, ..Judged::default() };
    let (mut candidates, mut seen) = (Vec::new(), HashSet::new());
    for row in &table.rows {
        let own = entry(kept, row.input.get(Field::Code));
        let input = whole(row, &table.fields, own, blank);
        let refuse = |problems| RefusedEntry { line: row.line, input: input.clone(), problems };
        if !row.broken.is_empty() {
            let told = || Problem::Told(t.catalogue_broken_cell().to_owned());
            judged.refused.push(refuse(row.broken.iter().map(|it| (Some(*it), told())).collect()));
        } else if !row.input.get(Field::Code).is_empty()
            && !seen.insert(row.input.get(Field::Code).to_owned())
        {
            judged.refused.push(refuse(vec![(None, Problem::Told(t.catalogue_twice().to_owned()))]));
        } else {
            match input.parse() {
                Err(errors) => judged.refused.push(refuse(told(errors))),
                Ok(draft) if own.is_some_and(|it| it.draft == draft) => judged.unchanged += 1,
                Ok(draft) => {
                    let seen = own.map_or(0, |it| it.version);
                    candidates.push(Candidate { line: row.line, seen, input, draft });
                }
            }
        }
    }
    let drafts: Vec<_> = candidates.iter().map(|it| it.draft.clone()).collect();
    let verdicts = together(&drafts, kept, known);
    for (candidate, verdict) in candidates.into_iter().zip(verdicts) {
        let Candidate { line, seen, input, draft } = candidate;
        match verdict {
            Ok(()) => {
                let before = entry(kept, &draft.code).map(|it| IndicatorInput::of(&it.draft));
                let after = IndicatorInput::of(&draft);
                judged.changes.push(EntryChange {
                    changes: changes(&before.unwrap_or_default(), &after),
                    code: draft.code,
                    name: draft.name_vi,
                    seen,
                    input: after,
                });
            }
            Err(errors) => judged.refused.push(RefusedEntry { line, input, problems: told(errors) }),
        }
    }
    judged.refused.sort_by_key(|it| it.line);
    judged
}

/// Judges definitions that are written at once, as if all that stand were. One that falls may take others with it
/// that refer to it.
pub fn together(drafts: &[IndicatorDraft], kept: &[Entry], mut known: Known) -> Vec<Result<(), FieldErrors>> {
    let mut verdicts: Vec<Result<(), FieldErrors>> = drafts.iter().map(|_| Ok(())).collect();
    for draft in drafts {
        known.put(draft);
    }
    loop {
        let standing =
            drafts.iter().enumerate().filter(|(place, _)| matches!(verdicts.get(*place), Some(Ok(()))));
        let fallen: Vec<(usize, FieldErrors)> = standing
            .map(|(place, draft)| (place, known.check(draft)))
            .filter(|(_, errors)| !errors.0.is_empty())
            .collect();
        if fallen.is_empty() {
            return verdicts;
        }
        for (place, errors) in fallen {
            if let Some(draft) = drafts.get(place) {
                match entry(kept, &draft.code) {
                    Some(entry) => known.put(&entry.draft),
                    None => known.remove(&draft.code),
                }
            }
            if let Some(verdict) = verdicts.get_mut(place) {
                *verdict = Err(errors);
            }
        }
    }
}

pub fn entry<'a>(kept: &'a [Entry], code: &str) -> Option<&'a Entry> {
    kept.iter().find(|it| it.draft.code == code)
}

fn whole(row: &FileRow, fields: &[Field], own: Option<&Entry>, blank: &IndicatorInput) -> IndicatorInput {
    let mut input = own.map_or_else(|| blank.clone(), |it| IndicatorInput::of(&it.draft));
    for field in fields {
        input.set(*field, row.input.get(*field));
    }
    input
}

fn told(errors: FieldErrors) -> Vec<(Option<Field>, Problem)> {
    errors.0.into_iter().map(|(field, problem)| (field.parse().ok(), problem)).collect()
}

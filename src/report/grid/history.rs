//! What was done to the cells, to be undone and done again.

use super::Place;

/// A cell's text before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    pub at: Place,
    pub before: String,
    pub after: String,
}

/// Steps backwards and forwards. A paste is one step; so is everything typed into a cell on one visit to it.
#[derive(Clone, Debug, Default)]
pub struct History {
    done: Vec<Vec<Edit>>,
    undone: Vec<Vec<Edit>>,
    /// The last step is what is being typed.
    open: bool,
}

/// What a step back or forward writes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Turned {
    pub puts: Vec<(Place, String)>,
    /// Cells that hold something else by now, another's writing, and keep it.
    pub left: usize,
}

impl History {
    /// The most steps that are remembered.
    const MOST: usize = 200;

    /// Notes typing. Later typing into the same cell belongs to the same step until [`History::rest`].
    pub fn typed(&mut self, at: Place, before: String, after: String) {
        self.undone.clear();
        if self.open
            && let Some([last]) = self.done.last_mut().map(Vec::as_mut_slice)
            && last.at == at
        {
            last.after = after;
            return;
        }
        self.push(vec![Edit { at, before, after }]);
        self.open = true;
    }

    /// Ends the step that is being typed; one that came back to what it was is forgotten.
    pub fn rest(&mut self) {
        if std::mem::take(&mut self.open) && self.done.last().is_some_and(|it| it.iter().all(Edit::is_idle)) {
            self.done.pop();
        }
    }

    /// Notes several cells written at once.
    pub fn did(&mut self, mut edits: Vec<Edit>) {
        self.rest();
        edits.retain(|it| !it.is_idle());
        if !edits.is_empty() {
            self.undone.clear();
            self.push(edits);
        }
    }

    fn push(&mut self, step: Vec<Edit>) {
        self.open = false;
        if self.done.len() == Self::MOST {
            self.done.remove(0);
        }
        self.done.push(step);
    }

    /// Takes the last step back. `holds` tells whether a cell still holds a text, in whatever form it is
    /// written.
    pub fn undo(&mut self, holds: impl Fn(Place, &str) -> bool) -> Option<Turned> {
        self.rest();
        let mut step = self.done.pop()?;
        let turned = turn(&mut step, |it| (&it.after, &it.before), holds);
        if !step.is_empty() {
            self.undone.push(step);
        }
        Some(turned)
    }

    /// Does again what was taken back.
    pub fn redo(&mut self, holds: impl Fn(Place, &str) -> bool) -> Option<Turned> {
        self.rest();
        let mut step = self.undone.pop()?;
        let turned = turn(&mut step, |it| (&it.before, &it.after), holds);
        if !step.is_empty() {
            self.push(step);
        }
        Some(turned)
    }
}

impl Edit {
    fn is_idle(&self) -> bool {
        self.before == self.after
    }
}

/// From and to what each edit of a step is turned; those that another wrote over leave the step.
fn turn(
    step: &mut Vec<Edit>,
    ends: impl Fn(&Edit) -> (&String, &String),
    holds: impl Fn(Place, &str) -> bool,
) -> Turned {
    let all = step.len();
    step.retain(|it| holds(it.at, ends(it).0));
    let puts = step.iter().map(|it| (it.at, ends(it).1.clone())).collect();
    Turned { puts, left: all - step.len() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    type Sheet = BTreeMap<Place, String>;

    fn at(sheet: &Sheet, place: Place) -> &str {
        sheet.get(&place).map_or("", String::as_str)
    }

    fn put(sheet: &mut Sheet, turned: Turned) {
        sheet.extend(turned.puts);
        sheet.retain(|_, it| !it.is_empty());
    }

    const HERE: Place = Place::new(1, 1);
    const THERE: Place = Place::new(2, 1);

    #[test]
    fn typing_in_one_cell_is_one_step() {
        let mut history = History::default();
        history.typed(HERE, String::new(), "1".into());
        history.typed(HERE, "1".into(), "12".into());
        history.rest();
        history.typed(THERE, String::new(), "7".into());
        let turned = history.undo(|_, text| text == "7").unwrap();
        assert_eq!(turned.puts, [(THERE, String::new())]);
        let turned = history.undo(|_, text| text == "12").unwrap();
        assert_eq!(turned.puts, [(HERE, String::new())]);
        assert_eq!(history.redo(|_, text| text.is_empty()).unwrap().puts, [(HERE, "12".to_owned())]);
    }

    #[test]
    fn what_came_back_to_itself_is_no_step() {
        let mut history = History::default();
        history.typed(HERE, "5".into(), "56".into());
        history.typed(HERE, "56".into(), "5".into());
        assert_eq!(history.undo(|_, _| true), None);
    }

    #[test]
    fn anothers_writing_is_left_alone() {
        let mut history = History::default();
        let edit = |at, after: &str| Edit { at, before: String::new(), after: after.to_owned() };
        history.did(vec![edit(HERE, "1"), edit(THERE, "2")]);
        let turned = history.undo(|place, _| place == HERE).unwrap();
        assert_eq!((turned.puts, turned.left), (vec![(HERE, String::new())], 1));
        let again = history.redo(|_, _| true).unwrap();
        assert_eq!(again.puts, [(HERE, "1".to_owned())]);
    }

    #[test]
    fn a_new_step_ends_what_was_undone() {
        let mut history = History::default();
        history.typed(HERE, String::new(), "1".into());
        history.undo(|_, _| true);
        history.typed(THERE, String::new(), "2".into());
        assert_eq!(history.redo(|_, _| true), None);
    }

    proptest! {
        #[test]
        fn all_the_way_back_and_forth_is_where_one_was(
            steps in prop::collection::vec(
                prop::collection::btree_map((0_usize..4, 0_usize..3), "[0-9]{0,2}", 1..5),
                1..20,
            ),
        ) {
            let (mut sheet, mut history) = (Sheet::new(), History::default());
            for step in steps {
                let mut edits = Vec::new();
                for ((row, column), text) in step {
                    let place = Place::new(row, column);
                    edits.push(Edit { at: place, before: at(&sheet, place).into(), after: text.clone() });
                    sheet.insert(place, text);
                }
                sheet.retain(|_, it| !it.is_empty());
                history.did(edits);
            }
            let end = sheet.clone();
            while let Some(turned) = history.undo(|place, text| at(&sheet, place) == text) {
                prop_assert_eq!(turned.left, 0);
                put(&mut sheet, turned);
            }
            prop_assert_eq!(&sheet, &Sheet::new());
            while let Some(turned) = history.redo(|place, text| at(&sheet, place) == text) {
                put(&mut sheet, turned);
            }
            prop_assert_eq!(sheet, end);
        }
    }
}

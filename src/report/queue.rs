//! What was typed and is not yet known to be kept. Nothing leaves it until the server has answered, so that
//! neither a lost answer nor a closed tab loses a keystroke.

use serde::{Deserialize, Serialize};

/// One thing being edited. `V` is what is typed, `B` what the writer saw before typing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pending<K, V, B> {
    pub key: K,
    pub value: V,
    pub base: B,
    /// Sent without an answer so far: the server may hold any of them.
    pub sent: Vec<V>,
    /// The one on its way now.
    #[serde(skip, default = "nothing")]
    pub flying: Option<V>,
    /// Refused, or in conflict: waits for the writer, not for the server.
    #[serde(skip)]
    pub held: bool,
}

const fn nothing<V>() -> Option<V> {
    None
}

/// The edits of one form, at most one for each thing.
#[derive(Clone, Debug)]
pub struct Queue<K, V, B>(Vec<Pending<K, V, B>>);

impl<K, V, B> Default for Queue<K, V, B> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<K: Copy + PartialEq, V: Clone + PartialEq, B> Queue<K, V, B> {
    pub fn get(&self, key: K) -> Option<&Pending<K, V, B>> {
        self.0.iter().find(|it| it.key == key)
    }

    fn get_mut(&mut self, key: K) -> Option<&mut Pending<K, V, B>> {
        self.0.iter_mut().find(|it| it.key == key)
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// How many wait for the writer.
    pub fn held(&self) -> usize {
        self.0.iter().filter(|it| it.held).count()
    }

    /// Takes back in what an earlier visit left behind.
    pub fn restore(&mut self, left: Pending<K, V, B>) {
        self.drop(left.key);
        self.0.push(left);
    }

    /// Notes what is typed. Later typing into the same thing replaces what has not been sent; the base stays
    /// what was seen before the first of it.
    pub fn put(&mut self, key: K, value: V, base: B) {
        match self.get_mut(key) {
            Some(pending) => {
                pending.value = value;
                pending.held = false;
            }
            None => self.0.push(Pending { key, value, base, sent: Vec::new(), flying: None, held: false }),
        }
    }

    /// Keeps what is typed from being sent until it is typed anew: it can only be refused.
    pub fn hold(&mut self, key: K) {
        if let Some(pending) = self.get_mut(key) {
            pending.held = true;
        }
    }

    /// Forgets an edit, acknowledged or given up.
    pub fn drop(&mut self, key: K) {
        self.0.retain(|it| it.key != key);
    }

    /// What can go now.
    pub fn ready(&self) -> impl Iterator<Item = &Pending<K, V, B>> {
        self.0.iter().filter(|it| !it.held && it.flying.is_none())
    }

    /// What can go, marked as on its way; the earliest of it, and no more than so many.
    pub fn take(&mut self, most: usize) -> Vec<Pending<K, V, B>>
    where
        B: Clone,
    {
        let ready = self.0.iter_mut().filter(|it| !it.held && it.flying.is_none()).take(most);
        ready
            .map(|it| {
                let leaving = it.clone();
                if !it.sent.contains(&it.value) {
                    it.sent.push(it.value.clone());
                }
                it.flying = Some(it.value.clone());
                leaving
            })
            .collect()
    }

    /// The server keeps what was on its way, which is now what any later typing started from. Returns whether
    /// nothing newer was typed meanwhile.
    pub fn saved(&mut self, key: K, base: B) -> bool {
        let Some(pending) = self.get_mut(key) else { return true };
        let settled = pending.flying.as_ref() == Some(&pending.value);
        if settled {
            self.drop(key);
        } else {
            pending.base = base;
            pending.sent.clear();
            pending.flying = None;
        }
        settled
    }

    /// The server refused what was on its way, or found another's writing in its place. Returns whether it is
    /// still what stands there.
    pub fn refused(&mut self, key: K) -> bool {
        let Some(pending) = self.get_mut(key) else { return false };
        let stands = pending.flying.as_ref() == Some(&pending.value);
        pending.sent.pop();
        pending.flying = None;
        pending.held = stands;
        stands
    }

    /// No answer came. What was on its way may or may not have arrived.
    pub fn failed(&mut self) {
        for pending in &mut self.0 {
            pending.flying = None;
        }
    }

    /// The writer insists, having seen what stands there now.
    pub fn insist(&mut self, key: K, seen: B) {
        if let Some(pending) = self.get_mut(key) {
            pending.base = seen;
            pending.sent.clear();
            pending.held = false;
        }
    }

    /// Whether something can go now.
    pub fn is_ready(&self) -> bool {
        self.ready().next().is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Cells = Queue<u8, &'static str, &'static str>;

    fn typed(text: &'static str) -> Cells {
        let mut queue = Cells::default();
        queue.put(1, text, "");
        queue
    }

    #[test]
    fn typing_into_one_cell_is_one_edit() {
        let mut queue = typed("1");
        queue.put(1, "12", "whatever");
        queue.put(2, "7", "");
        let taken = queue.take(9);
        assert_eq!(taken.iter().map(|it| (it.value, it.base)).collect::<Vec<_>>(), [("12", ""), ("7", "")]);
        assert!(!queue.is_ready() && queue.take(9).is_empty());
    }

    #[test]
    fn an_edit_leaves_only_when_it_is_answered() {
        let mut queue = typed("1");
        queue.take(9);
        assert_eq!(queue.len(), 1);
        assert!(queue.saved(1, "1"));
        assert_eq!(queue.len(), 0);
    }

    #[test]
    fn what_is_typed_while_the_last_is_on_its_way_is_sent_after_it() {
        let mut queue = typed("1");
        queue.take(9);
        queue.put(1, "12", "");
        assert!(!queue.saved(1, "1"));
        let again = queue.take(9);
        assert_eq!((again[0].value, again[0].base, again[0].sent.len()), ("12", "1", 0));
    }

    #[test]
    fn a_lost_answer_is_told_with_the_next_attempt() {
        let mut queue = typed("1");
        queue.take(9);
        queue.failed();
        queue.put(1, "12", "");
        let again = queue.take(9);
        assert_eq!((again[0].value, again[0].base, again[0].sent.as_slice()), ("12", "", ["1"].as_slice()));
    }

    #[test]
    fn a_refused_edit_waits_for_the_writer() {
        let mut queue = typed("1");
        queue.take(9);
        assert!(queue.refused(1));
        assert_eq!((queue.len(), queue.held(), queue.is_ready()), (1, 1, false));
        queue.put(1, "2", "");
        assert!(queue.is_ready());
    }

    #[test]
    fn whoever_insists_has_seen_the_other_value() {
        let mut queue = typed("1");
        queue.take(9);
        queue.refused(1);
        queue.insist(1, "9");
        assert_eq!(queue.take(9)[0].base, "9");
    }

    #[test]
    fn what_an_earlier_visit_left_survives_as_it_was_typed() {
        let mut before: Queue<u8, String, String> = Queue::default();
        before.put(1, "12a".into(), "4".into());
        before.take(9);
        let kept = serde_json::to_string(before.get(1).unwrap()).unwrap();
        let mut after: Queue<u8, String, String> = Queue::default();
        after.restore(serde_json::from_str(&kept).unwrap());
        let taken = after.take(9);
        assert_eq!(
            (taken[0].value.as_str(), taken[0].sent.as_slice()),
            ("12a", ["12a".to_owned()].as_slice())
        );
    }
}

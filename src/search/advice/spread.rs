//! How common a column's values are.

/// Values that are equally common.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Class {
    /// In how many items each of them is.
    pub(super) count: f64,
    /// How many values these are.
    pub(super) values: f64,
}

/// A column's values in classes, the commonest first.
#[derive(Debug, Clone, Default)]
pub(super) struct Spread {
    classes: Vec<Class>,
    /// How many items have a value.
    pub(super) items: f64,
    /// How many different values there are.
    pub(super) values: f64,
}

impl Spread {
    /// The spread of values that are in so many items each.
    pub(super) fn of(counts: impl IntoIterator<Item = u64>) -> Spread {
        let mut counts: Vec<u64> = counts.into_iter().filter(|count| *count > 0).collect();
        counts.sort_unstable();
        let classes = counts.chunk_by(PartialEq::eq).rev();
        let classes = classes.filter_map(|equal| Some((*equal.first()?, equal.len())));
        Spread::new(
            classes.map(|(count, values)| Class { count: count as f64, values: values as f64 }).collect(),
        )
    }

    fn new(classes: Vec<Class>) -> Spread {
        let items = classes.iter().map(|class| class.count * class.values).sum();
        let values = classes.iter().map(|class| class.values).sum();
        Spread { classes, items, values }
    }

    /// The spread in a table that has `items` of them, where this is that of a sample.
    ///
    /// Values that the sample has missed are estimated as Chao does it (1984): of `f1` values that were seen once and `f2`
    /// that were seen twice, `f1 (f1 - 1) / (2 (f2 + 1))` more were not seen. They share the items of those that were seen
    /// once, since of all items about `f1 / n` have a value that the sample lacks (Good and Turing). There are never
    /// more values than these items.
    pub(super) fn in_table_of(&self, items: f64) -> Spread {
        let scale = items / self.items;
        if !(scale.is_finite() && scale > 1.0) {
            return self.clone();
        }
        let seen = |times: f64| {
            self.classes.iter().find(|class| class.count == times).map_or(0.0, |class| class.values)
        };
        let (once, twice) = (seen(1.0), seen(2.0));
        let missed = once * (once - 1.0).max(0.0) / (2.0 * (twice + 1.0));
        let rare = (once + missed).min(once * scale).round();
        let classes = self.classes.iter().map(|class| match class.count == 1.0 {
            true => Class { count: once * scale / rare, values: rare },
            false => Class { count: class.count * scale, values: class.values },
        });
        Spread::new(classes.collect())
    }

    /// The classes, the commonest first.
    pub(super) fn classes(&self) -> &[Class] {
        &self.classes
    }

    /// In how many items the commonest value is.
    pub(super) fn commonest(&self) -> f64 {
        self.classes.first().map_or(0.0, |class| class.count)
    }
}

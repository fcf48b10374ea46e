//! Many entries of an encryption context in little memory.
//!
//! A header can hold tens of thousands of entries of a few bytes each, and whoever can write the table decides how
//! many. In an allocation each, they would take many times the memory that they take in the header.

use std::cmp::Ordering;

/// Names and values that follow each other in one text, by ascending names. [`Packing`] makes it.
///
/// Each of its places is in its text: otherwise a search or an iteration would end early and pass for a whole one.
#[derive(Debug)]
pub(super) struct Packed {
    text: String,
    places: Vec<Place>,
}

/// A [`Packed`] that is being put together.
pub(super) struct Packing(Packed);

/// Where a name begins, and how long it and the value after it are.
#[derive(Debug, Clone, Copy)]
struct Place {
    start: u32,
    name: u32,
    value: u32,
}

impl Packing {
    /// With capacity for this many entries and bytes.
    pub(super) fn with_capacity(entries: usize, bytes: usize) -> Self {
        Packing(Packed { text: String::with_capacity(bytes), places: Vec::with_capacity(entries) })
    }

    /// Appends an entry, whose name comes after all others; `None` if the result would exceed 4 GiB.
    pub(super) fn push(&mut self, name: &str, value: &str) -> Option<()> {
        let place = Place {
            start: u32::try_from(self.0.text.len()).ok()?,
            name: u32::try_from(name.len()).ok()?,
            value: u32::try_from(value.len()).ok()?,
        };
        self.0.text.push_str(name);
        self.0.text.push_str(value);
        self.0.places.push(place);
        Some(())
    }

    /// All entries; `None` if a place is not in the text.
    pub(super) fn finish(self) -> Option<Packed> {
        let Packing(packed) = self;
        let is_whole = (0..packed.len()).all(|index| packed.get(index).is_some());
        is_whole.then_some(packed)
    }
}

impl Packed {
    /// The entries of both, in order; of two with the same name, that of `first`. `None` if the result would exceed 4 GiB.
    pub(super) fn merged<'a>(
        first: impl Iterator<Item = (&'a str, &'a str)> + Clone,
        second: impl Iterator<Item = (&'a str, &'a str)> + Clone,
    ) -> Option<Self> {
        let both = first.clone().chain(second.clone());
        let (count, bytes) =
            both.fold((0, 0), |(count, bytes), (name, value)| (count + 1, bytes + name.len() + value.len()));
        let mut merged = Packing::with_capacity(count, bytes);
        let (mut first, mut second) = (first.peekable(), second.peekable());
        loop {
            let order = match (first.peek(), second.peek()) {
                (Some((left, _)), Some((right, _))) => left.cmp(right),
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (None, None) => return merged.finish(),
            };
            let second_one = if order == Ordering::Less { None } else { second.next() };
            let first_one = if order == Ordering::Greater { None } else { first.next() };
            let (name, value) = first_one.or(second_one)?;
            merged.push(name, value)?;
        }
    }

    /// How many entries there are.
    pub(super) fn len(&self) -> usize {
        self.places.len()
    }

    /// The entry at `index`.
    pub(super) fn get(&self, index: usize) -> Option<(&str, &str)> {
        let place = self.places.get(index)?;
        let (start, name, value) = (place.start as usize, place.name as usize, place.value as usize);
        let (name, rest) = self.text.get(start..)?.split_at_checked(name)?;
        Some((name, rest.get(..value)?))
    }

    /// Where the entry of this name is, or would be.
    pub(super) fn find(&self, name: &str) -> Result<usize, usize> {
        self.places.binary_search_by(|place| {
            let (start, end) = (place.start as usize, place.start as usize + place.name as usize);
            // Every place is in the text.
            self.text.get(start..end).cmp(&Some(name))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIRST: [(&str, &str); 3] = [("a", "1"), ("c", ""), ("é", "x")];
    const SECOND: [(&str, &str); 4] = [("a", "other"), ("b", "2"), ("c", ""), ("z", "9")];

    fn all(packed: &Packed) -> Vec<(&str, &str)> {
        (0..packed.len()).map(|index| packed.get(index).unwrap()).collect()
    }

    #[test]
    fn entries_are_found_by_place_and_by_name() {
        let packed = Packed::merged(FIRST.into_iter(), [].into_iter()).unwrap();
        assert_eq!(all(&packed), FIRST);
        assert_eq!(packed.get(3), None);
        assert_eq!(FIRST.map(|(name, _)| packed.find(name)), [Ok(0), Ok(1), Ok(2)]);
        assert_eq!(["", "b", "d", "ê"].map(|name| packed.find(name)), [Err(0), Err(1), Err(2), Err(3)]);
    }

    #[test]
    fn a_place_outside_of_the_text_is_found_before_anything_is_read() {
        let packing = || {
            let mut packing = Packing::with_capacity(0, 0);
            FIRST.into_iter().for_each(|(name, value)| packing.push(name, value).unwrap());
            packing
        };
        assert_eq!(all(&packing().finish().unwrap()), FIRST);
        let damages: [fn(&mut Place); 4] = [
            |place| place.start += 1,
            |place| place.start = u32::MAX,
            // In the middle of a character.
            |place| place.name -= 1,
            |place| place.value += 1,
        ];
        for damage in damages {
            let mut packing = packing();
            damage(packing.0.places.last_mut().unwrap());
            assert!(packing.finish().is_none());
        }
    }

    #[test]
    fn merged_entries_are_in_order_and_the_first_ones_stay() {
        let packed = Packed::merged(FIRST.into_iter(), SECOND.into_iter()).unwrap();
        assert_eq!(all(&packed), [("a", "1"), ("b", "2"), ("c", ""), ("z", "9"), ("é", "x")]);
        let packed = Packed::merged(SECOND.into_iter(), FIRST.into_iter()).unwrap();
        assert_eq!(all(&packed), [("a", "other"), ("b", "2"), ("c", ""), ("z", "9"), ("é", "x")]);
    }
}

//! What somebody may have meant.

/// The longest name that is compared with others.
const LONGEST: usize = 64;

/// The closest of `known` to `name`, if one is close.
pub(super) fn closest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted: Vec<char> = plain(name).take(LONGEST + 1).collect();
    if wanted.is_empty() || wanted.len() > LONGEST {
        return None;
    }
    let near = |candidate: &'a str| {
        let letters: Vec<char> = plain(candidate).take(LONGEST + 1).collect();
        let distance = distance(&wanted, &letters);
        (distance <= wanted.len().max(letters.len()).div_ceil(3)).then_some((distance, candidate))
    };
    known.into_iter().filter_map(near).min_by_key(|(distance, _)| *distance).map(|(_, candidate)| candidate)
}

/// A name without what is written in different ways: case, and what stands between words.
fn plain(name: &str) -> impl Iterator<Item = char> {
    name.chars().filter(|c| !matches!(c, '-' | '_' | ' ' | '.')).map(|c| c.to_ascii_lowercase())
}

/// How many letters have to be put in, left out or replaced.
fn distance(left: &[char], right: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (number, letter) in left.iter().enumerate() {
        let mut diagonal = number;
        let mut before = number + 1;
        if let Some(first) = row.first_mut() {
            *first = before;
        }
        for (other, cell) in right.iter().zip(row.iter_mut().skip(1)) {
            let above = *cell;
            *cell = (diagonal + usize::from(letter != other)).min(above + 1).min(before + 1);
            (diagonal, before) = (above, *cell);
        }
    }
    row.last().copied().unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_are_those_of_letters() {
        let of = |left: &str, right: &str| {
            distance(&left.chars().collect::<Vec<_>>(), &right.chars().collect::<Vec<_>>())
        };
        assert_eq!((of("", ""), of("abc", ""), of("", "abc"), of("abc", "abc")), (0, 3, 3, 0));
        assert_eq!((of("kitten", "sitting"), of("sign", "sing"), of("encrypt", "encrpt")), (3, 2, 1));
    }

    #[test]
    fn only_what_is_close_is_meant() {
        let known = ["encrypt", "sign", "sort_key", "partition_key"];
        for (name, meant) in [
            ("encrpt", Some("encrypt")),
            ("sortKey", Some("sort_key")),
            ("partition-key", Some("partition_key")),
            ("signs", Some("sign")),
            ("colour", None),
            ("", None),
        ] {
            assert_eq!(closest(name, known), meant, "{name}");
        }
        assert_eq!(closest(&"e".repeat(1 << 20), known), None);
    }
}

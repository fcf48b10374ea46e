//! Sealing and opening items: all suites, several shapes, and how far from the primitives alone that is.
//!
//! After criterion's figures comes a table in which item and floor were run in turns, and what two threads do.

#![allow(missing_docs, clippy::expect_used, reason = "a benchmark that cannot go on should stop")]

mod support;

fn main() {
    use support::{cases::*, floor::*, paired::*};
    for (name, suite) in SUITES {
        for shape in SHAPES {
            let encryptor = shape.encryptor(suite);
            let mut floor = Floor::of(shape, suite);
            let plain = shape.item();
            let stored = encrypt(&encryptor, plain.clone());
            let f = floor.fastest();
            let fl = std::cell::RefCell::new(&mut floor);
            let [a, b, c, d] = in_turns(
                Effort::FULL,
                [
                    &mut || timed(plain.clone(), |item| encrypt(&encryptor, item)),
                    &mut || fl.borrow_mut().time_seal(),
                    &mut || timed(stored.clone(), |item| decrypt(&encryptor, item)),
                    &mut || fl.borrow_mut().time_open(),
                ],
            );
            println!(
                "{name} {:15} {:>9} {:>9} {:.3}   {:>9} {:>9} {:.3}  {f:?}",
                shape.name,
                readable(median(&a)),
                readable(median(&b)),
                ratio(&a, &b),
                readable(median(&c)),
                readable(median(&d)),
                ratio(&c, &d)
            );
        }
    }
}

//! What two threads do together, against one.

use std::sync::Barrier;
use std::thread;
use std::time::Instant;

use dynamodb_item_encryptor::ItemEncryptor;

use super::cases::{self, Shape};
use super::paired::{Effort, median, without_processor};

/// Items each second.
#[derive(Debug, Clone, Copy)]
pub struct Scaling {
    pub one: f64,
    pub two: f64,
    /// How many times as much two threads did: the median over the rounds.
    pub ratio: f64,
    /// The same with the time left out in which a thread could have run and had no processor, because something
    /// else had it. Where the system does not tell that time, it is the same figure.
    pub ratio_when_running: f64,
}

/// What a thread did.
struct Work {
    items: f64,
    seconds: f64,
    /// Seconds without a processor.
    waited: f64,
}

/// Encrypts and decrypts items of `shape` with one thread and with two, in turns. All use the same encryptor.
pub fn scaling(encryptor: &ItemEncryptor, shape: Shape, effort: Effort) -> Scaling {
    let plain = shape.item();
    // Long enough that starting threads does not count.
    let turn = effort.turn * 100;
    let work = |barrier: &Barrier| {
        barrier.wait();
        let (start, waited) = (Instant::now(), without_processor());
        let mut items = 0.0;
        while items == 0.0 || start.elapsed() < turn {
            let stored = cases::encrypt(encryptor, plain.clone());
            std::hint::black_box(cases::decrypt(encryptor, stored));
            items += 1.0;
        }
        let waited = without_processor().saturating_sub(waited);
        Work { items, seconds: start.elapsed().as_secs_f64(), waited: waited.as_secs_f64() }
    };
    let together = |threads: usize| -> Vec<Work> {
        let barrier = Barrier::new(threads);
        thread::scope(|scope| {
            let threads: Vec<_> = (0..threads).map(|_| scope.spawn(|| work(&barrier))).collect();
            threads.into_iter().map(|thread| thread.join().expect("no panic")).collect()
        })
    };
    let rate = |work: &[Work]| work.iter().map(|work| work.items / work.seconds).sum::<f64>();
    let running = |work: &[Work]| {
        work.iter().map(|work| work.items / (work.seconds - work.waited).max(1e-9)).sum::<f64>()
    };
    let [mut one, mut two, mut ratio, mut ratio_when_running] = [const { Vec::new() }; 4];
    for _ in 0..effort.rounds.div_ceil(4) {
        let (alone, both) = (together(1), together(2));
        one.push(rate(&alone));
        two.push(rate(&both));
        ratio.push(rate(&both) / rate(&alone));
        ratio_when_running.push(running(&both) / running(&alone));
    }
    Scaling {
        one: median(&one),
        two: median(&two),
        ratio: median(&ratio),
        ratio_when_running: median(&ratio_when_running),
    }
}

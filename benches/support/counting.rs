//! An allocator that counts what a call takes.

#![allow(unsafe_code, reason = "an allocator cannot be written without it")]

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

/// The system's allocator, which is asked no less and no more, with a count of what it is asked.
struct Counting;

static ALLOCATIONS: AtomicUsize = AtomicUsize::new(0);
/// Bytes that are in use.
static LIVE: AtomicUsize = AtomicUsize::new(0);
/// The most bytes that were in use at a time.
static PEAK: AtomicUsize = AtomicUsize::new(0);

impl Counting {
    fn count(bytes: usize) {
        ALLOCATIONS.fetch_add(1, Relaxed);
        let live = LIVE.fetch_add(bytes, Relaxed) + bytes;
        PEAK.fetch_max(live, Relaxed);
    }
}

// SAFETY: every call goes to the system's allocator as it came, and so does its answer.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        Self::count(layout.size());
        // SAFETY: the caller keeps what this asks for.
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        Self::count(layout.size());
        // SAFETY: as above.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        // Both may be in use while the bytes are moved.
        Self::count(size);
        LIVE.fetch_sub(layout.size(), Relaxed);
        // SAFETY: as above.
        unsafe { System.realloc(pointer, layout, size) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        LIVE.fetch_sub(layout.size(), Relaxed);
        // SAFETY: as above.
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static COUNTING: Counting = Counting;

/// What a call took.
pub(crate) struct Cost {
    /// How many times memory was asked for.
    pub(crate) allocations: usize,
    /// The most bytes in use during the call, less those in use before it.
    pub(crate) peak: usize,
}

/// What `work` takes. Nothing else may run in the process at the time.
pub(crate) fn cost<I, O>(input: I, work: impl FnOnce(I) -> O) -> Cost {
    let (before, allocations) = (LIVE.load(Relaxed), ALLOCATIONS.load(Relaxed));
    PEAK.store(before, Relaxed);
    let output = std::hint::black_box(work(input));
    let cost = Cost {
        allocations: ALLOCATIONS.load(Relaxed) - allocations,
        peak: PEAK.load(Relaxed).saturating_sub(before),
    };
    drop(output);
    cost
}

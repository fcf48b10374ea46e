//! The memory that a thread gives back, as it is then.
//!
//! Memory that was freed must not be read, so an allocator of its own keeps a copy of every block. It needs `unsafe`, as every
//! allocator does; the crate itself forbids it. It zeroes what it hands out, so that all memory it reads was written once. What
//! aws-lc takes, which is written in C, does not come from it.

#![allow(unsafe_code, reason = "an allocator cannot be written without it")]

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::{Cell, UnsafeCell};
use std::ptr;
use std::sync::atomic::{AtomicUsize, Ordering};

/// The most bytes that one case can give back.
const MOST: usize = 64 << 20;

/// What was given back.
struct Copies(UnsafeCell<[u8; MOST]>);

// SAFETY: each part is written by one thread alone, which has reserved it, and read after that thread has said so.
unsafe impl Sync for Copies {}

static COPIES: Copies = Copies(UnsafeCell::new([0; MOST]));

/// How much of it is reserved.
static RESERVED: AtomicUsize = AtomicUsize::new(0);

thread_local! {
    static IS_COPIED: Cell<bool> = const { Cell::new(false) };
}

/// The allocator of a program that looks for keys.
pub struct Copying;

// SAFETY: memory comes from `System` and goes back to it, with the layout that it came with. What is done besides reads within
// the block, writes to memory that nobody else writes, and allocates nothing.
unsafe impl GlobalAlloc for Copying {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: the caller's promises are those of `alloc_zeroed`.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        if IS_COPIED.try_with(Cell::get).unwrap_or_default() {
            let begin = RESERVED.fetch_add(layout.size(), Ordering::SeqCst);
            if begin.saturating_add(layout.size()) <= MOST {
                // SAFETY: the block is the caller's until it is given to `System`, and this part of the copies nobody else's.
                unsafe {
                    ptr::copy_nonoverlapping(block, COPIES.0.get().cast::<u8>().add(begin), layout.size())
                };
            }
        }
        // SAFETY: the caller's promises are those of `dealloc`.
        unsafe { System.dealloc(block, layout) }
    }
}

/// Runs `work`, and copies what this thread gives back meanwhile.
pub fn copying<T>(work: impl FnOnce() -> T) -> T {
    IS_COPIED.set(true);
    let outcome = work();
    IS_COPIED.set(false);
    outcome
}

/// The copies since the last time.
pub fn copies() -> Vec<u8> {
    let length = RESERVED.swap(0, Ordering::SeqCst);
    assert!(length <= MOST, "a case gives back {length} bytes");
    // SAFETY: this much was written, by a thread that has ended its work.
    unsafe { std::slice::from_raw_parts(COPIES.0.get().cast::<u8>(), length) }.to_vec()
}

//! The stack of a thread, as the system shows it, and what there is in it and in the memory that the thread has given back.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs::{self, File};
use std::hint::black_box;
use std::os::unix::fs::FileExt;
use std::sync::mpsc::sync_channel;
use std::thread;

use super::heap;

/// Bytes of the stacks that are looked at.
const SIZE: usize = 2 << 20;
/// As much of a secret as counts as found.
const PART: usize = 8;

/// Secrets by name.
pub type Secrets = Vec<(String, Vec<u8>)>;

/// What a thread has left.
struct Left {
    stack: Vec<u8>,
    /// What was in the memory that it has given back.
    heap: Vec<u8>,
}

/// Runs `work` on a thread of its own. Gives its outcome, and what the thread has left then.
fn after<T: Send>(work: impl FnOnce() -> T + Send) -> (T, Left) {
    let (done, outcome) = sync_channel(0);
    let (leave, left) = sync_channel::<()>(0);
    thread::scope(|scope| {
        let worker = move || {
            let marker = 0_u8;
            let address = std::ptr::from_ref(black_box(&marker)).addr();
            // The stack may have been that of another thread, which has ended: of the KMS, for example.
            scrub((SIZE - (256 << 10)) / SCRUBBED);
            let outcome = heap::copying(work);
            done.send((outcome, address)).unwrap();
            left.recv().unwrap();
        };
        thread::Builder::new().stack_size(SIZE).spawn_scoped(scope, worker).unwrap();
        let (outcome, address) = outcome.recv().unwrap();
        let left = Left { stack: mapping(address), heap: heap::copies() };
        leave.send(()).unwrap();
        (outcome, left)
    })
}

/// Bytes that are overwritten at once.
const SCRUBBED: usize = 8 << 10;

/// Overwrites so many times so many bytes of the stack below the caller.
#[inline(never)]
fn scrub(times: usize) {
    let mut place = [0_u8; SCRUBBED];
    black_box(&mut place);
    if times > 1 {
        scrub(times - 1);
    }
    black_box(&mut place);
}

/// The memory around `address` that was mapped together with it, without the zeros that it begins with.
fn mapping(address: usize) -> Vec<u8> {
    let maps = fs::read_to_string("/proc/self/maps").unwrap();
    let range = |line: &str| {
        let (start, end) = line.split_once(' ')?.0.split_once('-')?;
        let number = |text| usize::from_str_radix(text, 16).ok();
        Some((number(start)?, number(end)?)).filter(|(start, end)| (*start..*end).contains(&address))
    };
    let (start, end) = maps.lines().find_map(range).expect("the stack is mapped");
    let mut bytes = vec![0; end - start];
    File::open("/proc/self/mem").unwrap().read_exact_at(&mut bytes, start as u64).unwrap();
    let used = bytes.iter().position(|byte| *byte != 0).unwrap_or_default();
    bytes.split_off(used)
}

/// The forms in which code keeps a secret: as it is; backwards, as big numbers are computed with; each word backwards,
/// as hashes compute; and masked, as HMAC does.
fn forms(secret: &[u8]) -> Vec<Vec<u8>> {
    let words =
        |size: usize| -> Vec<u8> { secret.chunks(size).flat_map(|word| word.iter().rev()).copied().collect() };
    let orders = [secret.to_vec(), secret.iter().rev().copied().collect(), words(8), words(4)];
    let masks = [0, 0x36, 0x5c];
    let masked = |order: &Vec<u8>| masks.map(|mask| order.iter().map(|byte| byte ^ mask).collect());
    orders.iter().flat_map(masked).collect()
}

/// The names of the secrets of which a part is in `bytes`, in any form, and how often.
fn find(bytes: &[u8], secrets: &Secrets) -> BTreeMap<String, usize> {
    let mut parts: HashMap<[u8; PART], &str> = HashMap::new();
    for (name, secret) in secrets {
        assert!(secret.len() >= PART, "{name} is too short to be looked for");
        for form in forms(secret) {
            // From both ends, so that what a number begins with does not matter.
            for part in form.chunks_exact(PART).chain(form.rchunks_exact(PART)) {
                let distinct: BTreeSet<_> = part.iter().collect();
                if distinct.len() >= PART / 2 {
                    parts.entry(part.try_into().unwrap()).or_insert(name);
                }
            }
        }
    }
    let mut found = BTreeMap::new();
    let mut rest = bytes;
    while let Some(window) = rest.first_chunk::<PART>() {
        // Most of it is zero, and a window at a time would be slow where this is not optimised.
        if rest.starts_with(&ZEROS) {
            rest = &rest[ZEROS.len() - PART + 1..];
            continue;
        }
        if let Some(name) = parts.get(window) {
            *found.entry((*name).to_owned()).or_default() += 1;
        }
        rest = &rest[1..];
    }
    found
}

static ZEROS: [u8; 256] = [0; 256];

/// What was found, case by case.
#[derive(Default)]
pub struct Findings {
    cases: usize,
    found: Vec<String>,
}

impl Findings {
    /// Runs `work`, and looks for the secrets that it turns out to have worked with.
    pub fn look<T: Send>(
        &mut self,
        case: &str,
        work: impl FnOnce() -> T + Send,
        secrets: impl FnOnce(&T) -> Secrets,
    ) -> T {
        let (outcome, left) = after(work);
        let secrets = secrets(&outcome);
        self.note(case, "on the stack", &left.stack, &secrets);
        self.note(case, "in memory that was given back", &left.heap, &secrets);
        outcome
    }

    /// The same on the stack alone, where memory that is not this crate's has the secrets.
    pub fn look_on_the_stack<T: Send>(
        &mut self,
        case: &str,
        work: impl FnOnce() -> T + Send,
        secrets: impl FnOnce(&T) -> Secrets,
    ) -> T {
        let (outcome, left) = after(work);
        self.note(case, "on the stack", &left.stack, &secrets(&outcome));
        outcome
    }

    fn note(&mut self, case: &str, place: &str, bytes: &[u8], secrets: &Secrets) {
        assert!(!secrets.is_empty(), "{case}: nothing to look for");
        self.cases += 1;
        let found = find(bytes, secrets);
        self.found
            .extend(found.iter().map(|(secret, times)| format!("{case}: {secret}, {times} parts {place}")));
    }

    /// Panics when anything was found.
    pub fn finish(self) {
        println!("looked {} times", self.cases);
        assert!(self.found.is_empty(), "key material is left:\n{}", self.found.join("\n"));
    }
}

/// The search works: otherwise it would find nothing, whatever there is.
pub fn the_search_finds_what_is_left() {
    static SECRET: [u8; 32] = *b"\x1b\xd3\x07\xe9\x55\x80\xca\x3f\x62\xf4\x0e\x99\xb7\x28\xd1\x46\
                                 \x8d\x70\xfe\x13\xa9\x5b\xc6\x31\xe2\x04\x97\x6c\xbf\x22\xd8\x4a";
    let secrets = || vec![("the secret".to_owned(), SECRET.to_vec())];
    type Copy = fn(&mut [u8; 32]);
    let copies: [(&str, Copy); 4] = [
        ("as it is", |copy| *copy = SECRET),
        ("backwards", |copy| copy.iter_mut().zip(SECRET.iter().rev()).for_each(|(to, from)| *to = *from)),
        ("masked", |copy| copy.iter_mut().zip(SECRET).for_each(|(to, from)| *to = from ^ 0x5c)),
        ("in part", |copy| copy[8..16].copy_from_slice(&SECRET[8..16])),
    ];
    for (form, copy) in copies {
        let mut findings = Findings::default();
        // Deeper than what comes after it reaches.
        let leave_a_copy = move || {
            let mut room = [[0; 32]; 1024];
            copy(&mut room[0]);
            black_box(&mut room);
        };
        findings.look(form, leave_a_copy, |()| secrets());
        assert_eq!(findings.found.len(), 1, "{form}");
    }
    let mut findings = Findings::default();
    findings.look("given back", || drop(black_box(SECRET.to_vec())), |()| secrets());
    // Where code is not optimised, the vector's memory is not all.
    assert!(findings.found.iter().any(|found| found.ends_with("given back")), "{:?}", findings.found);
    let mut findings = Findings::default();
    let grow = || {
        let mut copy = SECRET.to_vec();
        copy.reserve_exact(1 << 10);
        black_box(&mut copy).fill(0);
    };
    findings.look("grown", grow, |()| secrets());
    assert!(findings.found.iter().any(|found| found.ends_with("given back")), "{:?}", findings.found);
    let mut findings = Findings::default();
    findings.look("nothing", || (), |()| secrets());
    assert!(findings.found.is_empty());
}

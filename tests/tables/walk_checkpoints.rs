//! Where walks write down how far they have come, and how they go on from there.

use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};

use aws_sdk_dynamodb::Client;
use dynamodb_item_encryptor::{
    BoxFuture, CheckpointError, Checkpoints, Error, FileCheckpoints, Item, Judgement, MemoryCheckpoints,
    TableCheckpoints, TableConfig, Walk, WalkAction, WalkEnd, WalkError, WalkMode, WalkSegment,
};
use test_support::fault::Fault;
use test_support::proxy::Proxy;
use test_support::{customer, customers, engine, keyring};

/// Notes which items it was given.
struct Note {
    table: TableConfig,
    seen: Arc<Mutex<Vec<String>>>,
    purpose: &'static str,
}

impl Note {
    fn new(seen: &Arc<Mutex<Vec<String>>>) -> Self {
        Note { table: customers(keyring()), seen: seen.clone(), purpose: "note" }
    }
}

impl WalkAction for Note {
    type Finding = ();

    fn table(&self) -> &TableConfig {
        &self.table
    }

    fn purpose(&self) -> String {
        self.purpose.to_owned()
    }

    fn judge<'a>(&'a self, stored: &'a Item, _: WalkMode) -> BoxFuture<'a, Result<Judgement<()>, Error>> {
        let id = stored["id"].as_s().unwrap().clone();
        self.seen.lock().unwrap().push(id.clone());
        Box::pin(async move { Ok(Judgement::leave().count("noted", id, 1)) })
    }
}

async fn live_table() -> (String, Client) {
    let url = engine::start_unwatched().await;
    let client = Client::from_conf(test_support::config(&url).build());
    engine::create_table(&client, "Customers").await;
    let items: Vec<_> = (0..60).map(|number| customer(&format!("id {number}"), 1, "a@example.com")).collect();
    engine::put_all(&client, &items).await;
    (url, client)
}

/// The path of a file that does not exist yet.
fn file() -> PathBuf {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("walk-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    folder.join(format!("{}.checkpoint", NEXT.fetch_add(1, Ordering::SeqCst)))
}

fn walk(client: &Client, seen: &Arc<Mutex<Vec<String>>>) -> Walk<Note> {
    Walk::new(client.clone(), Note::new(seen)).segments(3).page_size(5)
}

/// Walks until so many pages were reported, or to the end.
async fn pages(walk: Walk<Note>, mut most: usize) -> Result<WalkEnd, WalkError> {
    let report = |_: dynamodb_item_encryptor::WalkPage<'_, ()>| {
        most -= 1;
        if most == 0 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    };
    walk.run(report).await
}

/// Walks in several runs, each with checkpoints of its own making, and checks that every item was seen once.
async fn walked_in_runs<C: Checkpoints + 'static>(client: &Client, checkpoints: impl AsyncFn() -> C) {
    let seen = Arc::default();
    let mut runs = 0;
    let end = loop {
        let end = pages(walk(client, &seen).checkpoints(checkpoints().await), 2).await.unwrap();
        runs += 1;
        if end.is_complete {
            break end;
        }
    };
    assert!((6..12).contains(&runs), "{runs}");
    let seen = seen.lock().unwrap().clone();
    assert_eq!((seen.len(), seen.iter().collect::<BTreeSet<_>>().len()), (60, 60));
    assert_eq!(end.totals.seen, 60);
    assert_eq!(end.tally.group("noted").map(|(_, n)| n).collect::<Vec<_>>(), [1; 60]);
    // It has ended: nothing is left to do.
    let again = Arc::default();
    let end = pages(walk(client, &again).checkpoints(checkpoints().await), 2).await.unwrap();
    assert!(end.is_complete && end.totals.seen == 60 && again.lock().unwrap().is_empty());
    let end = pages(walk(client, &again).checkpoints(checkpoints().await).anew(), 100).await.unwrap();
    assert!(end.is_complete && end.totals.seen == 60 && again.lock().unwrap().len() == 60);
    // What was for something else is not gone on from.
    let other = Note { purpose: "other", ..Note::new(&again) };
    let walk = Walk::new(client.clone(), other).segments(3).checkpoints(checkpoints().await);
    let refused = pages(walk, 2).await;
    assert!(matches!(refused, Err(WalkError::Progress(_))), "{refused:?}");
    let refused = pages(self::walk(client, &again).dry_run().checkpoints(checkpoints().await), 2).await;
    assert!(matches!(refused, Err(WalkError::Progress(_))), "{refused:?}");
    let refused = pages(self::walk(client, &again).segments(4).checkpoints(checkpoints().await), 2).await;
    assert!(
        matches!(refused, Err(WalkError::Checkpoint(CheckpointError::OtherSegments { stored: 3, .. }))),
        "{refused:?}"
    );
}

#[tokio::test]
async fn a_walk_goes_on_from_checkpoints_in_memory() {
    let (_, client) = live_table().await;
    let memory = MemoryCheckpoints::new();
    walked_in_runs(&client, async || memory.clone()).await;
}

#[tokio::test]
async fn a_walk_goes_on_from_checkpoints_in_a_file() {
    let (_, client) = live_table().await;
    let path = file();
    walked_in_runs(&client, async || FileCheckpoints::open(&path).unwrap()).await;
}

async fn checkpoint_table(client: &Client) -> TableCheckpoints {
    TableCheckpoints::new(client.clone(), "Checkpoints", "a walk").unwrap()
}

#[tokio::test]
async fn a_walk_goes_on_from_checkpoints_in_a_table() {
    let (_, client) = live_table().await;
    TableCheckpoints::create_table(&client, "Checkpoints").await.unwrap();
    walked_in_runs(&client, async || checkpoint_table(&client).await).await;
    // Another walk's are its own.
    let (seen, other) =
        (Arc::default(), TableCheckpoints::new(client.clone(), "Checkpoints", "another").unwrap());
    let end = pages(walk(&client, &seen).segments(2).checkpoints(other), 100).await.unwrap();
    assert_eq!((end.totals.seen, seen.lock().unwrap().len()), (60, 60));
}

/// Of two workers with one segment, the one that came later goes on.
async fn the_later_one_goes_on<C: Checkpoints>(earlier: C, later: C) {
    let segment = WalkSegment::new(0, 1);
    assert_eq!(earlier.claim(segment).await.unwrap(), None);
    earlier.store(segment, "one").await.unwrap();
    earlier.store(segment, "two").await.unwrap();
    assert_eq!(later.claim(segment).await.unwrap().as_deref(), Some("two"));
    for _ in 0..2 {
        let refused = earlier.store(segment, "three").await;
        assert!(matches!(refused, Err(CheckpointError::TakenOver { .. })), "{refused:?}");
    }
    later.store(segment, "four").await.unwrap();
    assert_eq!(earlier.claim(segment).await.unwrap().as_deref(), Some("four"));
    let refused = later.store(segment, "five").await;
    assert!(matches!(refused, Err(CheckpointError::TakenOver { .. })), "{refused:?}");
    // What was not taken over is nobody's to store.
    let refused = earlier.store(WalkSegment::new(1, 2), "six").await;
    assert!(matches!(refused, Err(CheckpointError::TakenOver { .. })), "{refused:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 3)]
async fn of_two_workers_with_the_same_segment_only_the_later_one_goes_on() {
    let memory = MemoryCheckpoints::new();
    the_later_one_goes_on(memory.clone(), memory).await;
    let (_, client) = live_table().await;
    TableCheckpoints::create_table(&client, "Checkpoints").await.unwrap();
    the_later_one_goes_on(checkpoint_table(&client).await, checkpoint_table(&client).await).await;

    // The same of walks: the second begins while the first is at its second page.
    let (seen, checkpoints) = (Arc::default(), MemoryCheckpoints::new());
    let second = Mutex::new(Some(walk(&client, &seen).checkpoints(checkpoints.clone())));
    let mut page = 0;
    let first = walk(&client, &seen).checkpoints(checkpoints).run(|_| {
        page += 1;
        if page == 2 {
            let second = second.lock().unwrap().take().unwrap();
            let runtime = || tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            std::thread::scope(|scope| {
                let run = || runtime().block_on(second.run(|_| ControlFlow::Break(()))).unwrap();
                scope.spawn(run).join().unwrap();
            });
        }
        ControlFlow::Continue(())
    });
    let stopped = first.await;
    assert!(matches!(stopped, Err(WalkError::Checkpoint(CheckpointError::TakenOver { .. }))), "{stopped:?}");
    assert_eq!(page, 2);
}

#[tokio::test]
async fn a_file_is_used_by_one_process_at_a_time() {
    let path = file();
    let first = FileCheckpoints::open(&path).unwrap();
    let second = FileCheckpoints::open(&path);
    assert!(matches!(second, Err(CheckpointError::InUse { .. })), "{second:?}");
    drop(first);
    FileCheckpoints::open(&path).unwrap();
}

#[tokio::test]
async fn whatever_else_is_in_a_file_is_refused_and_left_alone() {
    let path = file();
    let segment = WalkSegment::new(0, 2);
    let checkpoints = FileCheckpoints::open(&path).unwrap();
    checkpoints.claim(segment).await.unwrap();
    checkpoints.store(segment, "a state").await.unwrap();
    checkpoints.store(WalkSegment::new(1, 2), "another\n").await.unwrap();
    drop(checkpoints);
    let text = std::fs::read_to_string(&path).unwrap();
    for end in 1..text.len() {
        std::fs::write(&path, &text[..end]).unwrap();
        let refused = FileCheckpoints::open(&path);
        assert!(matches!(refused, Err(CheckpointError::Malformed(_))), "{end}");
        assert_eq!(std::fs::read_to_string(&path).unwrap(), text[..end]);
    }
    for other in [format!("{text}\n"), text.replace("segment 1 2", "segment 0 2"), "\u{0}".to_owned()] {
        std::fs::write(&path, other).unwrap();
        assert!(matches!(FileCheckpoints::open(&path), Err(CheckpointError::Malformed(_))));
    }
    std::fs::write(&path, [0xff, 0xfe]).unwrap();
    assert!(matches!(FileCheckpoints::open(&path), Err(CheckpointError::Malformed(_))));
    std::fs::write(&path, &text).unwrap();
    let checkpoints = FileCheckpoints::open(&path).unwrap();
    assert_eq!(checkpoints.claim(segment).await.unwrap().as_deref(), Some("a state"));
    let missing = FileCheckpoints::open(path.join("no folder"));
    assert!(matches!(missing, Err(CheckpointError::File { .. })), "{missing:?}");
}

#[tokio::test]
async fn a_file_that_cannot_be_written_stops_the_walk_and_keeps_what_it_had() {
    let (_, client) = live_table().await;
    let (path, seen) = (file(), Arc::default());
    pages(walk(&client, &seen).checkpoints(FileCheckpoints::open(&path).unwrap()), 2).await.unwrap();
    let before = std::fs::read_to_string(&path).unwrap();
    // The file that would be renamed cannot be made.
    let mut new = path.clone().into_os_string();
    new.push(".new");
    std::fs::create_dir(&new).unwrap();
    let stopped = pages(walk(&client, &seen).checkpoints(FileCheckpoints::open(&path).unwrap()), 100).await;
    assert!(matches!(stopped, Err(WalkError::Checkpoint(CheckpointError::File { .. }))), "{stopped:?}");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), before);
    std::fs::remove_dir(&new).unwrap();
    let end =
        pages(walk(&client, &seen).checkpoints(FileCheckpoints::open(&path).unwrap()), 100).await.unwrap();
    assert!(end.is_complete && end.totals.seen == 60);
}

#[tokio::test]
async fn a_checkpoint_whose_answer_was_lost_is_not_taken_for_another_workers() {
    let (url, client) = live_table().await;
    TableCheckpoints::create_table(&client, "Checkpoints").await.unwrap();
    let mut puts = 0;
    let plan = move |request: &test_support::wire::Request| {
        let is_put = request.operation == "PutItem";
        puts += usize::from(is_put);
        (is_put && puts % 3 == 1).then_some(Fault::LoseAnswer)
    };
    let client = Client::from_conf(test_support::config(&Proxy::start(&url, plan).url).build());
    let seen = Arc::default();
    let end = pages(walk(&client, &seen).checkpoints(checkpoint_table(&client).await), 100).await.unwrap();
    assert!(end.is_complete && end.totals.seen == 60);
    the_later_one_goes_on(
        TableCheckpoints::new(client.clone(), "Checkpoints", "other").unwrap(),
        TableCheckpoints::new(client.clone(), "Checkpoints", "other").unwrap(),
    )
    .await;
}

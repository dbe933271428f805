//! Work on many items at once: on several threads, and on each in batches of small ones. Results come in the order of the
//! items whatever the number of threads, and what is done before its turn is bounded, so that memory does not grow with the
//! run. It knows nothing of files.

use std::collections::VecDeque;
use std::hint::black_box;
use std::num::NonZeroUsize;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

/// Results of so many bytes may wait for their turn; then no further item is begun.
const WAITING: usize = 32 << 20;

/// So many items are in a batch at most, and no further one is added once they have so many bytes: what they need should
/// stay near the core. On 992 files of documentation batches of 16 took a fifth less time than single files, those of 64 a
/// quarter less.
const BATCH: usize = 64;
const BATCH_BYTES: usize = 96 << 10;

/// The stack of a thread, as large as that of the process, so that what a document may nest does not depend on where
/// it is read.
const STACK: usize = 8 << 20;

/// How many bytes a thread asks for at once before it begins. The heap that glibc gives to a thread grows by as little as
/// is asked for, often one page, and each time the system is asked: 1,100 times for 992 files of documentation.
const RESERVED: usize = 4 << 20;

/// As many threads as the machine runs at once.
pub(super) fn all_threads() -> usize {
    thread::available_parallelism().map_or(1, NonZeroUsize::get)
}

/// Opens the items on so many threads, does `work` for a batch of them at a time, and hands the results to `take`, on this
/// thread and in the order of the items. `open` also says how many bytes an item has, `work` how many each result holds.
///
/// # Errors
/// The first one of `take`; nothing is begun after it.
pub(super) fn in_order<T: Sync, O, R: Send, E>(
    items: &[T],
    threads: usize,
    open: impl Fn(&T) -> (usize, O) + Sync,
    work: impl Fn(Vec<(&T, O)>) -> Vec<(usize, R)> + Sync,
    mut take: impl FnMut(&T, R) -> Result<(), E>,
) -> Result<(), E> {
    let threads = threads.clamp(1, items.len().max(1));
    // Each thread gets a few batches, or those that are done would wait for the last one.
    let most = (items.len() / threads / 4).clamp(1, BATCH);
    let batch = |first: usize, next: &mut dyn FnMut() -> Option<usize>| {
        let (mut places, mut batch, mut bytes) = (Vec::new(), Vec::new(), 0);
        let mut begun = Some(first);
        while let Some(place) = begun {
            let (size, opened) = open(&items[place]);
            places.push(place);
            batch.push((&items[place], opened));
            bytes += size;
            begun = if bytes < BATCH_BYTES && batch.len() < most { next() } else { None };
        }
        places.into_iter().zip(work(batch))
    };
    if threads == 1 {
        let mut rest = 0..items.len();
        while let Some(first) = rest.next() {
            batch(first, &mut || rest.next())
                .try_for_each(|(place, (_, result))| take(&items[place], result))?;
        }
        return Ok(());
    }
    let line = Line::new(items.len());
    thread::scope(|scope| {
        let end = End { line: &line, always: true };
        let begin = || thread::Builder::new().stack_size(STACK).spawn_scoped(scope, || line.serve(batch));
        let begun = (0..threads).map_while(|_| begin().ok()).count();
        for (place, item) in items.iter().enumerate() {
            let result = match line.take(begun) {
                Turn::Done(result) => result,
                Turn::Begin => match batch(place, &mut || None).next() {
                    Some((_, (_, result))) => result,
                    None => break,
                },
                // A thread has panicked, and the scope will say so.
                Turn::Ended => break,
            };
            take(item, result)?;
        }
        drop(end);
        Ok(())
    })
}

/// The results that wait for their turn.
struct Line<R> {
    state: Mutex<State<R>>,
    /// Wakes who takes results.
    done: Condvar,
    /// Wakes who could begin an item.
    room: Condvar,
}

struct State<R> {
    /// How many items there are, how many were begun, and of how many the results were taken.
    items: usize,
    begun: usize,
    taken: usize,
    /// The results of the items that were begun and not taken, with the bytes that they hold.
    results: VecDeque<Option<(usize, R)>>,
    /// The bytes of those that are there.
    waiting: usize,
    ended: bool,
}

/// What comes next for who takes results.
enum Turn<R> {
    Done(R),
    /// There is no thread but this one.
    Begin,
    Ended,
}

impl<R> Line<R> {
    fn new(items: usize) -> Self {
        let state = State { items, begun: 0, taken: 0, results: VecDeque::new(), waiting: 0, ended: false };
        Self { state: Mutex::new(state), done: Condvar::new(), room: Condvar::new() }
    }

    /// Nothing that could panic runs while the state is held.
    fn state(&self) -> MutexGuard<'_, State<R>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Does one batch after the other until no item is left. `batch` is given the first item of a batch and a way to get
    /// further ones.
    fn serve<B: Iterator<Item = (usize, (usize, R))>>(
        &self,
        batch: impl Fn(usize, &mut dyn FnMut() -> Option<usize>) -> B,
    ) {
        let _end = End { line: self, always: false };
        reserve();
        while let Some(first) = self.begin() {
            let results = batch(first, &mut || self.begin_another());
            let mut state = self.state();
            for (at, (size, result)) in results {
                let place = at - state.taken;
                state.results[place] = Some((size, result));
                state.waiting += size;
            }
            self.done.notify_one();
        }
    }

    /// The item to begin, once there is room for its result.
    fn begin(&self) -> Option<usize> {
        let mut state = self.state();
        while !state.is_over() && !state.has_room() {
            state = self.room.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        state.begin()
    }

    /// A further item for a batch, if there is room at once: the one whose turn it is may be in that batch.
    fn begin_another(&self) -> Option<usize> {
        let mut state = self.state();
        if state.has_room() { state.begin() } else { None }
    }

    /// The next result in the order of the items, which so many threads work on.
    fn take(&self, threads: usize) -> Turn<R> {
        if threads == 0 {
            return Turn::Begin;
        }
        let mut state = self.state();
        loop {
            if let Some(Some(_)) = state.results.front()
                && let Some((size, result)) = state.results.pop_front().flatten()
            {
                let had_room = state.has_room();
                state.taken += 1;
                state.waiting -= size;
                if !had_room && state.has_room() {
                    self.room.notify_all();
                }
                return Turn::Done(result);
            }
            if state.ended {
                return Turn::Ended;
            }
            state = self.done.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

/// Lets the heap of this thread grow at once. What is not used takes no memory.
fn reserve() {
    // glibc takes what is large from the system and gives it back, until that much was given back once.
    for _ in 0..2 {
        drop(black_box(Vec::<u8>::with_capacity(RESERVED)));
    }
}

impl<R> State<R> {
    fn begin(&mut self) -> Option<usize> {
        if self.is_over() {
            return None;
        }
        self.results.push_back(None);
        self.begun += 1;
        Some(self.begun - 1)
    }

    fn is_over(&self) -> bool {
        self.ended || self.begun == self.items
    }

    /// The item whose turn it is may always be begun, or nothing would go on.
    fn has_room(&self) -> bool {
        self.waiting < WAITING || self.begun == self.taken
    }
}

/// Ends the line when it goes out of scope: always, or by a panic alone.
struct End<'l, R> {
    line: &'l Line<R>,
    always: bool,
}

impl<R> Drop for End<'_, R> {
    fn drop(&mut self) {
        if self.always || thread::panicking() {
            self.line.state().ended = true;
            self.line.done.notify_all();
            self.line.room.notify_all();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::panic::{AssertUnwindSafe, catch_unwind};
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    fn squares(items: &[u64], threads: usize, size: usize) -> Vec<u64> {
        let mut taken = Vec::new();
        let open = |&item: &u64| (size, item);
        let work = |batch: Vec<(&u64, u64)>| {
            let square = |(&item, opened): (&u64, u64)| {
                if item % 7 == 0 {
                    thread::yield_now();
                }
                (size, item * opened)
            };
            batch.into_iter().map(square).collect()
        };
        let done: Result<(), ()> = in_order(items, threads, open, work, |&item, square| {
            assert_eq!(square, item * item);
            taken.push(square);
            Ok(())
        });
        assert_eq!(done, Ok(()));
        taken
    }

    /// Work of which each result holds so many bytes.
    fn sized(bytes: usize) -> impl Fn(Vec<(&u64, ())>) -> Vec<(usize, ())> + Sync {
        move |batch| batch.into_iter().map(|_| (bytes, ())).collect()
    }

    #[test]
    fn small_items_are_worked_on_together() {
        for (bytes, expected) in [(1, 25), (BATCH_BYTES / 2, 2), (BATCH_BYTES, 1)] {
            let largest = AtomicUsize::new(0);
            let items: Vec<u64> = (0..200).collect();
            let work = |batch: Vec<(&u64, ())>| {
                largest.fetch_max(batch.len(), Ordering::SeqCst);
                sized(1)(batch)
            };
            let done: Result<(), ()> = in_order(&items, 2, |_| (bytes, ()), work, |_, ()| Ok(()));
            assert_eq!((done, largest.into_inner()), (Ok(()), expected), "{bytes} bytes each");
        }
    }

    #[test]
    fn results_come_in_the_order_of_the_items() {
        for count in [0, 1, 2, 300] {
            let items: Vec<u64> = (0..count).collect();
            let expected: Vec<u64> = items.iter().map(|item| item * item).collect();
            for threads in [0, 1, 2, 8] {
                assert_eq!(squares(&items, threads, 1), expected, "{count} items on {threads} threads");
                assert_eq!(squares(&items, threads, WAITING), expected, "{count} large ones on {threads}");
            }
        }
    }

    #[test]
    fn what_waits_is_bounded() {
        let items: Vec<u64> = (0..200).collect();
        let (begun, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let mut taken = 0;
        let open = |_: &u64| {
            begun.fetch_add(1, Ordering::SeqCst);
            (WAITING / 4, ())
        };
        let done: Result<(), ()> = in_order(&items, 2, open, sized(WAITING / 4), |_, ()| {
            taken += 1;
            most.fetch_max(begun.load(Ordering::SeqCst).saturating_sub(taken), Ordering::SeqCst);
            thread::yield_now();
            Ok(())
        });
        assert_eq!((done, taken), (Ok(()), 200));
        // Four wait, and each of the threads may have begun one before they did.
        assert!(most.load(Ordering::SeqCst) <= 6, "{most:?} were begun before their turn");
    }

    #[test]
    fn an_error_of_the_taker_ends_the_work() {
        let items: Vec<u64> = (0..10_000).collect();
        for threads in [1, 2, 8] {
            let begun = AtomicUsize::new(0);
            let open = |_: &u64| {
                begun.fetch_add(1, Ordering::SeqCst);
                (WAITING, ())
            };
            let take = |&item: &u64, ()| if item == 3 { Err(item) } else { Ok(()) };
            let done = in_order(&items, threads, open, sized(WAITING), take);
            assert_eq!(done, Err(3));
            assert!(begun.load(Ordering::SeqCst) < 100, "the rest was not begun");
        }
    }

    #[test]
    fn a_panic_reaches_the_caller() {
        let items: Vec<u64> = (0..100).collect();
        for threads in [1, 2, 8] {
            let open = |&item: &u64| (WAITING, assert_ne!(item, 5));
            let run = || in_order(&items, threads, open, sized(WAITING), |_, ()| Ok::<_, ()>(()));
            let done = catch_unwind(AssertUnwindSafe(run));
            assert!(done.is_err(), "on {threads} threads");
        }
    }
}

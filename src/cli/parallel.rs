//! Work on many items at once. Results come in the order of the items whatever the number of threads, and what is
//! done before its turn is bounded, so that memory does not grow with the run. It knows nothing of files.

use std::collections::VecDeque;
use std::num::NonZeroUsize;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

/// Results of so many bytes may wait for their turn; then no further item is begun.
const WAITING: usize = 32 << 20;

/// The stack of a thread, as large as that of the process, so that what a document may nest does not depend on where
/// it is read.
const STACK: usize = 8 << 20;

/// As many threads as the machine runs at once.
pub(super) fn all_threads() -> usize {
    thread::available_parallelism().map_or(1, NonZeroUsize::get)
}

/// Does `work` for each item on so many threads, and hands the results to `take`, on this thread and in the order of
/// the items. `work` also says how many bytes its result holds.
///
/// # Errors
/// The first one of `take`; nothing is begun after it.
pub(super) fn in_order<T: Sync, R: Send, E>(
    items: &[T],
    threads: usize,
    work: impl Fn(&T) -> (usize, R) + Sync,
    mut take: impl FnMut(&T, R) -> Result<(), E>,
) -> Result<(), E> {
    let threads = threads.min(items.len());
    if threads <= 1 {
        return items.iter().try_for_each(|item| take(item, work(item).1));
    }
    let line = Line::new(items.len());
    thread::scope(|scope| {
        let end = End { line: &line, always: true };
        let begin =
            || thread::Builder::new().stack_size(STACK).spawn_scoped(scope, || line.serve(items, &work));
        let begun = (0..threads).map_while(|_| begin().ok()).count();
        for item in items {
            let result = match line.take(begun) {
                Turn::Done(result) => result,
                Turn::Begin => work(item).1,
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

    /// Does one item after the other until none is left.
    fn serve<T>(&self, items: &[T], work: &impl Fn(&T) -> (usize, R)) {
        let _end = End { line: self, always: false };
        while let Some(at) = self.begin() {
            let (size, result) = work(&items[at]);
            let mut state = self.state();
            let place = at - state.taken;
            state.results[place] = Some((size, result));
            state.waiting += size;
            self.done.notify_one();
        }
    }

    /// The item to begin, once there is room for its result.
    fn begin(&self) -> Option<usize> {
        let mut state = self.state();
        while !state.is_over() && !state.has_room() {
            state = self.room.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        if state.is_over() {
            return None;
        }
        state.results.push_back(None);
        state.begun += 1;
        Some(state.begun - 1)
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
                state.taken += 1;
                state.waiting -= size;
                self.room.notify_all();
                return Turn::Done(result);
            }
            if state.ended {
                return Turn::Ended;
            }
            state = self.done.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

impl<R> State<R> {
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
        let work = |&item: &u64| {
            if item % 7 == 0 {
                thread::yield_now();
            }
            (size, item * item)
        };
        let done: Result<(), ()> = in_order(items, threads, work, |&item, square| {
            assert_eq!(square, item * item);
            taken.push(square);
            Ok(())
        });
        assert_eq!(done, Ok(()));
        taken
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
        let work = |_: &u64| {
            begun.fetch_add(1, Ordering::SeqCst);
            (WAITING / 4, ())
        };
        let done: Result<(), ()> = in_order(&items, 2, work, |_, ()| {
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
            let work = |_: &u64| {
                begun.fetch_add(1, Ordering::SeqCst);
                (WAITING, ())
            };
            let done =
                in_order(&items, threads, work, |&item, ()| if item == 3 { Err(item) } else { Ok(()) });
            assert_eq!(done, Err(3));
            assert!(begun.load(Ordering::SeqCst) < 100, "the rest was not begun");
        }
    }

    #[test]
    fn a_panic_reaches_the_caller() {
        let items: Vec<u64> = (0..100).collect();
        for threads in [1, 2, 8] {
            let work = |&item: &u64| (WAITING, assert_ne!(item, 5));
            let done =
                catch_unwind(AssertUnwindSafe(|| in_order(&items, threads, work, |_, ()| Ok::<_, ()>(()))));
            assert!(done.is_err(), "on {threads} threads");
        }
    }
}

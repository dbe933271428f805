//! The file that holds the reports under one recipe. It is read whole and written whole, beside its place, so that
//! runs at the same time at most lose what the other has added.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use rustc_hash::{FxHashMap, FxHashSet};

use crate::Error;
use crate::cli::written::Written;

/// What a report is filed under.
pub(super) type Key = [u8; 32];

/// What the file begins with; another number is another form.
const MARK: &[u8] = b"prosec cache 1\n";

/// No more bytes of reports are kept.
pub(super) const LARGEST: usize = 16 << 20;

/// The bytes of a key, and of the length of a report.
const KEY: usize = size_of::<Key>();
const HEAD: usize = KEY + size_of::<u32>();

/// The reports of a file, and those that are new.
#[derive(Debug)]
pub(super) struct Pack {
    path: PathBuf,
    bytes: Vec<u8>,
    /// Where the reports lie in `bytes`, in the order of the file.
    known: FxHashMap<Key, (usize, usize)>,
    order: Vec<Key>,
    fresh: Vec<(Key, Vec<u8>)>,
    size_of_fresh: usize,
    used: FxHashSet<Key>,
}

impl Pack {
    /// The pack in a file. What cannot be read or is spoilt is an empty one.
    pub(super) fn read(path: PathBuf) -> Self {
        let small = fs::metadata(&path).is_ok_and(|metadata| metadata.len() <= 2 * LARGEST as u64);
        let bytes = if small { fs::read(&path).unwrap_or_default() } else { Vec::new() };
        let mut pack = Self {
            path,
            bytes,
            known: FxHashMap::default(),
            order: Vec::new(),
            fresh: Vec::new(),
            size_of_fresh: 0,
            used: FxHashSet::default(),
        };
        if pack.index().is_none() {
            pack.known.clear();
            pack.order.clear();
        }
        pack
    }

    /// Finds where the reports lie; nothing if the file is not as it was written.
    fn index(&mut self) -> Option<()> {
        let body = self.bytes.strip_prefix(MARK)?;
        let (sum, mut rest) = body.split_first_chunk::<KEY>()?;
        if blake3::hash(rest).as_bytes() != sum {
            return None;
        }
        while !rest.is_empty() {
            let (key, after) = rest.split_first_chunk::<KEY>()?;
            let (length, after) = after.split_first_chunk::<4>()?;
            let length = u32::from_le_bytes(*length) as usize;
            let start = self.bytes.len() - after.len();
            rest = after.get(length..)?;
            self.known.insert(*key, (start, start + length));
            self.order.push(*key);
        }
        Some(())
    }

    /// The report under a key.
    pub(super) fn find(&self, key: &Key) -> Option<&[u8]> {
        self.known.get(key).map(|&(start, end)| &self.bytes[start..end])
    }

    /// Says that a report was of use.
    pub(super) fn touch(&mut self, key: Key) {
        self.used.insert(key);
    }

    /// Adds a report, if there is room for it.
    pub(super) fn add(&mut self, key: Key, report: Vec<u8>) {
        let size = HEAD + report.len();
        if self.size_of_fresh + size <= LARGEST {
            self.size_of_fresh += size;
            self.fresh.push((key, report));
        }
    }

    /// Writes what is new, what was of use, and of the rest what there is room for, the latest first. Nothing is
    /// written if nothing is new.
    pub(super) fn write(self) -> Result<bool, Error> {
        if self.fresh.is_empty() {
            return Ok(false);
        }
        let added: FxHashSet<&Key> = self.fresh.iter().map(|(key, _)| key).collect();
        let kept = self.order.iter().filter(|key| !added.contains(key));
        let (used, unused): (Vec<&Key>, Vec<&Key>) = kept.partition(|key| self.used.contains(*key));
        let old = used.into_iter().chain(unused).filter_map(|key| Some((key, self.find(key)?)));
        let all = self.fresh.iter().map(|(key, report)| (key, report.as_slice())).chain(old);
        let mut body = Vec::new();
        for (key, report) in all {
            let Ok(length) = u32::try_from(report.len()) else { continue };
            if body.len() + HEAD + report.len() > LARGEST {
                break;
            }
            body.extend_from_slice(key);
            body.extend_from_slice(&length.to_le_bytes());
            body.extend_from_slice(report);
        }
        write(&self.path, &body)?;
        Ok(true)
    }
}

fn write(path: &Path, body: &[u8]) -> Result<(), Error> {
    let mut file = Written::begin(path)?;
    let sum = blake3::hash(body);
    let parts = [MARK, sum.as_bytes(), body];
    let written = parts.into_iter().try_for_each(|part| file.write_all(part));
    written.map_err(|cause| Error::write(path, cause))?;
    file.finish()
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;

    fn key(number: u8) -> Key {
        [number; KEY]
    }

    fn written(path: &Path, reports: &[(u8, usize)]) {
        let mut pack = Pack::read(path.to_owned());
        reports.iter().for_each(|&(number, size)| pack.add(key(number), vec![number; size]));
        assert!(pack.write().expect("it can be written"));
    }

    #[test]
    fn what_was_written_is_found_again() {
        let folder = TempDir::new().expect("a temporary folder");
        let path = folder.path().join("a.pack");
        written(&path, &[(1, 3), (2, 0)]);
        written(&path, &[(3, 5)]);
        let pack = Pack::read(path);
        assert_eq!(pack.find(&key(1)), Some([1; 3].as_slice()));
        assert_eq!(pack.find(&key(2)), Some([].as_slice()));
        assert_eq!(pack.find(&key(3)), Some([3; 5].as_slice()));
        assert_eq!(pack.find(&key(4)), None);
        assert!(!pack.write().expect("nothing to do"), "nothing is new");
    }

    #[test]
    fn a_file_with_any_other_byte_or_length_holds_nothing() {
        let folder = TempDir::new().expect("a temporary folder");
        let path = folder.path().join("a.pack");
        written(&path, &[(1, 3), (2, 4)]);
        let sound = fs::read(&path).expect("readable");
        for at in 0..sound.len() {
            let mut spoilt = sound.clone();
            spoilt[at] ^= 1;
            fs::write(&path, &spoilt).expect("can be written");
            assert_eq!(Pack::read(path.clone()).find(&key(1)), None, "byte {at}");
            fs::write(&path, &sound[..at]).expect("can be written");
            assert_eq!(Pack::read(path.clone()).find(&key(1)), None, "{at} bytes");
        }
    }

    #[test]
    fn the_file_is_bounded_and_what_is_of_no_use_goes_first() {
        let folder = TempDir::new().expect("a temporary folder");
        let path = folder.path().join("a.pack");
        written(&path, &[(1, LARGEST / 3), (2, LARGEST / 3)]);
        let mut pack = Pack::read(path.clone());
        pack.touch(key(2));
        pack.add(key(3), vec![3; LARGEST / 2]);
        pack.add(key(4), vec![4; LARGEST / 2 + HEAD]);
        assert!(pack.write().expect("it can be written"));
        assert!(fs::metadata(&path).expect("it is there").len() <= (LARGEST + MARK.len() + KEY) as u64);
        let pack = Pack::read(path);
        let found = [1, 2, 3, 4].map(|number| pack.find(&key(number)).is_some());
        assert_eq!(found, [false, true, true, false]);
    }
}

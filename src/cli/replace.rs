//! Putting a new text in place of a file's old one: at once, so that whoever reads it meanwhile, and whatever ends this
//! run, finds the old text or the new one; and only where the file still holds the text that was read.

use std::fs::{self, File, Metadata};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use rustc_hash::FxHashSet;
use tempfile::{Builder, NamedTempFile};

use crate::Error;

/// How the file beside is called until it takes the place of the other. The full stop hides it from those who walk
/// folders.
const PREFIX: &str = ".prosec-fix-";
const SUFFIX: &str = ".tmp";

/// A file beside that is this old was left by a run that was killed: writing takes no minute.
const STALE: Duration = Duration::from_secs(60 * 60);

/// Replaces files, and sweeps what killed runs left in their folders.
#[derive(Debug, Default)]
pub(super) struct Replacing {
    swept: FxHashSet<PathBuf>,
}

impl Replacing {
    /// Puts `text` in place of a file that held `seen` when it was read. A link stays, and what it leads to is replaced.
    ///
    /// # Errors
    /// When the file cannot be written, or holds something else by now: it is then as it was.
    pub(super) fn replace(&mut self, path: &Path, seen: &str, text: &str) -> Result<(), Error> {
        self.replace_after(path, [seen, text], || ()).map_err(|cause| Error::write(path, cause))
    }

    /// The same, with something that happens while the file beside is written.
    fn replace_after(&mut self, path: &Path, texts: [&str; 2], meanwhile: impl FnOnce()) -> io::Result<()> {
        let [seen, text] = texts;
        let real = path.canonicalize()?;
        let metadata = fs::metadata(&real)?;
        hold_writable(&real, &metadata)?;
        let folder = real.parent().ok_or_else(|| io::Error::other("it is in no folder"))?;
        if self.swept.insert(folder.to_owned()) {
            sweep(folder);
        }
        let mut beside =
            Builder::new().prefix(PREFIX).suffix(SUFFIX).tempfile_in(folder).map_err(in_folder)?;
        beside.write_all(text.as_bytes())?;
        own(&beside, &metadata)?;
        beside.as_file().sync_all()?;
        meanwhile();
        if fs::read(&real)? != seen.as_bytes() {
            return Err(io::Error::other("it has changed since it was read, and is left as it is"));
        }
        beside.persist(&real).map_err(|error| error.error)?;
        sync_folder(folder);
        Ok(())
    }
}

/// Refuses files that may not or should not be replaced. A folder that can be written to lets files be replaced that
/// cannot be written to, which nobody expects.
fn hold_writable(path: &Path, metadata: &Metadata) -> io::Result<()> {
    if !metadata.is_file() {
        return Err(io::Error::other("it is no regular file"));
    }
    if metadata.permissions().readonly() {
        return Err(io::Error::other("it is read-only"));
    }
    if other_names(metadata) {
        return Err(io::Error::other("it has hard links, which would keep the old text"));
    }
    File::options().write(true).open(path).map(drop)
}

/// What the system says of a folder, as a file's owner understands it.
fn in_folder(cause: io::Error) -> io::Error {
    match cause.kind() {
        io::ErrorKind::PermissionDenied => io::Error::other("its folder cannot be written to"),
        _ => cause,
    }
}

#[cfg(unix)]
fn other_names(metadata: &Metadata) -> bool {
    std::os::unix::fs::MetadataExt::nlink(metadata) > 1
}

#[cfg(not(unix))]
fn other_names(_: &Metadata) -> bool {
    false
}

/// Gives the file beside the owner and the permissions of the other. Only the superuser can give files away; for all
/// others, the file then becomes theirs, as with every editor that saves so.
fn own(beside: &NamedTempFile, metadata: &Metadata) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt, fchown};
        let own = beside.as_file().metadata()?;
        if own.uid() != metadata.uid() {
            let _ = fchown(beside.as_file(), Some(metadata.uid()), None);
        }
        if own.gid() != metadata.gid() {
            let _ = fchown(beside.as_file(), None, Some(metadata.gid()));
        }
    }
    beside.as_file().set_permissions(metadata.permissions())
}

/// Makes the new name last through a power failure, where the system lets folders be synced.
fn sync_folder(folder: &Path) {
    if cfg!(unix) {
        let _ = File::open(folder).and_then(|folder| folder.sync_all());
    }
}

/// Removes what killed runs left in a folder. Nothing depends on it: what is left is hidden, and never checked.
fn sweep(folder: &Path) {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    for entry in entries {
        let name = entry.file_name();
        let is_ours = name.to_str().is_some_and(|name| name.starts_with(PREFIX) && name.ends_with(SUFFIX));
        if is_ours && age(&entry).is_some_and(|age| age > STALE) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

fn age(entry: &fs::DirEntry) -> Option<Duration> {
    let modified = entry.metadata().ok()?.modified().ok()?;
    SystemTime::now().duration_since(modified).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use tempfile::TempDir;

    fn folder() -> (TempDir, PathBuf) {
        let folder = TempDir::new().expect("a temporary folder");
        let path = folder.path().join("a.md");
        fs::write(&path, "old").expect("can be written");
        (folder, path)
    }

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).expect("readable");
        let mut names: Vec<String> = entries
            .map(|entry| entry.expect("readable").file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn a_file_is_replaced() {
        let (folder, path) = folder();
        Replacing::default().replace(&path, "old", "new").expect("it can be replaced");
        assert_eq!(fs::read_to_string(&path).expect("readable"), "new");
        assert_eq!(names(folder.path()), ["a.md"]);
    }

    #[test]
    fn a_file_that_changed_before_is_left() {
        let (folder, path) = folder();
        let error = Replacing::default().replace(&path, "older", "new").expect_err("it has changed");
        assert!(error.to_string().contains("it has changed since it was read"), "{error}");
        assert_eq!(fs::read_to_string(&path).expect("readable"), "old");
        assert_eq!(names(folder.path()), ["a.md"]);
    }

    #[test]
    fn a_file_that_changes_meanwhile_is_left() {
        let (folder, path) = folder();
        let change = || fs::write(&path, "newer").expect("can be written");
        Replacing::default().replace_after(&path, ["old", "new"], change).expect_err("it has changed");
        assert_eq!(fs::read_to_string(&path).expect("readable"), "newer");
        let remove = || fs::remove_file(&path).expect("can be removed");
        Replacing::default().replace_after(&path, ["newer", "new"], remove).expect_err("it is gone");
        assert_eq!(names(folder.path()), [""; 0]);
    }

    #[test]
    fn what_a_killed_run_left_is_swept_once_it_is_old() {
        let (folder, path) = folder();
        let leave = |name: &str, age: Duration| {
            let file = File::create(folder.path().join(name)).expect("can be made");
            file.set_modified(SystemTime::now() - age).expect("can be set");
        };
        leave(".prosec-fix-old.tmp", STALE * 2);
        leave(".prosec-fix-new.tmp", STALE / 2);
        leave("old.tmp", STALE * 2);
        Replacing::default().replace(&path, "old", "new").expect("it can be replaced");
        assert_eq!(names(folder.path()), [".prosec-fix-new.tmp", "a.md", "old.tmp"]);
    }
}

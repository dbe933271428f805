//! The inputs of a run: files as named, and the prose files of folders.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use crate::Error;
use crate::source::Source;

/// The extensions of files that are checked when they are met in a folder. A file that is named is checked
/// whatever its extension.
pub(super) const EXTENSIONS: &[&str] =
    &["md", "markdown", "mdown", "mkd", "mdx", "qmd", "rmd", "txt", "text", "html", "htm", "xhtml"];

/// How many bytes are looked at to tell a binary file, as git does.
const BINARY_PROBE: usize = 8_000;

/// One thing to check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Input {
    /// The standard input.
    Stdin,
    /// A file that was named.
    Named(PathBuf),
    /// A file that was met in a folder.
    Met(PathBuf),
}

/// What a path on the command line leads to.
pub(super) fn expand(path: &Path) -> Result<Vec<Input>, Vec<Error>> {
    if path == Path::new("-") {
        return Ok(vec![Input::Stdin]);
    }
    match std::fs::metadata(path) {
        Err(cause) => Err(vec![Error::read(path, cause)]),
        Ok(metadata) if !metadata.is_dir() => Ok(vec![Input::Named(path.to_owned())]),
        Ok(_) => Ok(Vec::new()),
    }
}

/// The prose files below a folder, sorted by path, and what could not be read there.
pub(super) fn walk(folder: &Path) -> (Vec<Input>, Vec<Error>) {
    let mut inputs = Vec::new();
    let mut errors = Vec::new();
    let by_name = |a: &std::ffi::OsStr, b: &std::ffi::OsStr| a.cmp(b);
    for entry in WalkBuilder::new(folder).sort_by_file_name(by_name).require_git(false).build() {
        match entry {
            Ok(entry) => {
                let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
                if is_file && is_prose(entry.path()) {
                    inputs.push(Input::Met(entry.into_path()));
                }
            }
            Err(error) => errors.push(walk_error(folder, error)),
        }
    }
    (inputs, errors)
}

/// Whether a file that is met in a folder is checked, by its name.
pub(super) fn is_prose(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str()).map(str::to_ascii_lowercase);
    extension.is_some_and(|extension| EXTENSIONS.contains(&extension.as_str()))
}

fn walk_error(folder: &Path, error: ignore::Error) -> Error {
    let path = match &error {
        ignore::Error::WithPath { path, .. } => path.clone(),
        _ => folder.to_owned(),
    };
    let cause = match error.io_error() {
        Some(cause) => io::Error::new(cause.kind(), cause.to_string()),
        None => io::Error::other(error.to_string()),
    };
    Error::read(&path, cause)
}

impl Input {
    /// The path of a file.
    pub(super) fn path(&self) -> Option<&Path> {
        match self {
            Self::Stdin => None,
            Self::Named(path) | Self::Met(path) => Some(path),
        }
    }

    /// Reads the input. `stdin_name` is what the standard input is called.
    ///
    /// # Errors
    /// When it cannot be read or holds no text. Nothing, and no error, comes of a binary file that was met
    /// in a folder.
    pub(super) fn read(&self, stdin_name: &str) -> Result<Option<Source>, Error> {
        match self {
            Self::Stdin => {
                let mut bytes = Vec::new();
                let read = io::stdin().lock().read_to_end(&mut bytes);
                read.map_err(|cause| Error::read(Path::new(stdin_name), cause))?;
                Source::from_bytes(stdin_name, bytes).map(Some)
            }
            Self::Named(path) => Source::read(path).map(Some),
            Self::Met(path) => match read_text(path).map_err(|cause| Error::read(path, cause))? {
                Some(bytes) => Source::from_bytes(path.display().to_string(), bytes).map(Some),
                None => Ok(None),
            },
        }
    }
}

/// What a file holds; nothing for a binary one, of which no more than the start is read.
fn read_text(path: &Path) -> io::Result<Option<Vec<u8>>> {
    let mut file = File::open(path)?;
    let size = usize::try_from(file.metadata()?.len()).unwrap_or(usize::MAX);
    // One byte more than there is tells that this is the end.
    let mut bytes = Vec::with_capacity(size.min(BINARY_PROBE) + 1);
    file.by_ref().take(BINARY_PROBE as u64).read_to_end(&mut bytes)?;
    if is_binary(&bytes) {
        return Ok(None);
    }
    if bytes.len() >= BINARY_PROBE {
        file.read_to_end(&mut bytes)?;
    }
    Ok(Some(bytes))
}

/// Whether a file that starts so is binary: with a NUL byte before long, and no mark of UTF-16 or UTF-32.
fn is_binary(start: &[u8]) -> bool {
    let wide = start.starts_with(&[0xff, 0xfe])
        || start.starts_with(&[0xfe, 0xff])
        || start.starts_with(&[0, 0, 0xfe]);
    start.contains(&0) && !wide
}

#[cfg(test)]
mod tests {
    use std::fs;

    use tempfile::TempDir;

    use super::*;

    #[test]
    fn files_are_read_whole_unless_their_start_is_binary() {
        let folder = TempDir::new().expect("a temporary folder");
        let path = folder.path().join("a.md");
        for size in [0, 1, BINARY_PROBE - 1, BINARY_PROBE, BINARY_PROBE + 1, 3 * BINARY_PROBE] {
            let mut bytes = vec![b'a'; size];
            fs::write(&path, &bytes).expect("can be written");
            assert_eq!(read_text(&path).ok(), Some(Some(bytes.clone())), "{size} bytes");
            let Some(last) = bytes.last_mut() else { continue };
            *last = 0;
            fs::write(&path, &bytes).expect("can be written");
            // What is binary later on is no text either; its place is told.
            let expected = (size > BINARY_PROBE).then_some(bytes);
            assert_eq!(read_text(&path).ok(), Some(expected), "{size} bytes, the last of them 0");
        }
    }

    #[test]
    fn wide_characters_are_not_taken_for_binary() {
        assert!(is_binary(b"a\0"));
        assert!(!is_binary("\u{feff}a".as_bytes()));
        for wide in [&b"\xff\xfea\0"[..], b"\xfe\xff\0a", b"\0\0\xfe\xff\0\0\0a"] {
            assert!(!is_binary(wide), "{wide:?}");
        }
    }
}

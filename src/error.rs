//! What the world can do to us: files that cannot be read or written, or that hold no text. Faults in prose and in
//! rule files are diagnostics, not errors.

use std::path::{Path, PathBuf};
use std::{fmt, io};

/// Why an input could not be read, or an output not be written. Its text names the path and says what to do.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// The file or folder could not be read.
    Read {
        /// The path as it was given.
        path: PathBuf,
        /// What the system said.
        cause: io::Error,
    },
    /// The file could not be written.
    Write {
        /// The path as it was given.
        path: PathBuf,
        /// What the system said.
        cause: io::Error,
    },
    /// The file is not UTF-8 text.
    NotText {
        /// The name as it was given.
        name: String,
        /// The encoding that it seems to be in, where there is a sign of one.
        encoding: Option<&'static str>,
        /// Offset of the first byte that is not UTF-8.
        offset: usize,
    },
    /// The file holds a NUL byte, as binary files do and texts do not.
    Binary {
        /// The name as it was given.
        name: String,
        /// Offset of the NUL byte.
        offset: usize,
    },
    /// The file is too large: offsets within a document are counted in 32 bits.
    TooLarge {
        /// The name as it was given.
        name: String,
        /// Its size in bytes.
        size: usize,
    },
}

impl Error {
    pub(crate) fn read(path: &Path, cause: io::Error) -> Self {
        Self::Read { path: path.to_owned(), cause }
    }

    pub(crate) fn write(path: &Path, cause: io::Error) -> Self {
        Self::Write { path: path.to_owned(), cause }
    }

    pub(crate) fn not_text(name: String, bytes: &[u8], offset: usize) -> Self {
        let encoding = match bytes {
            [0xff, 0xfe, 0, 0, ..] => Some("UTF-32, little-endian"),
            [0, 0, 0xfe, 0xff, ..] => Some("UTF-32, big-endian"),
            [0xff, 0xfe, ..] => Some("UTF-16, little-endian"),
            [0xfe, 0xff, ..] => Some("UTF-16, big-endian"),
            _ => None,
        };
        Self::NotText { name, encoding, offset }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Read { path, cause } => write!(f, "cannot read {}: {}", path.display(), reason(cause)),
            Self::Write { path, cause } => write!(f, "cannot write {}: {}", path.display(), reason(cause)),
            Self::NotText { name, encoding: Some(encoding), .. } => {
                write!(f, "cannot check {name}: it is {encoding}; convert it to UTF-8")
            }
            Self::NotText { name, encoding: None, offset } => {
                write!(f, "cannot check {name}: byte {offset} is not UTF-8; convert the file to UTF-8")
            }
            Self::Binary { name, offset } => {
                write!(f, "cannot check {name}: byte {offset} is NUL, so this seems to be no text")
            }
            Self::TooLarge { name, size } => {
                write!(
                    f,
                    "cannot check {name}: {size} bytes are too many; split the file into parts below 4 GiB"
                )
            }
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Read { cause, .. } | Self::Write { cause, .. } => Some(cause),
            Self::NotText { .. } | Self::Binary { .. } | Self::TooLarge { .. } => None,
        }
    }
}

/// The system's reason in lower case, without its error number.
fn reason(cause: &io::Error) -> String {
    let text = match cause.kind() {
        io::ErrorKind::NotFound => "no such file or folder".to_owned(),
        io::ErrorKind::NotADirectory => "it is no folder".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        _ => cause.to_string(),
    };
    text.split(" (os error").next().unwrap_or_default().to_lowercase()
}

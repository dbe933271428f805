//! Files that appear whole or not at all: they are written beside their place and then moved there.

use std::fs::{self, File, Permissions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

use crate::Error;

/// A file that is being written.
#[derive(Debug)]
pub(super) struct Written {
    path: PathBuf,
    file: Target,
}

#[derive(Debug)]
enum Target {
    /// What takes the place of `real` once it is whole.
    Beside { file: NamedTempFile, real: PathBuf },
    /// A pipe or a device, which nothing may replace.
    There(File),
}

impl Written {
    /// Begins to write the file at `path`.
    ///
    /// # Errors
    /// When nothing can be written there.
    pub(super) fn begin(path: &Path) -> Result<Self, Error> {
        let file = target(path).map_err(|cause| Error::write(path, cause))?;
        Ok(Self { path: path.to_owned(), file })
    }

    /// Puts the file in its place.
    ///
    /// # Errors
    /// When it cannot be put there; what was there before is then still there.
    pub(super) fn finish(mut self) -> Result<(), Error> {
        let done = self.flush().and_then(|()| match self.file {
            Target::Beside { file, real } => file.persist(real).map(drop).map_err(|error| error.error),
            Target::There(_) => Ok(()),
        });
        done.map_err(|cause| Error::write(&self.path, cause))
    }
}

impl Write for Written {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.file {
            Target::Beside { file, .. } => file.write(bytes),
            Target::There(file) => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.file {
            Target::Beside { file, .. } => file.flush(),
            Target::There(file) => file.flush(),
        }
    }
}

fn target(path: &Path) -> io::Result<Target> {
    let before = match fs::metadata(path) {
        Ok(metadata) if metadata.is_dir() => return Err(io::Error::other("it is a folder")),
        Ok(metadata) if !metadata.is_file() => {
            return File::options().write(true).open(path).map(Target::There);
        }
        Ok(metadata) => Some(metadata.permissions()),
        Err(_) => None,
    };
    // Where a link leads to is replaced, and not the link.
    let real = if before.is_some() { path.canonicalize()? } else { path.to_owned() };
    let folder = match real.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    };
    if !folder.is_dir() {
        return Err(io::Error::other(format!("there is no folder {}", folder.display())));
    }
    let mut builder = Builder::new();
    builder.prefix(".prosec-");
    if let Some(permissions) = before.or_else(usual) {
        builder.permissions(permissions);
    }
    Ok(Target::Beside { file: builder.tempfile_in(folder)?, real })
}

/// The permissions of a new file, of which the system takes away what the user does not grant to others.
#[cfg(unix)]
fn usual() -> Option<Permissions> {
    use std::os::unix::fs::PermissionsExt;
    Some(Permissions::from_mode(0o666))
}

/// A new file gets those of its folder.
#[cfg(not(unix))]
fn usual() -> Option<Permissions> {
    None
}

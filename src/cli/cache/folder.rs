//! The folder of the cache: it says of itself that it is one, and holds no more packs than are of use.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// So many packs are kept, those that were written last.
const PACKS: usize = 8;

const EXTENSION: &str = "pack";

/// What tells git, and those who back up, to leave the folder alone.
const NOTES: [(&str, &str); 2] = [
    (".gitignore", "# Made by prosec.\n*\n"),
    (
        "CACHEDIR.TAG",
        "Signature: 8a477f597d28d172789f06886806bc55\n# This folder is a cache, made by prosec. See https://bford.info/cachedir/\n",
    ),
];

/// A folder of packs.
#[derive(Debug)]
pub(super) struct CacheFolder {
    path: PathBuf,
}

impl CacheFolder {
    /// The folder at `path`, which is made if it is not there.
    ///
    /// # Errors
    /// When it cannot be made or is none: a message. A link is none, since a tree of others could lead anywhere by it.
    pub(super) fn open(path: &Path) -> Result<Self, String> {
        if path.is_symlink() {
            return Err(format!("{} is a link; name the folder where it leads to", path.display()));
        }
        let is_new = !path.exists();
        fs::create_dir_all(path)
            .and_then(|()| {
                let notes = NOTES.iter().filter(|_| is_new);
                notes.into_iter().try_for_each(|(name, text)| fs::write(path.join(name), text))
            })
            .map_err(|cause| format!("cannot make {}: {cause}", path.display()))?;
        Ok(Self { path: path.to_owned() })
    }

    /// Where the pack under a recipe lies.
    pub(super) fn pack(&self, recipe: &[u8; 32]) -> PathBuf {
        self.path.join(blake3::Hash::from_bytes(*recipe).to_hex().as_str()).with_extension(EXTENSION)
    }

    /// Removes the packs that were written longest ago, if there are too many. Another run may do the same.
    pub(super) fn trim(&self) {
        let entries = fs::read_dir(&self.path).into_iter().flatten().flatten().map(|entry| entry.path());
        let packs = entries.filter(|path| path.extension().is_some_and(|extension| extension == EXTENSION));
        let written = |path: &Path| path.metadata().and_then(|metadata| metadata.modified());
        let mut packs: Vec<(SystemTime, PathBuf)> =
            packs.map(|path| (written(&path).unwrap_or(SystemTime::UNIX_EPOCH), path)).collect();
        packs.sort();
        let too_many = packs.len().saturating_sub(PACKS);
        packs.iter().take(too_many).for_each(|(_, path)| drop(fs::remove_file(path)));
    }
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;

    #[test]
    fn the_folder_says_what_it_is_and_keeps_the_latest_packs() {
        let folder = TempDir::new().expect("a temporary folder");
        let path = folder.path().join("deep/cache");
        let cache = CacheFolder::open(&path).expect("it can be made");
        assert_eq!(fs::read_to_string(path.join(".gitignore")).expect("there"), "# Made by prosec.\n*\n");
        let tag = fs::read_to_string(path.join("CACHEDIR.TAG")).expect("there");
        assert!(tag.starts_with("Signature: 8a477f597d28d172789f06886806bc55\n"));
        fs::write(path.join("note.txt"), "kept").expect("can be written");
        for number in 0..12_u8 {
            let pack = cache.pack(&[number; 32]);
            fs::write(&pack, [number]).expect("can be written");
            let time = SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(u64::from(number) * 100);
            fs::File::options()
                .write(true)
                .open(&pack)
                .and_then(|file| file.set_modified(time))
                .expect("ours");
        }
        cache.trim();
        let kept: Vec<u8> = (0..12).filter(|&number| cache.pack(&[number; 32]).exists()).collect();
        assert_eq!(kept, [4, 5, 6, 7, 8, 9, 10, 11]);
        assert!(path.join("note.txt").exists());
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_no_folder() {
        let folder = TempDir::new().expect("a temporary folder");
        let link = folder.path().join("cache");
        std::os::unix::fs::symlink("/", &link).expect("can be made");
        let message = CacheFolder::open(&link).expect_err("it leads out");
        assert!(message.contains("is a link"), "{message}");
    }
}

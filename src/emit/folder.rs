//! How programs on other machines find a file again: by its path below the folder that they know. It knows
//! paths only, and touches no file.

use std::path::{Component, Path, PathBuf};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What a segment of a path in a URI holds as it is (RFC 3986): the unreserved characters, and the slash.
const KEPT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// Where a run takes place, and below which folder readers look for its files. Without either, paths stay as
/// they were given.
#[derive(Clone, Debug, Default)]
pub struct Folder {
    working: PathBuf,
    root: PathBuf,
}

impl Folder {
    /// A run in the folder `working`, whose readers look below `root`. Both are absolute.
    pub fn new(working: impl Into<PathBuf>, root: impl Into<PathBuf>) -> Self {
        Self { working: working.into(), root: root.into() }
    }

    /// The path of a file below the root, with slashes; as it was given if it lies elsewhere.
    pub(super) fn path(&self, name: &str) -> String {
        let whole = without_dots(&self.working.join(name));
        let below = match whole.strip_prefix(without_dots(&self.root)) {
            Ok(below) if below.as_os_str().is_empty() => return name.to_owned(),
            Ok(below) => below.to_owned(),
            Err(_) => without_dots(Path::new(name)),
        };
        below.display().to_string().replace(std::path::MAIN_SEPARATOR, "/")
    }

    /// The same as a relative URI reference, or an absolute URI where the file lies elsewhere.
    pub(super) fn uri(&self, name: &str) -> String {
        let path = self.path(name);
        let encoded = utf8_percent_encode(&path, KEPT);
        match path.strip_prefix('/') {
            Some(_) => format!("file://{encoded}"),
            None if Path::new(&path).is_absolute() => format!("file:///{encoded}"),
            None => encoded.to_string(),
        }
    }
}

/// The path without `.`, and without `..` where it leaves a folder that is named.
fn without_dots(path: &Path) -> PathBuf {
    let mut short = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir if matches!(short.components().next_back(), Some(Component::Normal(_))) => {
                short.pop();
            }
            other => short.push(other),
        }
    }
    short
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn check(name: &str, path: &str, uri: &str) {
        let folder = Folder::new("/home/ana/site/docs", "/home/ana/site");
        assert_eq!((folder.path(name).as_str(), folder.uri(name).as_str()), (path, uri));
    }

    #[test]
    fn paths_lead_from_the_root_wherever_the_run_took_place() {
        check("a.md", "docs/a.md", "docs/a.md");
        check("./deep/../a b.md", "docs/a b.md", "docs/a%20b.md");
        check("../é#1%.md", "é#1%.md", "%C3%A9%231%25.md");
        check("/home/ana/site/x:y.md", "x:y.md", "x%3Ay.md");
        check("<stdin>", "docs/<stdin>", "docs/%3Cstdin%3E");
    }

    #[test]
    fn what_lies_elsewhere_keeps_its_path() {
        check("/tmp/a b.md", "/tmp/a b.md", "file:///tmp/a%20b.md");
        check("../../other/a.md", "../../other/a.md", "../../other/a.md");
        let nowhere = Folder::default();
        assert_eq!(nowhere.path("./a/b.md"), "a/b.md");
        assert_eq!(nowhere.path("/a/b.md"), "/a/b.md");
    }
}

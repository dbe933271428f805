//! A small repository with a faulty draft, in which commands are run as a user or a service would.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// The draft. Line 3 has a warning, line 5 an error.
pub const DRAFT: &str = "# The guide\n\nWe recieve letters at noon.\n\nIt saw the the mayor.\n";
/// Where it lies.
pub const DRAFT_PATH: &str = "docs/guide.md";

/// Variables of services that must not reach what is run, since these tests may run on such a service.
const FOREIGN: &[&str] = &["GITHUB_WORKSPACE", "CI_PROJECT_DIR", "GITHUB_OUTPUT", "NO_COLOR"];

pub struct Sandbox {
    folder: TempDir,
}

impl Sandbox {
    /// A repository of git, with the draft, whose `origin/main` does not have it yet.
    pub fn new() -> Self {
        let sandbox = Self { folder: TempDir::new().expect("a temporary folder") };
        let git = [
            "git init --quiet --initial-branch main .",
            "git config user.name Ann && git config user.email ann@example.org",
            "git commit --quiet --allow-empty --message Begin",
            "git update-ref refs/remotes/origin/main HEAD",
        ];
        for command in git {
            assert!(sandbox.shell(command, &[]).status.success(), "{command}");
        }
        fs::create_dir(sandbox.path().join("docs")).expect("can be made");
        fs::write(sandbox.path().join(DRAFT_PATH), DRAFT).expect("can be written");
        assert!(sandbox.shell("git add .", &[]).status.success());
        sandbox
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Runs a script, with prosec on the path and the draft on the standard input.
    pub fn shell(&self, script: &str, env: &[(&str, &str)]) -> Output {
        let program = Path::new(env!("CARGO_BIN_EXE_prosec")).parent().expect("it has one");
        let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap_or_default());
        let mut command = Command::new("bash");
        for name in FOREIGN {
            command.env_remove(name);
        }
        let mut child = command
            .args(["--noprofile", "--norc", "-e", "-o", "pipefail", "-c", script])
            .current_dir(self.path())
            .env("PATH", path)
            .envs([("GIT_CONFIG_GLOBAL", "/dev/null"), ("GIT_CONFIG_NOSYSTEM", "1")])
            .envs([("GITHUB_STEP_SUMMARY", "step.md")])
            .envs(env.iter().copied())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("there is a shell");
        // Who does not read the standard input may close it before all is written.
        let _ = child.stdin.take().expect("it is piped").write_all(DRAFT.as_bytes());
        child.wait_with_output().expect("it ends")
    }

    /// Runs a script that calls prosec, which must know what it is asked; the exit code says whether it found
    /// something. Reports that the script names must then be there.
    pub fn check(&self, script: &str, env: &[(&str, &str)]) -> i32 {
        let output = self.shell(script, env);
        let code = output.status.code();
        assert!(matches!(code, Some(0 | 1)), "{script}: {output:#?}");
        for part in script.split_whitespace().collect::<Vec<_>>().windows(2) {
            if part[0] == "--output" {
                let name =
                    part[1].rsplit('=').next().expect("a part").replace("$GITHUB_STEP_SUMMARY", "step.md");
                assert!(self.path().join(&name).exists(), "{script}: {name} was not written");
            }
        }
        code.expect("it was looked at")
    }
}

/// A file of this tree.
pub fn read(path: &str) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The version in Cargo.toml.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

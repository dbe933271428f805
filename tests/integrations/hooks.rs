//! The hooks for pre-commit, as they are shipped and as pages configure them.

use serde_json::Value;

use crate::sandbox::{DRAFT_PATH, Sandbox, read};
use crate::yaml;

/// The hooks that are shipped.
pub fn shipped() -> Vec<Value> {
    yaml::parse(&read(".pre-commit-hooks.yaml")).as_array().expect("a list").clone()
}

/// Runs a hook as pre-commit does: its entry, its arguments, the files of the commit.
pub fn run(hook: &Value) -> (Sandbox, i32) {
    let sandbox = Sandbox::new();
    let entry = hook["entry"].as_str().expect("a command");
    let quoted = yaml::strings(&hook["args"]).into_iter().map(|arg| format!("'{arg}' "));
    let code = sandbox.check(&format!("{entry} {} {DRAFT_PATH}", quoted.collect::<String>()), &[]);
    (sandbox, code)
}

#[test]
fn hooks_run_commands_that_there_are() {
    let hooks = shipped();
    let ids: Vec<&str> = hooks.iter().map(|hook| hook["id"].as_str().expect("an id")).collect();
    assert_eq!(ids, ["prosec", "prosec-fix"]);
    for hook in &hooks {
        assert_eq!(hook["language"], "rust", "it builds from the source");
        assert!(!yaml::strings(&hook["types_or"]).is_empty(), "code is left alone");
    }
    let (_, code) = run(&hooks[0]);
    assert_eq!(code, 1, "the draft is faulty");
}

#[test]
fn the_hook_that_fixes_changes_the_draft() {
    let sandbox = Sandbox::new();
    std::fs::write(sandbox.path().join(DRAFT_PATH), "We read  it at noon.\n").expect("can be written");
    let fix = &shipped()[1];
    sandbox.check(&format!("{} {DRAFT_PATH}", fix["entry"].as_str().expect("a command")), &[]);
    let mended = std::fs::read_to_string(sandbox.path().join(DRAFT_PATH)).expect("readable");
    assert_eq!(mended, "We read it at noon.\n");
}

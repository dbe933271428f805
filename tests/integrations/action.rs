//! The action for GitHub: its script is run as a runner would.

use std::fs;

use serde_json::Value;

use crate::sandbox::{Sandbox, VERSION, read};
use crate::yaml;

pub fn action() -> Value {
    yaml::parse(&read("action.yml"))
}

/// Runs the step that checks, with these inputs over the defaults. Gives the exit code, the log, and what the
/// step hands on.
pub fn run(sandbox: &Sandbox, inputs: &[(&str, &str)]) -> (i32, String, String) {
    let action = action();
    let steps = action["runs"]["steps"].as_array().expect("a list");
    let step = steps.iter().find(|step| step["id"] == "check").expect("it checks");
    let value = |name: &str| {
        let given = inputs.iter().find(|(input, _)| *input == name).map(|(_, value)| *value);
        given.or_else(|| action["inputs"][name]["default"].as_str()).expect("inputs have defaults").to_owned()
    };
    let env: Vec<(String, String)> = step["env"]
        .as_object()
        .expect("a map")
        .iter()
        .map(|(name, expression)| {
            let expression = expression.as_str().expect("a string");
            let input = expression.strip_prefix("${{ inputs.").and_then(|rest| rest.strip_suffix(" }}"));
            (name.clone(), value(input.expect("an input, and nothing else")))
        })
        .collect();
    let bin = sandbox.path().join("runner/prosec/bin");
    fs::create_dir_all(&bin).expect("can be made");
    std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_prosec"), bin.join("prosec")).expect("can be made");
    let handed = sandbox.path().join("handed-on");
    let mut env: Vec<(&str, &str)> =
        env.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let (runner, handed_on) = (sandbox.path().join("runner"), handed.to_string_lossy().into_owned());
    let runner = runner.to_string_lossy().into_owned();
    env.extend([("RUNNER_TEMP", runner.as_str()), ("GITHUB_OUTPUT", &handed_on)]);
    let output = sandbox.shell(step["run"].as_str().expect("a script"), &env);
    let log = String::from_utf8(output.stdout).expect("UTF-8");
    let handed_on = fs::read_to_string(handed).unwrap_or_default();
    (output.status.code().expect("no signal"), log, handed_on)
}

#[test]
fn findings_become_annotations_and_fail_the_step() {
    let (code, log, handed_on) = run(&Sandbox::new(), &[]);
    assert_eq!((code, handed_on.as_str()), (1, "exit-code=1\n"), "{log}");
    assert!(log.contains("::warning title=spelling/known-misspelling,file=docs/guide.md,line=3"), "{log}");
}

#[test]
fn inputs_are_taken_a_line_each_and_are_never_run() {
    let sandbox = Sandbox::new();
    fs::write(sandbox.path().join("a b.md"), "We saw the the mayor.\n").expect("can be written");
    let inputs = [
        ("paths", "a b.md\n\ndocs\n"),
        ("args", "--fail-on=never\n--output=sarif=r.sarif\n"),
        ("format", "compact"),
    ];
    let (code, log, handed_on) = run(&sandbox, &inputs);
    assert_eq!((code, handed_on.as_str()), (0, "exit-code=0\n"), "{log}");
    assert!(log.contains("a b.md:1:") && log.contains("docs/guide.md:3:"), "{log}");
    assert!(sandbox.path().join("r.sarif").exists());
    let sandbox = Sandbox::new();
    let (code, ..) =
        run(&sandbox, &[("paths", "$(touch ran); `touch ran`; touch ran"), ("args", "--quux; touch ran")]);
    assert_eq!(code, 2, "no such argument");
    assert!(!sandbox.path().join("ran").exists());
}

#[test]
fn scripts_take_inputs_from_the_environment_alone() {
    let action = action();
    for step in action["runs"]["steps"].as_array().expect("a list") {
        let script = step["run"].as_str().unwrap_or_default();
        assert!(!script.contains("${{"), "an input could be run as code: {script}");
    }
}

#[test]
fn the_source_that_names_the_build_is_all_that_is_compiled() {
    let action = action();
    let script = action["runs"]["steps"][0]["run"].as_str().expect("a script");
    let sandbox = Sandbox::new();
    let tree = env!("CARGO_MANIFEST_DIR");
    let handed = sandbox.path().join("handed-on").to_string_lossy().into_owned();
    let output = sandbox.shell(script, &[("GITHUB_ACTION_PATH", tree), ("GITHUB_OUTPUT", &handed)]);
    assert!(output.status.success(), "{output:?}");
    let digest = fs::read_to_string(handed).expect("it was written");
    assert_eq!(digest.trim_end().len(), "digest=".len() + 64, "{digest}");
    let manifest: toml::Table = read("Cargo.toml").parse().expect("TOML");
    for folder in manifest["package"]["include"].as_array().expect("a list") {
        let folder = folder.as_str().expect("a path").trim_start_matches('/');
        let is_code = !folder.ends_with(".md") && !folder.starts_with("LICENSE") && folder != "schemas";
        assert!(!is_code || script.contains(folder.trim_end_matches(".rs")), "{folder} is not looked at");
    }
}

#[test]
fn the_page_shows_every_input() {
    let action = action();
    let rows: String = action["inputs"]
        .as_object()
        .expect("a map")
        .iter()
        .map(|(name, input)| {
            let default = input["default"].as_str().expect("a string");
            let default = if default.is_empty() { String::new() } else { format!("`{default}` ") };
            format!("| `{name}` | {default}| {} |\n", input["description"].as_str().expect("a string"))
        })
        .collect();
    let page = read("docs/integrations/github-actions.md");
    let told = page.split("<!-- inputs -->").nth(1).and_then(|rest| rest.split("<!-- /inputs -->").next());
    let told: Vec<&str> = told.expect("a table").lines().filter(|line| line.starts_with("| `")).collect();
    assert_eq!(told.len(), rows.lines().count(), "{told:?}");
    rows.lines().for_each(|row| assert!(told.contains(&row), "the page must show {row}"));
}

#[test]
fn examples_name_the_version_that_this_is() {
    for page in ["github-actions", "gitlab", "pre-commit", "ci", "docker"] {
        let text = read(&format!("docs/integrations/{page}.md"));
        for (start, _) in text.match_indices("prosec==").chain(text.match_indices("OWNER/prosec@v")) {
            let version =
                text[start..].split(['=', '@']).find(|part| part.starts_with(['v', '0'])).expect("one");
            assert!(version.trim_start_matches('v').starts_with(VERSION), "{page}: {version}");
        }
    }
}

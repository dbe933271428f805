//! Every command, hook, action and job that docs/integrations shows.

use std::fs;

use serde_json::Value;

use crate::sandbox::{DRAFT, Sandbox, read};
use crate::{action, gitlab, hooks, yaml};

/// Programs that pages may call besides prosec. They are not run here.
const OTHERS: &[&str] = &["pre-commit", "pip", "cargo", "docker", "git"];

struct Block {
    language: String,
    text: String,
}

fn pages() -> Vec<(String, Vec<Block>)> {
    let mut pages: Vec<(String, Vec<Block>)> = fs::read_dir("docs/integrations")
        .expect("readable")
        .map(|entry| entry.expect("readable").path().to_string_lossy().into_owned())
        .map(|page| (page.clone(), blocks(&read(&page))))
        .collect();
    pages.sort_by(|a, b| a.0.cmp(&b.0));
    assert!(pages.len() >= 8, "the pages were found");
    pages
}

fn blocks(page: &str) -> Vec<Block> {
    let mut parts = page.split("\n```");
    parts.next();
    let mut blocks = Vec::new();
    while let (Some(block), rest) = (parts.next(), parts.next()) {
        assert!(rest.is_some(), "a block has no end: {block}");
        let (language, text) = block.split_once('\n').expect("a first line");
        blocks.push(Block { language: language.to_owned(), text: format!("{text}\n") });
    }
    blocks
}

#[test]
fn every_command_works() {
    let mut ran = 0;
    for (page, blocks) in pages() {
        let sandbox = Sandbox::new();
        for block in blocks.iter().filter(|block| block.language == "sh") {
            for line in block.text.lines().filter(|line| !line.is_empty()) {
                ran += usize::from(run_line(&sandbox, &page, line));
            }
        }
    }
    assert!(ran >= 12, "commands were run: {ran}");
}

/// Runs what prosec has to do with a line of a shell, and tells whether there was anything.
fn run_line(sandbox: &Sandbox, page: &str, line: &str) -> bool {
    let program = line.split(' ').next().expect("a word");
    if let Some((before, args)) = line.split_once(" prosec:0.1.0 ").filter(|_| line.starts_with("docker run"))
    {
        let is_safe = ["docker run --rm", "--network none", "--volume \"$PWD:/work"]
            .iter()
            .all(|part| before.contains(part));
        assert!(is_safe, "{page}: {line}");
        sandbox.check(&format!("prosec {args}"), &[]);
        return true;
    }
    let stages: Vec<&str> = line
        .split(" | ")
        .take_while(|stage| stage.starts_with("prosec ") || stage.starts_with("git "))
        .collect();
    if stages.iter().any(|stage| stage.starts_with("prosec ")) {
        let code = sandbox.check(&stages.join(" | "), &[]);
        let is_check = line.contains("prosec check") && !line.contains("--fail-on never");
        let is_known = sandbox.path().join("prosec-baseline.json").exists();
        assert_eq!(code, i32::from(is_check && !is_known), "{page}: {line}");
        return true;
    }
    assert!(OTHERS.contains(&program), "{page}: what is {program}?");
    false
}

#[test]
fn every_example_of_configuration_works() {
    let (mut hooks_run, mut actions_run, mut jobs_run, mut commands_run) = (0, 0, 0, 0);
    for (page, blocks) in pages() {
        for block in blocks.iter().filter(|block| block.language == "yaml") {
            let value = yaml::parse(&block.text);
            for hook in items(&value["repos"]).iter().flat_map(|repo| items(&repo["hooks"])) {
                assert_ne!(hooks::run(&whole(&hook)).1, 2, "{page}");
                hooks_run += 1;
            }
            for step in value["jobs"]
                .as_object()
                .into_iter()
                .flat_map(|jobs| jobs.values())
                .flat_map(|job| items(&job["steps"]))
            {
                if step["uses"].as_str().is_some_and(|uses| uses.starts_with("OWNER/prosec@v")) {
                    run_action(&page, &step["with"]);
                    actions_run += 1;
                }
            }
            if items(&value["include"]).iter().any(|from| from["file"] == "/integrations/gitlab.yml") {
                run_job(&page, &value["variables"]);
                jobs_run += 1;
            }
            for command in yaml::all_strings(&value).iter().flat_map(|text| text.lines()) {
                if command.starts_with("prosec ") && !command.starts_with("prosec==") {
                    Sandbox::new().check(&format!("mkdir -p results\n{command}"), &[]);
                    commands_run += 1;
                }
            }
        }
    }
    let ran = [hooks_run, actions_run, jobs_run, commands_run];
    assert!(ran.iter().zip([3, 3, 2, 4]).all(|(count, least)| *count >= least), "{ran:?} were run");
}

/// A hook with what it leaves to the one that is shipped.
fn whole(hook: &Value) -> Value {
    let shipped =
        hooks::shipped().into_iter().find(|shipped| shipped["id"] == hook["id"]).expect("it is shipped");
    let (mut whole, own) = (shipped, hook.as_object().expect("a map"));
    own.iter().for_each(|(key, value)| whole[key] = value.clone());
    whole
}

fn run_action(page: &str, with: &Value) {
    let action = action::action();
    let with: Vec<(&str, &str)> = with
        .as_object()
        .into_iter()
        .flatten()
        .map(|(name, value)| (name.as_str(), value.as_str().expect("a string")))
        .collect();
    for (name, _) in &with {
        assert!(action["inputs"].get(name).is_some(), "{page}: the action takes no {name}");
    }
    let (code, log, _) = action::run(&Sandbox::new(), &with);
    let is_gentle = with.iter().any(|(_, value)| value.contains("--fail-on=never"));
    assert_eq!(code, i32::from(!is_gentle), "{page}: {log}");
}

fn run_job(page: &str, variables: &Value) {
    let template = gitlab::template();
    let variables: Vec<(&str, &str)> = variables
        .as_object()
        .expect("a map")
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str().expect("a string")))
        .collect();
    for (name, _) in variables.iter().filter(|(name, _)| name.starts_with("PROSEC_")) {
        assert!(template["variables"].get(name).is_some(), "{page}: the job reads no {name}");
    }
    assert_eq!(gitlab::run(&Sandbox::new(), &variables), 1, "{page}");
}

fn items(value: &Value) -> Vec<Value> {
    value.as_array().cloned().unwrap_or_default()
}

#[test]
fn the_problem_matcher_reads_what_is_printed() {
    let page = read("docs/integrations/editors.md");
    let tasks = blocks(&page).into_iter().find(|block| block.language == "json").expect("tasks");
    let tasks: Value = serde_json::from_str(&tasks.text).expect("JSON");
    let task = &tasks["tasks"][0];
    let pattern = &task["problemMatcher"]["pattern"];
    let regex = regex::Regex::new(pattern["regexp"].as_str().expect("a string")).expect("an expression");
    let output = Sandbox::new().shell(task["command"].as_str().expect("a command"), &[]);
    let printed = String::from_utf8(output.stdout).expect("UTF-8");
    let group = |name: &str| pattern[name].as_u64().expect("a number") as usize;
    let read: Vec<(String, String)> = printed
        .lines()
        .filter_map(|line| regex.captures(line))
        .map(|found| (found[group("file")].to_owned(), found[group("line")].to_owned()))
        .collect();
    let expected = ["3", "5"].map(|line| ("docs/guide.md".to_owned(), line.to_owned()));
    assert_eq!(read, expected, "{printed}");
    assert_eq!(DRAFT.lines().count(), 5);
}

#[test]
fn every_page_is_listed() {
    let index = read("docs/integrations/README.md");
    for (page, _) in pages() {
        let name = page.rsplit('/').next().expect("a part");
        assert!(name == "README.md" || index.contains(&format!("({name})")), "{name} is not listed");
    }
}

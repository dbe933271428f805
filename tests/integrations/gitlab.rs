//! The job for GitLab: its script is run as a runner would, and its report is what GitLab takes.

use std::fs;

use serde_json::Value;

use crate::sandbox::{Sandbox, VERSION, read};
use crate::yaml;

const TEMPLATE: &str = "integrations/gitlab.yml";

pub fn template() -> Value {
    yaml::parse(&read(TEMPLATE))
}

/// Runs the script of the job, with these variables over those of the template.
pub fn run(sandbox: &Sandbox, variables: &[(&str, &str)]) -> i32 {
    let template = template();
    let mut env: Vec<(&str, &str)> = template["variables"]
        .as_object()
        .expect("a map")
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str().expect("a string")))
        .collect();
    env.extend(variables);
    let script = yaml::strings(&template["prosec"]["script"]).join("\n");
    sandbox.check(&script.replace("/opt/prosec/bin/prosec", "prosec"), &env)
}

#[test]
fn the_job_writes_the_report_that_it_hands_on() {
    let sandbox = Sandbox::new();
    assert_eq!(run(&sandbox, &[]), 1, "the draft is faulty");
    let template = template();
    let report = template["prosec"]["artifacts"]["reports"]["codequality"].as_str().expect("a file");
    let report = fs::read_to_string(sandbox.path().join(report)).expect("it was written");
    let findings: Value = serde_json::from_str(&report).expect("JSON");
    assert_eq!(findings[0]["location"]["path"], "docs/guide.md");
}

#[test]
fn variables_reach_the_command() {
    let variables =
        [("PROSEC_PATHS", "docs"), ("PROSEC_ARGS", "--fail-on never --changed-since origin/main")];
    assert_eq!(run(&Sandbox::new(), &variables), 0);
}

#[test]
fn the_template_installs_this_version_and_the_page_tells_its_variables() {
    let template = template();
    assert_eq!(template["variables"]["PROSEC_PACKAGE"], format!("prosec=={VERSION}"));
    let page = read("docs/integrations/gitlab.md");
    for name in template["variables"].as_object().expect("a map").keys() {
        assert!(page.contains(&format!("| `{name}` |")), "the page does not tell of {name}");
    }
}

//! The reference pages and the schemas of rule files: drawn from the rules and kinds, kept in the tree.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::RuleSet;
use crate::emit::rule_page::{config_keys, kinds_page, rule_index, rule_page};
use crate::emit::rule_schema::{config_schema, list_schema, rule_schema};

/// The files of a folder of the tree, with what each must hold.
fn check_current(folder: &str, wanted: &BTreeMap<String, String>) {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut kept = BTreeMap::new();
    if root.is_dir() {
        collect(&root, &root, &mut kept);
    }
    if std::env::var_os("UPDATE_DOCS").is_some() {
        for name in kept.keys().filter(|name| !wanted.contains_key(*name)) {
            fs::remove_file(root.join(name)).expect("the folder can be written");
        }
        for (name, text) in wanted.iter().filter(|(name, text)| kept.get(*name) != Some(text)) {
            let path = root.join(name);
            fs::create_dir_all(path.parent().expect("it is below the root"))
                .expect("the folder can be written");
            fs::write(path, text).expect("the folder can be written");
        }
        return;
    }
    for name in wanted.keys().chain(kept.keys()) {
        assert!(
            wanted.get(name) == kept.get(name),
            "{folder}/{name} is not what the rules say; run `UPDATE_DOCS=1 cargo test docs` and commit it"
        );
    }
}

fn collect(root: &Path, folder: &Path, files: &mut BTreeMap<String, String>) {
    for entry in fs::read_dir(folder).expect("readable") {
        let path = entry.expect("readable").path();
        if path.is_dir() {
            collect(root, &path, files);
        } else {
            let name = path.strip_prefix(root).expect("below it").to_string_lossy().replace('\\', "/");
            let text = fs::read_to_string(&path).expect("readable").replace("\r\n", "\n");
            files.insert(name, text);
        }
    }
}

#[test]
fn docs_of_rules_are_current() {
    let rules = RuleSet::builtin();
    let mut pages: BTreeMap<String, String> =
        rules.rules().iter().map(|rule| (format!("{}.md", rule.id), rule_page(rule, &rules))).collect();
    pages.insert("README.md".to_owned(), rule_index(&rules));
    check_current("docs/rules", &pages);
}

#[test]
fn docs_of_kinds_are_current() {
    let rules = RuleSet::builtin();
    check_file("docs/kinds.md", &kinds_page(&rules));
}

#[test]
fn docs_for_editors_are_current() {
    for (name, schema) in [("rule", rule_schema()), ("list", list_schema()), ("config", config_schema())] {
        let text = serde_json::to_string_pretty(&schema).expect("a schema is JSON") + "\n";
        check_file(&format!("schemas/{name}.schema.json"), &text);
    }
}

#[test]
fn docs_of_settings_are_current() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("docs/configuration.md");
    let page = fs::read_to_string(path).expect("readable");
    let (before, rest) = page.split_once("<!-- keys -->\n").expect("the page has a place for the keys");
    let (_, after) = rest.split_once("<!-- /keys -->").expect("the place ends");
    let wanted = format!("{before}<!-- keys -->\n{}<!-- /keys -->{after}", config_keys());
    check_file("docs/configuration.md", &wanted);
}

fn check_file(name: &str, wanted: &str) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(name);
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, wanted).expect("the file can be written");
    }
    let kept = fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    assert!(
        kept == wanted,
        "{name} is not what the code says; run `UPDATE_DOCS=1 cargo test docs` and commit it"
    );
}

#[test]
fn every_built_in_rule_fits_the_schema() {
    let schema = rule_schema();
    let validator = jsonschema::draft7::new(&schema).expect("the schema is valid");
    for rule in RuleSet::builtin().rules() {
        let value: serde_json::Value = toml::from_str(rule.file().text()).expect("a rule file is TOML");
        let fault =
            validator.validate(&value).err().map(|error| format!("{}: {error}", error.instance_path()));
        assert_eq!(fault, None, "{}", rule.id);
    }
}

#[test]
fn the_schema_of_rules_is_strict() {
    let schema = rule_schema();
    let validator = jsonschema::draft7::new(&schema).expect("the schema is valid");
    let rules = RuleSet::builtin();
    let rule = rules.rule("repetition/doubled-word").expect("it exists");
    let text = rule.file().text();
    for (was, instead) in [
        ("severity = \"warning\"", "severity = \"fatal\""),
        ("message  =", "mesage  ="),
        ("unit = \"word\"", "unit = \"letter\""),
        ("unit = \"word\"", "unit = 1"),
        ("applicability = \"suggested\"", "applicability = \"perhaps\""),
    ] {
        assert!(text.contains(was), "{was}");
        let value: serde_json::Value = toml::from_str(&text.replacen(was, instead, 1)).expect("it is TOML");
        assert!(!validator.is_valid(&value), "{instead}");
    }
}

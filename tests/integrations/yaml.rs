//! YAML as JSON values, which are easier to walk.

use saphyr::{LoadableYamlNode, Yaml};
use serde_json::Value;

/// The one document of a text.
pub fn parse(text: &str) -> Value {
    let mut documents = Yaml::load_from_str(text).unwrap_or_else(|error| panic!("{error} in\n{text}"));
    assert_eq!(documents.len(), 1, "one document: {text}");
    value(documents.remove(0))
}

fn value(yaml: Yaml) -> Value {
    match yaml {
        Yaml::Mapping(map) => {
            let entry =
                |(key, held): (Yaml, Yaml)| (key.as_str().expect("keys are strings").to_owned(), value(held));
            Value::Object(map.into_iter().map(entry).collect())
        }
        Yaml::Sequence(items) => Value::Array(items.into_iter().map(value).collect()),
        scalar => {
            match (scalar.as_str(), scalar.as_bool(), scalar.as_integer(), scalar.as_floating_point()) {
                (Some(text), ..) => text.into(),
                (_, Some(flag), ..) => flag.into(),
                (_, _, Some(number), _) => number.into(),
                (.., Some(number)) => number.into(),
                _ => Value::Null,
            }
        }
    }
}

/// The strings of a list, or none.
pub fn strings(value: &Value) -> Vec<String> {
    let items = value.as_array().map(Vec::as_slice).unwrap_or_default();
    items.iter().map(|item| item.as_str().expect("a string").to_owned()).collect()
}

/// All strings below a value.
pub fn all_strings(value: &Value) -> Vec<&str> {
    match value {
        Value::String(text) => vec![text],
        Value::Array(items) => items.iter().flat_map(all_strings).collect(),
        Value::Object(map) => map.values().flat_map(all_strings).collect(),
        _ => Vec::new(),
    }
}

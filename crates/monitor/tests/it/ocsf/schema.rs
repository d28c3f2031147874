//! The published schema, and what holds an object against it.

use serde_json::{Map, Value};

/// What is wrong with an object, in words with its place.
pub(super) fn violations(event: &Value) -> Vec<String> {
    let schema: Value = serde_json::from_str(include_str!("../../ocsf/ocsf-1.7.0.json")).expect("the schema");
    let uid = &event["class_uid"];
    let classes = schema["classes"].as_object().expect("classes");
    let Some(class) = classes.values().find(|class| class["uid"] == *uid) else { return vec![format!("class {uid}")] };
    let profiles = event["metadata"]["profiles"].as_array().cloned().unwrap_or_default();
    let mut check = Check { schema: &schema, profiles, found: Vec::new() };
    check.object("", class, event);
    check.sums(event);
    check.found
}

struct Check<'a> {
    schema: &'a Value,
    profiles: Vec<Value>,
    found: Vec<String>,
}

impl Check<'_> {
    /// The numbers that follow from one another.
    fn sums(&mut self, event: &Value) {
        let number = |name: &str| event[name].as_i64().unwrap_or(-1);
        if number("type_uid") != number("class_uid") * 100 + number("activity_id") {
            self.found.push("type_uid is not class_uid * 100 + activity_id".into());
        }
        if number("category_uid") != number("class_uid") / 1000 {
            self.found.push("category_uid is not of this class".into());
        }
        if number("activity_id") == 99 && event["activity_name"].as_str().is_none_or(str::is_empty) {
            self.found.push("an activity without a number has no name".into());
        }
        if event["metadata"]["version"] != self.schema["version"] {
            self.found.push("another version".into());
        }
    }

    fn object(&mut self, at: &str, kind: &Value, value: &Value) {
        let Some(object) = value.as_object() else { return self.found.push(format!("{at} is no object")) };
        let attributes = kind["attributes"].as_object().expect("attributes");
        self.required(at, attributes, object);
        for (name, value) in object {
            let at = format!("{at}.{name}");
            match attributes.get(name) {
                None => self.found.push(format!("{at} is no attribute")),
                Some(attribute) => self.attribute(&at, attribute, value),
            }
        }
        for (rule, names) in kind["constraints"].as_object().into_iter().flatten() {
            let names = names.as_array().expect("names").iter().filter_map(Value::as_str);
            let there = names.filter(|name| object.contains_key(*name)).count();
            if there == 0 || (rule == "just_one" && there > 1) {
                self.found.push(format!("{at}: {rule} does not hold"));
            }
        }
    }

    fn required(&mut self, at: &str, attributes: &Map<String, Value>, object: &Map<String, Value>) {
        let demanded = attributes.iter().filter(|(_, attribute)| attribute["requirement"] == "required");
        let demanded =
            demanded.filter(|(_, attribute)| attribute.get("profile").is_none_or(|it| self.profiles.contains(it)));
        let missing = demanded.filter(|(name, _)| !object.contains_key(*name));
        self.found.extend(missing.map(|(name, _)| format!("{at}.{name} is missing")));
    }

    fn attribute(&mut self, at: &str, attribute: &Value, value: &Value) {
        if attribute.get("profile").is_some_and(|profile| !self.profiles.contains(profile)) {
            self.found.push(format!("{at} is of a profile that is not named"));
        }
        if attribute["is_array"] == true {
            let Some(items) = value.as_array() else { return self.found.push(format!("{at} is no list")) };
            items.iter().for_each(|item| self.one(at, attribute, item));
        } else {
            self.one(at, attribute, value);
        }
    }

    fn one(&mut self, at: &str, attribute: &Value, value: &Value) {
        if let Some(kind) = attribute["object_type"].as_str() {
            // The object without attributes of its own takes anything.
            match &self.schema["objects"][kind] {
                Value::Null => self.found.push(format!("{at}: the object {kind} was not foreseen")),
                _ if kind == "object" => {}
                kind => self.object(at, kind, value),
            }
            return;
        }
        let name = attribute["type"].as_str().expect("a type");
        if !self.is_of(name, value) {
            self.found.push(format!("{at}: {value} is no {name}"));
        }
        let number = value.to_string();
        if attribute["enum"].as_array().is_some_and(|numbers| !numbers.iter().any(|known| *known == *number)) {
            self.found.push(format!("{at}: {value} is not in the list"));
        }
    }

    fn is_of(&self, name: &str, value: &Value) -> bool {
        let kind = &self.schema["types"][name];
        let base = kind["type"].as_str().unwrap_or(name);
        let in_range = kind["range"]
            .as_array()
            .is_none_or(|range| range[0].as_i64() <= value.as_i64() && value.as_i64() <= range[1].as_i64());
        let is_short =
            kind["max_len"].as_u64().is_none_or(|most| value.as_str().is_some_and(|text| text.len() as u64 <= most));
        let is_address = name != "ip_t" || value.as_str().is_some_and(|text| text.parse::<std::net::IpAddr>().is_ok());
        in_range && is_short && is_address && is_base(base, value)
    }
}

fn is_base(base: &str, value: &Value) -> bool {
    match base {
        "boolean_t" => value.is_boolean(),
        "integer_t" => value.as_i64().is_some_and(|number| i32::try_from(number).is_ok()),
        "long_t" => value.is_i64(),
        "float_t" => value.is_number(),
        "string_t" => value.is_string(),
        _ => false,
    }
}

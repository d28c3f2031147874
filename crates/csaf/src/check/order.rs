//! 6.2.13: fields stand in the order of the alphabet. Values forget it, so the text is read once more.

use std::cell::RefCell;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

use super::Finding;

/// Where the reader is, and what it found there.
struct Walk<'w> {
    pointer: String,
    found: &'w RefCell<Vec<Finding>>,
}

pub(super) fn check(text: &str) -> Vec<Finding> {
    let found = RefCell::new(Vec::new());
    let walk = Walk { pointer: String::new(), found: &found };
    let _ = walk.deserialize(&mut serde_json::Deserializer::from_str(text));
    found.into_inner()
}

impl Walk<'_> {
    fn below(&self, part: &str) -> Walk<'_> {
        let part = part.replace('~', "~0").replace('/', "~1");
        Walk { pointer: format!("{}/{part}", self.pointer), found: self.found }
    }
}

impl<'de> DeserializeSeed<'de> for Walk<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Walk<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let (mut last, mut sorted) = (String::new(), true);
        while let Some(name) = map.next_key::<String>()? {
            sorted &= last <= name;
            map.next_value_seed(self.below(&name))?;
            last = name;
        }
        if !sorted {
            let reason = "the fields are not sorted".to_owned();
            self.found.borrow_mut().push(Finding { test: "6.2.13", pointer: self.pointer, reason });
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        let mut index = 0_usize;
        while list.next_element_seed(self.below(&index.to_string()))?.is_some() {
            index += 1;
        }
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }
}

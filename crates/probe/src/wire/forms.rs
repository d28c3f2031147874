//! Finds the form with a password in a page that anybody may have written.

/// A form that asks for a password.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Form {
    /// Where it is sent, as it stands there; empty for the page itself.
    pub action: String,
    /// The field for the account's name, where there is one.
    pub account: Option<String>,
    /// The fields for passwords.
    pub passwords: Vec<String>,
    /// What goes with it unseen.
    pub hidden: Vec<(String, String)>,
    /// What else could be typed, as it stands there: browsers send it too.
    pub others: Vec<(String, String)>,
    /// Whether it says that it asks for a new password.
    pub asks_new: bool,
}

impl Form {
    /// Whether it is there to choose a password, not to tell one.
    #[must_use]
    pub fn sets_up(&self) -> bool {
        self.asks_new || self.passwords.len() > 1
    }
}

/// The most forms and fields of a page that are looked at.
const MOST: usize = 200;

/// The first form of a page that has a field for a password.
#[must_use]
pub fn find(page: &str) -> Option<Form> {
    let (mut form, mut seen) = (None::<Form>, 0);
    for (name, attributes) in Tags(page) {
        match name.as_str() {
            "form" | "/form" if is_whole(form.as_ref()) => break,
            "form" => form = Some(Form { action: value(attributes, "action"), ..Form::default() }),
            "/form" => form = None,
            "input" => form.iter_mut().for_each(|form| take(form, attributes)),
            _ => {}
        }
        seen += usize::from(name == "form" || name == "input");
        if seen > MOST {
            break;
        }
    }
    form.filter(|form| is_whole(Some(form)))
}

fn is_whole(form: Option<&Form>) -> bool {
    form.is_some_and(|form| !form.passwords.is_empty())
}

fn take(form: &mut Form, attributes: &str) {
    let (kind, name) = (value(attributes, "type").to_ascii_lowercase(), value(attributes, "name"));
    if name.is_empty() {
        return;
    }
    match kind.as_str() {
        "password" => {
            form.asks_new |= value(attributes, "autocomplete").contains("new-password");
            form.passwords.push(name);
        }
        "hidden" => form.hidden.push((name, value(attributes, "value"))),
        "checkbox" | "radio" if is_checked(attributes) => form.others.push((name, value(attributes, "value"))),
        "" | "text" | "email" if form.account.is_none() => form.account = Some(name),
        "" | "text" | "email" | "tel" | "number" => form.others.push((name, value(attributes, "value"))),
        _ => {}
    }
}

fn is_checked(attributes: &str) -> bool {
    attributes.split_ascii_whitespace().any(|word| word.split('=').next() == Some("checked"))
}

/// Tags with their attributes, in the order of the page. Comments are passed over.
struct Tags<'a>(&'a str);

impl<'a> Iterator for Tags<'a> {
    type Item = (String, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let (_, rest) = self.0.split_once('<')?;
            if let Some(comment) = rest.strip_prefix("!--") {
                self.0 = comment.split_once("-->").map_or("", |(_, rest)| rest);
                continue;
            }
            let (inside, rest) = rest.split_at(end_of_tag(rest));
            self.0 = rest;
            let name = inside.split(|c: char| c.is_ascii_whitespace()).next().unwrap_or_default();
            let attributes = inside.get(name.len()..).unwrap_or_default();
            return Some((name.trim_end_matches('/').to_ascii_lowercase(), attributes));
        }
    }
}

/// Where a tag ends: at the first `>` that stands in no quotes.
fn end_of_tag(text: &str) -> usize {
    let mut quote = None;
    for (at, character) in text.char_indices() {
        match (quote, character) {
            (None, '>') => return at,
            (None, '"' | '\'') => quote = Some(character),
            (Some(open), _) if open == character => quote = None,
            _ => {}
        }
    }
    text.len()
}

/// The value of an attribute; empty where there is none.
fn value(attributes: &str, wanted: &str) -> String {
    let mut rest = attributes.trim_start();
    while !rest.is_empty() {
        let name_ends = rest.find(|c: char| c == '=' || c.is_ascii_whitespace()).unwrap_or(rest.len());
        let (name, after) = rest.split_at(name_ends);
        let after = after.trim_start();
        let (value, after) = after.strip_prefix('=').map_or(("", after), |after| quoted(after.trim_start()));
        if name.eq_ignore_ascii_case(wanted) {
            return plain(value);
        }
        rest = after.trim_start();
    }
    String::new()
}

fn quoted(text: &str) -> (&str, &str) {
    let quote = text.chars().next().filter(|first| matches!(first, '"' | '\''));
    let Some(quote) = quote else {
        return text.split_at(text.find(|c: char| c.is_ascii_whitespace()).unwrap_or(text.len()));
    };
    let inside = text.get(1..).unwrap_or_default();
    inside.split_once(quote).unwrap_or((inside, ""))
}

/// Without the escapes that stand in attributes.
fn plain(value: &str) -> String {
    let escapes = [("&quot;", "\""), ("&#34;", "\""), ("&#39;", "'"), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")];
    escapes.iter().fold(value.to_owned(), |text, (escaped, plain)| text.replace(escaped, plain))
}

#[cfg(test)]
mod tests {
    use super::find;

    #[test]
    fn the_form_is_found_by_its_password() {
        let page = r#"<!-- <form><input type=password name=no></form> --><form action="/search"><input name=q></form>
            <FORM method='post' ACTION="/in?a=1&amp;b=2"><input type="hidden" name=token value='a>"b'>
            <input name=who><input TYPE=Password name="word"/><input name=code value=1>
            <input type=checkbox name=stay value=yes checked><input type=checkbox name=not value=yes></form><form><input type=password name=later></form>"#;
        let form = find(page).expect("it is there");
        assert_eq!((form.action.as_str(), form.account.as_deref()), ("/in?a=1&b=2", Some("who")));
        assert_eq!(form.passwords, ["word"]);
        assert_eq!(form.hidden, [("token".to_owned(), "a>\"b".to_owned())]);
        assert_eq!(
            form.others,
            [("code", "1"), ("stay", "yes")].map(|(name, value)| (name.to_owned(), value.to_owned()))
        );
        assert!(!form.sets_up());
    }

    #[test]
    fn a_form_for_a_new_password_is_told_from_a_login() {
        assert!(find("<form><input type=password name=a><input type=password name=b>").expect("a form").sets_up());
        let new = "<form><input type=password name=a autocomplete=new-password></form>";
        assert!(find(new).expect("a form").sets_up());
    }

    #[test]
    fn what_is_no_form_is_none() {
        for page in
            ["", "<", "<form", "<form><input type=password>", "<input type=password name=a>", "<!--", "ß<ü é=\"ö"]
        {
            assert_eq!(find(page), None, "{page}");
        }
    }
}

//! The dossiers of the demo's products, checked where nobody ever saw the server; and declarations, as far as the law lets them.

use serde_json::{Value, json};

use crate::demo::Demo;
use crate::program::Program;

/// A visitor of the demo, without a browser.
struct Visitor<'a> {
    demo: &'a Demo,
    agent: ureq::Agent,
    cookie: String,
}

impl<'a> Visitor<'a> {
    fn enters(demo: &'a Demo) -> Self {
        let agent: ureq::Agent =
            ureq::Agent::config_builder().http_status_as_error(false).max_redirects(0).build().into();
        let answer = agent.get(&demo.link).call().expect("the way in");
        let cookies = answer.headers().get_all("set-cookie").into_iter().filter_map(|value| value.to_str().ok());
        let cookies: Vec<&str> = cookies.filter_map(|cookie| cookie.split(';').next()).collect();
        Self { demo, agent, cookie: cookies.join("; ") }
    }

    fn bytes(&self, path: &str) -> (u16, Vec<u8>) {
        let answer = self.agent.get(self.demo.at(path)).header("cookie", &self.cookie).call();
        let mut answer = answer.expect("an answer");
        let body = answer.body_mut().with_config().limit(64 << 20).read_to_vec().expect("a body");
        (answer.status().as_u16(), body)
    }

    fn json(&self, path: &str) -> Value {
        let (status, body) = self.bytes(path);
        assert_eq!(status, 200, "{path}: {}", String::from_utf8_lossy(&body));
        serde_json::from_slice(&body).expect("JSON")
    }

    fn post(&self, path: &str, body: &Value) -> (u16, Value) {
        let request = self.agent.post(self.demo.at(path)).header("cookie", &self.cookie);
        let mut answer = request.content_type("application/json").send(body.to_string()).expect("an answer");
        let text = answer.body_mut().read_to_string().expect("a body");
        (answer.status().as_u16(), serde_json::from_str(&text).unwrap_or(Value::Null))
    }

    /// The id of a product by its name.
    fn product(&self, name: &str) -> String {
        let found = self.json("/api/v1/products");
        let rows = found["items"].as_array().expect("products");
        let row = rows.iter().find(|row| row["name"] == name).unwrap_or_else(|| panic!("no {name} in {found}"));
        row["id"].as_str().expect("an id").to_owned()
    }
}

#[test]
fn each_product_has_a_dossier_that_holds_offline_and_class_one_declares_as_a_sample_alone() {
    let demo = Demo::start_with(&[]);
    let visitor = Visitor::enters(&demo);
    let key = String::from_utf8(visitor.bytes("/ledger/key").1).expect("text");
    let key = key.split_whitespace().find(|word| word.starts_with("sha256:")).expect("a fingerprint").to_owned();
    let offline = Program::new();
    for (name, file) in
        [("Example Gateway", "gateway.zip"), ("Example Camera", "camera.zip"), ("Example Router", "router.zip")]
    {
        let product = visitor.product(name);
        let (status, dossier) = visitor.bytes(&format!("/api/v1/products/{product}/dossier"));
        assert_eq!(status, 200, "{name}: {}", String::from_utf8_lossy(&dossier));
        offline.write(file, &dossier);
        holds_and_every_change_is_named(&offline, file, &dossier, &key);
    }
    default_category_is_declared(&visitor);
    for name in ["Example Camera", "Example Router"] {
        class_one_declares_as_a_sample_alone(&visitor, name);
    }
}

fn verify(offline: &Program, file: &str, key: &str, more: &[&str]) -> crate::program::Run {
    offline.run(&[&["verify", file, "--key", key, "--format", "json"], more].concat())
}

fn holds_and_every_change_is_named(offline: &Program, file: &str, dossier: &[u8], key: &str) {
    let found = verify(offline, file, key, &[]).exits(0).json();
    assert_eq!(found["verdict"], "unaltered", "{found}");
    assert_eq!(found["dossiers"][0]["register"]["expired"], json!([]), "{found}");
    let later = verify(offline, file, key, &["--now", "2031-01-01T00:00:00Z"]).json();
    let expired = later["dossiers"][0]["register"]["expired"].as_array().expect("a list");
    let tests = expired.iter().any(|one| one["evidence"].as_str().is_some_and(|said| said.contains("system-tests")));
    assert!(tests, "an expired test is named: {later}");
    for part in 1..8 {
        let mut changed = dossier.to_vec();
        let at = changed.len() * part / 8;
        changed[at] ^= 1;
        offline.write("changed.zip", &changed);
        let fault = verify(offline, "changed.zip", key, &[]).exits(1).json();
        assert!(fault["fault"]["code"].is_string(), "byte {at} of {file}: {fault}");
    }
}

fn default_category_is_declared(visitor: &Visitor<'_>) {
    let product = visitor.product("Example Gateway");
    let all = visitor.json(&format!("/api/v1/products/{product}/declarations"));
    assert_eq!((&all[0]["state"], &all[0]["sample"]), (&json!("signed"), &json!(false)), "{all}");
    assert_eq!(all[0]["content"]["declaration"]["assessment"]["procedure"], "A");
    assert_ne!(all[0]["prepared_by"], all[0]["signed_by"]);
    let (status, page) = visitor.bytes("/p/gateway/declaration?lang=en");
    assert_eq!(status, 200);
    assert!(String::from_utf8_lossy(&page).contains("Mara Vogt"), "whoever signed stands under it");
    assert_eq!(visitor.json("/p/gateway.json")["ce"], "declared");
}

fn class_one_declares_as_a_sample_alone(visitor: &Visitor<'_>, name: &str) {
    let product = visitor.product(name);
    let path = format!("/api/v1/products/{product}/declarations");
    let (status, closed) = visitor.post(&path, &json!({"procedure": "A"}));
    assert_eq!((status, &closed["reason"]), (409, &json!("route-not-open")), "{closed}");
    let said = closed["detail"].as_str().expect("words");
    assert!(said.contains("Art. 32(2)") && said.contains("Open are B+C and H"), "{said}");
    let (status, bodiless) = visitor.post(&path, &json!({}));
    assert_eq!((status, &bodiless["reason"]), (409, &json!("incomplete")), "{bodiless}");
    let all = visitor.json(&path);
    assert_eq!((&all[0]["state"], &all[0]["sample"]), (&json!("signed"), &json!(true)), "{all}");
    let register = visitor.json(&format!("/api/v1/products/{product}/conformity"));
    let duties = register["duties"].as_array().expect("duties");
    let declared = duties.iter().find(|duty| duty["requirement"] == "art-28-1").expect("a duty");
    assert_eq!(declared["verdict"], "unknown", "a sample counts for nothing: {declared}");
}

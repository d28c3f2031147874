//! A maker with keys and a folder of metadata, offline or before a server; and a client of theirs.

use serde_json::{Value, json};

use crate::program::{Program, Run};
use crate::serve::account::founded;
use crate::serve::client::Client;
use crate::serve::house::House;

/// What opens every key here.
pub(crate) const PASSPHRASE: &str = "walnut gravel mosaic tepid";
/// The first release's file.
pub(crate) const FIRST: &str = "gateway/1/fw.bin";

/// Runs a command with the passphrase, and no server.
pub(crate) fn offline(program: &Program, arguments: &[&str]) -> Run {
    let mut command = program.command(arguments);
    command.env("STEADFAST_PASSPHRASE", PASSPHRASE);
    Run::of(command.output().expect("the program runs"))
}

/// Runs the words of one line.
pub(crate) fn words(program: &Program, line: &str) -> Run {
    offline(program, &line.split_whitespace().collect::<Vec<_>>())
}

/// Makes keys of these names.
pub(crate) fn keys(program: &Program, names: &[&str]) {
    for name in names {
        words(program, &format!("key new {name}.key")).exits(0);
    }
}

/// Text in which dates and ids of keys are those of every run.
pub(crate) fn masked(text: &str) -> String {
    let mask = |word: &str| -> String {
        let bare = word.trim_end();
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_hexdigit());
        let date = bare.len() == 10 && bare.split('-').count() == 3;
        match bare {
            _ if bare.len() == 64 && digits(bare) => word.replace(bare, "KEY"),
            _ if date => word.replace(bare, "DATE"),
            _ => word.to_owned(),
        }
    };
    text.split_inclusive([' ', '\n']).map(mask).collect()
}

/// A maker whose repository is published on a server: roots by two of three, one line `gateway`.
pub(crate) struct Maker {
    pub(crate) house: House,
    pub(crate) marta: Client,
    token: String,
}

const SCOPES: [&str; 9] = [
    "repository.read",
    "repository.change",
    "release.publish",
    "release.change",
    "catalogue.read",
    "catalogue.change",
    "job.read",
    "job.run",
    "record.read",
];

impl Maker {
    /// A server with a product.
    pub(crate) fn founded(mut house: House) -> Self {
        house.start();
        let marta = founded(&mut house);
        let mut maker = Self { house, marta, token: String::new() };
        maker.token = maker.token(&SCOPES);
        let product =
            ["product", "create", "--name", "Gateway", "--designation", "G-100", "--manufacturer", "Lumen Werke"];
        maker.run(&[&product[..], &["--part", "device=Firmware"]].concat()).exits(0);
        maker
    }

    /// The same with keys that nobody used yet.
    pub(crate) fn begun(house: House) -> Self {
        let maker = Self::founded(house);
        keys(maker.program(), &["root-a", "root-b", "root-c", "targets", "gateway"]);
        maker
    }

    /// The token that its commands use.
    pub(crate) fn own_token(&self) -> &str {
        &self.token
    }

    /// The same after the ceremony, with everything published.
    pub(crate) fn new(house: House) -> Self {
        let maker = Self::begun(house);
        maker.go("root online-key");
        maker.go("root init --root-key root-a.key.pub --root-key root-b.key.pub --root-key root-c.key.pub \
             --targets-key targets.key.pub --online-key server.pub");
        maker.go("root line gateway --key gateway.key.pub");
        maker.go("root sign --key root-a.key --key root-b.key --key targets.key --key gateway.key");
        maker.go("root publish");
        maker
    }

    pub(crate) fn program(&self) -> &Program {
        &self.house.folder
    }

    pub(crate) fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.house.port)
    }

    /// Makes a token.
    pub(crate) fn token(&self, scopes: &[&str]) -> String {
        let expires = jiff::Timestamp::from_second(seconds() + 86_400).expect("a time").to_string();
        let asked = json!({"name": "build", "scopes": scopes, "expires": expires});
        let made = self.marta.post("/api/v1/tokens", &asked).expect("an answer").is(201).json();
        made["token"].as_str().expect("a token").to_owned()
    }

    /// Its commands use another token from now on.
    pub(crate) fn take_token(&mut self, token: String) {
        self.token = token;
    }

    /// Sends something to the API with the maker's token.
    pub(crate) fn post(&self, path: &str, body: &Value) {
        let request = ureq::post(format!("{}/api/v1{path}", self.address()));
        let request = request.header("authorization", format!("Bearer {}", self.token));
        request.header("content-type", "application/json").send(body.to_string()).expect("it is taken");
    }

    /// Runs a command with the maker's token and passphrase.
    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        self.run_as(&self.token, arguments)
    }

    pub(crate) fn run_as(&self, token: &str, arguments: &[&str]) -> Run {
        let mut command = self.program().command(arguments);
        command.env("STEADFAST_SERVER", self.address()).env("STEADFAST_TOKEN", token);
        command.env("STEADFAST_PASSPHRASE", PASSPHRASE);
        Run::of(command.output().expect("the program runs"))
    }

    /// Runs the words of one line.
    pub(crate) fn say(&self, line: &str) -> Run {
        self.run(&line.split_whitespace().collect::<Vec<_>>())
    }

    /// The same, and it must do what it is told.
    #[track_caller]
    pub(crate) fn go(&self, line: &str) -> Run {
        self.say(line).exits(0)
    }

    /// Enters a release in the catalogue; its id.
    pub(crate) fn enter(&self, product: &str, version: &str) -> String {
        let line = format!("release create --product {product} --version {version} --no-wait --format json");
        self.go(&line).json()["id"].as_str().expect("an id").to_owned()
    }

    /// Enters a release and signs its one file; its id. It is not published.
    pub(crate) fn sign(&self, version: &str, content: &[u8]) -> String {
        let id = self.enter("Gateway", version);
        self.program().write("fw.bin", content);
        self.go(&format!("release sign fw.bin --line gateway --key gateway.key --release {id} --kind security"));
        id
    }

    /// The same, published.
    pub(crate) fn release(&self, version: &str, content: &[u8]) -> String {
        let id = self.sign(version, content);
        self.go("release publish");
        id
    }

    /// What the API answers with the maker's token.
    pub(crate) fn get(&self, path: &str) -> Value {
        let request = ureq::get(format!("{}/api/v1{path}", self.address()));
        let answer = request.header("authorization", format!("Bearer {}", self.token)).call();
        let text = answer.expect("an answer").body_mut().read_to_string().expect("text");
        serde_json::from_str(&text).expect("JSON")
    }

    /// Metadata handed in by hand: names and contents; status and words.
    pub(crate) fn hand_in(&self, path: &str, files: &[(&str, &[u8])]) -> (u16, String) {
        let files: Vec<Value> = files
            .iter()
            .map(|(name, content)| json!({"name": name, "content": String::from_utf8_lossy(content)}))
            .collect();
        let answer = self.marta.post(path, &json!({ "files": files })).expect("an answer");
        (answer.status, answer.text())
    }

    /// The file of a role in the maker's folder.
    pub(crate) fn metadata(&self, name: &str) -> Vec<u8> {
        self.program().read(&format!("repository/{name}")).unwrap_or_else(|| panic!("there is no {name}"))
    }

    /// A client of this server that begins with the first root.
    pub(crate) fn reader(&self, name: &'static str) -> Reader<'_> {
        let reader = Reader { program: self.program(), name, base: format!("{}/tuf", self.address()) };
        reader.program.run(&["tuf", "--metadata-dir", name, "init", "repository/1.root.json"]).exits(0);
        reader
    }

    /// Has a job run, and waits until it did.
    pub(crate) fn work_off(&self, kind: &str) {
        let newest = || self.get(&format!("/jobs?kind={kind}"))["items"][0].clone();
        let before = newest()["succeeded"].clone();
        let id = newest()["id"].as_str().expect("a job").to_owned();
        self.go(&format!("job run {id}"));
        let ran = || (newest()["succeeded"] != before).then_some(());
        steadfast_testkit::wait::poll(crate::serve::house::LONG, ran).unwrap_or_else(|| panic!("{}", newest()));
    }
}

/// A client of a repository, by commands.
pub(crate) struct Reader<'a> {
    program: &'a Program,
    pub(crate) name: &'static str,
    base: String,
}

impl Reader<'_> {
    /// The same client, led to another place.
    pub(crate) fn at(&self, base: &str) -> Self {
        Reader { program: self.program, name: self.name, base: base.to_owned() }
    }

    pub(crate) fn refresh(&self) -> Run {
        let metadata = format!("{}/metadata", self.base);
        self.program.run(&["tuf", "--metadata-dir", self.name, "--metadata-url", &metadata, "refresh"])
    }

    pub(crate) fn download(&self, path: &str) -> Run {
        let (metadata, targets) = (format!("{}/metadata", self.base), format!("{}/targets", self.base));
        let folder = format!("{}-targets", self.name);
        let words = ["tuf", "--metadata-dir", self.name, "--metadata-url", &metadata, "--target-name", path];
        self.program.run(&[&words[..], &["--target-dir", &folder, "--target-base-url", &targets, "download"]].concat())
    }

    /// What was downloaded of a target.
    pub(crate) fn has(&self, path: &str) -> Option<Vec<u8>> {
        self.program.read(&format!("{}-targets/{}", self.name, path.replace('/', "%2F")))
    }

    /// Whether it refuses, for a reason with these words.
    #[track_caller]
    pub(crate) fn distrusts(&self, run: Run, reason: &str) {
        let run = run.exits(1);
        assert!(run.err.contains(reason), "{reason:?} is not in {:?}", run.err);
    }
}

/// JSON, changed.
pub(crate) fn edited(bytes: &[u8], edit: impl Fn(&mut Value)) -> Vec<u8> {
    let mut value: Value = serde_json::from_slice(bytes).expect("JSON");
    edit(&mut value);
    serde_json::to_vec(&value).expect("JSON")
}

#[expect(clippy::disallowed_methods, reason = "the server under test reads the clock too")]
pub(crate) fn seconds() -> i64 {
    jiff::Timestamp::now().as_second()
}

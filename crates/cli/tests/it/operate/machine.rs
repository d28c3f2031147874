//! A folder that stands for a machine: its `/etc`, `/srv`, `/usr/local` and `/var`, a database and an object store.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use steadfast_store::{Id, Location, NewPerson, Store, StoreError, Time};
use steadfast_testkit::postgres::Server;
use steadfast_testkit::program::Program;
use steadfast_testkit::s3::{ACCESS_KEY, BUCKET, S3, SECRET_KEY};
use steadfast_testkit::{free_port, workspace};
use tempfile::TempDir;

use super::page::Block;

pub(super) struct Machine {
    root: TempDir,
    ports: Vec<(&'static str, u16)>,
    database: Server,
    objects: S3,
    service: Option<Program>,
    servers: Vec<Program>,
}

const LONG: Duration = Duration::from_secs(60);

impl Machine {
    /// Nothing where there is no object store to test with.
    pub(super) fn new() -> Option<Self> {
        let objects = S3::start()?;
        let root = tempfile::tempdir().expect("a folder");
        for folder in ["etc", "srv", "usr/local/bin", "var/lib", "var/tmp", "here"] {
            std::fs::create_dir_all(root.path().join(folder)).expect("a folder");
        }
        let here = root.path().join("here");
        let program = here.join("steadfast");
        std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_steadfast"), program).expect("the program");
        std::os::unix::fs::symlink(workspace().join("docs"), here.join("docs")).expect("the pages");
        let ports = ["127.0.0.1:8470", "127.0.0.1:8471", "127.0.0.1:8472"].map(|address| (address, free_port())).into();
        Some(Self { root, ports, database: Server::start(), objects, service: None, servers: Vec::new() })
    }

    /// Runs one block of the page.
    pub(super) fn run(&mut self, block: &Block) {
        if block.is("stopped") {
            self.stop();
        }
        if block.is("with-ada") {
            self.employ_ada();
        }
        match () {
            () if block.is("systemd") => block.text.lines().for_each(|line| self.obey(line)),
            () if block.is("server") => {
                let server = self.serve(&block.text, &[]);
                self.servers.push(server);
            }
            () => self.finish(block),
        }
    }

    /// Somebody who can forget her password.
    fn employ_ada(&self) {
        let data = self.root.path().join("var/lib/steadfast");
        let store = Store::open(&Location::in_directory(&data)).expect("opens beside the server");
        let ada = NewPerson {
            id: Id::from_bytes([7; 16]),
            email: "ada@example.com".to_owned(),
            name: "Ada".to_owned(),
            role: "admin".to_owned(),
            password: "forgotten".to_owned(),
            password_alone: true,
        };
        let made = store.write::<_, StoreError, _>(move |tx| tx.person_insert(&ada, Time(0)));
        made.wait().expect("made");
    }

    fn finish(&self, block: &Block) {
        let runs = self.service.is_some() || !self.servers.is_empty();
        assert!(runs || !block.is("running"), "no server runs here:\n{}", block.text);
        let mut program = Program::spawn(self.shell(&block.text));
        let status = program.wait(LONG);
        assert!(status.success(), "{status}:\n{}\n{}", block.text, program.log());
        eprintln!("{}{}", block.text, program.log());
    }

    /// Does what systemd would do with the unit, as far as a program sees it.
    fn obey(&mut self, line: &str) {
        if line.contains(" enable --now ") || line.contains(" restart ") {
            self.service.take().into_iter().for_each(ended);
            self.service = Some(self.start_service());
        }
    }

    fn start_service(&self) -> Program {
        let unit = self.root.path().join("etc/systemd/system/steadfast.service");
        let unit = std::fs::read_to_string(unit).expect("the unit is installed");
        let settings = |name: &str| -> Vec<String> {
            let found = unit.lines().filter_map(|line| line.strip_prefix(name)?.strip_prefix('='));
            found.map(str::to_owned).collect()
        };
        let credentials = tempfile::tempdir_in(self.root.path()).expect("a folder").keep();
        for credential in settings("LoadCredential") {
            let (name, file) = credential.split_once(':').expect("a name and a file");
            std::fs::copy(self.here(file), credentials.join(name)).expect("a credential");
        }
        let place = credentials.display().to_string();
        let variables: Vec<_> =
            settings("Environment").iter().map(|value| self.here(value).replace("%d", &place)).collect();
        self.serve(&settings("ExecStart").concat(), &variables)
    }

    fn serve(&self, text: &str, variables: &[String]) -> Program {
        let mut command = self.shell(&format!("exec {text}"));
        command.envs(variables.iter().filter_map(|variable| variable.split_once('=')));
        let mut server = Program::spawn(command);
        server.line(LONG, "listening on");
        server
    }

    fn stop(&mut self) {
        self.servers.drain(..).chain(self.service.take()).for_each(ended);
    }

    fn shell(&self, text: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-euc", &self.here(text)]).current_dir(self.root.path().join("here")).env_clear();
        let own = self.root.path().join("usr/local/bin");
        let path = std::env::var("PATH").expect("a search path");
        let here = self.root.path().join("here");
        command.env("PATH", format!("{}:{}:{path}", own.display(), here.display()));
        command
            .env("HOME", self.root.path())
            .env("PGHOST", "127.0.0.1")
            .env("PGPORT", self.database.port().to_string());
        command.env("PGUSER", self.database.role());
        command.env("AWS_ACCESS_KEY_ID", ACCESS_KEY).env("AWS_SECRET_ACCESS_KEY", SECRET_KEY);
        command
    }

    /// The same commands, with the places of this machine.
    fn here(&self, text: &str) -> String {
        let root = self.root.path();
        let mut text = text.to_owned();
        for folder in ["/etc/steadfast", "/etc/systemd", "/srv/", "/usr/local/", "/var/lib/", "/var/tmp"] {
            text = text.replace(folder, &inside(root, folder));
        }
        text = text.replace("@db.example.com/", &format!("@127.0.0.1:{}/", self.database.port()));
        text = text.replace("s3://steadfast-blobs/", &format!("s3://{BUCKET}/"));
        text = text.replace("https://s3.example.com", &self.objects.endpoint());
        let moved = |text: String, (address, port): &(&str, u16)| text.replace(address, &format!("127.0.0.1:{port}"));
        self.ports.iter().fold(text, moved)
    }
}

fn ended(mut server: Program) {
    assert!(server.terminate(LONG).success(), "{}", server.log());
}

fn inside(root: &Path, folder: &str) -> String {
    format!("{}{folder}", root.display())
}

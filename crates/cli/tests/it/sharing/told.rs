//! An owner is told by the maker at their own unit, and the maker knows that they opened it.

use serde_json::{Value, json};
use steadfast_testkit::wait::until;

use super::owner::Owner;
use super::world::World;
use crate::real_unit;
use crate::serve::house::LONG;

/// What somebody types who would have the page do something.
const HAPPENED: &str = "Somebody could come in. <script>alert(1)</script>";

impl World {
    /// The id that a command answers first.
    fn id(&self, arguments: &[&str]) -> String {
        let run = self.maker.run(arguments).exits(0);
        run.out.split_whitespace().next().expect("an id").to_owned()
    }

    /// A notice of a new case for all units of the product, sent by commands alone.
    fn tells(&self) -> String {
        let product = self.maker.get("/products")["items"][0]["id"].as_str().expect("a product").to_owned();
        let case = self.id(&[
            "case",
            "open",
            "A hole",
            "--kind",
            "vulnerability",
            "--product",
            &product,
            "--signal",
            "customer",
            "--about",
            "somebody called",
        ]);
        let notice = self.id(&["case", "tell", "draft", &case]);
        let mut content: Value = self.maker.get(&format!("/owner-notices/{notice}"))["content"].clone();
        content["en"]["happened"] = HAPPENED.into();
        let file = self.maker.program().path("notice.json");
        let notice_file = json!({"content": content, "scope": {"base": "product"}}).to_string();
        std::fs::write(&file, notice_file).expect("there is room");
        self.maker.run(&["case", "tell", "revise", &notice, "notice.json"]).exits(0);
        let fewer = self.maker.run(&["case", "tell", "send", &notice, "--units", "0"]).exits(3);
        assert!(fewer.err.contains("which is more than were shown"), "{}", fewer.err);
        self.maker.run(&["case", "tell", "send", &notice, "--units", "1"]).exits(0);
        notice
    }

    fn progress(&self, notice: &str, name: &str) -> i64 {
        self.maker.get(&format!("/owner-notices/{notice}"))["progress"][name].as_i64().expect("a number")
    }
}

#[test]
fn an_owner_reads_at_their_unit_what_the_maker_told_and_the_maker_knows_that_it_was_opened() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let mut world = World::with(real_unit::agent());
    let token = world.maker.token(&[
        "catalogue.read",
        "case.open",
        "case.read",
        "owner-notice.write",
        "owner-notice.send",
        "unit.read",
    ]);
    world.maker.take_token(token);
    world.unit.start();
    runtime.block_on(async {
        let owner = Owner::of(&world.unit).await;
        owner.log_in(&world.unit).await;
        let notice = world.tells();
        assert!(until(LONG, || world.progress(&notice, "kept") == 1), "the unit states that it keeps it");
        assert_eq!(world.progress(&notice, "opened"), 0);
        owner.reads(&world.unit, "/", "a notice about security").await;
        owner.reads(&world.unit, "/notices", "<script>alert(1)</script>").await;
        owner.presses("I have read it").await;
        assert!(until(LONG, || world.progress(&notice, "opened") == 1), "and that its owner opened it");
        owner.reads(&world.unit, "/log", "The manufacturer told: ").await;
        let shown = world.maker.run(&["case", "tell", "show", &notice]);
        assert!(shown.out.contains("1 units, 1 kept, 1 opened, 0 waiting, 0 unreachable"), "{}", shown.out);
    });
    world.unit.stop();
}

//! A Saturday night before a holiday, played in the demo by the pages alone: two signals, one of which is nothing to report and one
//! of which is; the early warning, the fix, the owners, the end, and the drill's report, which is checked offline.
//! Pictures lie in `target/tmp/night`.

use std::path::PathBuf;
use std::time::Duration;

use serde_json::Value;
use steadfast_testkit::browser::{Browser, PATIENCE};
use steadfast_testkit::wait::now;

use crate::demo::{Demo, LONG};

/// The flaw that the list names.
const FLAW: &str = "CVE-2024-8376";
/// Puts a value into the field of the stand-in whose label begins with a number.
const PASTE: &str = "
const [number, value] = arguments;
const field = [...document.querySelectorAll('main input, main textarea, main select')]
  .find(field => field.labels[0] && field.labels[0].innerText.startsWith(number + ' '));
field.value = value;
return field.value.length > 0;";
/// What the paste assistant has to copy, field by field: the field's number and the value.
const COPIED: &str =
    "return [...document.querySelectorAll('ol.notice-walk li')].filter(one => one.querySelector('pre'))
  .map(one => [one.innerText.split(' ')[0], one.querySelector('pre').innerText]);";

/// Whoever is on duty, at their browser.
struct Night {
    demo: Demo,
    browser: Browser,
    drill: String,
    key: String,
}

impl Night {
    /// The demo runs, and the person on duty came in by the link of the terminal.
    async fn begin() -> Self {
        let mut demo = Demo::start_with(&["--night"]);
        let key = demo.running.line(LONG, "ledger key ").rsplit(' ').next().expect("a key").trim().to_owned();
        let drill = demo.running.line(LONG, "/drills/").trim().to_owned();
        let browser = Browser::start().await;
        browser.goto(&demo.link).await;
        Self { demo, browser, drill, key }
    }

    async fn goes(&self, path: &str) {
        self.browser.goto(&self.demo.at(path)).await;
    }

    /// To the case, which is the only one.
    async fn to_the_case(&self) {
        self.goes("/cases").await;
        self.browser.press(&format!("#1 {FLAW} is named as exploited")).await;
        self.browser.sees("What runs").await;
    }

    /// Opens a page again and again until it shows something.
    async fn waits_for(&self, path: &str, words: &str) {
        let begin = now();
        loop {
            self.goes(path).await;
            let text = self.browser.text().await;
            if text.contains(words) {
                return;
            }
            assert!(begin.elapsed() < LONG, "{path} does not show {words:?} but {text}");
            tokio::time::sleep(Duration::from_millis(500)).await;
        }
    }

    /// Chooses one of several by its value, in the form that leads to an address.
    async fn chooses(&self, form: &str, field: &str, value: &str) {
        let chosen = format!("form[action$='{form}'] [name='{field}'][value='{value}']");
        self.browser.find(&chosen).await.click().await.expect("a choice");
    }

    async fn writes(&self, form: &str, field: &str, words: &str) {
        let field = self.browser.find(&format!("form[action$='{form}'] [name='{field}']")).await;
        field.clear().await.expect("an empty field");
        field.send_keys(words).await.expect("words");
    }

    async fn sends(&self, form: &str) {
        let button = format!("form[action$='{form}'] button[type=submit]");
        self.browser.find(&button).await.click().await.expect("a form is sent");
    }

    async fn looks(&self, name: &str) {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("night");
        for (wide, size) in [(380, "narrow"), (1280, "wide")] {
            self.browser.resize(wide, 900).await;
            self.browser.screenshot(folder.join(format!("{name}-{size}.png"))).await;
        }
    }
}

#[test]
fn a_tired_person_gets_from_two_signals_to_the_end_by_the_pages_alone_and_the_report_of_it_is_verified() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let night = Night::begin().await;
        a_list_alone_is_nothing_to_report(&night).await;
        the_fleet_shows_it_exploited(&night).await;
        the_early_warning_is_handed_over(&night).await;
        owners_are_told(&night).await;
        the_fix_rolls_out(&night).await;
        the_case_closes(&night).await;
        the_report_is_verified(&night).await;
    });
}

async fn a_list_alone_is_nothing_to_report(night: &Night) {
    night.waits_for("/", "nobody has acknowledged").await;
    night.browser.press("I am on it").await;
    night.to_the_case().await;
    for words in ["A list of exploited vulnerabilities", "To be assessed by", "Safe clock", "EG-000151", "Norway"] {
        night.browser.sees(words).await;
    }
    night.chooses("/assess", "assessment", "not-reportable").await;
    night.writes("/assess", "reason", "The list alone: nothing shows that it is exploited in our gateways.").await;
    night.sends("/assess").await;
    night.browser.sees("Not to be reported").await;
    night.looks("nothing-to-report").await;
}

async fn the_fleet_shows_it_exploited(night: &Night) {
    night.waits_for("/monitoring", "203.0.113.66, which is not declared").await;
    night.waits_for("/duty", "Alert (Example Gateway)").await;
    assert!(night.browser.text().await.contains("23:41 UTC"), "a minute later: {}", night.browser.text().await);
    night.goes("/monitoring").await;
    night.browser.press("5 devices of Example Gateway use 203.0.113.66, which is not declared").await;
    night.browser.sees("EG-000035").await;
    night.browser.press("Join a case").await;
    night.browser.sees("What runs").await;
    night.browser.sees("To be assessed by").await;
    night.chooses("/assess", "assessment", "reportable").await;
    night.writes("/assess", "reason", "Five gateways call an address that nobody declared.").await;
    night.sends("/assess").await;
    night.browser.sees("Art. 14(2)(a)").await;
    night.looks("to-be-reported").await;
}

async fn the_early_warning_is_handed_over(night: &Night) {
    night.browser.press("Draft: Early warning").await;
    night.browser.sees("complete by form and law").await;
    night.browser.press("Paste it into the form").await;
    night.browser.sees("Nothing has been submitted from here.").await;
    let paste = night.browser.address().await;
    let copied = night.browser.script(COPIED).await;
    night.browser.press("Open the form that stands in for it").await;
    night.browser.sees("nothing goes to any authority").await;
    for pair in copied.as_array().expect("fields") {
        let script = format!("return (function() {{ {PASTE} }})({}, {})", pair[0], pair[1]);
        assert_eq!(night.browser.script(&script).await, Value::Bool(true), "{pair}");
    }
    night.looks("stand-in").await;
    night.browser.press("Submit").await;
    night.browser.sees("Note the number").await;
    let number = night.browser.find("#stand-in-number").await.text().await.expect("a number");
    night.browser.goto(&paste).await;
    night.browser.fill("Number that the platform gave", &number).await;
    night.browser.press("Note the receipt").await;
    night.browser.sees(&number).await;
}

async fn owners_are_told(night: &Night) {
    night.to_the_case().await;
    night.browser.press("Tell owners").await;
    night.browser.sees("Nobody is told before it is sent.").await;
    night.sends("/send").await;
    night.browser.sees("Sent").await;
    night.looks("owners").await;
}

async fn the_fix_rolls_out(night: &Night) {
    night.to_the_case().await;
    night.browser.press("Firmware 2.4.2 is the fix").await;
    night.browser.sees("Its distribution").await;
    let former = night.browser.find("#closing a[href^='/rollouts/']").await.attr("href").await.expect("asked");
    night.goes(&former.expect("a rollout")).await;
    stopped(night).await;
    night.browser.press("To the release").await;
    let release = night.browser.address().await;
    night.browser.goto(&format!("{release}/rollouts/new")).await;
    night.browser.sees("Longest postponement").await;
    // One wave for all, at once.
    night.browser.script(ONE_WAVE).await;
    night.browser.press("Propose it to a second person").await;
    night.browser.fill("Reason", "Exploited tonight: every gateway needs it.").await;
    night.browser.press("Propose").await;
    alone(night).await;
    night.goes("/rollouts").await;
    night.browser.find("tbody tr:first-child a").await.click().await.expect("the newest");
    night.browser.press("Start").await;
    night.browser.sees("Pause").await;
    let case = "/cases";
    night.waits_for(case, FLAW).await;
    fixed(night).await;
}

/// Fills the form of a plan with one wave, and sends it.
const ONE_WAVE: &str = "
const form = [...document.forms].find(form => form.action.endsWith('/rollouts/new'));
const put = (name, wave, value) => { form.querySelectorAll(`[name=${name}]`)[wave].value = value; };
put('share', 0, '100'); put('success', 0, '80'); put('failure', 0, '50'); put('hours', 0, '');
for (const wave of [1, 2]) for (const name of ['share', 'success', 'failure', 'hours']) put(name, wave, '');
form.requestSubmit();";

/// The slow distribution under way is stopped for good.
async fn stopped(night: &Night) {
    night.browser.press("Stop for good").await;
    night.sends("/stop").await;
    night.browser.sees("It is stopped for good.").await;
}

/// Nobody else is awake: what takes two is done alone, with a reason, and looked at afterwards.
async fn alone(night: &Night) {
    night.browser.sees("You proposed this").await;
    night.browser.press("Act alone").await;
    night.writes("/break-glass", "reason", "Nobody else is awake, and it is exploited.").await;
    night.sends("/break-glass").await;
    night.browser.sees("A second person must look at it").await;
}

/// Waits until hardly any gateway is left that runs an affected release.
async fn fixed(night: &Night) {
    let begin = now();
    loop {
        night.to_the_case().await;
        let text = night.browser.text().await;
        let share =
            text.split(" % run a release without the flaw").next().and_then(|text| text.split('\n').next_back());
        if share.and_then(|share| share.trim().parse::<f64>().ok()).is_some_and(|share| share > 90.0) {
            return night.looks("fixed").await;
        }
        assert!(begin.elapsed() < LONG, "{text}");
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
}

async fn the_case_closes(night: &Night) {
    let case = night.browser.address().await;
    for (stage, words) in [("notification", "What is missing"), ("final-report", "What is missing")] {
        night.browser.goto(&format!("{case}/report/{stage}")).await;
        night.browser.sees(words).await;
    }
    night.browser.goto(&case).await;
    night.writes("/close", "reason", "Fixed nearly everywhere. What is due later is drafted.").await;
    night.browser.find("form[action$='/close'] [name=despite_due]").await.click().await.expect("a yes");
    night.sends("/close").await;
    night.browser.sees("Closed").await;
}

async fn the_report_is_verified(night: &Night) {
    night.browser.goto(&night.drill).await;
    for words in ["before a public holiday", "not to be reported", "Owners are told", "The case is closed"] {
        night.browser.sees(words).await;
    }
    night.browser.press("End the drill, and keep its report").await;
    night.browser.sees("its report is on record").await;
    night.looks("drill").await;
    let bundle = bundle(night).await;
    night.demo.folder.write("drill.json", &bundle);
    night.demo.folder.write("changed.json", bundle.replacen("saturday-night", "saturday-Night", 1));
    let verify = |file: &str| night.demo.folder.run(&["verify", file, "--key", &night.key]);
    let held = verify("drill.json");
    assert!(held.code == 0 && held.out.contains("drill-held"), "{} {}", held.out, held.err);
    assert_eq!(verify("changed.json").code, 1);
}

/// The report with its proof, as soon as a checkpoint covers its record.
async fn bundle(night: &Night) -> String {
    let begin = now();
    loop {
        let fetch =
            format!("return fetch('{}/bundle.json').then(answer => answer.ok ? answer.text() : '')", night.drill);
        let found = night.browser.script(&fetch).await;
        match found.as_str() {
            Some(text) if !text.is_empty() => return text.to_owned(),
            _ => assert!(begin.elapsed() < PATIENCE, "no bundle"),
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
}

//! An import that is killed at any moment leaves the old index or the new one, whole.

use std::process::Stdio;
use std::time::{Duration, Instant};

use steadfast_testkit::shared_data;

use super::{INDEX, import};
use crate::program::{NOW, Program};

const TRIES: u32 = 20;

#[test]
fn an_import_killed_at_any_moment_leaves_the_old_index_or_the_new_one() {
    let Some(data) = shared_data() else { return };
    let osv = data.join("osv").to_string_lossy().into_owned();
    let program = Program::new();
    import(&program, &[&format!("{osv}/npm/all.zip")]).exits(0);
    let old = program.read(INDEX).expect("an index");
    let took = timed(|| drop(import(&program, &[&osv]).exits(0)));
    let new = program.read(INDEX).expect("an index");
    assert!(new.len() > 100 * old.len());
    for number in 0..TRIES {
        program.write(INDEX, &old);
        kill_after(&program, &osv, moment(took, number));
        let now = program.read(INDEX).expect("an index");
        assert!(now == old || now == new, "try {number}: {} bytes, neither the old index nor the new one", now.len());
    }
    import(&program, &[&osv]).exits(0);
    assert!(program.read(INDEX).expect("an index") == new);
}

/// Moments spread over the whole run; every second one falls into its last fifth, where the index is written.
fn moment(took: Duration, number: u32) -> Duration {
    let spread = f64::from(number) * 0.618_033_988 % 1.0;
    took.mul_f64(if number.is_multiple_of(2) { spread } else { 0.8 + 0.25 * spread })
}

fn kill_after(program: &Program, path: &str, moment: Duration) {
    let mut command = program.command(&["feed", "import", path, "--now", NOW]);
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the program runs");
    std::thread::sleep(moment);
    child.kill().expect("it is killed");
    child.wait().expect("it ends");
}

#[expect(clippy::disallowed_methods, reason = "the moments are parts of the time that an import takes here")]
fn timed(work: impl FnOnce()) -> Duration {
    let begin = Instant::now();
    work();
    begin.elapsed()
}

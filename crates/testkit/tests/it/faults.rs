//! Faults on purpose.

use std::time::Duration;

use steadfast_testkit::faults::{Moments, SmallDisk, kill_amid};
use steadfast_testkit::program::{Program, was_killed};

#[test]
fn moments_repeat_with_their_seed_and_stay_within() {
    let within = Duration::from_millis(10);
    let (mut one, mut other) = (Moments::seeded(7), Moments::seeded(7));
    for _ in 0..100 {
        let moment = one.next(within);
        assert_eq!(moment, other.next(within));
        assert!(moment < within);
    }
}

#[test]
fn the_program_dies_while_the_work_goes_on() {
    let mut program = Program::start("/bin/sleep", ["1000"]);
    let mut moments = Moments::seeded(1);
    let worked = kill_amid(&mut program, &mut moments, Duration::from_millis(50), || "worked");
    assert_eq!(worked, "worked");
    assert!(was_killed(program.wait(Duration::from_secs(1))));
}

#[test]
fn a_small_disk_is_soon_full() {
    let Some(disk) = SmallDisk::mount(1 << 20) else { return };
    let full =
        std::fs::write(disk.path().join("much"), vec![0; 2 << 20]).expect_err("two megabytes do not fit into one");
    assert_eq!(full.kind(), std::io::ErrorKind::StorageFull);
    std::fs::remove_file(disk.path().join("much")).expect("half a file");
    let ballast = disk.fill_but(8192);
    assert!(std::fs::write(disk.path().join("more"), vec![0; 65536]).is_err());
    std::fs::remove_file(ballast).expect("ballast");
    std::fs::write(disk.path().join("more"), vec![0; 65536]).expect("there is space again");
}

//! The course of a rollout.

use steadfast_server::rollout::plan::{Course, Event, Halt, Verdict, step};

const COURSES: [Course; 7] = [
    Course::Draft,
    Course::Approved,
    Course::Running(1),
    Course::Paused(1, Halt::Staff),
    Course::Paused(1, Halt::Failures),
    Course::Stopped,
    Course::Done,
];

const BY_STAFF: [Event; 5] = [Event::Approve, Event::Start, Event::Pause, Event::Resume, Event::Stop];

#[test]
fn staff_can_do_what_fits_and_nothing_else() {
    let told: Vec<Vec<Option<Course>>> =
        COURSES.iter().map(|course| BY_STAFF.iter().map(|event| step(*course, *event).ok()).collect()).collect();
    let stopped = Some(Course::Stopped);
    let expected = [
        [Some(Course::Approved), None, None, None, stopped],
        [None, Some(Course::Running(0)), None, None, stopped],
        [None, None, Some(Course::Paused(1, Halt::Staff)), None, stopped],
        [None, None, None, Some(Course::Running(1)), stopped],
        [None, None, None, Some(Course::Running(1)), stopped],
        [None, None, None, None, None],
        [None, None, None, None, stopped],
    ];
    assert_eq!(told, expected);
}

#[test]
fn a_verdict_moves_what_runs_and_nothing_else() {
    let judged = |course, verdict| step(course, Event::Judged(verdict, 3)).expect("a verdict always fits");
    for course in COURSES.into_iter().filter(|course| !matches!(course, Course::Running(_))) {
        for verdict in [Verdict::Wait, Verdict::Enough, Verdict::Halt] {
            assert_eq!(judged(course, verdict), course);
        }
    }
    assert_eq!(judged(Course::Running(0), Verdict::Wait), Course::Running(0));
    assert_eq!(judged(Course::Running(0), Verdict::Enough), Course::Running(1));
    assert_eq!(judged(Course::Running(2), Verdict::Enough), Course::Done);
    assert_eq!(judged(Course::Running(2), Verdict::Halt), Course::Paused(2, Halt::Failures));
}

#[test]
fn only_what_runs_or_is_done_is_offered() {
    let open: Vec<Option<usize>> = COURSES.iter().map(|course| course.open(3)).collect();
    assert_eq!(open, [None, None, Some(1), None, None, None, Some(2)]);
}

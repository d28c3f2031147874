//! The owner's window.

use proptest::prelude::*;
use steadfast_device::update::Window;

fn window(text: &str) -> Window {
    text.parse().expect("a window")
}

#[test]
fn a_window_is_open_from_its_first_minute_up_to_the_one_after_its_last() {
    for (text, open, closed) in [
        ("02:00-05:00", vec![120, 299], vec![0, 119, 300, 1439]),
        ("22:30-01:15", vec![1350, 1439, 0, 74], vec![75, 720, 1349]),
        ("00:00-00:01", vec![0], vec![1, 1439]),
        ("23:00-24:00", vec![1380, 1439], vec![0, 1379]),
        (" 2:00 – 5:00 ", vec![120], vec![300]),
    ] {
        let window = window(text);
        assert!(open.iter().all(|minute| window.is_open(Some(*minute))), "{text}");
        assert!(!closed.iter().any(|minute| window.is_open(Some(*minute))), "{text}");
        assert!(window.is_open(None), "{text}: an unset clock keeps no update away");
        assert!(!window.is_always(), "{text}");
    }
}

#[test]
fn nothing_the_same_twice_and_a_whole_day_are_always() {
    for text in ["", "  ", "05:00-05:00", "00:00-24:00"] {
        let window = window(text);
        assert!(window.is_always() && (0..1440).all(|minute| window.is_open(Some(minute))), "{text:?}");
        assert_eq!((window, window.to_string()), (Window::default(), String::new()), "{text:?}");
    }
}

#[test]
fn what_is_no_window_is_refused() {
    for text in [
        "5",
        "5-6",
        "05:00",
        "05:00-",
        "-05:00",
        "25:00-26:00",
        "24:01-05:00",
        "05:60-06:00",
        "65535:00-1:00",
        "a:b-c:d",
    ] {
        assert!(text.parse::<Window>().is_err(), "{text}");
    }
}

proptest! {
    #[test]
    fn the_minutes_that_it_is_open_are_those_between_and_its_text_says_the_same(from in 0_u16..1440, until in 0_u16..1440) {
        let window = window(&format!("{:02}:{:02}-{:02}:{:02}", from / 60, from % 60, until / 60, until % 60));
        let open = (0..1440).filter(|minute| window.is_open(Some(*minute))).count();
        let between = (usize::from(until) + 1440 - usize::from(from)) % 1440;
        prop_assert_eq!(open, if between == 0 { 1440 } else { between });
        prop_assert_eq!(window.to_string().parse::<Window>().expect("its own text"), window);
        let json = serde_json::to_string(&window).expect("JSON");
        prop_assert_eq!(serde_json::from_str::<Window>(&json).expect("its own JSON"), window);
        let bytes = minicbor::to_vec(window).expect("CBOR");
        prop_assert_eq!(minicbor::decode::<Window>(&bytes).expect("its own CBOR"), window);
    }
}

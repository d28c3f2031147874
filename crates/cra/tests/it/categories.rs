//! The table of categories against the annexes: how many points each class has, and how they are named.

use steadfast_cra::categories::{Class, DEFAULT, categories, category, is_known};

#[test]
fn each_class_has_its_points_in_order() {
    for (class, count) in [(Class::ImportantOne, 19), (Class::ImportantTwo, 4), (Class::Critical, 3)] {
        let numbers: Vec<u32> = categories().iter().filter(|one| one.class == class).map(|one| one.number).collect();
        assert_eq!(numbers, (1..=count).collect::<Vec<_>>(), "{class:?}");
    }
    assert!(categories().is_sorted_by_key(|one| (one.class, one.number)));
    assert!(categories().iter().all(|one| one.class != Class::Default));
}

#[test]
fn an_id_says_where_the_point_stands() {
    for one in categories() {
        let prefix = match one.class {
            Class::ImportantOne => "III.I.",
            Class::ImportantTwo => "III.II.",
            _ => "IV.",
        };
        assert_eq!(one.id, format!("{prefix}{}", one.number));
        assert!(!one.short.is_empty() && one.hint.ends_with('.'));
    }
    let router = category("III.I.12").expect("routers");
    assert_eq!(router.reference(), "Annex III, class I, point 12");
    assert_eq!(router.short, "Routers, internet modems, switches");
}

#[test]
fn what_is_no_category_is_not_known() {
    assert!(is_known(DEFAULT) && is_known("IV.3"));
    assert!(!is_known("IV.4") && !is_known("") && !is_known("important-1"));
}

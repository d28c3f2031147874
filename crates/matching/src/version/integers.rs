//! CRAN's and Hackage's orders: lists of numbers, of which a longer list is above its own beginning.

use std::cmp::Ordering;

use super::Order;
use super::scan::{compare_numbers, printable};

/// An R package version: numbers separated by dots or hyphens.
pub(super) struct Cran<'a>(&'a [u8]);

/// A Haskell package version: numbers separated by dots.
pub(super) struct Hackage<'a>(&'a [u8]);

impl<'a> Order<'a> for Cran<'a> {
    fn parse(text: &'a str) -> Option<Self> {
        printable(text).filter(|text| are_integers(text, is_cran_separator)).map(Self)
    }

    fn compare(&self, other: &Self) -> Ordering {
        compare_integers(self.0, other.0, is_cran_separator)
    }
}

impl<'a> Order<'a> for Hackage<'a> {
    fn parse(text: &'a str) -> Option<Self> {
        printable(text).filter(|text| are_integers(text, is_hackage_separator)).map(Self)
    }

    fn compare(&self, other: &Self) -> Ordering {
        compare_integers(self.0, other.0, is_hackage_separator)
    }
}

fn is_cran_separator(byte: &u8) -> bool {
    matches!(byte, b'.' | b'-')
}

fn is_hackage_separator(byte: &u8) -> bool {
    *byte == b'.'
}

fn are_integers(text: &[u8], separates: fn(&u8) -> bool) -> bool {
    text.split(separates).all(|number| !number.is_empty() && number.iter().all(u8::is_ascii_digit))
}

fn compare_integers(left: &[u8], right: &[u8], separates: fn(&u8) -> bool) -> Ordering {
    let mut others = right.split(separates);
    for number in left.split(separates) {
        let order = others.next().map_or(Ordering::Greater, |other| compare_numbers(number, other));
        if order.is_ne() {
            return order;
        }
    }
    if others.next().is_some() { Ordering::Less } else { Ordering::Equal }
}

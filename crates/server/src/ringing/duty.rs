//! Who is on duty, and whom a step therefore reaches. Pure.

use steadfast_store::{Id, kinds};

use super::steps::Whom;

type Person = Id<kinds::Person>;

/// Who can be rung.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Duty {
    /// Who is on duty and there: the first, then the deputies in their order.
    pub list: Vec<Person>,
    /// Everybody who is there and may assess.
    pub everybody: Vec<Person>,
}

impl Duty {
    /// Whom a step reaches. Where nobody is on duty, or no deputy is there, it reaches everybody.
    #[must_use]
    pub fn reached(&self, whom: Whom) -> Vec<Person> {
        let needed = match whom {
            Whom::First => 1,
            Whom::Deputy => 2,
            Whom::All => usize::MAX,
        };
        match self.list.get(..needed) {
            Some(reached) => reached.to_vec(),
            None => self.all(),
        }
    }

    /// Whether somebody is among those who would be rung sooner or later.
    #[must_use]
    pub fn holds(&self, person: Person) -> bool {
        if self.list.is_empty() { self.everybody.contains(&person) } else { self.list.contains(&person) }
    }

    fn all(&self) -> Vec<Person> {
        let others = self.everybody.iter().filter(|person| !self.list.contains(person));
        self.list.iter().chain(others).copied().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn people(numbers: &[u8]) -> Vec<Person> {
        numbers.iter().map(|number| Id::from_bytes([*number; 16])).collect()
    }

    #[test]
    fn a_list_is_climbed_from_its_head_and_ends_with_everybody() {
        let duty = Duty { list: people(&[4, 2, 3]), everybody: people(&[1, 2]) };
        assert_eq!(duty.reached(Whom::First), people(&[4]));
        assert_eq!(duty.reached(Whom::Deputy), people(&[4, 2]));
        assert_eq!(duty.reached(Whom::All), people(&[4, 2, 3, 1]));
    }

    #[test]
    fn where_nobody_is_on_duty_or_the_deputy_left_everybody_is_rung() {
        let nobody = Duty { list: Vec::new(), everybody: people(&[1, 2]) };
        assert_eq!(nobody.reached(Whom::First), people(&[1, 2]));
        let alone = Duty { list: people(&[4]), everybody: people(&[1]) };
        assert_eq!((alone.reached(Whom::First), alone.reached(Whom::Deputy)), (people(&[4]), people(&[4, 1])));
        assert!(nobody.holds(people(&[1])[0]) && !alone.holds(people(&[1])[0]));
    }
}

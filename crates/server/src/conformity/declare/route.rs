//! Which procedures of Article 32 are open to a product, by its product file.

use jiff::civil::Date;
use steadfast_cra::categories::{self, Class};
use steadfast_cra::routes::{self, Applied, Procedure, RouteAnswer, State};
use steadfast_product::ProductFile;

/// The class of a product with the answer for each procedure.
#[derive(Clone, Debug)]
pub(crate) struct Routes {
    pub(crate) class: Class,
    pub(crate) answers: Vec<RouteAnswer>,
}

impl Routes {
    /// What its product file says; nothing where it names no category, or one that there is not.
    pub(crate) fn of(file: &ProductFile, today: Date) -> Option<Self> {
        let id = file.category.id.trim();
        if !categories::is_known(id) {
            return None;
        }
        let class = categories::category(id).map_or(Class::Default, |category| category.class);
        // Product files do not say which standards are harmonised: as long as none is cited, that decides nothing.
        let answers = routes::open(class, &Applied::default(), open_source_public(file), today);
        Some(Self { class, answers })
    }

    /// The answer for one procedure.
    pub(crate) fn answer(&self, procedure: Procedure) -> Option<&RouteAnswer> {
        self.answers.iter().find(|answer| answer.procedure == procedure)
    }

    /// The procedures that are open for certain.
    pub(crate) fn open(&self) -> Vec<&'static str> {
        let open = self.answers.iter().filter(|answer| answer.state == State::Open);
        open.map(|answer| answer.procedure.as_str()).collect()
    }
}

/// Whether a product may declare by this procedure. Certification hangs on a scheme that nobody here can judge: who signs does.
pub(crate) fn may(answer: &RouteAnswer) -> bool {
    answer.state == State::Open || (answer.procedure == Procedure::Certification && answer.state == State::Unknown)
}

/// Article 32(5): free and open-source software whose technical documentation is public.
fn open_source_public(file: &ProductFile) -> Option<bool> {
    let is_public = file.product.public_documentation.as_deref().is_some_and(|place| !place.trim().is_empty());
    file.product.open_source.map(|is_open_source| is_open_source && is_public)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use steadfast_cra::routes::Procedure;
    use steadfast_product::ProductFile;

    use super::{Routes, may};

    fn routes(text: &str) -> Routes {
        let file = ProductFile::read(text.as_bytes()).expect("a product file");
        Routes::of(&file, date(2026, 11, 1)).expect("a known category")
    }

    fn may_use(routes: &Routes, procedure: Procedure) -> bool {
        routes.answer(procedure).is_some_and(may)
    }

    #[test]
    fn class_one_needs_a_body_while_no_standard_is_cited_and_the_reason_names_the_article() {
        let router = routes("schema = 1\n[category]\nid = \"III.I.12\"\n[product]\nopen-source = false\n");
        assert!(!may_use(&router, Procedure::InternalControl));
        let reason = router.answer(Procedure::InternalControl).expect("an answer").reason;
        assert_eq!(reason.reference, "Art. 32(2)");
        assert_eq!(router.open(), ["B+C", "H"]);
    }

    #[test]
    fn the_default_category_may_declare_by_itself_and_so_may_public_open_source() {
        assert!(may_use(&routes("schema = 1\n[category]\nid = \"default\"\n"), Procedure::InternalControl));
        let open = "schema = 1\n[category]\nid = \"III.I.12\"\n[product]\nopen-source = true\n\
                    public-documentation = \"https://maker.example/docs\"\n";
        assert!(may_use(&routes(open), Procedure::InternalControl));
    }

    #[test]
    fn no_category_is_no_answer() {
        assert!(Routes::of(&ProductFile::default(), date(2026, 11, 1)).is_none());
    }
}

//! What is known of one kind of event: fields with a number on the wire and a name, each of which may be absent.

/// Makes such a record. Its fields can be walked by name, for people and for search.
macro_rules! record {
    ($(#[$doc:meta])* $name:ident { $($(#[$note:meta])* $number:literal $field:ident: $type:ty,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
        #[cbor(map)]
        pub struct $name<'a> {
            $($(#[$note])* #[b($number)] pub $field: Option<$type>,)+
        }

        impl $name<'_> {
            /// Walks what is there, by name.
            pub(super) fn fields(&self, each: &mut dyn FnMut(&'static str, &dyn std::fmt::Display)) {
                $(if let Some(value) = &self.$field { each(stringify!($field), value); })+
            }
        }

        impl<'a> $name<'a> {
            /// Puts in what somebody else tells of a field: the field's name, and whether the value is one of it. Nothing
            /// where there is no such field.
            pub(super) fn put(
                &mut self,
                name: &str,
                value: $crate::event::told::Value<'a>,
            ) -> Option<(&'static str, bool)> {
                match name {
                    $(stringify!($field) => {
                        self.$field = $crate::event::told::Told::told(value);
                        Some((stringify!($field), self.$field.is_some()))
                    })+
                    _ => None,
                }
            }
        }
    };
}

pub(super) use record;

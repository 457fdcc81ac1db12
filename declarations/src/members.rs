use crate::member::{JsKind, Member, Shape};

/// Every member of `config` beside the attributes, in the order of the README's table.
pub const MEMBERS: &[Member] = &[
    Member {
        shape: Shape {
            name: "policy",
            kinds: &[JsKind::Object],
            expected: "an object",
        },
        typescript: "object",
        meaning: "the rules, as `GET policy` answers them; what the policy endpoint answers takes their place",
    },
    Member {
        shape: Shape {
            name: "devices",
            kinds: &[JsKind::List],
            expected: "a list",
        },
        typescript: "object[]",
        meaning: "the devices, as `GET devices` answers them; they count if there is no devices endpoint, or it gives no answer",
    },
    Member {
        shape: Shape {
            name: "texts",
            kinds: &[JsKind::Object],
            expected: "an object",
        },
        typescript: "Record<string, string>",
        meaning: "your own words, by the keys in [docs/texts.md](docs/texts.md)",
    },
    Member {
        shape: Shape {
            name: "statement",
            kinds: &[JsKind::Object, JsKind::Text],
            expected: "a text, or an object with one a language",
        },
        typescript: "string | Record<string, string>",
        meaning: "your own sentence in place of the lockout warning: one text, or an object with one a language",
    },
    Member {
        shape: Shape {
            name: "allowedOrigins",
            kinds: &[JsKind::List],
            expected: "a list of origins, such as https://mail.example",
        },
        typescript: "string[]",
        meaning: "a list of other origins that endpoints may have, each as `https://mail.example`, without a path",
    },
];

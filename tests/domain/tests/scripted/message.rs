//! LDAP's messages, as far as the scripted server reads and writes them (RFC 4511).

use bytes::BytesMut;
use lber::common::TagClass;
use lber::structure::{PL, StructureTag};

/// What a client asks for.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Request {
    /// To sign in with this name.
    Bind(String),
    /// To modify this object; the attributes, each with what is done to it.
    Modify(String, Vec<(Action, String)>),
    /// To read objects from this one on.
    Search(String),
    /// Goodbye.
    Unbind,
}

/// What a modification does to an attribute.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Action {
    Add,
    Delete,
    Replace,
}

/// A request with the number of its message, as it was written.
pub(super) fn parse(message: StructureTag) -> (Vec<u8>, Request) {
    let mut parts = children(message).into_iter();
    let id = value(parts.next().unwrap());
    let operation = parts.next().unwrap();
    let kind = operation.id;
    let request = match kind {
        0 => Request::Bind(text(children(operation).swap_remove(1))),
        2 => Request::Unbind,
        3 => Request::Search(text(children(operation).swap_remove(0))),
        6 => {
            let mut parts = children(operation);
            let changes = children(parts.swap_remove(1)).into_iter().map(change);
            Request::Modify(text(parts.swap_remove(0)), changes.collect())
        }
        other => panic!("operation {other} is not in the script"),
    };
    (id, request)
}

fn change(change: StructureTag) -> (Action, String) {
    let mut parts = children(change);
    let attribute = children(parts.swap_remove(1)).swap_remove(0);
    let action = match value(parts.swap_remove(0))[..] {
        [0] => Action::Add,
        [1] => Action::Delete,
        [2] => Action::Replace,
        ref other => panic!("{other:?} is no modification"),
    };
    (action, text(attribute))
}

/// The end of an answer. `kind`: 1 for a bind, 5 for a search, 7 for a modification.
pub(super) fn result(id: &[u8], kind: u64, code: u8, diagnostic: &str) -> BytesMut {
    let body = vec![
        primitive(10, vec![code]),
        primitive(4, Vec::new()),
        primitive(4, diagnostic.into()),
    ];
    message(id, kind, body)
}

/// An object that was found.
pub(super) fn entry(id: &[u8], dn: &str, attributes: &[(&str, &str)]) -> BytesMut {
    let attributes = attributes.iter().map(|(name, value)| {
        let values = constructed(TagClass::Universal, 17, vec![primitive(4, (*value).into())]);
        constructed(
            TagClass::Universal,
            16,
            vec![primitive(4, (*name).into()), values],
        )
    });
    let attributes = constructed(TagClass::Universal, 16, attributes.collect());
    message(id, 4, vec![primitive(4, dn.into()), attributes])
}

/// That the search is to be continued at another server.
pub(super) fn reference(id: &[u8], url: &str) -> BytesMut {
    message(id, 19, vec![primitive(4, url.into())])
}

fn message(id: &[u8], kind: u64, body: Vec<StructureTag>) -> BytesMut {
    let operation = constructed(TagClass::Application, kind, body);
    let whole = constructed(
        TagClass::Universal,
        16,
        vec![primitive(2, id.to_vec()), operation],
    );
    let mut bytes = BytesMut::new();
    lber::write::encode_into(&mut bytes, whole).unwrap();
    bytes
}

fn primitive(id: u64, bytes: Vec<u8>) -> StructureTag {
    StructureTag {
        class: TagClass::Universal,
        id,
        payload: PL::P(bytes),
    }
}

const fn constructed(class: TagClass, id: u64, parts: Vec<StructureTag>) -> StructureTag {
    StructureTag {
        class,
        id,
        payload: PL::C(parts),
    }
}

fn children(tag: StructureTag) -> Vec<StructureTag> {
    tag.expect_constructed().expect("something with parts")
}

fn value(tag: StructureTag) -> Vec<u8> {
    tag.expect_primitive().expect("a value")
}

fn text(tag: StructureTag) -> String {
    String::from_utf8(value(tag)).expect("text")
}

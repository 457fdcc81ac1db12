/// A member of `config` that markup cannot say. (The attributes are members as well, in camel case.)
#[derive(Clone, Copy, Debug)]
pub struct Member {
    /// What the element checks.
    pub shape: Shape,
    /// Its type in `element.d.ts`.
    pub typescript: &'static str,
    /// What it is for, in Markdown, without the full stop.
    pub meaning: &'static str,
}

/// A name, and what kinds of values it may have.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    /// As in `config`.
    pub name: &'static str,
    /// Any of these.
    pub kinds: &'static [JsKind],
    /// The same in words, for whoever gave something else.
    pub expected: &'static str,
}

/// A kind of JavaScript value.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum JsKind {
    /// A function.
    Function,
    /// An array.
    List,
    /// Any other object.
    Object,
    /// A string.
    Text,
}

/// An attribute of the element, which is a member of `config` too.
#[derive(Clone, Copy, Debug)]
pub struct Attribute {
    /// As in markup.
    pub name: &'static str,
    /// The same in camel case, as in `config`.
    pub member: &'static str,
    /// What may be written.
    pub kind: Kind,
    /// What holds without it.
    pub without_it: WithoutIt,
    /// What it is for, in Markdown, without the full stop.
    pub meaning: &'static str,
}

/// What may be written as an attribute's value.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// A whole number from 1.
    Number {
        /// The largest.
        most: u32,
        /// The same in words, for whoever wrote something else.
        expected: &'static str,
    },
    /// One of these words.
    OneOf {
        /// As an attribute or in `config`.
        words: &'static [&'static str],
        /// In `config` only.
        in_config: &'static [&'static str],
        /// The words of the attribute in a sentence, for whoever wrote something else.
        expected: &'static str,
    },
    /// One of these words, a colon, and a name.
    Prefixed {
        /// The words.
        prefixes: &'static [&'static str],
        /// The same in a sentence, for whoever wrote something else.
        expected: &'static str,
    },
    /// A text; which ones are accepted depends on the attribute.
    Text,
}

/// What holds where an attribute is not given.
#[derive(Clone, Copy, Debug)]
pub enum WithoutIt {
    /// This number.
    Number(u32),
    /// Nothing: what it is for is not done.
    Nothing,
    /// An error: it must be given. With the exception in Markdown.
    Required(&'static str),
    /// What the words say, in Markdown.
    Said(&'static str),
    /// This word.
    Word(&'static str),
}

//! What one module declares, imports and mentions, read from its tokens.
//!
//! Tokens rather than a syntax tree: paths inside macros are seen too, and a tenth of the dependency is compiled.

use std::collections::BTreeSet;

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

/// What one module says.
#[derive(Default)]
pub(super) struct Source {
    /// Modules in files of their own: their name, and the line that declares them.
    pub(super) files: Vec<(String, usize)>,
    /// Modules in the same file.
    pub(super) inline: Vec<(String, Source)>,
    /// What it defines.
    pub(super) items: BTreeSet<String>,
    /// What it imports.
    pub(super) uses: Vec<Use>,
    /// Paths in its code, and single names that may be imported ones.
    pub(super) mentions: Vec<Mention>,
}

/// One name that a `use` brings.
pub(super) struct Use {
    /// The path, without a final `*`.
    pub(super) path: Vec<String>,
    /// The name that it has here; `None` for everything (`*`).
    pub(super) name: Option<String>,
    pub(super) is_public: bool,
    pub(super) line: usize,
}

/// A path in code.
pub(super) struct Mention {
    pub(super) path: Vec<String>,
    pub(super) line: usize,
}

/// Keywords that begin a definition whose name follows.
const DEFINITIONS: [&str; 8] = [
    "const", "enum", "fn", "static", "struct", "trait", "type", "union",
];

/// Keywords that may stand between such a keyword and the name, as in `const fn` and `static mut`.
const QUALIFIERS: [&str; 7] = ["_", "async", "const", "extern", "fn", "mut", "unsafe"];

impl Source {
    pub(super) fn read(tokens: TokenStream) -> Self {
        let mut source = Self::default();
        source.scan(tokens, true);
        source
    }

    /// Reads tokens. Only at the top are definitions those of the module.
    fn scan(&mut self, tokens: TokenStream, is_top: bool) {
        let tokens: Vec<_> = tokens.into_iter().collect();
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            at = match token {
                TokenTree::Punct(punct) if punct.as_char() == '#' => {
                    self.attribute(&tokens, at, is_top)
                }
                TokenTree::Group(group) => {
                    self.scan(group.stream(), false);
                    at + 1
                }
                TokenTree::Ident(_) => self.word(&tokens, at, is_top),
                TokenTree::Literal(_) | TokenTree::Punct(_) => at + 1,
            };
        }
    }

    /// Goes past an attribute, and past what it keeps for tests.
    fn attribute(&mut self, tokens: &[TokenTree], at: usize, is_top: bool) -> usize {
        match (tokens.get(at + 1), tokens.get(at + 2)) {
            (Some(TokenTree::Group(group)), _) if is_for_tests(group) => after_item(tokens, at + 2),
            (Some(TokenTree::Punct(mark)), Some(TokenTree::Group(group)))
                if mark.as_char() == '!' && is_top && is_for_tests(group) =>
            {
                tokens.len()
            }
            _ => at + 1,
        }
    }

    /// Reads what a word begins.
    fn word(&mut self, tokens: &[TokenTree], at: usize, is_top: bool) -> usize {
        let word = ident(tokens, at).unwrap_or_default();
        match word.as_str() {
            "use" if !is_punct(tokens, at + 1, '<') => {
                let end = (at..tokens.len())
                    .find(|end| is_punct(tokens, *end, ';'))
                    .unwrap_or(tokens.len());
                let is_public = is_public(tokens, at);
                self.use_tree(&tokens[at + 1..end], &[], is_public);
                end + 1
            }
            "mod" => self.module(tokens, at),
            "macro_rules" if is_punct(tokens, at + 1, '!') => {
                self.items.extend(ident(tokens, at + 2));
                at + 3
            }
            definition if DEFINITIONS.contains(&definition) => {
                let name = (at + 1..tokens.len()).find(|next| {
                    !ident(tokens, *next).is_some_and(|word| QUALIFIERS.contains(&word.as_str()))
                });
                match name.and_then(|name| Some((name, ident(tokens, name)?))) {
                    Some((name_at, name)) => {
                        if is_top {
                            self.items.insert(name);
                        }
                        name_at + 1
                    }
                    None => at + 1,
                }
            }
            _ => self.mention(tokens, at),
        }
    }

    fn module(&mut self, tokens: &[TokenTree], at: usize) -> usize {
        let Some(name) = ident(tokens, at + 1) else {
            return at + 1;
        };
        match tokens.get(at + 2) {
            Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => {
                self.inline.push((name, Self::read(group.stream())));
            }
            _ => self.files.push((name, line(tokens, at))),
        }
        at + 3
    }

    /// Reads `a::b`, `a::{b, c as d}` or `a::*`, after the names in front of it.
    fn use_tree(&mut self, tokens: &[TokenTree], before: &[String], is_public: bool) {
        let mut path = before.to_vec();
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            match token {
                TokenTree::Ident(word) if *word == "as" => break,
                TokenTree::Ident(_) => path.extend(ident(tokens, at)),
                TokenTree::Group(group) => {
                    let inner: Vec<_> = group.stream().into_iter().collect();
                    for tree in inner.split(|token| is_mark(token, ',')) {
                        self.use_tree(tree, &path, is_public);
                    }
                    return;
                }
                token if is_mark(token, '*') => {
                    let line = line(tokens, at);
                    self.uses.push(Use {
                        path,
                        name: None,
                        is_public,
                        line,
                    });
                    return;
                }
                TokenTree::Literal(_) | TokenTree::Punct(_) => {}
            }
            at += 1;
        }
        if tokens.is_empty() {
            return;
        }
        let line = line(tokens, at.saturating_sub(1));
        // `a::{self}` brings `a`.
        if path.len() > 1 && path.last().is_some_and(|last| last == "self") {
            path.pop();
        }
        let name = ident(tokens, at + 1).or_else(|| path.last().cloned());
        self.uses.push(Use {
            path,
            name,
            is_public,
            line,
        });
    }

    /// Reads a path, or a name that may be imported: a type, a constant, or something that is called.
    fn mention(&mut self, tokens: &[TokenTree], at: usize) -> usize {
        let mut path = Vec::new();
        let mut next = at;
        while let Some(word) = ident(tokens, next) {
            path.push(word);
            next += 1;
            if !(is_punct(tokens, next, ':') && is_punct(tokens, next + 1, ':')) {
                break;
            }
            next += 2;
        }
        let follows = at.checked_sub(1).is_some_and(|before| {
            // A member of a value (`.name`), or the rest of a path that begins elsewhere (`<T>::name`).
            is_punct(tokens, before, '.')
                || (is_punct(tokens, before, ':')
                    && before
                        .checked_sub(1)
                        .is_some_and(|colon| is_punct(tokens, colon, ':')))
        });
        let is_name = path.len() > 1
            || path
                .first()
                .is_some_and(|name| name.starts_with(char::is_uppercase))
            || matches!(tokens.get(next), Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Parenthesis);
        if is_name && !follows {
            let line = line(tokens, at);
            self.mentions.push(Mention { path, line });
        }
        next
    }
}

/// Whether an attribute is `#[test]`, `#[cfg(test)]` or `#[cfg(all(test, …))]`.
fn is_for_tests(attribute: &Group) -> bool {
    let words: String = attribute.stream().to_string().split_whitespace().collect();
    words == "test"
        || words == "cfg(test)"
        || words
            .strip_prefix("cfg(all(")
            .is_some_and(|all| all.split([',', ')']).any(|condition| condition == "test"))
}

/// The first token after an item, a statement, a field or an arm, with the attributes in front of it.
fn after_item(tokens: &[TokenTree], mut at: usize) -> usize {
    while is_punct(tokens, at, '#') {
        at += 2;
    }
    // What begins with a keyword is an item, in which a comma is no end.
    let is_item = ident(tokens, at).is_some_and(|word| {
        DEFINITIONS.contains(&word.as_str())
            || [
                "async",
                "extern",
                "impl",
                "macro_rules",
                "mod",
                "pub",
                "unsafe",
                "use",
            ]
            .contains(&word.as_str())
    });
    while let Some(token) = tokens.get(at) {
        at += 1;
        let is_block =
            matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace);
        if is_block && is_punct(tokens, at, ';') {
            return at + 1;
        }
        if is_block || is_mark(token, ';') || (!is_item && is_mark(token, ',')) {
            break;
        }
    }
    at
}

/// Whether `pub` or `pub(…)` stands in front.
fn is_public(tokens: &[TokenTree], at: usize) -> bool {
    let is_pub = |back: usize| {
        at.checked_sub(back)
            .and_then(|before| ident(tokens, before))
            .is_some_and(|word| word == "pub")
    };
    is_pub(1)
        || (is_pub(2)
            && matches!(tokens.get(at - 1), Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Parenthesis))
}

fn ident(tokens: &[TokenTree], at: usize) -> Option<String> {
    match tokens.get(at) {
        Some(TokenTree::Ident(ident)) => Some(ident.to_string()),
        _ => None,
    }
}

fn is_punct(tokens: &[TokenTree], at: usize, mark: char) -> bool {
    tokens.get(at).is_some_and(|token| is_mark(token, mark))
}

fn is_mark(token: &TokenTree, mark: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == mark)
}

fn line(tokens: &[TokenTree], at: usize) -> usize {
    tokens.get(at).map_or(0, |token| token.span().start().line)
}

use alloc::string::{String, ToString};

use crate::Policy;

/// The policy as a `passwordrules` attribute, so that a password manager generates what the back end accepts.
/// `None` if the policy states nothing that the grammar can say.
///
/// The grammar (Apple's `PasswordRulesParser.js`) cannot say "three of five", so that each class that helps is
/// required. Everything asked for is ASCII, where the three units of length agree. The symbols are those that
/// mail clients and printers take, and no blank.
#[must_use]
pub fn passwordrules(policy: &Policy) -> Option<String> {
    let mut rules = String::new();
    push_length(&mut rules, "minlength: ", policy.min_length);
    push_length(&mut rules, "maxlength: ", policy.max_length);
    match policy.classes.map_or(0, |classes| classes.at_least) {
        0 if rules.is_empty() => return None,
        0 => rules.push_str("allowed: lower, upper, digit, [-!#$%*+.:=?@_];"),
        1..=3 => rules.push_str(
            "required: lower; required: upper; required: digit; allowed: [-!#$%*+.:=?@_];",
        ),
        _ => rules.push_str(
            "required: lower; required: upper; required: digit; required: [-!#$%*+.:=?@_];",
        ),
    }
    Some(rules)
}

fn push_length(rules: &mut String, name: &str, length: Option<u32>) {
    if let Some(length) = length.filter(|length| *length > 0) {
        rules.push_str(name);
        rules.push_str(&length.to_string());
        rules.push_str("; ");
    }
}

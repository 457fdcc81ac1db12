use mailbox_password_rules::{Finding, ProblemCode, Shortfall, Verdict};

use super::{Wording, missing::missing, rules::rules};
use crate::{
    i18n::Key,
    model::{Failure, Field, FieldError, NotSent, Refusal},
    state::Judgement,
};

/// The label of a field.
pub(crate) const fn field_label(field: Field) -> Key {
    match field {
        Field::Current => Key::CurrentPassword,
        Field::New => Key::NewPassword,
        Field::Confirm => Key::ConfirmNewPassword,
    }
}

/// What is wrong with a field. `last` is why the last change did not happen.
pub(crate) fn field_error(
    wording: Wording<'_>,
    judgement: &Judgement,
    shortfall: &Shortfall,
    last: Option<&Failure>,
    field: Field,
    error: &FieldError,
) -> String {
    let texts = wording.texts;
    match error {
        FieldError::Mismatch => texts.get(Key::Mismatch),
        FieldError::Missing => texts.get(match field {
            Field::Current => Key::CurrentMissing,
            Field::New => Key::NewMissing,
            Field::Confirm => Key::ConfirmMissing,
        }),
        FieldError::OnlyGenerated => texts.get(Key::OnlyGenerated),
        FieldError::Refused => last.map(|last| failure(wording, last)).unwrap_or_default(),
        FieldError::Unmet => missing(wording, judgement, shortfall),
    }
}

/// Why the last change did not happen.
pub(crate) fn failure(wording: Wording<'_>, failure: &Failure) -> String {
    let key = match failure {
        Failure::NotChanged => Key::CheckNotChanged,
        Failure::NotSent(NotSent::Cancelled) => Key::Cancelled,
        Failure::NotSent(NotSent::Headers) => Key::HeadersFailed,
        Failure::Refused(refused) => return refusal(wording, refused),
    };
    wording.texts.get(key)
}

/// Why the back end refused.
pub(crate) fn refusal(wording: Wording<'_>, refusal: &Refusal) -> String {
    let texts = wording.texts;
    let Some(code) = refusal.code else {
        if refusal.status == 0 {
            return String::new();
        }
        let status = u32::from(refusal.status).to_string();
        return texts.fill(Key::RefusedOther, &[("status", &status)]);
    };
    texts.get(match code {
        ProblemCode::CurrentPasswordIncorrect => Key::CurrentIncorrect,
        ProblemCode::PasswordRejected if !refusal.rules.is_empty() => {
            let list = rules(texts, wording.policy, &refusal.rules);
            return texts.fill(Key::RejectedRules, &[("rules", &list)]);
        }
        ProblemCode::PasswordRejected => Key::RejectedNoReason,
        ProblemCode::PasswordReused => Key::Reused,
        ProblemCode::PasswordCompromised => Key::Compromised,
        ProblemCode::TooSoon => Key::TooSoon,
        ProblemCode::MailboxLocked => Key::LockedHeading,
        ProblemCode::ChangeNotAllowed => Key::NotAllowed,
        ProblemCode::MailboxMismatch => Key::WrongMailbox,
        ProblemCode::MailboxUnknown => Key::UnknownMailbox,
        ProblemCode::SessionExpired => Key::SessionExpired,
        ProblemCode::RateLimited => Key::RateLimited,
        ProblemCode::Busy => Key::Busy,
        ProblemCode::DirectoryUnavailable => Key::Unavailable,
    })
}

/// The rules that the policy states and that cannot be checked here, in the words of this key; `None` without any.
pub(super) fn possible_rules(
    wording: Wording<'_>,
    findings: &[Finding],
    key: Key,
) -> Option<String> {
    let unchecked =
        |finding: &Finding| (finding.verdict == Verdict::CannotCheckHere).then_some(finding.rule);
    let list: Vec<_> = findings.iter().filter_map(unchecked).collect();
    if list.is_empty() {
        return None;
    }
    let list = rules(wording.texts, wording.policy, &list);
    Some(wording.texts.fill(key, &[("rules", &list)]))
}

use super::at;
use crate::{
    i18n::Texts,
    model::Changed,
    words::{changed_by, old_works_until, works_from},
};

#[test]
fn whose_password_was_changed_is_said_with_the_time() {
    assert_eq!(
        changed_by(&Texts::english(), "ann@example.com", at(10, 5)),
        "ann@example.com, today at 10:05"
    );
}

#[test]
fn from_when_the_new_password_works_everywhere_is_said_if_the_back_end_says_so() {
    for (from, expected) in [
        (None, ""),
        (
            Some(at(10, 15)),
            "The new password works everywhere from about 10:15.",
        ),
        (
            Some(at(10, 15) + 1.0),
            "The new password works everywhere from about 10:16.",
        ),
    ] {
        let changed = Changed {
            works_from: from,
            ..Changed::default()
        };
        assert_eq!(works_from(&Texts::english(), &changed), expected);
    }
}

#[test]
fn until_when_the_old_password_may_work_comes_from_the_answer_or_the_policys_grace() {
    let said = "Until about 11:00 some devices may still connect with the old password, so a device that still gets mail is not proof.";
    for (changed_at, until, grace, expected) in [
        (Some(at(10, 0)), None, Some(3_600), said),
        (Some(at(10, 0)), Some(at(11, 0)), None, said),
        // The answer goes before the policy.
        (Some(at(10, 0)), Some(at(11, 0)), Some(60), said),
        // Seconds round up.
        (Some(at(10, 0)), Some(at(10, 59) + 1.0), None, said),
        (None, Some(at(11, 0)), None, said),
        // It stopped with the change.
        (Some(at(10, 0)), None, Some(0), ""),
        (Some(at(10, 0)), Some(at(10, 0)), Some(3_600), ""),
        (Some(at(10, 0)), Some(at(9, 0)), None, ""),
        // Nobody says.
        (Some(at(10, 0)), None, None, ""),
        (None, None, Some(3_600), ""),
    ] {
        let changed = Changed {
            at: changed_at,
            old_works_until: until,
            ..Changed::default()
        };
        assert_eq!(
            old_works_until(&Texts::english(), &changed, grace),
            expected,
            "{changed_at:?} {until:?} {grace:?}"
        );
    }
}

//! The checklist of devices: its progress, and merging the devices of the back end.

use mailbox_password::model::{Changed, Checklist, ChecklistRow, Client, DeviceAnswer, SignIn};
use proptest::prelude::*;

use super::SENT_AT;

#[track_caller]
fn check(rows: Vec<ChecklistRow>, progress: (u32, u32), is_unfinished: bool) {
    let list = list(rows);
    assert_eq!(list.progress(), progress, "{list:?}");
    assert_eq!(list.is_unfinished(), is_unfinished, "{list:?}");
}

fn list(rows: Vec<ChecklistRow>) -> Checklist {
    Checklist {
        changed_at: SENT_AT,
        change: Changed::default(),
        rows,
    }
}

fn row(id: &str, listed: bool, answer: Option<DeviceAnswer>, seen: SignIn) -> ChecklistRow {
    ChecklistRow {
        id: id.into(),
        name: format!("name of {id}"),
        client: "other".into(),
        listed,
        answer,
        answered_at: None,
        sign_in: seen,
        is_gone: false,
    }
}

fn device(id: &str, seen: SignIn) -> ChecklistRow {
    row(id, true, None, seen)
}

fn ids(list: &Checklist) -> Vec<&str> {
    list.rows.iter().map(|row| row.id.as_str()).collect()
}

#[test]
fn an_empty_checklist_is_not_finished() {
    check(vec![], (0, 0), true);
}

#[test]
fn a_device_is_done_only_by_its_answer_or_by_proof() {
    let proved = SignIn::Proved(Some(SENT_AT));
    let not_proved = SignIn::NotProved(SENT_AT);
    let with = |answer, seen| vec![row("a", true, answer, seen)];
    check(
        with(Some(DeviceAnswer::Done), SignIn::Nothing),
        (1, 1),
        false,
    );
    check(with(None, proved), (1, 1), false);
    check(with(None, not_proved), (0, 1), true);
    check(with(None, SignIn::Refused(SENT_AT)), (0, 1), true);
    check(with(None, SignIn::Nothing), (0, 1), true);
    check(
        with(Some(DeviceAnswer::Cannot), SignIn::Nothing),
        (0, 1),
        true,
    );
}

#[test]
fn a_device_of_somebody_else_does_not_count_and_alone_finishes_nothing() {
    let not_mine = row("a", true, Some(DeviceAnswer::NotMine), SignIn::Nothing);
    let done = row("b", true, Some(DeviceAnswer::Done), SignIn::Nothing);
    check(vec![not_mine.clone(), done], (1, 1), false);
    check(vec![not_mine], (0, 0), true);
}

#[test]
fn a_device_is_open_until_it_is_answered_or_proved() {
    let proved = SignIn::Proved(None);
    for (answer, seen, is_open) in [
        (None, SignIn::Nothing, true),
        (None, SignIn::Refused(SENT_AT), true),
        (None, proved, false),
        (Some(DeviceAnswer::Done), SignIn::Nothing, false),
        (Some(DeviceAnswer::Cannot), SignIn::Nothing, false),
        (Some(DeviceAnswer::NotMine), SignIn::Nothing, false),
    ] {
        let row = row("a", true, answer, seen);
        assert_eq!(row.is_open(), is_open, "{row:?}");
    }
}

#[test]
fn the_device_in_use_and_those_that_tried_the_old_password_come_first() {
    let with_client = |id: &str, client: Client, seen: SignIn| ChecklistRow {
        client: client.id().into(),
        ..device(id, seen)
    };
    let mut list = list(vec![
        with_client("done", Client::Thunderbird, SignIn::Proved(None)),
        with_client("waits", Client::Android, SignIn::Nothing),
        with_client("old", Client::Android, SignIn::OldPassword(SENT_AT)),
        with_client("in use", Client::Thunderbird, SignIn::Nothing),
        with_client("refused", Client::Android, SignIn::Refused(SENT_AT)),
        with_client("seen", Client::Android, SignIn::NotProved(SENT_AT)),
    ]);
    list.arrange(Some(Client::Thunderbird));
    let order = ["in use", "old", "refused", "done", "waits", "seen"];
    assert_eq!(ids(&list), order);
    assert_eq!(list.first_open().map(|row| &*row.id), Some("in use"));
    list.arrange(None);
    assert_eq!(
        ids(&list),
        ["old", "refused", "in use", "done", "waits", "seen"]
    );
}

#[test]
fn a_device_that_the_back_end_no_longer_names_can_be_taken_out() {
    let mut list = list(vec![
        device("a", SignIn::Nothing),
        device("b", SignIn::Nothing),
        row("own-1", false, None, SignIn::Nothing),
    ]);
    let removable = |list: &Checklist| {
        let rows = list.rows.iter();
        rows.map(ChecklistRow::is_removable).collect::<Vec<_>>()
    };
    assert_eq!(removable(&list), [false, false, true]);
    list.merge(vec![device("b", SignIn::Nothing)]);
    assert_eq!(removable(&list), [true, false, true]);
    list.merge(vec![device("a", SignIn::Nothing)]);
    assert_eq!(removable(&list), [false, true, true]);
}

#[test]
fn stored_answers_are_read_back() {
    for answer in DeviceAnswer::ALL {
        assert_eq!(DeviceAnswer::from_id(answer.id()), Some(answer));
    }
    assert_eq!(DeviceAnswer::from_id("Done"), None);
}

#[test]
fn devices_of_the_back_end_come_before_added_ones() {
    let mut list = list(vec![
        device("a", SignIn::Nothing),
        row("own-1", false, None, SignIn::Nothing),
    ]);
    list.merge(vec![
        device("b", SignIn::Nothing),
        device("a", SignIn::Nothing),
        device("c", SignIn::Nothing),
    ]);
    assert_eq!(ids(&list), ["a", "b", "c", "own-1"]);
}

#[test]
fn a_known_device_keeps_its_position_and_answer() {
    let mut list = list(vec![row(
        "a",
        true,
        Some(DeviceAnswer::Cannot),
        SignIn::Nothing,
    )]);
    let mut renamed = device("a", SignIn::NotProved(SENT_AT));
    renamed.name = "Ann's telephone".into();
    list.merge(vec![renamed]);
    assert_eq!(list.rows.len(), 1);
    assert_eq!(list.rows[0].answer, Some(DeviceAnswer::Cannot));
    assert_eq!(list.rows[0].name, "Ann's telephone");
    assert_eq!(list.rows[0].sign_in, SignIn::NotProved(SENT_AT));
}

#[test]
fn an_added_device_is_never_merged_with_one_of_the_back_end() {
    let mut list = list(vec![row(
        "x",
        false,
        Some(DeviceAnswer::Done),
        SignIn::Nothing,
    )]);
    list.merge(vec![device("x", SignIn::Nothing)]);
    assert_eq!(list.rows.len(), 2);
    assert_eq!(list.progress(), (1, 2));
}

#[test]
fn only_newly_done_devices_are_announced() {
    let proved = SignIn::Proved(Some(SENT_AT));
    let mut list = list(vec![
        row("said", true, Some(DeviceAnswer::Done), SignIn::Nothing),
        device("waits", SignIn::Nothing),
    ]);
    let devices = vec![
        device("said", proved),
        device("waits", proved),
        device("new", proved),
    ];
    assert_eq!(list.merge(devices.clone()), ["waits", "new"]);
    assert!(list.merge(devices).is_empty(), "they are done already");
}

proptest! {
    #[test]
    fn merging_neither_loses_nor_duplicates_rows_and_answers(
        known in proptest::collection::vec(("[a-f]", any::<bool>(), 0..4_usize), 0..8),
        devices in proptest::collection::hash_set("[a-f]", 0..6),
    ) {
        let mut rows: Vec<ChecklistRow> = Vec::new();
        for (id, listed, answer) in known {
            let answer = DeviceAnswer::ALL.get(answer).copied();
            if !rows.iter().any(|row| row.id == id && row.listed == listed) {
                rows.push(row(&id, listed, answer, SignIn::Nothing));
            }
        }
        rows.sort_by_key(|row| !row.listed);
        let mut list = list(rows.clone());
        list.merge(devices.iter().map(|id| device(id, SignIn::Nothing)).collect());

        for row in &rows {
            let same = |other: &&ChecklistRow| other.id == row.id && other.listed == row.listed;
            let kept: Vec<_> = list.rows.iter().filter(same).collect();
            prop_assert_eq!(kept.len(), 1);
            prop_assert_eq!(kept[0].answer, row.answer);
        }
        for id in &devices {
            prop_assert_eq!(list.rows.iter().filter(|row| row.listed && row.id == *id).count(), 1);
        }
        let order: Vec<_> = list.rows.iter().map(|row| !row.listed).collect();
        prop_assert!(order.is_sorted());
    }
}

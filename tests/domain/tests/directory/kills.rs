//! A controller that is killed in the middle of a change: one password works then, and the outcome was true or unknown.

use std::env;
use std::sync::Arc;
use std::time::{Duration, Instant};

use ::panel::directory::{ChangeOutcome, Directory, DirectoryError};
use domain_tests::accounts::PASSWORD;
use domain_tests::{Controller, Setting};

use super::support::{bind, change, directory};

/// Kills at so many points, spread over three times what a change takes. A longer run has more of them.
fn kills() -> u32 {
    let given = env::var("MAILBOX_PASSWORD_KILLS").ok();
    given.and_then(|text| text.parse().ok()).unwrap_or(12)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_controller_killed_in_the_middle_of_a_change_has_one_password_and_the_outcome_was_true() {
    let mut controller = Controller::start_with(Setting {
        old_password_minutes: Some(0),
        ..Setting::default()
    });
    let directory = Arc::new(directory(&[&controller]));
    let began = Instant::now();
    let mut password = "Winter-Ferry-0000".to_owned();
    let first = directory.change(change("ivan", PASSWORD, &password)).await;
    assert!(matches!(first, Ok(ChangeOutcome::Changed(_))), "{first:?}");
    let usual = began.elapsed();

    let (mut changed, mut kept, mut unknown) = (0, 0, 0);
    for kill in 0..kills() {
        let next = format!("Winter-Ferry-{:04}", kill + 1);
        let request = change("ivan", &password, &next);
        let running = Arc::clone(&directory);
        let sent = tokio::spawn(async move { running.change(request).await });
        // It waits for a time and not for a condition: the kill has to come unannounced.
        tokio::time::sleep(usual * kill * 3 / kills() + Duration::from_micros(50)).await;
        controller.kill();
        let outcome = sent.await.unwrap();
        controller.restart();

        let works = match (
            bind(&controller, "ivan", &password).await.as_str(),
            bind(&controller, "ivan", &next).await.as_str(),
        ) {
            ("0", "49 data 52e") => &password,
            ("49 data 52e", "0") => &next,
            other => panic!("kill {kill}: {other:?}, {outcome:?}"),
        };
        match &outcome {
            Ok(ChangeOutcome::Changed(_)) => assert_eq!(works, &next),
            Ok(_) | Err(DirectoryError::Unavailable(_)) => {
                assert_eq!(works, &password, "{outcome:?}");
            }
            Err(DirectoryError::OutcomeUnknown(_) | DirectoryError::StillRunning) => unknown += 1,
        }
        if works == &next {
            changed += 1;
            password = next;
        } else {
            kept += 1;
        }
    }
    println!(
        "of {} kills {changed} came after the change, {kept} before it; {unknown} outcomes were unknown",
        kills()
    );
    assert!(
        changed > 0 && kept > 0,
        "the kills missed the change: {changed}, {kept}"
    );
}

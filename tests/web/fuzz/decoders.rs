//! Random configurations, policies and devices: read or refused, and never a trap.

use mailbox_password::config::{self, read_devices, read_policy};
use mailbox_password::json::Json;
use mailbox_password_rules::{
    Candidate, Policy, Shortfall, Statement, advise, evaluate, passwordrules,
};
use serde_json::json;
use wasm_bindgen_test::*;

use super::documents;
use super::random::{Random, as_text, cases, changed, note};
use crate::attributes::values::source;
use crate::harness::host_app::read;
use crate::harness::wait::settle;

const PASSWORDS: [&str; 5] = [
    "",
    "Autumn-Harbour-71",
    "a",
    "\u{1f512}ẞ\u{0}",
    "aaaaaaaaaaaaaaaa",
];

#[wasm_bindgen_test]
async fn a_random_configuration_is_read_or_refused() {
    for case in cases(300) {
        let random = &mut Random::of_case(case);
        breathe(case).await;
        let given = changed(random, &documents::config());
        note(&format!("{given}"));
        let mut attributes = json!({});
        if random.chance(30) {
            let names = given
                .as_object()
                .map(|members| members.keys().cloned().collect())
                .unwrap_or_default();
            let name: String = random.pick::<String>(&[names, vec!["help".into()]].concat());
            attributes[name] = given
                .as_object()
                .and_then(|members| members.values().next().cloned())
                .unwrap_or_default();
        }
        match config::read(&source(&attributes, &given)) {
            Ok(config) => assert!(
                (1..=600).contains(&config.timeout) && (1..=6).contains(&config.heading_level)
            ),
            Err(errors) => assert!(errors.iter().all(|error| !error.sentence().is_empty())),
        }
    }
}

#[wasm_bindgen_test]
async fn a_random_policy_is_judged_and_worded() {
    for case in cases(300) {
        let random = &mut Random::of_case(case);
        breathe(case).await;
        let given = changed(random, &documents::policy());
        let text = as_text(random, &given);
        note(&text);
        let policy = read_policy(&Json::parse(&text));
        // What was read is written as the contract has it, and reads as the same.
        let written = serde_json::to_value(&policy).unwrap();
        assert_eq!(sorted(read_policy(&read(&written))), sorted(policy.clone()));
        for new in PASSWORDS {
            let current = Some("Old-Password-12");
            let candidate = Candidate { current, new };
            assert!(evaluate(&policy, candidate, None).len() < 20);
            let _ = (
                advise(&policy, candidate, None),
                Shortfall::of(&policy, new),
            );
        }
        let _ = (passwordrules(&policy), policy.longest());
    }
}

#[wasm_bindgen_test]
async fn random_devices_are_read_or_left_out() {
    for case in cases(300) {
        let random = &mut Random::of_case(case);
        breathe(case).await;
        let given = changed(random, &documents::devices());
        let text = as_text(random, &given);
        note(&text);
        for device in read_devices(&Json::parse(&text)) {
            assert!(device.name.chars().count() <= 123 && !device.name.contains('\n'));
        }
    }
}

/// Lets the browser answer its driver now and then.
async fn breathe(case: u32) {
    if case.is_multiple_of(100) {
        settle().await;
    }
}

/// With its statements in one order: JSON has none.
fn sorted(mut policy: Policy) -> Policy {
    if let Some(Statement::ByLanguage(texts)) = &mut policy.statement {
        texts.sort();
    }
    policy
}

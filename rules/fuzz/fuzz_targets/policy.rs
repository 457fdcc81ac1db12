//! Any policy, and any two passwords after it, each on a line of its own: judged, worded for a browser, and a password
//! that is generated meets it.

#![no_main]

use libfuzzer_sys::fuzz_target;
use mailbox_password_rules::{
    Candidate, CommonPasswords, Policy, Shortfall, Verdict, advise, evaluate, generate,
    generated_bits, passwordrules,
};

fuzz_target!(|text: &str| {
    let mut lines = text.lines();
    let mut line = || lines.next().unwrap_or_default();
    let (policy, current, new) = (line(), line(), line());
    let Ok(policy) = serde_json::from_str::<Policy>(policy) else {
        return;
    };
    let written = serde_json::to_string(&policy).unwrap();
    assert_eq!(serde_json::from_str::<Policy>(&written).unwrap(), policy);

    let common = CommonPasswords::bundled();
    let candidate = Candidate {
        current: Some(current),
        new,
    };
    let findings = evaluate(&policy, candidate, Some(&common));
    assert!(findings.len() < 20);
    let _ = advise(&policy, candidate, Some(&common));
    let _ = Shortfall::of(&policy, new);
    let _ = passwordrules(&policy);

    let mut state = 1_u64;
    let mut fill = |bytes: &mut [u8]| {
        for byte in bytes {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            *byte = (state >> 33) as u8;
        }
    };
    let bits = generated_bits(&policy, None);
    if let Ok(made) = generate(&policy, None, Some(&common), &mut fill) {
        assert!(bits.is_ok());
        let candidate = Candidate {
            current: None,
            new: &made,
        };
        let findings = evaluate(&policy, candidate, Some(&common));
        let is_met = |verdict: &Verdict| *verdict != Verdict::Unmet;
        assert!(findings.iter().all(|finding| is_met(&finding.verdict)), "{made}: {findings:?}");
    }
});

//! A generated password is shown whole in its fields, on narrow screens and with large text too.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use serde_json::json;
use system_tests::HostPage;

/// How much of the generated password cannot be seen: what shows it, in pixels beyond its box and outside the window.
const HIDDEN: &str = "
    return all('mailbox-password .mbp-input').map((box) => {
      const shown = [...box.querySelectorAll('.mbp-whole, .mbp-control')].find((e) => isSeen(e) && getComputedStyle(e).opacity !== '0');
      const { left, right } = shown.getBoundingClientRect();
      return [shown.scrollWidth - shown.clientWidth, shown.scrollHeight - shown.clientHeight,
        Math.max(0, -left), Math.max(0, right - innerWidth)].map(Math.round);
    });";

#[tokio::test]
async fn all_of_a_generated_password_can_be_seen_on_every_screen() {
    let large = "<style>.large { font-size: 200% }</style>";
    for (policy, longest) in [(json!({}), 40), (json!({ "minLength": 48 }), 128)] {
        let (_host, browser) = HostPage::administrator()
            .head(large)
            .open_with_policy(policy)
            .await;
        let mut hidden = Vec::new();
        for (width, class) in [
            (1280, ""),
            (390, ""),
            (320, ""),
            (1280, "large"),
            (390, "large"),
            (320, "large"),
        ] {
            browser.resize(width, 900).await;
            let size = "document.documentElement.className = arguments[0];";
            browser.run(size, json!([class])).await;
            browser.press("Generate").await;
            let password = browser.generated_password().await;
            assert!(password.len() <= longest, "{password}");
            let found = browser.run(HIDDEN, json!([])).await;
            if found != json!([[0, 0, 0, 0], [0, 0, 0, 0]]) {
                hidden.push(format!("{password} at {width} px {class}: {found}"));
            }
        }
        assert!(hidden.is_empty(), "{}", hidden.join("\n"));
        browser.press("Type one instead").await;
        let whole = "return all('.mbp-whole').map((e) => [isSeen(e), e.value]);";
        let expected = json!([[false, ""], [false, ""]]);
        assert_eq!(browser.run(whole, json!([])).await, expected);
    }
}

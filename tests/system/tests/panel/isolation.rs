//! No rule of the panel's style sheet applies inside the element.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use serde_json::json;
use system_tests::{ANN, Browser, OLD, Panel};

/// Every rule of the panel's sheet that matches something inside the element, by its selector.
const REACHING_IN: &str = "
    const rules = (list) => [...list].flatMap((rule) => rule.cssRules?.length ? rules(rule.cssRules) : [rule]);
    const all_rules = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]);
    const panels = rules(all_rules.filter((rule) => rule.name === 'panel'));
    const inside = all('mailbox-password *').filter((e) => !e.matches('[class^=panel-]'));
    const selectors = panels.map((rule) => rule.selectorText).filter(Boolean);
    return [selectors.length > 50, inside.length > 20,
      selectors.filter((selector) => inside.some((e) => e.matches(selector)))];";

#[tokio::test]
async fn no_rule_of_the_panel_matches_inside_the_element() {
    let panel = Panel::start().await;
    let browser = Browser::start().await;
    browser.sign_in(&panel.url("/"), ANN, OLD).await;
    let found = browser.run(REACHING_IN, json!([])).await;
    assert_eq!(found, json!([true, true, []]));
    browser.sign_in_as_administrator(&panel).await;
    browser.open_mailbox("Ann Bell ann@example.com").await;
    // The options come with the policy.
    let must = "The user must choose another password at the next sign-in";
    browser.wait_for("checkbox", must).await;
    let found = browser.run(REACHING_IN, json!([])).await;
    assert_eq!(found, json!([true, true, []]));
    let checkboxes = "return all('mailbox-password input[type=checkbox]').filter(isSeen)
        .map((e) => e.getBoundingClientRect()).map(({ width, height }) => [width, height]);";
    assert_eq!(
        browser.run(checkboxes, json!([])).await,
        json!([[20, 20], [20, 20]])
    );
}

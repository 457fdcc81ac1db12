//! The words on the filled button can be read on any accent, in both colour schemes, also under a pointer.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use serde_json::{Value, json};
use system_tests::{Browser, HostPage};

/// Accents of hosts, of any lightness, and one that follows the scheme.
const ACCENTS: [&str; 12] = [
    "#1d4ed8",
    "#0b5cad",
    "#ffd500",
    "#ffffff",
    "#000000",
    "#767676",
    "#e00000",
    "#00a000",
    "#ff00ff",
    "hsl(200 80% 45%)",
    "oklch(0.6 0.2 300)",
    "light-dark(#0b5cad, #7db8ff)",
];

/// The contrast (WCAG 2.2) between the words of **Change** and what is behind them.
const CONTRAST: &str = "
    const canvas = Object.assign(document.createElement('canvas'), { width: 1, height: 1 }).getContext('2d');
    const luminance = (colour) => {
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
      const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map((part) => part / 255)
        .map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const { backgroundColor, color } = getComputedStyle(find('button', 'Change'));
    const [lower, upper] = [luminance(backgroundColor), luminance(color)].sort((a, b) => a - b);
    return [(upper + 0.05) / (lower + 0.05), `${color} on ${backgroundColor}`];";

async fn check(browser: &Browser, host_says: &str, unreadable: &mut Vec<String>) {
    let result: Value = browser.run(CONTRAST, json!([])).await;
    if result[0].as_f64().unwrap() < 4.5 {
        unreadable.push(format!("{host_says}: {} is {}", result[1], result[0]));
    }
}

#[tokio::test]
async fn the_filled_button_can_be_read_on_any_accent() {
    let (_host, browser) = HostPage::complete().ready().await;
    let mut unreadable = Vec::new();
    for scheme in ["light", "dark"] {
        browser.emulate_color_scheme(scheme).await;
        let system = format!("the system's accent, {scheme}");
        check(&browser, &system, &mut unreadable).await;
        for accent in ACCENTS {
            let set = "const [name, value] = arguments;
                document.querySelector('mailbox-password').style.setProperty(name, value);";
            let name = "--mailbox-password-accent";
            browser.run(set, json!([name, accent])).await;
            check(&browser, &format!("{accent}, {scheme}"), &mut unreadable).await;
            browser.hover("Change").await;
            check(
                &browser,
                &format!("{accent}, {scheme}, hovered"),
                &mut unreadable,
            )
            .await;
            browser.hover("Show New password").await;
        }
        let reset = "document.querySelector('mailbox-password').removeAttribute('style');";
        browser.run(reset, json!([])).await;
    }
    assert!(unreadable.is_empty(), "{}", unreadable.join("\n"));
}

#[tokio::test]
async fn with_forced_colours_the_filled_button_has_the_systems_also_under_a_pointer() {
    let (_host, browser) = HostPage::complete().ready().await;
    browser.emulate_media(&[("forced-colors", "active")]).await;
    let fill = "return getComputedStyle(find('button', 'Change')).backgroundColor;";
    let before = browser.run(fill, json!([])).await;
    browser.hover("Change").await;
    assert_eq!(browser.run(fill, json!([])).await, before);
}

#[tokio::test]
async fn a_host_can_choose_the_words_colour() {
    let style = "<style>main { --mailbox-password-accent: #ffd500; --mailbox-password-accent-text: #102030 }</style>";
    let (_host, browser) = HostPage::complete().head(style).ready().await;
    let colour = "return getComputedStyle(find('button', 'Change')).color;";
    assert_eq!(
        browser.run(colour, json!([])).await,
        json!("rgb(16, 32, 48)")
    );
}

//! The tree with the skeleton is the tree without it, node by node, so that the two cannot drift apart.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use serde_json::{Value, json};
use system_tests::{HostPage, page_skeleton};

/// The tree of a node: tags, attributes in order of their names, texts; without comments.
const TREE: &str = "const treeOf = (node) => node.nodeType === Node.TEXT_NODE ? node.data : node.nodeType !== Node.ELEMENT_NODE ? [] :
      [node.localName, [...node.attributes].map(({ name, value }) => `${name}=${value}`).sort(), [...node.childNodes].flatMap((child) => {
        const tree = treeOf(child); return tree.length === 0 ? [] : [tree]; })];";

/// Takes the place of the element: mounts the module without anything drawn.
const WITHOUT: &str = "const name = performance.getEntriesByType('resource').find(({ name }) => /mailbox-password-[0-9a-f]+\\.js$/.test(name)).name;
    const glue = await import(name);
    const plain = document.createElement('section');
    document.body.append(plain);
    const element = document.querySelector('mailbox-password');
    const attributes = Object.fromEntries([...element.attributes].map(({ name, value }) => [name, value]));
    const file = performance.getEntriesByType('resource').find(({ name }) => /locales\\//.test(name)).name;
    const language = { base: /locales\\/(\\w+)-/.exec(file)[1], texts: await (await fetch(file)).json() };
    glue.mount(plain, { attributes, config: element.config, lang: 'en', secure: true, prefix: 'mailbox-password', assets: { language } });
    return treeOf(plain.firstElementChild);";

/// How the words are marked, which the module would correct.
const MARKS: &str =
    "const { lang, dir } = document.querySelector('mailbox-password .mbp'); return [lang, dir];";

/// Compares the tree with the drawn skeleton, and with the page's own, with the tree without.
async fn check(mode: &str, lang: &str, config: Value) {
    let page = plain(mode).with("lang", lang);
    check_page(page.clone(), config.clone()).await;
    let words = if lang == "de" { "de" } else { "en" };
    let name = format!("{mode}.{words}");
    let keep = "<script>window.given = document.querySelector('mailbox-password').firstElementChild;</script>";
    let page = page.children(&page_skeleton(&name)).around("", keep);
    check_page(page, config).await;
}

async fn check_page(page: HostPage, config: Value) {
    let (_host, browser) = page.open_without_module(|_| {}).await;
    let prepare = "const element = document.querySelector('mailbox-password');
        if (args[0]) element.config = args[0];
        window.removed = 0;
        await new Promise((done) => setTimeout(done));
        new MutationObserver((records) => { for (const { removedNodes } of records) window.removed += [...removedNodes].filter((node) => node.localName).length; })
          .observe(element, { childList: true, subtree: true });";
    browser.run_async(prepare, json!([config])).await;
    let drawn = browser.run(MARKS, json!([])).await;
    browser.release_module().await;
    assert_eq!(drawn, browser.run(MARKS, json!([])).await);
    let with = format!(
        "{TREE} return treeOf(document.querySelector('mailbox-password').firstElementChild);"
    );
    let with = browser.run(&with, json!([])).await;
    // What was drawn is taken over: nothing is removed, nothing is left over.
    assert_eq!(browser.run("return window.removed;", json!([])).await, 0);
    let is_given = "return !window.given || window.given === document.querySelector('mailbox-password').firstElementChild;";
    assert_eq!(browser.run(is_given, json!([])).await, true);
    let without = browser
        .run_async(&format!("{TREE} {WITHOUT}"), json!([]))
        .await;
    assert_eq!(with, without);
}

/// Nothing is asked of the back end: what its answers show would come at any time.
fn plain(mode: &str) -> HostPage {
    HostPage::new().with("mode", mode)
}

#[tokio::test]
async fn in_each_mode_the_module_makes_the_tree_that_was_drawn() {
    for mode in ["self", "admin", "recovery"] {
        check(mode, "en", Value::Null).await;
    }
}

#[tokio::test]
async fn in_german_too() {
    for mode in ["self", "admin", "recovery"] {
        check(mode, "de", Value::Null).await;
    }
}

#[tokio::test]
async fn with_own_texts_and_another_heading_level_too() {
    let texts = json!({ "heading": "A new secret", "change": "Go", "admin-heading": "Theirs", "recover-heading": "Back" });
    for mode in ["self", "admin", "recovery"] {
        let config = json!({ "texts": texts, "headingLevel": 5 });
        check(mode, "en", config).await;
    }
}

#[tokio::test]
async fn with_a_language_however_it_is_written_or_without_a_file_for_it() {
    let words = json!({ "texts": { "heading": "A new secret" } });
    for (lang, config) in [
        ("DE", Value::Null),
        (" de-at ", Value::Null),
        ("fr", Value::Null),
        ("fr", words.clone()),
        ("AR", Value::Null),
        ("AR", words.clone()),
        ("no_tag", words),
    ] {
        check("self", lang, config).await;
    }
}

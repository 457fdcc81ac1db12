//! Host pages that interfere: a CSS reset, a surrounding form, several elements, markup in texts, printing.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use serde_json::json;
use system_tests::{Browser, HostPage, HostServer, Key, NEW, OLD, Response, default_routes, until};

const RESET: &str = "<style>* { margin: 0 !important; padding: 0 !important; border: 0 !important; font: inherit !important;

    outline: none !important; appearance: none !important; color: inherit !important; background: none !important;
    list-style: none !important; min-width: 0 !important; min-height: 0 !important; box-shadow: none !important }
    [hidden] { display: block } input, button { display: none; all: unset }</style>";

#[tokio::test]
async fn the_form_survives_a_css_reset_of_the_page() {
    let (_host, browser) = HostPage::complete().head(RESET).open().await;
    browser.wait_for_text("12+ characters").await;
    let hidden = "return all('mailbox-password [hidden]').filter(isSeen).map((e) => e.outerHTML.slice(0, 80));";
    assert_eq!(
        browser.run(hidden, json!([])).await,
        json!([]),
        "hidden elements stay hidden"
    );
    let targets = "return all('mailbox-password button, mailbox-password input').filter(isSeen)
        .map((e) => [nameOf(e), e.getBoundingClientRect()])
        .filter(([, { width, height }]) => width < 24 || height < 24).map(([name]) => name);";
    assert_eq!(
        browser.run(targets, json!([])).await,
        json!([]),
        "targets of at least 24 px"
    );
    browser.focus_field("New password").await;
    browser.press_key(Key::Tab).await;
    let ring = "const s = getComputedStyle(focused()); return s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2;";
    assert_eq!(
        browser.run(ring, json!([])).await,
        true,
        "the focus ring is visible"
    );
    let quiet = "const e = all('mailbox-password [role=status]')[0].getBoundingClientRect(); return e.width <= 1 && e.height <= 1;";
    assert_eq!(
        browser.run(quiet, json!([])).await,
        true,
        "the live region is visually hidden"
    );
    browser.change_password_without_errors().await;
}

#[tokio::test]
async fn a_page_that_stretches_its_controls_breaks_no_field_and_no_row() {
    let stretched = "<style>button, input { width: 100% } select { width: 130% }</style>";
    let page = HostPage::complete().lang("de").head(stretched);
    let (_host, browser) = page.open().await;
    browser.resize(320, 640).await;
    browser.wait_for("button", "Ändern").await;
    let fields = "return all('.mbp-input').map((box) => [box, ...box.children].map((e) => e.getBoundingClientRect()))
        .filter(([box, input, eye]) => input.width < box.width * 0.7 || eye.right > box.right || eye.width > 44).length;";
    assert_eq!(browser.run(fields, json!([])).await, 0, "of the fields");
    let labels = [
        "Aktuelles Passwort",
        "Neues Passwort",
        "Neues Passwort bestätigen",
    ];
    for (label, password) in labels.into_iter().zip([OLD, NEW, NEW]) {
        browser.fill(label, password).await;
    }
    browser.press("Ändern").await;
    browser.wait_for_text("Scanner, 2nd floor").await;
    let wide = "const right = all('.mbp')[0].getBoundingClientRect().right + 1;
        return all('.mbp *').filter((e) => isSeen(e) && e.getBoundingClientRect().right > right).map((e) => e.outerHTML.slice(0, 80));";
    assert_eq!(browser.run(wide, json!([])).await, json!([]));
    let names = "return all('.mbp-device-name').filter((e) => e.getBoundingClientRect().width < 100).length;";
    assert_eq!(browser.run(names, json!([])).await, 0, "of the names");
}

#[tokio::test]
async fn a_surrounding_form_is_never_submitted_and_no_native_event_leaks() {
    let page = HostPage::complete().around(
        "<form id=\"host\" action=\"/escaped\"><input name=\"theirs\">",
        "<button>Theirs</button></form>",
    );
    let (host, browser) = page.open().await;
    browser.wait_for_form().await;
    // The `keyup` of Enter may come after the form was removed; its target is then the body, not the element.
    let listen = "window.leaked = []; for (const type of ['beforeinput', 'change', 'input', 'invalid', 'keydown', 'keypress', 'keyup', 'reset', 'submit'])
        for (const target of [document, document.getElementById('host')])
          target.addEventListener(type, (event) => event.target.closest?.('mailbox-password') && window.leaked.push([type, event.target.localName]));";
    browser.run(listen, json!([])).await;
    browser.fill_in(OLD, "short").await;
    browser.press_key(Key::Enter).await;
    browser
        .wait_for_text("Nothing was sent. Please correct:")
        .await;
    browser.press("Change").await;
    browser.fill("New password", NEW).await;
    browser.fill("Confirm new password", NEW).await;
    browser.press_key(Key::Enter).await;
    browser.wait_for_focus("Your password was changed.").await;
    browser.answer_device("Ann’s iPhone", "Mark as done").await;
    assert_eq!(
        browser.run("return window.leaked;", json!([])).await,
        json!([])
    );
    let sent = "return [...new FormData(document.getElementById('host'))].map(([name]) => name);";
    assert_eq!(
        browser.run(sent, json!([])).await,
        json!(["theirs"]),
        "the surrounding form contains no value of the element"
    );
    assert!(host.requests("GET /escaped").is_empty());
    let warned = browser.console().await;
    let warned: Vec<_> = warned
        .iter()
        .filter(|entry| entry.message.contains("stands inside a form"))
        .collect();
    assert_eq!(warned.len(), 1, "the integrator is warned once");
}

#[tokio::test]
async fn several_elements_have_unique_ids_and_work_independently() {
    let second = HostPage::complete()
        .with("mailbox", "bob@example.com")
        .element();
    let named = HostPage::complete()
        .with("mailbox", "cleo@example.com")
        .with("id", "third")
        .element();
    let (host, browser) = HostPage::complete()
        .around("", &format!("{second}{named}"))
        .open()
        .await;
    until("three forms", || async {
        (browser
            .run("return all('mailbox-password form').length;", json!([]))
            .await
            == 3)
            .then_some(())
    })
    .await;
    let ids = "const ids = all('[id]').map((e) => e.id); return [ids.length, new Set(ids).size, ids.filter((id) => id.endsWith('-new'))];";
    let ids = browser.run(ids, json!([])).await;
    assert_eq!(ids[0], ids[1], "no id twice");
    assert_eq!(
        ids[2],
        json!([
            "mailbox-password-new",
            "mailbox-password-2-new",
            "third-new"
        ])
    );
    let broken = "return all('mailbox-password [aria-describedby], mailbox-password [aria-labelledby], mailbox-password label[for], mailbox-password [aria-controls]')
        .flatMap((e) => ['aria-describedby', 'aria-labelledby', 'for', 'aria-controls'].flatMap((name) => (e.getAttribute(name) ?? '').split(' ').filter(Boolean)))
        .filter((id) => !document.getElementById(id));";
    assert_eq!(
        browser.run(broken, json!([])).await,
        json!([]),
        "every referenced id exists"
    );
    // The first control of each name belongs to the first element.
    browser.change(OLD, NEW).await;
    browser.wait_for_focus("Your password was changed.").await;
    assert_eq!(
        host.requests("POST")[0].json()["mailbox"],
        "ann@example.com"
    );
    assert_eq!(
        browser
            .run("return all('mailbox-password form').length;", json!([]))
            .await,
        2
    );
}

#[tokio::test]
async fn markup_from_the_page_and_the_back_end_is_shown_as_text() {
    let markup = "<img src=x onerror=\"window.hit=1\">";
    let host = HostServer::start().await;
    default_routes(&host);
    let policy = json!({ "minLength": 4, "nameCheck": true, "statement": format!("Mind {markup}"),
        "forbidden": { "accountName": markup, "displayName": markup, "words": [] } });
    host.respond("GET /api/policy", Response::json(200, &policy));
    let device = json!({ "id": markup, "name": format!("Phone {markup}"), "kind": markup, "client": markup, "protocol": markup });
    host.respond("GET /api/devices", Response::json(200, &json!([device])));
    let page = HostPage::complete()
        .with("help", markup)
        .with("mailbox", &format!("{markup}@example.com"));
    host.respond("GET /", Response::html(page.html()));
    host.respond(
        "POST /api/password",
        Response::problem(423, "mailbox-locked", json!({ "title": markup })),
    );
    let browser = Browser::start().await;
    browser.open(host.url("/")).await;
    let texts =
        "document.querySelector('mailbox-password').config = { texts: { heading: arguments[0] } };";
    browser.run(texts, json!([markup])).await;
    browser.wait_for_text(&format!("Mind {markup}")).await;
    browser.wait_for("heading", markup).await;
    browser.change(OLD, NEW).await;
    browser
        .wait_for_text(&format!("Ask your administrator to unlock it: {markup}."))
        .await;
    host.respond("POST /api/password", Response::changed());
    browser.wait_until_unlocked().await;
    browser.press("Change").await;
    browser.wait_for_text(&format!("Phone {markup}")).await;
    let made = browser
        .run(
            "return [all('mailbox-password img').length, window.hit ?? 0];",
            json!([]),
        )
        .await;
    assert_eq!(made, json!([0, 0]));
}

#[tokio::test]
async fn printing_from_the_browser_menu_shows_the_checklist_without_buttons() {
    let (_host, browser) = HostPage::complete().open().await;
    browser.wait_for_form().await;
    browser.change(OLD, NEW).await;
    browser.wait_for("device", "Office PC").await;
    let media = json!({ "media": "print" });
    browser.cdp("Emulation.setEmulatedMedia", media).await;
    browser.wait_for_text("If the mailbox locks itself").await;
    browser.wait_for_text("Gather every device").await;
    assert!(!browser.has("button", "Print this list").await);
}

#[tokio::test]
async fn a_page_that_sizes_every_input_leaves_the_structure_as_it_is() {
    const SIZES: &str =
        "<style>input, select { height: 40px; min-height: 40px; width: 100%; min-width: 100% }
        label { display: block; width: 100% }</style>";
    let policy = Response::policy(json!({ "supports": { "mustChange": true } }));
    let page = HostPage::administrator().head(SIZES);
    let (_host, browser) = page
        .open_with(|host| host.respond("GET /api/policy", policy))
        .await;
    browser.wait_for("button", "Save").await;
    let must = "The user must choose another password at the next sign-in";
    browser.wait_for("checkbox", must).await;
    let boxes =
        "return all('mailbox-password input:is([type=checkbox], [type=radio])').filter(isSeen)
        .map((e) => e.getBoundingClientRect()).map(({ width, height }) => [width, height]);";
    assert_eq!(browser.run(boxes, json!([])).await, json!([[20, 20]]));
    let outside = "const box = all('mailbox-password')[0].getBoundingClientRect();
        return all('mailbox-password *').filter(isSeen).filter((e) => e.getBoundingClientRect().right > box.right + 1)
          .map((e) => e.outerHTML.slice(0, 80));";
    assert_eq!(browser.run(outside, json!([])).await, json!([]));
    let beside = "const field = find('field', 'Password').getBoundingClientRect();
        const show = find('button', 'Show Password') ?? find('button', 'Show password') ?? find('button', 'Show');
        const button = (show ?? all('mailbox-password button').filter(isSeen)[0]).getBoundingClientRect();
        return field.width > button.width && Math.abs(field.top + field.height / 2 - button.top - button.height / 2) < 6;";
    assert_eq!(
        browser.run(beside, json!([])).await,
        true,
        "the button to show the password stands beside its field"
    );
}

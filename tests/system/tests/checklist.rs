//! The list of devices after a change: who answers it, what the back end proves, where it stays, how it is taken along.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use serde_json::{Value, json};
use system_tests::{Answer, Browser, Host, HostPage, NEW, OLD, until};

const DONE: &str = "Done: the new password is in";
const CANNOT: &str = "I cannot get to it";
const DEVICES: [&str; 3] = ["Ann's iPhone", "Office PC", "Scanner, 2nd floor"];
const SAMSUNG: &str = "Samsung Email";
const OTHER: &str = "Another mail program";
const OFFER: &str = "Your list is not finished.";
const NOT_KEPT: &str = "This browser does not keep the list.";
const RECORDS: &str = "return Object.keys(localStorage).filter((key) => key.startsWith('mailbox-password:v1:')).length;";
const STEPS: [&str; 5] = [
    "(User) Gather every device",
    "(User) Remove the mailbox password",
    "(Administrator) Unlock the mailbox",
    "(User) Sign in to webmail, once.",
    "(User) Enter the address and password on one device.",
];

/// The mailbox's state, by the back end's clock on the day of the change.
fn at(time: &str) -> Answer {
    let now = format!("2026-11-23T{time}:00Z");
    Answer::status("2026-08-25T14:03:00Z", json!({ "now": now }))
}

/// The same after a change, with the list of devices.
async fn changed(page: &HostPage) -> (Host, Browser) {
    let (host, browser) = page.ready().await;
    browser.change(OLD, NEW).await;
    check(&browser, "0 of 3 devices done", &DEVICES).await;
    (host, browser)
}

/// Opens the page again, and the list that is offered above the form.
async fn open_offer(browser: &Browser, host: &Host) {
    browser.open(host.url("/")).await;
    browser.sees(OFFER).await;
    let words = browser.words().await;
    assert!(words.find(OFFER) < words.find("Current password"));
    let offer = js(browser, "return nameOf(all('summary').find(isSeen));").await;
    browser.press_a("summary", offer.as_str().unwrap()).await;
}

async fn js(browser: &Browser, script: &str) -> Value {
    browser.run(script, json!([])).await
}

/// The list has come so far, and shows these devices, each with its answer's first word after a colon.
async fn check(browser: &Browser, progress: &str, devices: &[&str]) {
    browser.sees(progress).await;
    let shown = "return all('fieldset').filter(isSeen).map((e) => [e.querySelector('legend').firstChild.data,
        ...[...e.querySelectorAll('input')].filter((e) => e.checked).map((e) => nameOf(e).match(/\\w+/)[0])].join(': '));";
    assert_eq!(js(browser, shown).await, json!(devices), "{progress}");
}

/// The list that is taken along ends with what to do when the mailbox locks itself.
fn ends_with_the_five_steps(text: &str) {
    let last: Vec<&str> = text.lines().rev().take(STEPS.len()).collect();
    let mut pairs = last.iter().rev().zip(STEPS);
    assert!(pairs.all(|(line, step)| line.contains(step)), "{text}");
}

/// Waits until the opened steps of a device are as they must be.
async fn opened(browser: &Browser, device: &str, is_right: impl Fn(&str) -> bool) {
    until(&format!("the right steps at {device}"), async || {
        let text = "return squeeze(find('group', arguments[0]).querySelector('details[open]')?.innerText ?? '');";
        let text = browser.run(text, json!([device])).await;
        is_right(text.as_str()?).then_some(())
    })
    .await;
}

#[tokio::test]
async fn another_tab_follows_what_is_answered_and_forgotten_in_this_one() {
    let (host, browser) = changed(&HostPage::complete()).await;
    let first = browser.window().await.unwrap();
    let second = browser.new_tab().await.unwrap();
    browser.switch_to_window(second.clone()).await.unwrap();
    open_offer(&browser, &host).await;
    check(&browser, "0 of 3 devices done", &DEVICES).await;
    browser.switch_to_window(first.clone()).await.unwrap();
    browser.answer_device("Office PC", DONE).await;
    browser.press(OTHER).await;
    browser.switch_to_window(second.clone()).await.unwrap();
    let followed = [DEVICES[0], "Office PC: Done", DEVICES[2], OTHER];
    check(&browser, "1 of 4 devices done", &followed).await;
    browser.switch_to_window(first).await.unwrap();
    browser.press("Forget this list").await;
    browser.switch_to_window(second).await.unwrap();
    browser.sees("0 of ").await;
    let is_done = browser.device_has_answer("Office PC", DONE).await;
    assert_eq!(is_done, Some(false));
}

#[tokio::test]
async fn a_browser_that_keeps_nothing_says_so_once_and_the_list_still_works() {
    let full =
        "const keep = Storage.prototype.setItem; Storage.prototype.setItem = function (...entry) {
        if (this === window.localStorage) throw new DOMException('full', 'QuotaExceededError');
        keep.apply(this, entry); };";
    let blocked = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } });";
    for script in [full, blocked] {
        let page = HostPage::complete().head(&format!("<script>{script}</script>"));
        let (_host, browser) = changed(&page).await;
        browser.sees(NOT_KEPT).await;
        browser.answer_device("Ann's iPhone", DONE).await;
        browser.answer_device("Scanner", CANNOT).await;
        let devices = ["Ann's iPhone: Done", "Office PC", "Scanner, 2nd floor: I"];
        check(&browser, "1 of 3 devices done", &devices).await;
        assert_eq!(browser.words().await.matches(NOT_KEPT).count(), 1);
        assert_eq!(browser.thrown().await, Vec::<Value>::new());
    }
}

#[tokio::test]
async fn only_what_the_back_end_proves_is_done_by_itself_and_announced_once() {
    let (host, browser) = HostPage::complete().ready().await;
    let device = |name: &str, succeeded: &str, uses_new: Value| {
        json!({ "id": name, "name": name, "client": "android", "lastFailureAt": "2026-11-23T14:04:00Z",
                "lastSuccessAt": format!("2026-11-23T{succeeded}:00Z"), "usesNewPassword": uses_new })
    };
    let devices = json!([
        device("Proved", "14:05", json!(true)),
        device("In the grace", "14:10", json!(null)),
        device("After it", "14:40", json!(null)),
        device("With the old", "14:41", json!(false)),
        device("Refused", "13:00", json!(null)),
    ]);
    host.answer("GET /api/devices", Answer::json(200, &devices));
    let grace = json!({ "changedAt": "2026-11-23T14:03:00Z", "now": "2026-11-23T14:03:00Z",
                        "oldPasswordWorksUntil": "2026-11-23T14:33:00Z" });
    host.answer("POST /api/password", Answer::json(200, &grace));
    host.answer("GET /api/status", at("14:42"));
    browser.listen().await;
    browser.change(OLD, NEW).await;
    let rows = "Proved: Done|In the grace|After it: Done|With the old|Refused";
    let rows: Vec<&str> = rows.split('|').collect();
    check(&browser, "2 of 5 devices done", &rows).await;
    let notes = "return all('fieldset').map((e) => e.innerText.match(/Signed in with the new|still be using|be trying/)?.[0]);";
    let [new, old, refused] = ["Signed in with the new", "still be using", "be trying"];
    let expected = json!([new, old, new, old, refused]);
    assert_eq!(js(&browser, notes).await, expected);
    let told = browser.events("checklist").await;
    assert_eq!(told[0]["detail"], json!({ "done": 2, "total": 5 }));
    browser.answer_device("Refused", DONE).await;
    browser.sees("3 of 5 devices done").await;
    let heard = browser.heard().await;
    // What the back end said of the change holds on the next visit, too.
    open_offer(&browser, &host).await;
    browser.sees("3 of 5 devices done").await;
    assert_eq!(js(&browser, notes).await, expected);
    let by_themselves = heard.iter().filter(|said| said.contains("by themselves"));
    let once = ["2 devices are done by themselves."];
    assert!(by_themselves.eq(&once), "{heard:?}");
}

#[tokio::test]
async fn nothing_is_proved_by_this_computers_clock_or_by_a_sign_in_of_the_future() {
    let phone = |succeeded: &str| json!([{ "id": "1", "name": "Ann's iPhone", "client": "ios-mail", "lastSuccessAt": succeeded }]);
    let open = async |answer: Answer, succeeded: &str, now: &str| {
        let state = json!({ "now": now });
        let page = HostPage::complete();
        page.open_with(|host| {
            host.answer("POST /api/password", answer);
            host.answer("GET /api/devices", Answer::json(200, &phone(succeeded)));
            host.answer(
                "GET /api/status",
                Answer::status("2026-08-25T14:03:00Z", state),
            );
        })
        .await
    };
    // Changed, but the back end does not say when: its clock may be ahead of this one.
    let (_host, browser) = open(
        Answer::new(204, "text/plain", ""),
        "2099-01-01T12:00:00Z",
        "2099-01-01T12:01:00Z",
    )
    .await;
    browser.wait_for_form().await;
    browser.change(OLD, NEW).await;
    browser.sees("Seen at").await;
    browser.sees("0 of 1 device done").await;

    let (_host, browser) = open(
        Answer::changed(),
        "2041-01-01T12:00:00Z",
        "2026-11-23T14:04:00Z",
    )
    .await;
    browser.wait_for_form().await;
    browser.change(OLD, NEW).await;
    browser.sees("0 of 1 device done").await;
    assert!(!browser.words().await.contains("Signed in with the new"));
}

#[tokio::test]
async fn a_device_is_judged_by_the_grace_also_when_the_policy_comes_after_it() {
    let (host, browser) = changed(&HostPage::complete()).await;
    let phone = json!([{ "id": "1", "name": "Ann's iPhone", "client": "ios-mail", "lastSuccessAt": "2026-11-23T14:10:00Z" }]);
    host.answer("GET /api/devices", Answer::json(200, &phone));
    let policy = json!({ "minLength": 13, "oldPasswordGraceSeconds": 60 });
    host.answer("GET /api/policy", Answer::json(200, &policy).held());
    host.answer("GET /api/status", at("14:20"));
    open_offer(&browser, &host).await;
    browser.sees("Seen at").await;
    host.release();
    browser.sees("at least 13 characters").await;
    browser.sees("1 of 3 devices done").await;
}

#[tokio::test]
async fn on_paper_there_is_only_the_list_and_the_five_steps_at_its_end() {
    let page = HostPage::complete().around("<nav>A menu</nav>", "<footer>An imprint</footer>");
    let (_host, browser) = changed(&page).await;
    browser.press(OTHER).await;
    let media = json!({ "media": "print" });
    browser.cdp("Emulation.setEmulatedMedia", media).await;
    let stub = "window.print = () => { window.paper = [document.body.innerText.split('\\n').map(squeeze).filter(Boolean).join('\\n'),
        all('button').filter(isSeen).map(nameOf),
        all('body *').filter((e) => isSeen(e) && !e.closest('.mbp-checklist')).map((e) => e.outerHTML)]; };";
    js(&browser, stub).await;
    // On paper there are no buttons, so it is pressed unseen.
    let press = "all('button').find((e) => nameOf(e) === 'Print this list').click();";
    js(&browser, press).await;
    let paper = js(&browser, "return window.paper;").await;
    let text = paper[0].as_str().unwrap();
    assert!(text.starts_with("Enter the new password on every device"));
    for device in DEVICES.into_iter().chain([OTHER]) {
        assert!(text.contains(device), "{device}: {text}");
    }
    ends_with_the_five_steps(text);
    assert_eq!(paper[1], json!([]), "no buttons");
    assert_eq!(paper[2], json!([]), "nothing else of the page");
    let media = json!({ "media": "" });
    browser.cdp("Emulation.setEmulatedMedia", media).await;
    browser.wait_for("button", "Print this list").await;
}

#[tokio::test]
async fn the_copied_text_has_the_list_and_the_five_steps_and_no_password() {
    let (host, browser) = changed(&HostPage::complete()).await;
    let allowed = json!({ "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"], "origin": host.url("") });
    browser.cdp("Browser.grantPermissions", allowed).await;
    browser.answer_device("Ann's iPhone", DONE).await;
    browser.answer_device("Office PC", "Not my device").await;
    browser.answer_device("Scanner", CANNOT).await;
    browser.press("Copy this list").await;
    browser.sees("The list was copied.").await;
    let read = "return await navigator.clipboard.readText();";
    let text = browser.run_async(read, json!([])).await;
    let text = text.as_str().unwrap();
    let list = "1 of 2 devices done\n[x] Ann's iPhone\n[-] Office PC: Not my device\n[ ] Scanner, 2nd floor: I cannot get to it\n";
    assert!(text.contains(list), "{text}");
    ends_with_the_five_steps(text);
    assert!(!text.contains(OLD) && !text.contains(NEW), "{text}");
    js(&browser, "navigator.clipboard.writeText = () => Promise.reject(new DOMException('no', 'NotAllowedError'));").await;
    browser.press("Copy this list").await;
    browser.sees("Print the list instead.").await;
}

#[tokio::test]
async fn added_devices_of_one_client_are_numbered_and_can_be_removed_and_forgotten() {
    let (_host, browser) = changed(&HostPage::complete()).await;
    let [phone, pc, scanner] = DEVICES;
    browser.press(OTHER).await;
    browser.press(OTHER).await;
    let two = [phone, pc, scanner, OTHER, "Another mail program 2"];
    check(&browser, "0 of 5 devices done", &two).await;
    browser.answer_device(two[4], DONE).await;
    browser.press("Remove Another mail program").await;
    let left = [phone, pc, scanner, "Another mail program: Done"];
    check(&browser, "1 of 4 devices done", &left).await;
    assert_eq!(js(&browser, RECORDS).await, 1);
    browser.press("Forget this list").await;
    check(&browser, "0 of 3 devices done", &DEVICES).await;
    assert_eq!(js(&browser, RECORDS).await, 0);
}

#[tokio::test]
async fn what_was_forgotten_stays_so_when_the_devices_are_looked_up_again() {
    let (host, browser) = changed(&HostPage::complete().with_clock()).await;
    browser.answer_device("Ann's iPhone", DONE).await;
    browser.press("Forget this list").await;
    check(&browser, "0 of 3 devices done", &DEVICES).await;
    let added = json!([{ "id": "4", "name": "A new one", "client": "other" }]);
    host.answer("GET /api/devices", Answer::json(200, &added));
    browser.pass(31).await;
    browser.sees("A new one").await;
    assert_eq!(js(&browser, RECORDS).await, 0);
}

#[tokio::test]
async fn answers_survive_a_reload_and_the_unfinished_list_is_offered_for_thirty_days() {
    let (host, browser) = changed(&HostPage::complete()).await;
    browser.answer_device("Ann's iPhone", DONE).await;
    browser.answer_device("Scanner", CANNOT).await;
    let age = "for (const [key, text] of Object.entries(localStorage))
        localStorage[key] = JSON.stringify({ ...JSON.parse(text), savedAt: Date.now() - arguments[0] * 86400000 });";
    browser.run(age, json!([29.9])).await;
    open_offer(&browser, &host).await;
    let kept = ["Ann's iPhone: Done", "Office PC", "Scanner, 2nd floor: I"];
    check(&browser, "1 of 3 devices done", &kept).await;
    browser.run(age, json!([30.1])).await;
    browser.open(host.url("/")).await;
    browser.sees("at least 12 characters").await;
    assert!(!browser.words().await.contains(OFFER), "too old");
    assert_eq!(js(&browser, RECORDS).await, 0);
}

#[tokio::test]
async fn steps_are_opened_side_by_side_with_their_source_or_in_general_words() {
    let (_host, browser) = changed(&HostPage::complete()).await;
    browser.press(OTHER).await;
    for client in ["iPhone or iPad", "Outlook for Windows", OTHER] {
        let how = format!("How to: {client}");
        browser.press_a("summary", &how).await;
    }
    let source = "Source: Tiger Technologies: How do I enter a new email password on my iPhone or iPad?, 2026-";
    opened(&browser, "Ann's iPhone", |text| text.contains(source)).await;
    opened(&browser, "Office PC", |text| text.contains("Source: ")).await;
    let general = "Open the mail app. It usually asks for the password. If not, look in its account settings, for incoming and outgoing mail.";
    opened(&browser, OTHER, |text| text.ends_with(general)).await;
}

#[tokio::test]
async fn a_device_that_takes_the_place_of_a_removed_one_does_not_take_its_steps() {
    let (_host, browser) = changed(&HostPage::complete()).await;
    browser.press(SAMSUNG).await;
    browser.press(OTHER).await;
    let how = format!("How to: {SAMSUNG}");
    browser.press_a("summary", &how).await;
    opened(&browser, SAMSUNG, |text| text.contains("Source: ")).await;
    browser.press(&format!("Remove {SAMSUNG}")).await;
    browser.sees("0 of 4 devices done").await;
    opened(&browser, OTHER, |text| !text.contains("Source: ")).await;
}

#[tokio::test]
async fn markup_in_the_name_of_a_device_is_text() {
    let (host, browser) = HostPage::complete().ready().await;
    let name = "<img src=x onerror=\"window.ran = 1\"><b>Ann</b> &amp; {client}";
    let device = json!([{ "id": "1", "name": name, "client": "<i>x</i>" }]);
    host.answer("GET /api/devices", Answer::json(200, &device));
    browser.change(OLD, NEW).await;
    check(&browser, "0 of 1 device done", &[name]).await;
    let made = "return [all('mailbox-password :is(img, b, i)').length, typeof window.ran];";
    assert_eq!(js(&browser, made).await, json!([0, "undefined"]));
}

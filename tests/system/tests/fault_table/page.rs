//! What happens on the page and in the browser while a password is changed.

use serde_json::json;
use system_tests::Response;

use super::responses::{json_text, problem};
use super::row::{
    During, Outcome, Outcome::Changed, Outcome::NotChanged, Outcome::Unknown, Press, Row, row,
};

pub(crate) fn rows() -> Vec<Row> {
    let mut rows = pressed();
    rows.extend(during());
    rows.extend(sessions());
    rows
}

fn changed(name: &'static str) -> Row {
    row(name, Changed).answer(Response::changed())
}

/// The answer is held until what happens meanwhile has happened.
fn changed_late(name: &'static str, outcome: Outcome) -> Row {
    row(name, outcome).answer(Response::changed().held())
}

/// The button is pressed more than once.
fn pressed() -> Vec<Row> {
    let by = |name, script| changed(name).press(Press::Script(script));
    vec![
        by("a double click", "button.click(); button.click();").short(),
        by("twenty clicks", "for (let i = 0; i < 20; i += 1) { button.click(); await Promise.resolve(); }"),
        changed("Enter held down").press(Press::HeldEnter).short(),
        by("submitted by a script", "form.requestSubmit();").short(),
        by("submitted by a script, three times", "for (let i = 0; i < 3; i += 1) form.requestSubmit();"),
        by(
            "submit events by a script",
            "for (let i = 0; i < 3; i += 1) form.dispatchEvent(new SubmitEvent('submit', { bubbles: true, cancelable: true }));",
        ),
        by("form.submit(), which no handler hears of", "try { form.submit(); } catch { /* Firefox throws */ } await tick(); button.click();").short(),
        by(
            "the page takes what a submit has",
            "addEventListener('submit', ({ target }) => { if ([...new FormData(target)].length) window.__ran = 1; }, true); form.requestSubmit();",
        )
        .short(),
        by("a click and Enter", "button.click(); form.requestSubmit(button);"),
        by(
            "the page sends again what it hears of",
            "element.addEventListener('mailbox-password-before-submit', () => form.requestSubmit()); button.click();",
        ),
        row("the page forbids it", NotChanged)
            .answer(Response::changed())
            .press(Press::Script("element.addEventListener('mailbox-password-before-submit', (event) => event.preventDefault()); button.click();"))
            .says("Nothing was sent.")
            .unsent()
            .short(),
        row("the page throws when it is told of the outcome", Changed)
            .answer(Response::changed())
            .press(Press::Script("element.addEventListener('mailbox-password-changed', () => { throw 'by the page'; }); button.click();"))
            .page_fails(),
    ]
}

/// Something happens while the request is on its way.
fn during() -> Vec<Row> {
    let by = |name, by: During| changed_late(name, Changed).during(by);
    let script = |name, outcome, script| changed_late(name, outcome).during(During::Script(script));
    let kept = |name, code| script(name, Changed, code);
    vec![
        kept("the tab is hidden", "Object.defineProperty(document, 'hidden', { value: true, configurable: true }); document.dispatchEvent(new Event('visibilitychange', { bubbles: true })); delete document.hidden;"),
        by("the page is frozen", During::Frozen).short(),
        kept("the element is moved", "document.body.prepend(element);").short(),
        kept("the element is moved into a shadow root", "const host = document.createElement('div'); document.querySelector('main').append(host); host.attachShadow({ mode: 'open' }).append(element);"),
        kept("the button is pressed again", "element.querySelector('form').requestSubmit(); element.querySelector('[type=submit]').click();"),
        kept("form.submit() during the request", "try { element.querySelector('form').submit(); } catch { /* Firefox throws */ } await tick(); await tick();").short(),
        kept(
            "a form around the element is submitted",
            "const [outer, frame] = ['form', 'iframe'].map((name) => document.createElement(name));
             outer.action = '/outer'; outer.target = frame.name = 'aside'; element.before(outer, frame); outer.append(element); outer.submit(); await tick();",
        ),
        kept("the endpoint becomes another", "element.setAttribute('endpoint', '/elsewhere');").short(),
        kept("the time-out becomes shorter", "element.setAttribute('timeout', '1');"),
        kept("the language becomes another and back", "element.lang = 'de'; await tick(); element.lang = 'en';"),
        kept("the page resets the form", "element.querySelector('form').reset(); element.reset();").short(),
        kept("the page replaces config", "element.config = { endpoint: '/elsewhere', texts: { change: 'Go' } };"),
        kept("the fields are emptied by a script", "for (const input of element.querySelectorAll('input')) input.value = '';")
            .says("The new password is the one that was sent."),
        script("the element is removed, and put back", Unknown, "element.remove(); await tick(); document.querySelector('main').append(element);").new_form().short(),
        script("the element is replaced by another", Unknown, "const next = element.cloneNode(); element.replaceWith(next); await tick();").new_form(),
        script("the page is emptied and built anew", Unknown, "const next = element.cloneNode(); const main = document.querySelector('main'); main.replaceChildren(); await tick(); main.append(next);").new_form(),
        changed_late("the page is loaded again", Unknown).during(During::Reloaded).new_form().short(),
        // The browser keeps the page as it is, request and all.
        by("the page is left, and opened again by Back", During::LeftAndBack).short(),
        by("the browser goes offline and comes back", During::Offline).short(),
    ]
}

/// The session is another one, or none.
fn sessions() -> Vec<Row> {
    let refused = |name, code, id: &str, words| {
        row(name, NotChanged)
            .answer(problem(
                code,
                &json!({ "type": format!("urn:mailbox-password:problem:{id}") }),
            ))
            .says(words)
    };
    vec![
        refused(
            "the session was ended in another tab",
            401,
            "session-expired",
            "Sign in again in another tab: what you typed stays here.",
        )
        .short(),
        refused(
            "somebody else signed in in another tab",
            403,
            "mailbox-mismatch",
            "You are signed in for another mailbox, not this one. Sign in for this one, or ask your administrator.",
        )
        .short(),
        refused(
            "an administrator signed in in another tab",
            403,
            "change-not-allowed",
            "You may not change this password yourself. Ask your administrator.",
        ),
        row("the CSRF token is of the session before", NotChanged)
            .answer(json_text(403, "{\"type\":\"about:blank\"}"))
            .says("The server refused the request (403)."),
    ]
}

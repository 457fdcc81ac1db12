//! What a person sees and does on a page with the element; controls are found by their accessible names.

use std::time::Instant;

use serde_json::{Value, json};
use thirtyfour::prelude::*;

use crate::browser::{Browser, Engine};
use crate::wait::{PATIENCE, PAUSE, until};

/// The labels of the three password fields.
pub(crate) const FIELDS: [&str; 3] = ["Current password", "New password", "Confirm new password"];

impl Browser {
    /// Waits for a visible control: `button`, `checkbox`, `field`, `heading`, `link`, `radio`, `summary`, `group` or
    /// `device`.
    pub async fn find_by_name(&self, kind: &str, name: &str) -> WebElement {
        until(&format!("the {kind} \"{name}\""), || async {
            let script = format!(
                "{}return find(arguments[0], arguments[1]);",
                crate::browser::page_scripts::HELPERS
            );
            let found = self
                .execute(script, vec![json!(kind), json!(name)])
                .await
                .ok()?;
            found.element().ok()
        })
        .await
    }

    /// Whether there is a visible control of this kind and name.
    pub async fn has(&self, kind: &str, name: &str) -> bool {
        self.run(
            "return find(arguments[0], arguments[1]) !== null;",
            json!([kind, name]),
        )
        .await
            == true
    }

    /// Waits until there is a visible control of this kind and name.
    pub async fn wait_for(&self, kind: &str, name: &str) {
        self.find_by_name(kind, name).await;
    }

    /// Waits until the form can be used.
    pub async fn wait_for_form(&self) {
        self.wait_for("button", "Change").await;
    }

    /// Clicks a control, again if it was replaced meanwhile.
    pub async fn press_a(&self, kind: &str, name: &str) {
        until(&format!("the {kind} \"{name}\" can be pressed"), || async {
            let found = self.find_by_name(kind, name).await;
            // WebKit's driver does not click what is below the window.
            if self.engine() == Engine::WebKit {
                found.scroll_into_view().await.ok()?;
            }
            found.click().await.ok()
        })
        .await;
    }

    /// Clicks a button.
    pub async fn press(&self, name: &str) {
        self.press_a("button", name).await;
    }

    /// Replaces the text of a field by typing, with real key events.
    ///
    /// # Panics
    /// When the field cannot be typed into.
    pub async fn fill(&self, label: &str, text: &str) {
        let field = self.find_by_name("field", label).await;
        if !self.value(label).await.is_empty() {
            field
                .send_keys(Key::Control + "a")
                .await
                .expect("keys reach the field");
            field
                .send_keys("" + Key::Backspace)
                .await
                .expect("keys reach the field");
        }
        field.send_keys(text).await.expect("keys reach the field");
    }

    /// Replaces the text of a field as pasting does: in one piece, with any characters.
    ///
    /// # Panics
    /// When the field cannot be reached.
    pub async fn paste(&self, label: &str, text: &str) {
        self.focus_field(label).await;
        self.run("focused().select();", json!([])).await;
        self.cdp("Input.insertText", json!({ "text": text })).await;
    }

    /// Fills in the form: the current password, and the new one twice.
    pub async fn fill_in(&self, current: &str, new: &str) {
        for (label, text) in FIELDS.into_iter().zip([current, new, new]) {
            self.fill(label, text).await;
        }
    }

    /// Focuses a field.
    ///
    /// # Panics
    /// When it cannot be focused.
    pub async fn focus_field(&self, label: &str) {
        let field = self.find_by_name("field", label).await;
        field.focus().await.expect("the field takes focus");
    }

    /// Fills in the form and submits it.
    pub async fn change(&self, current: &str, new: &str) {
        self.fill_in(current, new).await;
        self.press("Change").await;
    }

    /// Asks for the status again, and waits until **Change** waits no more for the mailbox to be unlocked.
    pub async fn wait_until_unlocked(&self) {
        let resume = "document.querySelector('mailbox-password').resume();";
        self.run(resume, json!([])).await;
        until("Change waits no more", || async {
            let waits = "return find('button', 'Change').ariaDisabled;";
            self.run(waits, json!([])).await.is_null().then_some(())
        })
        .await;
    }

    /// Changes the password from typing to the checklist, without an uncaught error on the page.
    ///
    /// # Panics
    /// When the change does not succeed, or there was an error.
    pub async fn change_password_without_errors(&self) {
        self.wait_for_form().await;
        self.change(crate::OLD, crate::NEW).await;
        self.wait_for_focus("Your password was changed.").await;
        assert_eq!(self.script_errors().await, Vec::<Value>::new());
    }

    /// The value of a field.
    pub async fn value(&self, label: &str) -> String {
        let value = self
            .run(
                "return find('field', arguments[0])?.value ?? '';",
                json!([label]),
            )
            .await;
        value.as_str().unwrap_or_default().to_owned()
    }

    /// The values of the three fields.
    pub async fn values(&self) -> [String; 3] {
        [
            self.value(FIELDS[0]).await,
            self.value(FIELDS[1]).await,
            self.value(FIELDS[2]).await,
        ]
    }

    /// The visible text of the element, without its live regions.
    pub async fn visible_text(&self) -> String {
        let words = self
            .try_run("return words();", json!([]))
            .await
            .unwrap_or_default();
        words.as_str().unwrap_or_default().to_owned()
    }

    /// Waits until the element shows this text.
    ///
    /// # Panics
    /// When it does not.
    pub async fn wait_for_text(&self, words: &str) {
        let end = Instant::now() + PATIENCE;
        loop {
            let shown = self.visible_text().await;
            if shown.contains(words) {
                return;
            }
            assert!(
                Instant::now() < end,
                "\"{words}\" is not shown, but:\n{shown}"
            );
            tokio::time::sleep(PAUSE).await;
        }
    }

    /// Waits until the page shows this text, inside or outside the element.
    pub async fn wait_for_page_text(&self, words: &str) {
        until(&format!("\"{words}\" on the page"), || async {
            let script = "return squeeze(document.body?.innerText ?? '').includes(arguments[0]);";
            let shown = self.try_run(script, json!([words])).await.ok()?;
            (shown == true).then_some(())
        })
        .await;
    }

    /// The accessible name of the focused control.
    pub async fn focused_name(&self) -> String {
        let name = self
            .try_run("return focused() ? nameOf(focused()) : '';", json!([]))
            .await;
        name.unwrap_or_default()
            .as_str()
            .unwrap_or_default()
            .to_owned()
    }

    /// Waits until the control with this name is focused.
    ///
    /// # Panics
    /// When it is not.
    pub async fn wait_for_focus(&self, name: &str) {
        let end = Instant::now() + PATIENCE;
        loop {
            let focused = self.focused_name().await;
            if focused == name {
                return;
            }
            let is_late = Instant::now() >= end;
            assert!(
                !is_late,
                "the focus is on \"{focused}\", not on \"{name}\":\n{}",
                self.visible_text().await
            );
            tokio::time::sleep(PAUSE).await;
        }
    }

    /// Waits until a control whose name starts with this is focused.
    pub async fn wait_for_focus_starting(&self, words: &str) {
        until(&format!("the focus is on \"{words} …\""), || async {
            self.focused_name().await.starts_with(words).then_some(())
        })
        .await;
    }

    /// The text of the element's live region.
    pub async fn live_region_text(&self) -> String {
        let script = "return squeeze(all('mailbox-password [role=status]').map((e) => e.textContent).join(' '));";
        let said = self.run(script, json!([])).await;
        said.as_str().unwrap_or_default().to_owned()
    }

    /// Signs in at the panel, and waits until the form can be used.
    pub async fn sign_in(&self, panel: &str, mailbox: &str, password: &str) {
        self.open(panel).await;
        self.fill("E-mail address", mailbox).await;
        self.fill("Password", password).await;
        self.press("Sign in").await;
        self.wait_for_form().await;
    }

    /// Checks that webmail accepts Ann's new password and not her old one.
    ///
    /// # Panics
    /// When the new one is refused, or the old one accepted.
    pub async fn webmail_accepts_only_the_new_password(&self, webmail: &str) {
        assert!(self.webmail_accepts(webmail, crate::ANN, crate::NEW).await);
        assert!(!self.webmail_accepts(webmail, crate::ANN, crate::OLD).await);
    }

    /// Signs in at the panel's webmail; whether the password was accepted.
    pub async fn webmail_accepts(&self, webmail: &str, mailbox: &str, password: &str) -> bool {
        self.open(webmail).await;
        self.fill("E-mail address", mailbox).await;
        self.fill("Password", password).await;
        self.press("Sign in to webmail").await;
        until("the response of webmail", || async {
            let text = self
                .try_run("return document.body?.innerText ?? '';", json!([]))
                .await
                .ok()?;
            let text = text.as_str()?.to_owned();
            if text.contains("this password works") {
                Some(true)
            } else {
                text.contains("is not right").then_some(false)
            }
        })
        .await
    }
}

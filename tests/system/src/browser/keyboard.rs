use serde_json::json;
use thirtyfour::prelude::*;

use crate::browser::Browser;

impl Browser {
    /// Presses one key, wherever the focus is.
    ///
    /// # Panics
    /// When the key cannot be pressed.
    pub async fn press_key(&self, key: Key) {
        self.action_chain()
            .send_keys(key)
            .perform()
            .await
            .expect("the key is pressed");
    }

    /// Presses the Tab key until the focus is on what has this name.
    ///
    /// # Panics
    /// When it is not reached.
    pub async fn tab_to(&self, name: &str) {
        // More than any state has.
        for _ in 0..60 {
            self.press_key(Key::Tab).await;
            if self.focused_name().await == name {
                return;
            }
        }
        panic!("the Tab key does not reach \"{name}\"");
    }

    /// Types, wherever the focus is.
    ///
    /// # Panics
    /// When the keys cannot be pressed.
    pub async fn type_keys(&self, text: &str) {
        self.action_chain()
            .send_keys(text)
            .perform()
            .await
            .expect("the keys are pressed");
    }

    /// Goes through everything that the Tab key reaches, from the start of the element to its end, and names it.
    pub async fn tab_order(&self) -> Vec<String> {
        self.run(
            "document.body.tabIndex = -1; document.body.focus();",
            json!([]),
        )
        .await;
        let mut names = Vec::new();
        // More than any state has.
        for _ in 0..60 {
            self.press_key(Key::Tab).await;
            let is_inside = self
                .run(
                    "return !!focused()?.closest('mailbox-password');",
                    json!([]),
                )
                .await;
            if is_inside == true {
                names.push(self.focused_name().await);
            } else if !names.is_empty() {
                break;
            }
        }
        names
    }
}

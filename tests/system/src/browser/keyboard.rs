use serde_json::json;
use thirtyfour::prelude::*;

use crate::browser::Browser;

impl Browser {
    /// Presses one key in the focused control.
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

    /// Presses the Tab key until the control with this name is focused.
    ///
    /// The element moves the focus in a timer without delay. One that is pending comes first.
    ///
    /// # Panics
    /// When it is not reached.
    pub async fn tab_to(&self, name: &str) {
        let turn = "await new Promise((done) => setTimeout(() => setTimeout(done)));";
        self.run_async(turn, json!([])).await;
        let mut reached = Vec::new();
        // More than the controls of any state.
        for _ in 0..60 {
            self.press_key(Key::Tab).await;
            let focused = self.focused_name().await;
            if focused == name {
                return;
            }
            reached.push(focused);
        }
        panic!("the Tab key does not reach \"{name}\", but {reached:?}");
    }

    /// Moves the pointer over a button.
    ///
    /// # Panics
    /// When it cannot be moved there.
    pub async fn hover(&self, button: &str) {
        let button = self.find_by_name("button", button).await;
        self.action_chain()
            .move_to_element_center(&button)
            .perform()
            .await
            .expect("the pointer is moved");
    }

    /// Types into the focused control.
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

    /// The names of all controls of the element that the Tab key reaches, in order.
    pub async fn tab_order(&self) -> Vec<String> {
        self.run(
            "document.body.tabIndex = -1; document.body.focus();",
            json!([]),
        )
        .await;
        let mut names = Vec::new();
        // More than the controls of any state.
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

use serde_json::json;
use thirtyfour::prelude::*;

use crate::browser::Browser;
use crate::wait::until;

/// The name of the focused control and whether it shows the focus, by an outline of its own or of the box that a field
/// stands in; nothing while no control has the focus.
const FOCUS: &str = "
    const shows = (e) => {
      const { outlineColor, outlineStyle, outlineWidth } = getComputedStyle(e);
      const isTransparent = /, 0\\)$|\\/ 0\\)$|^transparent$/.test(outlineColor);
      return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2 && !isTransparent;
    };
    const e = focused();
    return e && e !== document.body ? [nameOf(e), shows(e) || shows(e.parentElement)] : null;";

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
    /// When it is not reached, or a control on the way does not show that it has the focus.
    pub async fn tab_to(&self, name: &str) {
        let turn = "await new Promise((done) => setTimeout(() => setTimeout(done)));";
        self.run_async(turn, json!([])).await;
        let mut reached = Vec::new();
        // More than the controls of any state.
        for _ in 0..60 {
            self.press_key(Key::Tab).await;
            let focus = self.run(FOCUS, json!([])).await;
            let focused = focus[0].as_str().unwrap_or_default();
            assert_ne!(focus[1], false, "\"{focused}\" does not show the focus");
            if focused == name {
                return;
            }
            reached.push(focused.to_owned());
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

    /// Presses the Tab key until the control with this name is focused, and presses it by the Enter key. The focus stays
    /// in the page, and is visible.
    pub async fn press_by_keyboard(&self, name: &str) {
        self.tab_to(name).await;
        self.press_key(Key::Enter).await;
        self.wait_for_visible_focus().await;
    }

    /// Waits until a control, or a heading that takes the focus, has it and shows it.
    pub async fn wait_for_visible_focus(&self) {
        until("the focus is visible", || async {
            let focus = self.try_run(FOCUS, json!([])).await.ok()?;
            (focus[1] == true).then_some(())
        })
        .await;
    }

    /// Types a change by keyboard alone, from the focused first field on, and sends it with Enter.
    pub async fn change_by_keyboard(&self, current: &str, new: &str) {
        self.type_keys(current).await;
        for field in ["New password", "Confirm new password"] {
            self.tab_to(field).await;
            self.type_keys(new).await;
        }
        self.press_key(Key::Enter).await;
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

//! What a person reads of the outcome of their change.

use crate::browser::Browser;
use crate::{NEW, OLD};

/// That the outcome is unknown.
pub const UNKNOWN: &str = "We do not know whether your password was changed.";

/// That the password was changed.
pub const CHANGED: &str = "Your password was changed.";

/// That it was not.
pub const NOT_CHANGED: &str = "Your password was not changed.";

impl Browser {
    /// Says again, a moment after the first time, that the new password works.
    pub async fn say_again(&self, button: &str) {
        self.wait_for_text("press the same button once more").await;
        self.shift_clock(2).await;
        self.press(button).await;
    }

    /// The page shows that the outcome is unknown, neither of the other two, and the fields with their values.
    ///
    /// # Panics
    /// When it does not.
    pub async fn check_unknown(&self) {
        self.wait_for_text(UNKNOWN).await;
        let words = self.visible_text().await;
        assert!(
            !words.contains(CHANGED) && !words.contains(NOT_CHANGED),
            "{words}"
        );
        // Late in the evening, a test that sets the clock forward comes to another day.
        let is_dated = ["It was sent today at", "It was sent yesterday at"]
            .iter()
            .any(|sentence| words.contains(sentence));
        assert!(
            is_dated && words.contains("Do not send it again"),
            "{words}"
        );
        assert!(words.contains("Your new password is still here"), "{words}");
        assert_eq!(self.values().await, [OLD, NEW, NEW]);
    }
}

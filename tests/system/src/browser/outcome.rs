//! What a person reads of the outcome of their change.

use serde_json::json;

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
        self.check_unknown_since("today").await;
    }

    /// The same, with a request that was sent `today` or `yesterday`, whichever `day` is.
    ///
    /// # Panics
    /// When it does not.
    pub async fn check_unknown_since(&self, day: &str) {
        self.wait_for_text(UNKNOWN).await;
        let words = self.visible_text().await;
        assert!(
            !words.contains(CHANGED) && !words.contains(NOT_CHANGED),
            "{words}"
        );
        assert!(
            words.contains(&format!("It was sent {day} at"))
                && words.contains("Do not send it again"),
            "{words}"
        );
        assert!(words.contains("Your new password is still here"), "{words}");
        assert_eq!(self.values().await, [OLD, NEW, NEW]);
    }

    /// Waits for the message that the mailbox was unlocked. The server's clock is this many seconds ahead of the
    /// page's; where that makes it another day, the message does not say "today".
    pub async fn wait_for_unlocked(&self, seconds_ahead: i32) {
        let message = match self.is_today(seconds_ahead).await {
            true => "The mailbox was unlocked today at",
            false => "The mailbox was unlocked",
        };
        self.wait_for_text(message).await;
    }

    /// Whether the time this many seconds from now (negative: in the past) is still today by the page's clock.
    pub async fn is_today(&self, seconds: i32) -> bool {
        let script = "const then = new Date(Date.now() + arguments[0] * 1000);
            return then.toDateString() === new Date(Date.now()).toDateString();";
        self.run(script, json!([seconds])).await == true
    }
}

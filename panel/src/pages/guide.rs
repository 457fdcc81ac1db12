//! The recovery guide, as plain text: a locked person has no session and perhaps no JavaScript.

use maud::{Markup, html};

/// Whose turn, and what to do.
const STEPS: [(&str, &str); 5] = [
    (
        "User",
        "Gather every device that connects to this mailbox: phones, tablets, computers, also scanners and programs that send mail.",
    ),
    (
        "User",
        "Remove the mailbox password from all of them, mobile devices too. Do not re-enter it yet. Do not delete a POP account: its mail may exist only on this device. Copy unsent messages first.",
    ),
    (
        "Administrator",
        "Unlock the mailbox, once the user says step 2 is done.",
    ),
    (
        "User",
        "Sign in to webmail, once. If it is refused, stop: the administrator sets a new password, once, and tells you.",
    ),
    (
        "User",
        "Enter the address and password on one device. When it gets mail, go on to the next.",
    ),
];

/// The five steps.
pub(super) fn steps() -> Markup {
    html! {
        p {
            "The user and the administrator do this together, in this order. "
            "Doing step 3 or 5 early locks the mailbox again."
        }
        ol {
            @for (turn, step) in STEPS {
                li { strong { (turn) ": " } (step) }
            }
        }
    }
}

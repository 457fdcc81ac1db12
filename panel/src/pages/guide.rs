//! The recovery guide, as plain text: a locked person has no session and perhaps no JavaScript.

use maud::{Markup, html};

/// What to do, whose turn it is, and the rest.
const STEPS: [(&str, &str, &str); 5] = [
    (
        "Gather every device",
        "User",
        "Phones, tablets, computers, also scanners and programs that send mail: all that connect to this mailbox.",
    ),
    (
        "Remove the password from all of them",
        "User",
        "Mobile devices too. Do not enter it yet. Do not delete a POP account: its mail may exist only on this device. Copy unsent messages first.",
    ),
    (
        "Unlock the mailbox",
        "Administrator",
        "Only once the user says that step 2 is done.",
    ),
    (
        "Sign in to webmail, once",
        "User",
        "If it is refused, stop: the administrator sets a new password, once, and tells you.",
    ),
    (
        "Enter the password on one device at a time",
        "User",
        "Enter the address and the password. When the device gets mail, go on to the next.",
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
            @for (title, turn, rest) in STEPS {
                li { strong { (title) } " · " (turn) br; (rest) }
            }
        }
    }
}

use crate::state::Context;

/// Prints the node that matches, and nothing else of the page.
pub(crate) fn print(cx: Context, selector: &str) {
    let (Some(list), Some(window)) = (cx.query(selector), web_sys::window()) else {
        return;
    };
    let mark = |is_printed| {
        // It fails for names with blanks only.
        let _ = list
            .class_list()
            .toggle_with_force("mbp-printed", is_printed);
    };
    mark(true);
    // It returns when its dialog is closed, where there is one.
    let _ = window.print();
    mark(false);
}

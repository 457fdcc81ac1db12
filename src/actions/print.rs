use crate::state::Context;

/// Prints what is marked to be printed, and nothing else of the page.
pub(crate) fn print(cx: Context) {
    let (Some(list), Some(window)) = (cx.query(".mbp-prints"), web_sys::window()) else {
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

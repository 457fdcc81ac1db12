//! Tables as the panel's pages have them.

use maud::{Markup, html};

/// A table with a caption for screen readers, a head, and these rows.
pub(super) fn table(caption: &str, columns: &[&str], rows: &Markup) -> Markup {
    html! {
        table.panel-table {
            caption.panel-hidden { (caption) }
            thead {
                tr {
                    @for column in columns { th scope="col" { (column) } }
                }
            }
            tbody { (rows) }
        }
    }
}

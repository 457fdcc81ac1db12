use dom::{Element, html, svg};

use crate::{
    state::ChecklistSignals,
    ui::{
        elements::{bold_part, heading_shape, line},
        icon::{Icon, fixed_icon},
    },
    words,
};

/// How many devices are done, as a ring and in words. The words are what counts. `is_earlier` is whether the list is
/// of an earlier change and stands on its own.
pub(super) fn progress(s: ChecklistSignals, is_earlier: bool) -> Element {
    let cx = s.cx;
    let is_finished = move || !s.checklist().get().list.is_unfinished();
    // The rest of the ring is there from the start.
    let counts = move || {
        let state = s.checklist().get();
        if state.is_drawn {
            state.list.progress()
        } else {
            (0, 0)
        }
    };
    let fraction = move |between: &'static str| {
        move || {
            let (done, all) = counts();
            [&done.to_string(), between, &all.to_string()].concat()
        }
    };
    let circle = |class: &str| {
        svg::circle()
            .attr("class", class)
            .attr("cx", "22")
            .attr("cy", "22")
            .attr("r", "19")
    };
    let done = circle("mbp-ring-done")
        .attr("pathLength", move || counts().1.max(1).to_string())
        .attr("stroke-dasharray", fraction(" "));
    let circles = svg::svg()
        .attr("viewBox", "0 0 44 44")
        .child(circle("mbp-ring-rest"))
        .child(done);
    let ring = html::div()
        .class("mbp-ring")
        .attr("aria-hidden", "true")
        .attr("data-all", is_finished)
        .attr("hidden", move || {
            s.checklist().get().is_drawn && counts().1 == 0
        })
        .child(circles)
        .child(
            html::span()
                .attr("hidden", move || is_finished() || counts().1 == 0)
                .text(fraction("/")),
        )
        .child(
            html::span()
                .attr("hidden", move || !is_finished())
                .child(fixed_icon(Icon::Check)),
        );
    let lead = move || words::checklist_lead(&cx.texts(), &s.checklist().get().list, is_earlier);
    let lead = heading_shape(cx, "mbp-lead", "checklist", u32::from(!is_earlier))
        .children(bold_part(&cx.drawn(), "checklist", lead));
    let status = line("mbp-count", move || {
        let state = s.checklist().get();
        words::checklist_status(&cx.texts(), &state.list, state.is_drawn, is_earlier)
    });
    html::div()
        .class("mbp-progress")
        .child(ring)
        .child(html::div().child(lead).child(status))
}

//! Names of events and the types of events.

use leptos::ev;
use wasm_bindgen::JsCast;
use web_sys::Event;

/// The name of an event: a string, for which the event is an [`Event`], or one of [`leptos::ev`], such
/// as [`ev::keydown`], which has a more specific type.
pub trait EventName {
    /// The type of the event.
    type Event: JsCast;

    /// The name.
    fn into_name(self) -> &'static str;
}

impl EventName for &'static str {
    type Event = Event;

    fn into_name(self) -> &'static str {
        self
    }
}

macro_rules! events {
    ($($event:ident)*) => {$(
        impl EventName for ev::$event {
            type Event = <Self as ev::EventDescriptor>::EventType;

            fn into_name(self) -> &'static str {
                stringify!($event)
            }
        }
    )*};
}

events! {
    abort animationcancel animationend animationiteration animationstart auxclick beforeinput blur canplay
    change click close compositionend compositionstart compositionupdate contextmenu copy cut dblclick drag dragend
    dragenter dragleave dragover dragstart drop ended error focus focusin focusout formdata gotpointercapture input
    invalid keydown keypress keyup load loadeddata lostpointercapture mousedown mouseenter mouseleave mousemove mouseout
    mouseover mouseup paste pause play pointercancel pointerdown pointerenter pointerleave pointermove pointerout
    pointerover pointerup progress reset resize scroll select selectionchange submit toggle touchcancel touchend
    touchmove touchstart transitioncancel transitionend transitionrun transitionstart wheel
}

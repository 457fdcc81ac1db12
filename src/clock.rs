//! The clock by which waiting is measured. Nobody sets it, but it says nothing about the time of day.

#[cfg(target_arch = "wasm32")]
mod browser {
    use wasm_bindgen::prelude::*;

    #[wasm_bindgen]
    extern "C" {
        #[wasm_bindgen(js_namespace = performance)]
        pub(super) fn now() -> f64;
    }
}

/// Milliseconds since this page began.
pub(crate) fn now() -> f64 {
    #[cfg(target_arch = "wasm32")]
    return browser::now();
    #[cfg(not(target_arch = "wasm32"))]
    0.0
}

/// The time of day of a moment of this clock; milliseconds since 1970. In native tests it is the moment itself.
pub(crate) fn time_of_day(moment: f64) -> f64 {
    #[cfg(target_arch = "wasm32")]
    return moment - now() + js_sys::Date::now();
    #[cfg(not(target_arch = "wasm32"))]
    moment
}

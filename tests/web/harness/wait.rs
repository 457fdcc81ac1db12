//! Waiting for conditions, and never for a time.

use js_sys::{Date, Promise};
use wasm_bindgen_futures::JsFuture;

/// How long a condition is waited for at most; milliseconds.
const PATIENCE: f64 = 10_000.0;

/// Waits until something holds.
#[track_caller]
pub(crate) fn until(what: &str, holds: impl Fn() -> bool) -> impl Future<Output = ()> {
    let caller = std::panic::Location::caller();
    async move {
        let end = Date::now() + PATIENCE;
        while !holds() {
            assert!(
                Date::now() < end,
                "waited in vain until {what}, at {caller}"
            );
            turn().await;
        }
    }
}

/// Lets everything run that is ready to run: effects, microtasks, timers of no time.
pub(crate) async fn settle() {
    for _ in 0..3 {
        turn().await;
    }
}

async fn turn() {
    let promise = Promise::new(&mut |resolve, _| {
        web_sys::window()
            .unwrap()
            .set_timeout_with_callback(&resolve)
            .unwrap();
    });
    JsFuture::from(promise).await.unwrap();
}

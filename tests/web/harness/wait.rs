//! Waiting for conditions; nothing sleeps for a fixed time.

use js_sys::{Date, Promise};
use wasm_bindgen_futures::JsFuture;

/// Timeout of every wait, in milliseconds.
const PATIENCE: f64 = 10_000.0;

/// Waits until a condition holds.
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

/// Runs everything that is ready: effects, microtasks, timers without delay.
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

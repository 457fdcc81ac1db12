use std::pin::Pin;

/// Goes on with something that waits. Futures of one type only: what runs them is compiled once.
pub(crate) fn spawn(future: impl Future<Output = ()> + 'static) {
    let future: Pin<Box<dyn Future<Output = ()>>> = Box::pin(future);
    wasm_bindgen_futures::spawn_local(future);
}

//! Makes the WebAssembly module trap, as a defect in it would.

use serde_json::json;

use super::Browser;
use crate::server::HostPage;

/// Keeps the module's memory where a test can reach it.
const MEMORY: &str = "<script>for (const name of ['instantiate', 'instantiateStreaming']) {
  const real = WebAssembly[name].bind(WebAssembly);
  WebAssembly[name] = async (...given) => {
    const made = await real(...given);
    window.memory = made.instance.exports.memory;
    return made;
  };
}</script>";

impl HostPage {
    /// With a module that [`Browser::break_module`] can break.
    #[must_use]
    pub fn with_breakable_module(self) -> Self {
        self.head(MEMORY)
    }
}

impl Browser {
    /// Overwrites the module's memory: the next call into the module traps.
    pub async fn break_module(&self) {
        let fill = "new Uint8Array(window.memory.buffer).fill(255);";
        self.run(fill, json!([])).await;
    }

    /// Waits until the element says that its module has stopped.
    pub async fn wait_for_stopped_module(&self) {
        self.wait_for_text("Something went wrong in this form. Copy what you typed if you need it, then reload the page.")
            .await;
    }
}

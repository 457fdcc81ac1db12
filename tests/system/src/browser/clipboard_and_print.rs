use serde_json::{Value, json};

use crate::browser::Browser;
use crate::server::HostServer;

impl Browser {
    /// Lets pages of this host use the clipboard, as a person who allows it.
    pub async fn allow_clipboard(&self, host: &HostServer) {
        let allowed = json!({ "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"], "origin": host.url("") });
        self.cdp("Browser.grantPermissions", allowed).await;
    }

    /// The text in the clipboard.
    pub async fn clipboard(&self) -> String {
        let text = self
            .run_async("return await navigator.clipboard.readText();", json!([]))
            .await;
        text.as_str().unwrap_or_default().to_owned()
    }

    /// Presses a button that prints: the lines on the paper.
    ///
    /// # Panics
    /// When a control, or something else of the page, is on the paper.
    pub async fn printed_text(&self, button: &str) -> String {
        let stub = "window.print = () => {
            const printed = all('.mbp-printed')[0];
            window.paper = [document.body.innerText.split('\\n').map(squeeze).filter(Boolean).join('\\n'),
              all('button, input, select').filter((e) => isSeen(e) && !e.matches('[type=radio], [type=checkbox]')).map(nameOf),
              all('body *').filter((e) => isSeen(e) && !printed.contains(e)).map((e) => e.outerHTML)]; };";
        self.run(stub, json!([])).await;
        // On paper there are no buttons, so it is pressed unseen.
        self.wait_for("button", button).await;
        let media = json!({ "media": "print" });
        self.cdp("Emulation.setEmulatedMedia", media).await;
        let press = "all('button').find((e) => nameOf(e) === arguments[0]).click();";
        self.run(press, json!([button])).await;
        let paper: Value = self.run("return window.paper;", json!([])).await;
        assert_eq!(paper[1], json!([]), "no controls on paper");
        assert_eq!(paper[2], json!([]), "nothing else of the page");
        self.cdp("Emulation.setEmulatedMedia", json!({ "media": "" }))
            .await;
        paper[0].as_str().unwrap_or_default().to_owned()
    }
}

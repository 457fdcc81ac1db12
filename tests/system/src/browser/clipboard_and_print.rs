use serde_json::{Value, json};

use crate::browser::Browser;
use crate::server::HostServer;

impl Browser {
    /// Grants this origin access to the clipboard.
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

    /// Clicks a button that prints, and returns the lines of the print.
    ///
    /// # Panics
    /// When the print contains a control, or something else of the page.
    pub async fn printed_text(&self, button: &str) -> String {
        let stub = "window.print = () => {
            const printed = all('.mbp-printed')[0];
            window.paper = [document.body.innerText.split('\\n').map(squeeze).filter(Boolean).join('\\n'),
              all('button, input, select').filter((e) => isSeen(e) && !e.matches('[type=radio], [type=checkbox]')).map(nameOf),
              all('body *').filter((e) => isSeen(e) && !printed.contains(e)).map((e) => e.outerHTML)]; };";
        self.run(stub, json!([])).await;
        // Buttons are hidden in print, so a script clicks it.
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

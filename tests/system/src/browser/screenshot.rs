use std::path::PathBuf;

use serde_json::json;

use crate::browser::Browser;
use crate::environment;

/// Taller than any state; a taller page is cropped.
const TALLEST: u64 = 6000;

impl Browser {
    /// Saves a screenshot of the whole page as `NAME-WIDTH-SCHEME.png`, and returns its path.
    ///
    /// # Panics
    /// When it cannot be written.
    pub async fn save_screenshot(&self, name: &str, width: u32, scheme: &str) -> PathBuf {
        self.emulate_color_scheme(scheme).await;
        self.save_screenshot_unchanged(&format!("{name}-{width}-{scheme}"), width)
            .await
    }

    /// Saves a screenshot of the whole page with the current media features, and returns its path.
    ///
    /// # Panics
    /// When it cannot be written.
    pub async fn save_screenshot_unchanged(&self, name: &str, width: u32) -> PathBuf {
        self.resize(width, 900).await;
        let height = self
            .run("return document.documentElement.scrollHeight;", json!([]))
            .await;
        let height = height.as_u64().unwrap_or(900).clamp(900, TALLEST);
        self.resize(width, u32::try_from(height).unwrap_or(900))
            .await;
        self.run_async(
            "await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));",
            json!([]),
        )
        .await;
        let folder = environment::screenshots();
        std::fs::create_dir_all(&folder).expect("a folder for pictures");
        let file = folder.join(format!("{name}.png"));
        self.screenshot(&file).await.expect("a picture");
        file
    }
}

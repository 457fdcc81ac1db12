use serde_json::json;

use crate::browser::Browser;
use crate::environment;

impl Browser {
    /// Violations of WCAG 2.2 A and AA that axe-core finds in the element, one line each.
    pub async fn axe_violations(&self) -> Vec<String> {
        self.axe_violations_in("mailbox-password").await
    }

    /// The same for the whole page.
    pub async fn axe_violations_of_page(&self) -> Vec<String> {
        self.axe_violations_in("html").await
    }

    async fn axe_violations_in(&self, selector: &str) -> Vec<String> {
        if self.run("return typeof axe;", json!([])).await != "object" {
            let axe = std::fs::read_to_string(environment::path_from_environment("AXE"))
                .expect("the script of axe-core");
            self.execute(axe, Vec::new()).await.expect("axe-core loads");
        }
        let found = self
            .run_async(
                "const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
                 const result = await axe.run(args[0], { runOnly: { type: 'tag', values: tags } });
                 return result.violations.flatMap(({ id, nodes }) =>
                   nodes.map((node) => `${id}: ${node.target.join(' ')}: ${node.failureSummary}`));",
                json!([selector]),
            )
            .await;
        let found = found.as_array().cloned().unwrap_or_default();
        found
            .iter()
            .filter_map(|line| line.as_str().map(str::to_owned))
            .collect()
    }
}

use serde_json::json;

use crate::browser::Browser;
use crate::environment;

impl Browser {
    /// What axe-core finds in the element, by WCAG 2.2 A and AA: one line each.
    pub async fn accessibility_faults(&self) -> Vec<String> {
        self.faults_in("mailbox-password").await
    }

    /// What axe-core finds on the whole page.
    pub async fn page_faults(&self) -> Vec<String> {
        self.faults_in("html").await
    }

    async fn faults_in(&self, selector: &str) -> Vec<String> {
        if self.run("return typeof axe;", json!([])).await != "object" {
            let axe = std::fs::read_to_string(environment::handed_over("AXE"))
                .expect("the script of axe-core");
            self.execute(axe, Vec::new()).await.expect("axe-core loads");
        }
        let found = self
            .run_async(
                "const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
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

//! A password that the administrator's form generated.

use serde_json::json;

use crate::browser::Browser;

/// The text beside a generated password.
const SHOWN_ONCE: &str =
    "You cannot see this password again after Save. Write it down or copy it now.";

impl Browser {
    /// The generated password: the same in both fields, visible, read-only, and with every rule met.
    ///
    /// # Panics
    /// When one of these does not hold.
    pub async fn generated_password(&self) -> String {
        self.wait_for_text(SHOWN_ONCE).await;
        let fields = "return ['Password', 'Confirm'].map((name) => find('field', name)).map((e) => [e.value, e.type, e.readOnly]);";
        let fields = self.run(fields, json!([])).await;
        assert_eq!(fields[0], fields[1]);
        assert_eq!(
            (&fields[0][1], &fields[0][2]),
            (&json!("text"), &json!(true))
        );
        let rules = "return all('.mbp-rule').filter(isSeen).map((e) => e.dataset.state);";
        let rules = self.run(rules, json!([])).await;
        let rules = rules.as_array().unwrap();
        assert!(
            !rules.is_empty() && rules.iter().all(|state| state != "unmet"),
            "{rules:?}"
        );
        fields[0][0].as_str().unwrap().to_owned()
    }
}

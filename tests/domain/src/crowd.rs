//! Many more accounts than the seeded ones.

use std::collections::HashSet;

use anyhow::Result;
use ldap3::Ldap;

use crate::accounts::{PASSWORD, STAFF};
use crate::connection::quoted;
use crate::controller::Controller;

/// How many are added at once.
const AT_ONCE: usize = 32;

impl Controller {
    /// Adds so many people to the unit that the panel looks after, named by this word and a number, and returns their
    /// accounts' names; with a password, if they are to sign in.
    ///
    /// # Panics
    /// When the controller does not take them.
    #[expect(clippy::expect_used, reason = "a test cannot go on")]
    pub async fn add_people(&self, word: &str, count: usize, can_sign_in: bool) -> Vec<String> {
        let accounts: Vec<_> = (0..count)
            .map(|number| format!("{word}{number:05}"))
            .collect();
        let ldap = self.administrator().await;
        for some in accounts.chunks(AT_ONCE) {
            let mut tasks = tokio::task::JoinSet::new();
            for account in some {
                tasks.spawn(add(ldap.clone(), account.clone(), can_sign_in));
            }
            for added in tasks.join_all().await {
                added.expect("an account");
            }
        }
        accounts
    }
}

async fn add(mut ldap: Ldap, account: String, can_sign_in: bool) -> Result<()> {
    let mail = format!("{account}@corp.test");
    let text = |name: &str, value: &str| {
        let value = value.as_bytes().to_vec();
        (name.as_bytes().to_vec(), HashSet::from([value]))
    };
    let mut attributes = vec![
        text("objectClass", "user"),
        text("sAMAccountName", &account),
        text("userPrincipalName", &mail),
        text("mail", &mail),
        text(
            "userAccountControl",
            if can_sign_in { "512" } else { "514" },
        ),
    ];
    if can_sign_in {
        attributes.push((b"unicodePwd".to_vec(), HashSet::from([quoted(PASSWORD)])));
    }
    let dn = format!("CN={account},{STAFF}");
    ldap.add(&dn, attributes).await?.success()?;
    Ok(())
}

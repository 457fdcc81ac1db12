//! The rights that the script of the documentation grants to the panel's account: these, and no others.

use std::collections::HashSet;
use std::path::Path;

use domain_tests::accounts::{ADMINISTRATOR, dn};
use domain_tests::{Controller, Ldap, quoted};
use ldap3::{Mod, Scope, SearchEntry};

const NO_RIGHT: u32 = 50;

async fn replace(ldap: &mut Ldap, dn: &str, name: &str, value: &str) -> u32 {
    let value = match name {
        "unicodePwd" => quoted(value),
        _ => value.as_bytes().to_vec(),
    };
    let changes = vec![Mod::Replace(
        name.as_bytes().to_vec(),
        HashSet::from([value]),
    )];
    ldap.modify(dn, changes).await.expect("an answer").rc
}

#[tokio::test]
async fn the_panels_account_looks_after_the_accounts_of_its_unit_alone() {
    let controller = Controller::start();
    let mut ldap = controller.service().await;
    let administrator = ADMINISTRATOR.to_owned();
    let rights = [
        ("unicodePwd", "Velvet#Tramway46"),
        ("lockoutTime", "0"),
        ("pwdLastSet", "0"),
    ];
    for (name, value) in rights {
        for inside in [dn("alice"), dn("sally"), dn("zoe")] {
            assert_eq!(
                replace(&mut ldap, &inside, name, value).await,
                0,
                "{name} of {inside}"
            );
        }
        for outside in [dn("quinn"), dn("svc-panel"), administrator.clone()] {
            let rc = replace(&mut ldap, &outside, name, value).await;
            assert_eq!(rc, NO_RIGHT, "{name} of {outside}");
        }
    }
    for (name, value) in [
        ("displayName", "Somebody Else"),
        ("mail", "else@corp.test"),
        ("userAccountControl", "514"),
        ("servicePrincipalName", "http/else"),
    ] {
        let rc = replace(&mut ldap, &dn("alice"), name, value).await;
        assert_ne!(rc, 0, "{name}");
    }
    assert_ne!(ldap.delete(&dn("alice")).await.expect("an answer").rc, 0);
}

#[tokio::test]
async fn the_panels_account_reads_the_policies_of_single_people() {
    let controller = Controller::start();
    let mut ldap = controller.service().await;
    let resultant = "msDS-ResultantPSO";
    let entry = read(&mut ldap, &dn("grace"), resultant).await;
    let policy = entry.attrs[resultant][0].clone();
    let length = "msDS-MinimumPasswordLength";
    let entry = read(&mut ldap, &policy, length).await;
    assert_eq!(entry.attrs[length], ["16"]);
}

async fn read(ldap: &mut Ldap, dn: &str, name: &str) -> SearchEntry {
    let found = ldap
        .search(dn, Scope::Base, "(objectClass=*)", [name])
        .await;
    let (entries, _) = found.expect("an answer").success().expect("an entry");
    SearchEntry::construct(entries.into_iter().next().expect("one entry"))
}

/// The script for Windows cannot be run here; it grants the same, right by right.
#[test]
fn the_script_for_windows_grants_what_the_script_for_samba_does() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../panel/active-directory");
    let purposes = |name: &str| -> Vec<String> {
        let script = fs_err::read_to_string(folder.join(name)).expect("the script");
        let numbered = script.lines().filter_map(|line| line.strip_prefix("# "));
        numbered
            .filter(|line| line.starts_with(|letter: char| letter.is_ascii_digit()))
            .map(str::to_owned)
            .collect()
    };
    let (samba, windows) = (purposes("grant-rights.sh"), purposes("grant-rights.ps1"));
    assert_eq!(samba.len(), 5);
    assert_eq!(samba, windows);
}

//! Who is in the domain. None of these passwords is a secret.

/// The domain's entry, which holds its password policy.
pub const DOMAIN: &str = "DC=corp,DC=test";
/// The domain's DNS name, and the part of each address after the `@`.
pub const REALM: &str = "CORP.TEST";
/// The domain's NetBIOS name.
pub const NETBIOS: &str = "CORP";
/// The unit whose accounts the panel looks after.
pub const STAFF: &str = "OU=Staff,DC=corp,DC=test";
/// The group whose members are the panel's administrators; one of them through the group `Help Desk`.
pub const ADMINISTRATORS: &str = "CN=Mailbox Administrators,OU=Groups,DC=corp,DC=test";
/// The group inside [`ADMINISTRATORS`].
pub const HELP_DESK: &str = "CN=Help Desk,OU=Groups,DC=corp,DC=test";
/// The domain's own administrator.
pub const ADMINISTRATOR: &str = "CN=Administrator,CN=Users,DC=corp,DC=test";
/// The password of [`ADMINISTRATOR`].
pub const ADMINISTRATOR_PASSWORD: &str = "Adm1n!Passw0rd";
/// The account with which the panel works; it has only the rights that the script of the documentation grants.
pub const SERVICE: &str = "svc-panel";
/// The password of [`SERVICE`].
pub const SERVICE_PASSWORD: &str = "Svc#Panel!2026";
/// The first password of each person.
pub const PASSWORD: &str = "Start#Pass2026";
/// The address that both Tim and Tom have.
pub const TWINS: &str = "twins@corp.test";

/// The name of a person whose entry's name has every kind of special character.
pub const SPECIAL_NAME: &str = r##"Zoë "Zed" O'Brien, <Ops> (B+C) *#1; a=b\c"##;

/// Where a person's entry is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Unit {
    /// Outside the unit that the panel looks after.
    Board,
    /// A unit inside [`Unit::Staff`].
    Sales,
    /// [`SERVICE`] alone.
    Services,
    /// The unit that the panel looks after.
    Staff,
}

impl Unit {
    /// The distinguished name.
    #[must_use]
    pub const fn dn(self) -> &'static str {
        match self {
            Self::Board => "OU=Board,DC=corp,DC=test",
            Self::Sales => "OU=Sales,OU=Staff,DC=corp,DC=test",
            Self::Services => "OU=Services,DC=corp,DC=test",
            Self::Staff => STAFF,
        }
    }
}

/// What is unusual about an account.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Peculiarity {
    /// May not change their own password.
    CannotChange,
    /// Switched off.
    Disabled,
    /// The account's last day has passed.
    Expired,
    /// Has to choose another password.
    MustChange,
    /// Nothing.
    None,
    /// The password is older than the policy allows.
    PasswordExpired,
    /// The account was once a domain administrator (`adminCount` is 1).
    Protected,
    /// The account also has another account's mail address.
    SharedAddress,
    /// A fine-grained password policy applies to the account.
    StrictPolicy,
}

/// A person, or the service account.
#[derive(Clone, Copy, Debug)]
pub struct Person {
    /// `sAMAccountName`.
    pub account: &'static str,
    /// `cn` and `displayName`.
    pub name: &'static str,
    /// Where the entry is.
    pub unit: Unit,
    /// What is unusual.
    pub peculiarity: Peculiarity,
}

/// Everybody.
pub const PEOPLE: &[Person] = &[
    staff("adam", "Adam Ames", Peculiarity::Protected),
    staff("adele", "Adele Arden", Peculiarity::None),
    staff("alice", "Alice Archer", Peculiarity::None),
    staff("bob", "Bob Baker", Peculiarity::None),
    staff("carl", "Carl Cole", Peculiarity::CannotChange),
    staff("carol", "Carol Carter", Peculiarity::None),
    staff("dave", "Dave Dale", Peculiarity::Disabled),
    staff("edgar", "Edgar East", Peculiarity::Expired),
    staff("erin", "Erin Ellis", Peculiarity::MustChange),
    staff("frank", "Frank Fisher", Peculiarity::None),
    staff("grace", "Grace Green", Peculiarity::StrictPolicy),
    staff("hank", "Hank Hill", Peculiarity::None),
    staff("heidi", "Heidi Hart", Peculiarity::None),
    staff("ivan", "Ivan Irwin", Peculiarity::None),
    staff("judy", "Judy Jones", Peculiarity::None),
    staff("kate", "Kate King", Peculiarity::None),
    staff("leo", "Leo Lane", Peculiarity::None),
    staff("mona", "Mona Marsh", Peculiarity::None),
    staff("nick", "Nick Noble", Peculiarity::None),
    staff("olga", "Olga Orr", Peculiarity::None),
    staff("paula", "Paula Page", Peculiarity::PasswordExpired),
    staff("pete", "Pete Price", Peculiarity::None),
    staff("tim", "Tim Twin", Peculiarity::SharedAddress),
    staff("tom", "Tom Twin", Peculiarity::SharedAddress),
    staff("zoe", SPECIAL_NAME, Peculiarity::None),
    Person {
        unit: Unit::Sales,
        ..staff("sally", "Sally Stone", Peculiarity::None)
    },
    Person {
        unit: Unit::Board,
        ..staff("quinn", "Quinn Quick", Peculiarity::None)
    },
    Person {
        unit: Unit::Services,
        ..staff(SERVICE, "Mailbox Password panel", Peculiarity::None)
    },
];

const fn staff(account: &'static str, name: &'static str, peculiarity: Peculiarity) -> Person {
    Person {
        account,
        name,
        unit: Unit::Staff,
        peculiarity,
    }
}

impl Person {
    /// The distinguished name.
    #[must_use]
    pub fn dn(&self) -> String {
        format!("CN={},{}", escape(self.name), self.unit.dn())
    }

    /// The name for signing in (`userPrincipalName`); except for Tim and Tom also the mail address.
    #[must_use]
    pub fn principal(&self) -> String {
        principal(self.account)
    }

    /// The mail address.
    #[must_use]
    pub fn mail(&self) -> String {
        match self.peculiarity {
            Peculiarity::SharedAddress => TWINS.to_owned(),
            Peculiarity::CannotChange
            | Peculiarity::Disabled
            | Peculiarity::Expired
            | Peculiarity::MustChange
            | Peculiarity::None
            | Peculiarity::PasswordExpired
            | Peculiarity::Protected
            | Peculiarity::StrictPolicy => self.principal(),
        }
    }

    /// A second mail address (`proxyAddresses`).
    #[must_use]
    pub fn alias(&self) -> String {
        format!("{}.alias@corp.test", self.account)
    }
}

/// The name with which an account signs in, as in `alice@corp.test`.
#[must_use]
pub fn principal(account: &str) -> String {
    match account {
        "zoe" => "zoe.o'brien@corp.test".to_owned(),
        account => format!("{account}@corp.test"),
    }
}

/// The distinguished name of an account.
///
/// # Panics
/// When there is no such person.
#[must_use]
#[expect(clippy::panic, reason = "a misspelt name in a test")]
pub fn dn(account: &str) -> String {
    match PEOPLE.iter().find(|person| person.account == account) {
        Some(person) => person.dn(),
        None => panic!("nobody in the domain is called {account}"),
    }
}

/// A value for a distinguished name (RFC 4514).
fn escape(value: &str) -> String {
    let mut escaped = String::new();
    for (at, letter) in value.char_indices() {
        let special = matches!(letter, '"' | '+' | ',' | ';' | '<' | '>' | '\\' | '=');
        if special || (at == 0 && letter == '#') {
            escaped.push('\\');
        }
        escaped.push(letter);
    }
    escaped
}

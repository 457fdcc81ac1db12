//! The meaning of a controller's answer, by its numbers alone: the LDAP result code, the eight hexadecimal digits at the
//! beginning of the text, or the number after `data` in the answer to a bind. The sentences differ between servers and
//! versions, and are ignored.

use ldap3::LdapResult;

/// LDAP's result codes (RFC 4511, appendix A).
const SUCCESS: u32 = 0;
const REFERRAL: u32 = 10;
const CONSTRAINT_VIOLATION: u32 = 19;
const NO_SUCH_OBJECT: u32 = 32;
const INVALID_CREDENTIALS: u32 = 49;
const INSUFFICIENT_ACCESS: u32 = 50;
const OTHER: u32 = 80;

/// Windows' error codes (MS-ERREF 2.2).
const ACCESS_DENIED: u32 = 0x5;
const INVALID_PASSWORD: u32 = 0x56;
const PASSWORD_RESTRICTION: u32 = 0x52D;
const LOGON_FAILURE: u32 = 0x52E;
const NO_SUCH_USER: u32 = 0x525;
const LOGON_HOURS: u32 = 0x530;
const WORKSTATION: u32 = 0x531;
const PASSWORD_EXPIRED: u32 = 0x532;
const ACCOUNT_DISABLED: u32 = 0x533;
const ACCOUNT_EXPIRED: u32 = 0x701;
const PASSWORD_MUST_CHANGE: u32 = 0x773;
const ACCOUNT_LOCKED: u32 = 0x775;
const PASSWORD_CANNOT_CHANGE: u32 = 0x8C3;

/// The numbers of an answer.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct ResultCode {
    /// LDAP's result code.
    pub(super) ldap: u32,
    /// Windows' error code, if the text begins with one.
    pub(super) windows: Option<u32>,
    /// The number after `data`, if there is one.
    pub(super) data: Option<u32>,
}

/// What came of a bind.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum BindAnswer {
    /// The password is right.
    Accepted,
    /// The password is right, and has to be changed: an administrator requires it, or it has expired.
    MustChange,
    /// The password is wrong, or there is no such account.
    Refused,
    /// The account is locked, so nothing was compared.
    Locked,
    /// The password is right, but the account may not be used: it is disabled or has expired, or may not sign in at this
    /// time or from this computer.
    NotAllowed,
    /// Anything else: nothing was compared.
    Unusable(ResultCode),
}

/// What came of setting a password or an attribute.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum ModifyAnswer {
    /// It is done.
    Done,
    /// The current password was wrong.
    CurrentIncorrect,
    /// The new password breaks a rule; the directory does not say which.
    PasswordRefused,
    /// The account is locked.
    Locked,
    /// The directory does not allow it: the signed-in account lacks the right, or the password may not be changed.
    NotAllowed,
    /// There is no such account any more.
    Gone,
    /// It was not done: something is wrong with the controller or with the request.
    Unusable(ResultCode),
    /// The controller failed, and does not say whether it was done.
    Unclear(ResultCode),
}

impl ResultCode {
    /// The numbers of an answer.
    pub(super) fn of(result: &LdapResult) -> Self {
        Self::new(result.rc, &result.text)
    }

    pub(super) fn new(ldap: u32, text: &str) -> Self {
        let windows = text
            .split_once(':')
            .filter(|(code, _)| code.len() == 8)
            .and_then(|(code, _)| u32::from_str_radix(code, 16).ok());
        let data = text
            .split_once(", data ")
            .map(|(_, rest)| rest.split([',', ' ']).next().unwrap_or(rest))
            .and_then(|code| u32::from_str_radix(code, 16).ok());
        Self {
            ldap,
            windows,
            data,
        }
    }

    /// As the answer to a bind.
    pub(super) fn of_bind(self) -> BindAnswer {
        match (self.ldap, self.data) {
            (SUCCESS, _) => BindAnswer::Accepted,
            (INVALID_CREDENTIALS, Some(LOGON_FAILURE | NO_SUCH_USER) | None) => BindAnswer::Refused,
            (INVALID_CREDENTIALS, Some(PASSWORD_MUST_CHANGE | PASSWORD_EXPIRED)) => {
                BindAnswer::MustChange
            }
            (INVALID_CREDENTIALS, Some(ACCOUNT_LOCKED)) => BindAnswer::Locked,
            (
                INVALID_CREDENTIALS,
                Some(ACCOUNT_DISABLED | ACCOUNT_EXPIRED | LOGON_HOURS | WORKSTATION),
            ) => BindAnswer::NotAllowed,
            (NO_SUCH_OBJECT, _) => BindAnswer::Refused,
            _ => BindAnswer::Unusable(self),
        }
    }

    /// As the answer to a modification.
    pub(super) fn of_modify(self) -> ModifyAnswer {
        match (self.ldap, self.windows) {
            (SUCCESS, _) => ModifyAnswer::Done,
            (OTHER, _) => ModifyAnswer::Unclear(self),
            (REFERRAL, _) => ModifyAnswer::Unusable(self),
            (NO_SUCH_OBJECT, _) => ModifyAnswer::Gone,
            (_, Some(PASSWORD_RESTRICTION)) => ModifyAnswer::PasswordRefused,
            (_, Some(INVALID_PASSWORD)) => ModifyAnswer::CurrentIncorrect,
            (_, Some(ACCOUNT_LOCKED)) => ModifyAnswer::Locked,
            (_, Some(ACCESS_DENIED | PASSWORD_CANNOT_CHANGE)) | (INSUFFICIENT_ACCESS, _) => {
                ModifyAnswer::NotAllowed
            }
            // Samba's answer for an account whose owner may not change the password.
            (CONSTRAINT_VIOLATION, None) => ModifyAnswer::NotAllowed,
            _ => ModifyAnswer::Unusable(self),
        }
    }
}

impl std::fmt::Display for ResultCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "LDAP result {}", self.ldap)?;
        if let Some(windows) = self.windows {
            write!(f, ", code {windows:08X}")?;
        }
        if let Some(data) = self.data {
            write!(f, ", data {data:x}")?;
        }
        if self.ldap == REFERRAL {
            f.write_str(": this controller is read-only; name one that can be written")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;

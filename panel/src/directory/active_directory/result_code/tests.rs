//! Answers of Samba, as it gives them, and of Microsoft's controllers, as they are quoted.

use super::*;
use BindAnswer as Bind;
use ModifyAnswer as Modify;

/// The beginning of every answer to a bind that was refused, in Samba and in Active Directory.
fn bind_text(data: &str) -> String {
    format!(
        "80090308: LdapErr: DSID-0C0903A9, comment: AcceptSecurityContext error, data {data}, v1db1"
    )
}

#[test]
fn a_bind_is_judged_by_the_number_after_data() {
    for (data, expected) in [
        ("52e", Bind::Refused),
        ("525", Bind::Refused),
        ("530", Bind::NotAllowed),
        ("531", Bind::NotAllowed),
        ("532", Bind::MustChange),
        ("533", Bind::NotAllowed),
        ("701", Bind::NotAllowed),
        ("773", Bind::MustChange),
        ("775", Bind::Locked),
    ] {
        let code = ResultCode::new(49, &bind_text(data));
        assert_eq!(code.of_bind(), expected, "{data}");
    }
    assert_eq!(ResultCode::new(0, "").of_bind(), Bind::Accepted);
    let unusual = ResultCode::new(49, &bind_text("57"));
    assert_eq!(unusual.of_bind(), Bind::Unusable(unusual));
    for (ldap, text) in [
        (8, "BindSimple: Transport encryption required."),
        (51, ""),
        (52, ""),
        (1, "00000000: LdapErr"),
    ] {
        let code = ResultCode::new(ldap, text);
        assert_eq!(code.of_bind(), Bind::Unusable(code), "{ldap}");
    }
}

/// Texts as Samba 4.17 writes them.
#[test]
fn a_modification_is_judged_by_the_code_at_the_beginning() {
    const RESTRICTION: &str = "0000052D: Constraint violation - check_password_restrictions: ";
    for (ldap, text, expected) in [
        (0, "00000000: Success", Modify::Done),
        (
            19,
            "00000056: Constraint violation - check_password_restrictions: The old password specified doesn't match!",
            Modify::CurrentIncorrect,
        ),
        (19, RESTRICTION, Modify::PasswordRefused),
        (
            19,
            "00000775: Password change not permitted, account locked out! at ../../source4/",
            Modify::Locked,
        ),
        (
            50,
            "error in module acl: insufficient access rights during LDB_MODIFY (50)",
            Modify::NotAllowed,
        ),
        (
            19,
            "error in module acl: Constraint violation during LDB_MODIFY (19)",
            Modify::NotAllowed,
        ),
        (32, "00002030: No Such Base DN: CN=x", Modify::Gone),
    ] {
        assert_eq!(ResultCode::new(ldap, text).of_modify(), expected, "{text}");
    }
}

/// Texts from Microsoft's pages and from bug reports that quote a controller; Samba does not give them.
#[test]
fn a_scripted_modification_of_microsofts_is_judged_alike() {
    for (ldap, text, expected) in [
        (0, "", Modify::Done),
        (
            19,
            "00000056: AtrErr: DSID-03191083, #1:\n\t0: 00000056: DSID-03191083, problem 1005 (CONSTRAINT_ATT_TYPE), data 0, Att 9005a (unicodePwd)",
            Modify::CurrentIncorrect,
        ),
        (
            19,
            "0000052D: AtrErr: DSID-03191083, #1:\n\t0: 0000052D: DSID-03191083, problem 1005 (CONSTRAINT_ATT_TYPE), data 0, Att 9005a (unicodePwd)",
            Modify::PasswordRefused,
        ),
        (
            53,
            "0000052D: SvcErr: DSID-031A120C, problem 5003 (WILL_NOT_PERFORM), data 0",
            Modify::PasswordRefused,
        ),
        (
            50,
            "00000005: SecErr: DSID-031A11D8, problem 4003 (INSUFF_ACCESS_RIGHTS), data 0",
            Modify::NotAllowed,
        ),
        (
            19,
            "00000005: AtrErr: DSID-03190F80, problem 1005 (CONSTRAINT_ATT_TYPE), data 0, Att 9005a (unicodePwd)",
            Modify::NotAllowed,
        ),
        (
            53,
            "000008C3: SvcErr: DSID-031A11E5, problem 5003 (WILL_NOT_PERFORM), data 0",
            Modify::NotAllowed,
        ),
        (
            32,
            "0000208D: NameErr: DSID-03100213, problem 2001 (NO_OBJECT), data 0, best match of: 'DC=x'",
            Modify::Gone,
        ),
    ] {
        assert_eq!(ResultCode::new(ldap, text).of_modify(), expected, "{text}");
    }
    for (ldap, text) in [
        (
            53,
            "0000001F: SvcErr: DSID-031A12D2, problem 5003 (WILL_NOT_PERFORM), data 0",
        ),
        (
            10,
            "0000202B: RefErr: DSID-0310063C, data 0, 1 access points",
        ),
        (
            51,
            "00002095: SvcErr: DSID-03210A6B, problem 5001 (BUSY), data 0",
        ),
        (52, ""),
        (1, "000004DC: LdapErr: DSID-0C090A5C"),
    ] {
        let code = ResultCode::new(ldap, text);
        assert_eq!(code.of_modify(), Modify::Unusable(code), "{text}");
    }
    let failed = ResultCode::new(80, "");
    assert_eq!(failed.of_modify(), Modify::Unclear(failed));
}

#[test]
fn a_sentence_alone_decides_nothing() {
    let code = ResultCode::new(19, "0000052D: locked, data 775");
    assert_eq!(code.of_modify(), Modify::PasswordRefused);
    let code = ResultCode::new(49, "the account is locked out (data 775)");
    assert_eq!(code.of_bind(), Bind::Refused);
}

//! What the panel's account may do, asked of one account and without doing it.

use super::account::Sample;
use crate::check::report::Report;
use crate::directory::active_directory::connection::{Connection, Modification};
use crate::directory::active_directory::result_code::ModifyAnswer;

/// No directory takes this for a password: they are in quotation marks and in UTF-16, so four bytes at least.
const NO_PASSWORD: u8 = 0;

pub(super) async fn check(connection: &mut Connection, sample: &Sample, report: &mut Report) {
    let Sample { dn, name, .. } = sample;
    // There is no way to ask for this right. A value that is none is refused for the lack of the right, or for itself.
    let asked = vec![Modification::Set("unicodePwd", vec![NO_PASSWORD])];
    let may_reset = match connection.modify(dn, asked).await {
        Ok(answer) => answer != ModifyAnswer::NotAllowed,
        Err(failure) => {
            return report.wrong(format!("rights: the directory did not answer ({failure})"));
        }
    };
    let rights = [
        (may_reset, "set passwords (\"Reset Password\")"),
        (sample.may_unlock, "unlock (write lockoutTime)"),
        (
            sample.may_demand_change,
            "have a password changed at the next sign-in (write pwdLastSet)",
        ),
    ];
    for (is_granted, right) in rights {
        match is_granted {
            true => report.good(format!("rights: the panel's account may {right}, asked of {name}")),
            false => report.wrong(format!(
                "rights: the panel's account may not {right}, asked of {name}: run the script that grants its rights"
            )),
        }
    }
}

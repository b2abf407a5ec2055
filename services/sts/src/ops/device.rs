//! A device's code, shown to open a session.

use base::Timestamp;
use kit::{CodeCheck, Context};

use super::assume_role::denied;
use crate::Sts;

/// When it was shown, where it was and counts; none where none was given.
pub async fn shown(
    sts: &Sts,
    context: &Context,
    device: Option<&str>,
    code: Option<&str>,
) -> Result<Option<Timestamp>, wire::Error> {
    let (device, code) = match (device, code) {
        (None, None) => return Ok(None),
        (Some(device), Some(code)) => (device, code),
        _ => {
            let text = "MultiFactorAuthentication failed, must provide both MFA serial number and \
                        one time pass code. ";
            return Err(denied(text));
        }
    };
    // Devices go by the time that telephones have, not by one that tests move.
    let now = sts.clock.now();
    let user = &context.principal.who.arn;
    match sts.users.one_time_code(user, device, code, now).await? {
        CodeCheck::Right => Ok(Some(sts.issue_time())),
        CodeCheck::Wrong => {
            let text = "MultiFactorAuthentication failed with invalid MFA one time pass code. ";
            Err(denied(text))
        }
        CodeCheck::NoDevice => {
            let text = "MultiFactorAuthentication failed, unable to validate MFA code.  Please \
                        verify your MFA serial number is valid and associated with this user. ";
            Err(denied(text))
        }
    }
}

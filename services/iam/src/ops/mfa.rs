//! Virtual devices for multi-factor authentication: made, put into a user's hand, taken out of it.
//! What their codes open is in `sts`, which asks [`Iam::one_time_code`].

use std::sync::Arc;

use base::Timestamp;
use kit::{CodeCheck, Context};
use store::{ReadTx, WriteTx};
use wire::List;
use wire::typed::Unit;

use super::{cut, existing, full_user, or_caller};
use crate::api::*;
use crate::entity::{Entity, Kind};
use crate::error::{Failed, conflict, exceeds, exists, missing, validation};
use crate::state::{self, DeviceRow, Holding};
use crate::{Iam, names, otp, qr, tags};

/// Devices of a user (IAM quotas).
const DEVICES_PER_USER_MAX: usize = 8;

pub fn unknown(serial: &str) -> Failed {
    missing(format!("VirtualMFADevice with serial number {serial} doesn't exist.")).into()
}

pub fn existing_device(tx: &ReadTx, account: &str, serial: &str) -> Result<DeviceRow, Failed> {
    state::device(tx, account, serial)?.ok_or_else(|| unknown(serial))
}

/// The device where this user holds it, and how.
fn in_hand(
    tx: &ReadTx,
    account: &str,
    user: &Entity,
    serial: &str,
) -> Result<(DeviceRow, Holding), Failed> {
    let device = state::device(tx, account, serial)?;
    let held = device.and_then(|device| {
        let of = device.of.clone().filter(|of| of.user_id == user.id)?;
        Some((device, of))
    });
    held.ok_or_else(|| {
        let name = &user.name;
        missing(format!("Device with serial number {serial} is not enabled for user {name}."))
            .into()
    })
}

fn wrong_code() -> Failed {
    InvalidAuthenticationCodeException::error("Authentication code for device is not valid.").into()
}

pub async fn create(
    iam: Arc<Iam>,
    context: Context,
    mut input: CreateVirtualMFADeviceRequest,
) -> Result<CreateVirtualMFADeviceResponse, wire::Error> {
    let path = input.take_path().unwrap_or_else(|| "/".into());
    if path.contains("//") {
        let text = "The specified value for path is invalid. It must begin and end with / and \
                    contain only alphanumeric characters and/or / characters.";
        return Err(validation(text));
    }
    let name = input.take_virtual_mfa_device_name();
    let tags = tags::read(input.take_tags())?;
    let (account, given) = (context.account.clone(), tags.clone());
    let serial = names::device_serial(&account, &path, &name);
    let own = serial.clone();
    let (seed, label) = iam
        .change(move |tx| {
            if state::device(tx, &account, &own)?.is_some() {
                let text = "MFADevice entity at the same path and name already exists.";
                return Err(exists(text).into());
            }
            let quota = Kind::User.quota();
            if state::devices(tx, &account)?.len() >= quota {
                return Err(exceeds("MFADevicesPerAccount", quota).into());
            }
            let mut seed = vec![0; otp::SEED_BYTES];
            tx.random().fill(&mut seed);
            let label = format!("{name}@{account}");
            let device = DeviceRow { path, name, seed: seed.clone(), tags, of: None };
            state::put_device(tx, &account, &own, None, &device)?;
            Ok((seed, label))
        })
        .await?;
    let seed = otp::base32(&seed);
    let uri = format!("otpauth://totp/Amazon%20Web%20Services:{label}?secret={seed}");
    let mut device = VirtualMFADevice::new()
        .with_serial_number(serial)
        .with_base32_string_seed(seed.into_bytes())
        .with_qr_code_png(qr::png(&format!("{uri}&issuer=Amazon%20Web%20Services")));
    if !given.is_empty() {
        device.set_tags(Some(tags::list(&given)));
    }
    Ok(CreateVirtualMFADeviceResponse::new().with_virtual_mfa_device(device))
}

pub async fn enable(
    iam: Arc<Iam>,
    context: Context,
    input: EnableMFADeviceRequest,
) -> Result<Unit, wire::Error> {
    iam.change(move |tx| {
        let (account, serial) = (context.account.as_str(), input.serial_number());
        let user = existing(tx, account, Kind::User, input.user_name())?;
        let before = existing_device(tx, account, serial)?;
        if before.of.is_some() {
            return Err(exists("MFA Device is already in use.").into());
        }
        if state::devices_of(tx, account, &user.id)?.len() >= DEVICES_PER_USER_MAX {
            return Err(exceeds("MFADevicesPerUser", DEVICES_PER_USER_MAX).into());
        }
        let codes = [input.authentication_code1(), input.authentication_code2()];
        let learnt = otp::learn(&before.seed, codes, context.now);
        let (drift, last) = learnt.ok_or_else(wrong_code)?;
        let enabled = Timestamp(context.now.seconds() * 1000);
        let of = Holding { user_id: user.id, enabled, drift, last };
        hand(tx, account, serial, &before, Some(of))
    })
    .await?;
    Ok(Unit::new())
}

/// Gives a device to somebody, or takes it back.
fn hand(
    tx: &mut WriteTx,
    account: &str,
    serial: &str,
    before: &DeviceRow,
    of: Option<Holding>,
) -> Result<(), Failed> {
    let device = DeviceRow { of, ..before.clone() };
    Ok(state::put_device(tx, account, serial, Some(before), &device)?)
}

pub async fn resync(
    iam: Arc<Iam>,
    context: Context,
    input: ResyncMFADeviceRequest,
) -> Result<Unit, wire::Error> {
    iam.change(move |tx| {
        let (account, serial) = (context.account.as_str(), input.serial_number());
        let user = existing(tx, account, Kind::User, input.user_name())?;
        let (device, of) = in_hand(tx, account, &user, serial)?;
        let codes = [input.authentication_code1(), input.authentication_code2()];
        let learnt = otp::learn(&device.seed, codes, context.now);
        let (drift, last) = learnt.ok_or_else(wrong_code)?;
        // An old pair must not bring back codes that have counted.
        let last = last.max(of.last);
        hand(tx, account, serial, &device, Some(Holding { drift, last, ..of }))
    })
    .await?;
    Ok(Unit::new())
}

pub async fn deactivate(
    iam: Arc<Iam>,
    context: Context,
    input: DeactivateMFADeviceRequest,
) -> Result<Unit, wire::Error> {
    let name = or_caller(&context, input.user_name())?;
    iam.change(move |tx| {
        let (account, serial) = (context.account.as_str(), input.serial_number());
        let user = existing(tx, account, Kind::User, &name)?;
        let (device, _) = in_hand(tx, account, &user, serial)?;
        hand(tx, account, serial, &device, None)
    })
    .await?;
    Ok(Unit::new())
}

pub async fn delete(
    iam: Arc<Iam>,
    context: Context,
    input: DeleteVirtualMFADeviceRequest,
) -> Result<Unit, wire::Error> {
    iam.change(move |tx| {
        let (account, serial) = (context.account.as_str(), input.serial_number());
        let device = existing_device(tx, account, serial)?;
        if device.of.is_some() {
            let text = "MFA VirtualDevice in use. Must deactivate first.";
            return Err(conflict(text).into());
        }
        Ok(state::delete_device(tx, account, serial)?)
    })
    .await?;
    Ok(Unit::new())
}

pub async fn get(
    iam: Arc<Iam>,
    context: Context,
    input: GetMFADeviceRequest,
) -> Result<GetMFADeviceResponse, wire::Error> {
    let (account, serial) = (context.account.as_str(), input.serial_number());
    let (user, of) = iam.store.read(|tx| {
        let device = existing_device(tx, account, serial)?;
        let of = device.of.ok_or_else(|| unknown(serial))?;
        let user = state::by_owner(tx, account, &of.user_id)?.ok_or_else(|| unknown(serial))?;
        // Permission was asked of the user that was named.
        let named = or_caller(&context, input.user_name()).unwrap_or_default();
        match named.is_empty() || named.eq_ignore_ascii_case(&user.name) {
            true => Ok((user, of)),
            false => Err(unknown(serial)),
        }
    })?;
    Ok(GetMFADeviceResponse::new()
        .with_user_name(user.name)
        .with_serial_number(serial)
        .with_enable_date(of.enabled))
}

/// The devices in a user's hand.
pub async fn list(
    iam: Arc<Iam>,
    context: Context,
    input: ListMFADevicesRequest,
) -> Result<ListMFADevicesResponse, wire::Error> {
    let name = or_caller(&context, input.user_name())?;
    let account = context.account.as_str();
    let (user, devices) = iam.store.read(|tx| {
        let user = existing(tx, account, Kind::User, &name)?;
        let devices = state::devices_of(tx, account, &user.id)?;
        Ok::<_, Failed>((user, devices))
    })?;
    let serial = |(serial, _): &(String, DeviceRow)| serial.clone();
    let (page, marker) = cut(devices, serial, input.marker(), input.max_items());
    let shown = |(serial, device): (String, DeviceRow)| {
        MFADevice::new()
            .with_user_name(user.name.as_str())
            .with_serial_number(serial)
            .with_enable_date(device.of.map_or(Timestamp(0), |of| of.enabled))
    };
    let page: List<MFADevice> = page.into_iter().map(shown).collect();
    let mut response = ListMFADevicesResponse::new().with_is_truncated(marker.is_some());
    response.set_marker(marker);
    Ok(response.with_mfa_devices(page))
}

/// All of the account, in anybody's hand or in nobody's.
pub async fn list_virtual(
    iam: Arc<Iam>,
    context: Context,
    input: ListVirtualMFADevicesRequest,
) -> Result<ListVirtualMFADevicesResponse, wire::Error> {
    let account = context.account.as_str();
    let (page, marker) = iam.store.read(|tx| {
        let mut devices = state::devices(tx, account)?;
        match input.assignment_status() {
            Some("Assigned") => devices.retain(|(_, device)| device.of.is_some()),
            Some("Unassigned") => devices.retain(|(_, device)| device.of.is_none()),
            _ => {}
        }
        let serial = |(serial, _): &(String, DeviceRow)| serial.clone();
        let (devices, marker) = cut(devices, serial, input.marker(), input.max_items());
        let mut page = List::new();
        for (serial, device) in devices {
            let mut shown = VirtualMFADevice::new().with_serial_number(serial);
            if let Some(of) = device.of {
                shown.set_enable_date(Some(of.enabled));
                let user = state::by_owner(tx, account, &of.user_id)?;
                shown.set_user(user.map(|user| full_user(&user, account)));
            }
            page.push(shown);
        }
        Ok::<_, Failed>((page, marker))
    })?;
    let mut response = ListVirtualMFADevicesResponse::new().with_is_truncated(marker.is_some());
    response.set_marker(marker);
    Ok(response.with_virtual_mfa_devices(page))
}

/// Whether this code counts, which it does once.
pub async fn check(
    iam: &Iam,
    user: &str,
    serial: &str,
    code: &str,
    now: Timestamp,
) -> Result<CodeCheck, wire::Error> {
    let Some((account, Kind::User, name)) = names::entity_of_arn(user) else {
        return Ok(CodeCheck::NoDevice);
    };
    let [account, name, serial, code] = [account, name, serial, code].map(str::to_owned);
    let answer = iam.store.write(move |tx| {
        let user = existing(tx, &account, Kind::User, &name)?;
        let Ok((device, of)) = in_hand(tx, &account, &user, &serial) else {
            return Ok(CodeCheck::NoDevice);
        };
        let Some(last) = otp::check(&device.seed, &of, &code, now) else {
            return Ok(CodeCheck::Wrong);
        };
        hand(tx, &account, &serial, &device, Some(Holding { last, ..of }))?;
        Ok(CodeCheck::Right)
    });
    answer.await.map_err(crate::error::flatten)
}

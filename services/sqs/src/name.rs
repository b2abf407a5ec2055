//! Names of queues, their ARNs and URLs.

use base::Arn;
use wire::Error;

use crate::error::{invalid, no_queue};

/// Characters of a queue's name, the suffix of a FIFO queue among them.
const NAME_MAX: usize = 80;
pub const FIFO: &str = ".fifo";

/// Refuses what no queue can be called.
pub fn check(name: &str, fifo: bool) -> Result<(), Error> {
    let stem = name.strip_suffix(FIFO);
    let text = match (fifo, stem) {
        (true, Some(stem)) if is_plain(stem, name) => return Ok(()),
        (false, None) if is_plain(name, name) => return Ok(()),
        (true, _) => {
            "The name of a FIFO queue can only include alphanumeric characters, hyphens, or \
             underscores, must end with .fifo suffix and be 1 to 80 in length."
        }
        (false, _) => {
            "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length"
        }
    };
    Err(invalid(text))
}

fn is_plain(stem: &str, whole: &str) -> bool {
    let fits = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    !stem.is_empty() && whole.len() <= NAME_MAX && stem.chars().all(fits)
}

/// Whether a text that stands for a queue's URL is only its name, as AWS takes it, too.
pub fn is_bare(text: &str) -> bool {
    check(text, text.ends_with(FIFO)).is_ok()
}

/// The account and the name that a queue's URL ends with, whatever host it names: any may lead
/// here.
pub fn of_url(url: &str) -> Result<(&str, &str), Error> {
    let rest = match url.split_once("://") {
        Some((_, rest)) => rest.split_once('/').map(|(_, path)| path),
        None => Some(url.strip_prefix('/').unwrap_or(url)),
    };
    let path = rest.ok_or_else(no_queue)?;
    let path = path.strip_suffix('/').unwrap_or(path);
    let (front, name) = path.rsplit_once('/').ok_or_else(no_queue)?;
    let account = front.rsplit('/').next().unwrap_or(front);
    let is_account = account.len() == 12 && account.bytes().all(|byte| byte.is_ascii_digit());
    if !is_account || name.is_empty() {
        return Err(no_queue());
    }
    Ok((account, name))
}

/// The URL by which a client that reached us at `host` finds a queue.
pub fn url(host: &str, account: &str, name: &str) -> String {
    format!("http://{host}/{account}/{name}")
}

pub fn arn(region: &str, account: &str, name: &str) -> String {
    Arn::new("sqs", region, account, name).to_string()
}

/// The name in a queue's ARN, where it is one of this account and region.
pub fn of_arn(text: &str, region: &str, account: &str) -> Option<String> {
    let arn = Arn::parse(text)?;
    let is_ours = arn.service == "sqs" && arn.region == region && arn.account == account;
    is_ours.then_some(arn.resource)
}

/// Whether a text is a queue's ARN, wherever the queue may be.
pub fn is_arn_of_queue(text: &str) -> bool {
    Arn::parse(text).is_some_and(|arn| arn.service == "sqs" && !arn.account.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls_lead_here_by_any_host() {
        for url in [
            "http://localhost:4566/000000000000/orders",
            "https://sqs.eu-west-1.amazonaws.com/000000000000/orders",
            "http://127.0.0.1:4566/queue/us-east-1/000000000000/orders/",
            "/000000000000/orders",
            "000000000000/orders",
        ] {
            assert_eq!(of_url(url).unwrap(), ("000000000000", "orders"), "{url}");
        }
        for url in ["", "orders", "http://host/orders", "http://host/abc/orders", "http://host"] {
            assert_eq!(of_url(url).unwrap_err().code, no_queue().code, "{url}");
        }
    }

    #[test]
    fn a_fifo_queues_name_ends_so_and_no_others_does() {
        let long = "x".repeat(80);
        for (name, fifo, good) in [
            ("a-B_9", false, true),
            ("a.fifo", true, true),
            ("a.fifo", false, false),
            ("a", true, false),
            (".fifo", true, false),
            ("a b", false, false),
            ("", false, false),
            (&long, false, true),
            (&format!("{long}x"), false, false),
            (&format!("{}.fifo", "x".repeat(76)), true, false),
        ] {
            assert_eq!(check(name, fifo).is_ok(), good, "{name} {fifo}");
        }
    }
}

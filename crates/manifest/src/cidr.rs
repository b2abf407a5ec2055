//! `Fn::Cidr`: the first parts of a block of addresses, each of a size.

use std::net::{Ipv4Addr, Ipv6Addr};

/// CloudFormation: parts of one block.
const COUNT: std::ops::RangeInclusive<u32> = 1..=256;

/// `count` blocks of `bits` bits for hosts each; the error is what was expected.
pub(crate) fn parts(block: &str, count: u32, bits: u32) -> Result<Vec<String>, String> {
    let expected = || "a block such as 10.0.0.0/16, a count from 1 to 256, and bits of a host";
    let (address, prefix) = block.split_once('/').ok_or_else(expected)?;
    let prefix: u32 = prefix.parse().map_err(|_| expected())?;
    let (start, width) = match (address.parse::<Ipv4Addr>(), address.parse::<Ipv6Addr>()) {
        (Ok(address), _) => (u128::from(address.to_bits()), 32),
        (_, Ok(address)) => (address.to_bits(), 128),
        _ => return Err(expected().into()),
    };
    if prefix > width || bits > width || !COUNT.contains(&count) {
        return Err(expected().into());
    }
    let inner = width - bits;
    let free = inner.checked_sub(prefix).ok_or_else(|| {
        format!("bits that fit into the block: a /{prefix} has {} at most", width - prefix)
    })?;
    // 2^9 is more than the largest count.
    if free < 9 && count > 1 << free {
        return Err(format!("at most {}: so many /{inner} are in {block}", 1 << free));
    }
    let mask = match width - prefix {
        128 => 0,
        host => u128::MAX << host,
    };
    let part = |index: u32| {
        let at = (start & mask) + (u128::from(index).checked_shl(bits).unwrap_or(0));
        match width {
            // The block was one of IPv4, and so is what is in it.
            32 => format!("{}/{inner}", Ipv4Addr::from_bits(at as u32)),
            _ => format!("{}/{inner}", Ipv6Addr::from_bits(at)),
        }
    };
    Ok((0..count).map(part).collect())
}

#[cfg(test)]
mod tests {
    use super::parts;

    #[test]
    fn a_block_is_cut() {
        assert_eq!(
            parts("192.168.0.0/24", 3, 5).unwrap(),
            ["192.168.0.0/27", "192.168.0.32/27", "192.168.0.64/27"]
        );
        assert_eq!(parts("10.1.2.3/16", 1, 8).unwrap(), ["10.1.0.0/24"]);
        assert_eq!(parts("2001:db8::/56", 2, 64).unwrap(), ["2001:db8::/64", "2001:db8:0:1::/64"]);
    }

    #[test]
    fn what_does_not_fit_is_told() {
        for (block, count, bits) in [
            ("10.0.0.0/24", 9, 5),
            ("10.0.0.0/24", 1, 16),
            ("10.0.0.0/33", 1, 8),
            ("10.0.0.0", 1, 8),
            ("10.0.0.0/8", 257, 8),
            ("x/8", 1, 8),
        ] {
            assert!(parts(block, count, bits).is_err(), "{block} {count} {bits}");
        }
    }
}

//! A picture of a text that telephones read: what shows a device's seed to them.
//!
//! Source: ISO/IEC 18004 (by the crate `qrcodegen`); PNG, third edition.

use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use qrcodegen::{QrCode, QrCodeEcc};

/// Points a module takes, and modules of white around.
const SCALE: usize = 4;
const QUIET: usize = 4;

/// A PNG of the text; empty where the text is longer than a picture holds (2,953 bytes).
pub fn png(text: &str) -> Vec<u8> {
    let Ok(code) = QrCode::encode_text(text, QrCodeEcc::Low) else { return Vec::new() };
    let modules = usize::try_from(code.size()).unwrap_or_default();
    let side = (modules + 2 * QUIET) * SCALE;
    let mut lines = Vec::with_capacity(side * (side.div_ceil(8) + 1));
    for y in 0..side {
        // No filter; then a bit a point, white where it is set.
        lines.push(0);
        for eight in 0..side.div_ceil(8) {
            let bit = |x: usize| u8::from(!dark(&code, x, y)) << (7 - x % 8);
            lines.push((eight * 8..eight * 8 + 8).map(bit).sum());
        }
    }
    picture(side, &lines)
}

fn dark(code: &QrCode, x: usize, y: usize) -> bool {
    let module = |at: usize| i32::try_from(at / SCALE).unwrap_or(i32::MAX) - QUIET as i32;
    code.get_module(module(x), module(y))
}

/// A picture in grey of one bit a point.
fn picture(side: usize, lines: &[u8]) -> Vec<u8> {
    let side = u32::try_from(side).unwrap_or_default().to_be_bytes();
    let head = [&side[..], &side[..], &[1, 0, 0, 0, 0]].concat();
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::default());
    // Writing to memory does not fail.
    let packed = packed.write_all(lines).and_then(|()| packed.finish()).unwrap_or_default();
    let mut out = b"\x89PNG\r\n\x1a\n".to_vec();
    for (kind, data) in [(b"IHDR", &head), (b"IDAT", &packed), (b"IEND", &Vec::new())] {
        let start = out.len() + 4;
        out.extend(u32::try_from(data.len()).unwrap_or_default().to_be_bytes());
        out.extend(kind);
        out.extend(data);
        let sum = crc32fast::hash(&out[start..]);
        out.extend(sum.to_be_bytes());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_a_png_of_its_size() {
        let png = png("otpauth://totp/x?secret=GEZDGNBVGY3TQOJQ");
        assert!(png.starts_with(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), "{png:?}");
        assert!(png.ends_with(b"IEND\xae\x42\x60\x82"), "{png:?}");
        // Version 3 has 29 modules.
        assert_eq!(png[16..20], (37u32 * 4).to_be_bytes());
    }
}

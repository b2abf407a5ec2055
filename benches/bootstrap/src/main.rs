//! The smallest `bootstrap` of a `provided` runtime: the HTTP Runtime API over one connection, by
//! hand. Linked statically it is what a native function costs and nothing more. Without the
//! Runtime API it ends at once, which makes it its own yardstick.

use std::io::{self, BufRead, BufReader, Error, Read, Write};
use std::net::TcpStream;

/// More than any event of this benchmark; a longer one is an error, not an allocation.
const EVENT_BYTES_MAX: usize = 6 * 1024 * 1024;

fn main() -> io::Result<()> {
    let Ok(api) = std::env::var("AWS_LAMBDA_RUNTIME_API") else { return Ok(()) };
    let stream = TcpStream::connect(&api)?;
    stream.set_nodelay(true)?;
    let mut stream = BufReader::new(stream);
    let mut count = 0;
    loop {
        let next = "/2018-06-01/runtime/invocation/next";
        let ask = format!("GET {next} HTTP/1.1\r\nhost: {api}\r\n\r\n");
        stream.get_mut().write_all(ask.as_bytes())?;
        let id = answer(&mut stream)?;
        count += 1;
        let body = format!(r#"{{"statusCode": 200, "body": "{count}"}}"#);
        let reply = format!(
            "POST /2018-06-01/runtime/invocation/{id}/response HTTP/1.1\r\nhost: {api}\r\n\
             content-length: {}\r\n\r\n{body}",
            body.len()
        );
        stream.get_mut().write_all(reply.as_bytes())?;
        answer(&mut stream)?;
    }
}

/// Reads one answer to its end; what it says of the invocation's id.
fn answer(stream: &mut BufReader<TcpStream>) -> io::Result<String> {
    let (mut id, mut length, mut chunked) = (String::new(), 0, false);
    let mut line = String::new();
    loop {
        line.clear();
        if stream.read_line(&mut line)? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        let line = line.trim_end();
        if line.is_empty() {
            break;
        }
        let Some((name, value)) = line.split_once(':') else { continue };
        match name.to_ascii_lowercase().as_str() {
            "lambda-runtime-aws-request-id" => value.trim().clone_into(&mut id),
            "content-length" => length = value.trim().parse().map_err(Error::other)?,
            "transfer-encoding" => chunked = value.contains("chunked"),
            _ => {}
        }
    }
    if chunked {
        while skip_chunk(stream)? > 0 {}
    } else {
        skip(stream, length)?;
    }
    Ok(id)
}

fn skip_chunk(stream: &mut BufReader<TcpStream>) -> io::Result<usize> {
    let mut line = String::new();
    stream.read_line(&mut line)?;
    let size = usize::from_str_radix(line.trim(), 16).map_err(Error::other)?;
    skip(stream, size + 2)?;
    Ok(size)
}

fn skip(stream: &mut BufReader<TcpStream>, length: usize) -> io::Result<()> {
    if length > EVENT_BYTES_MAX {
        return Err(Error::other("an event that is too long"));
    }
    let mut body = vec![0; length];
    stream.read_exact(&mut body)
}

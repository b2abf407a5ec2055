//! nginx, as a yardstick: what a well-kept server takes for a hop, or for no work at all.

use std::io;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// What is said where it is not there.
pub const MISSING: &str = "there is no nginx; on Debian and Ubuntu: apt install nginx-light";

/// Connections that may be open at once.
const CONNECTIONS: usize = 256;

/// A running nginx with one worker. Ends when dropped.
pub struct Nginx {
    child: Child,
    folder: PathBuf,
    pub address: String,
}

impl Nginx {
    /// A proxy with connections kept alive on both sides. None where nginx is not installed.
    pub fn proxy(upstream: &str) -> io::Result<Option<Nginx>> {
        let server = format!(
            "upstream bare {{ server {upstream}; keepalive 16; keepalive_requests 1000000; }}\n"
        );
        let location = "proxy_pass http://bare; proxy_http_version 1.1; \
                        proxy_set_header Connection \"\";";
        Nginx::start(&server, location)
    }

    /// Answers 200 and nothing else.
    pub fn answering() -> io::Result<Option<Nginx>> {
        Nginx::start("", "return 200;")
    }

    /// Serves the files of a folder, as it is set up by those who care: from the kernel's memory.
    pub fn files(root: &Path) -> io::Result<Option<Nginx>> {
        Nginx::start("", &format!("root {}; sendfile on; tcp_nopush on;", root.display()))
    }

    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    fn start(before: &str, location: &str) -> io::Result<Option<Nginx>> {
        let path = std::env::var_os("PATH").unwrap_or_default();
        let places = std::env::split_paths(&path).chain(["/usr/sbin".into()]);
        let Some(binary) = places.map(|dir| dir.join("nginx")).find(|path| path.is_file()) else {
            return Ok(None);
        };
        let folder =
            std::env::temp_dir().join(format!("squall-bench-nginx-{}", std::process::id()));
        std::fs::create_dir_all(&folder)?;
        // It cannot be asked for a free port: one that is free now.
        let address = std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?.to_string();
        std::fs::write(
            folder.join("nginx.conf"),
            configuration(&folder, &address, before, location),
        )?;
        let mut command = Command::new(binary);
        command.arg("-p").arg(&folder).arg("-c").arg(folder.join("nginx.conf"));
        command.args(["-e", "stderr", "-g", "daemon off;"]);
        let child = command.stdin(Stdio::null()).stderr(Stdio::null()).spawn()?;
        let nginx = Nginx { child, folder, address };
        let up = crate::process::wait_until(Duration::from_secs(5), || {
            std::net::TcpStream::connect(&nginx.address).is_ok()
        });
        if up { Ok(Some(nginx)) } else { Err(io::Error::other("nginx did not start")) }
    }
}

impl Drop for Nginx {
    fn drop(&mut self) {
        // SAFETY: the process is our own child and has not been waited for.
        unsafe { libc::kill(self.child.id() as libc::pid_t, libc::SIGTERM) };
        let _ = self.child.wait();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

fn configuration(folder: &Path, address: &str, before: &str, location: &str) -> String {
    let folder = folder.display();
    format!(
        "worker_processes 1;\npid {folder}/nginx.pid;\n\
         events {{ worker_connections {CONNECTIONS}; }}\n\
         http {{\n  access_log off;\n  client_body_temp_path {folder}/body;\n  \
         proxy_temp_path {folder}/proxy;\n  fastcgi_temp_path {folder}/fastcgi;\n  \
         uwsgi_temp_path {folder}/uwsgi;\n  scgi_temp_path {folder}/scgi;\n  \
         keepalive_requests 1000000;\n  {before}  server {{\n    listen {address};\n    \
         location / {{ {location} }}\n  }}\n}}\n"
    )
}

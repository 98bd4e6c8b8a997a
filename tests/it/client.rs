//! A service as a user starts it, and a plain client that sends exactly what it is given.

use super::support::program;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// The token of services that write.
pub const TOKEN: &str = "a-token-for-tests-only";

/// A running `guanmo serve`.
pub struct Server {
    child: Child,
    pub address: String,
}

impl Server {
    /// Starts on a free port; further arguments come behind `--store`.
    pub fn start(store: &str, arguments: &[&str]) -> Self {
        let mut command = Command::new(program());
        // Away from the project's folder: an explorer that was built there would be served in place of plain pages.
        command.current_dir(std::env::temp_dir());
        command.args(["serve", "--store", store, "--bind", "127.0.0.1:0"]).args(arguments);
        let mut child = command.stderr(Stdio::piped()).spawn().expect("the program runs");
        let mut lines = BufReader::new(child.stderr.take().expect("a pipe")).lines();
        let address = lines.by_ref().find_map(|line| {
            let line = line.ok()?;
            assert!(!line.starts_with("error:"), "{line}");
            Some(line.split("http://").nth(1)?.split('/').next()?.to_string())
        });
        // The log is read on, so that the service never waits for it.
        std::thread::spawn(move || lines.for_each(drop));
        Self { child, address: address.expect("an address in the log") }
    }

    /// Starts with the right to write.
    pub fn writable(store: &str, arguments: &[&str]) -> Self {
        let file = format!("{store}.token");
        std::fs::write(&file, TOKEN).expect("written");
        let all: Vec<&str> = ["--token-file", &file].into_iter().chain(arguments.iter().copied()).collect();
        Self::start(store, &all)
    }

    pub fn get(&self, path: &str) -> Reply {
        self.send("GET", path, &[], b"")
    }

    /// Asks with `Accept`.
    pub fn get_as(&self, path: &str, accept: &str) -> Reply {
        self.send("GET", path, &[("Accept", accept)], b"")
    }

    /// JSON of an address that must answer.
    pub fn json(&self, path: &str) -> serde_json::Value {
        let reply = self.get(path);
        assert_eq!(reply.status, 200, "{path}: {}", reply.text());
        serde_json::from_slice(&reply.body).unwrap_or_else(|e| panic!("{path}: {e}: {}", reply.text()))
    }

    /// Sends a request. `Host` is the server's address where none is given.
    pub fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Reply {
        let has = |name: &str| headers.iter().any(|(n, _)| n.eq_ignore_ascii_case(name));
        let mut head = format!("{method} {path} HTTP/1.1\r\nConnection: close\r\n");
        if !has("host") {
            head.push_str(&format!("Host: {}\r\n", self.address));
        }
        if !body.is_empty() && !has("content-length") {
            head.push_str(&format!("Content-Length: {}\r\n", body.len()));
        }
        headers.iter().for_each(|(name, value)| head.push_str(&format!("{name}: {value}\r\n")));
        head.push_str("\r\n");
        let mut bytes = head.into_bytes();
        bytes.extend_from_slice(body);
        self.raw(&bytes)
    }

    /// Sends bytes and reads until the other side closes.
    pub fn raw(&self, bytes: &[u8]) -> Reply {
        let mut stream = self.connect();
        // A server that refuses early may close while more is sent.
        let _ = stream.write_all(bytes);
        let mut all = Vec::new();
        let broken = stream.read_to_end(&mut all).is_err();
        Reply::parse(&all, broken)
    }

    pub fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(&self.address).expect("the service listens");
        stream.set_read_timeout(Some(Duration::from_secs(60))).expect("a time");
        stream
    }

    /// Tells it to end, and gives its exit code.
    pub fn stop(mut self) -> Option<i32> {
        let told = Command::new("kill").arg(self.child.id().to_string()).status().expect("kill runs");
        assert!(told.success());
        self.child.wait().expect("it ends").code()
    }

    /// Resident memory of the service and its workers, in bytes.
    pub fn memory(&self) -> u64 {
        let id = self.child.id().to_string();
        let listed = Command::new("ps").args(["-o", "rss=", "--pid", &id, "--ppid", &id]).output();
        let listed = listed.map(|o| String::from_utf8_lossy(&o.stdout).into_owned()).unwrap_or_default();
        listed.split_whitespace().filter_map(|n| n.parse::<u64>().ok()).sum::<u64>() * 1024
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What came back.
#[derive(Debug, Default)]
pub struct Reply {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
    /// The whole body came: its length or its last chunk was there.
    pub whole: bool,
}

impl Reply {
    fn parse(all: &[u8], broken: bool) -> Self {
        let Some(end) = all.windows(4).position(|w| w == b"\r\n\r\n") else { return Self::default() };
        let head = String::from_utf8_lossy(&all[..end]).into_owned();
        let mut lines = head.lines();
        let status = lines.next().and_then(|line| line.split(' ').nth(1)?.parse().ok()).unwrap_or(0);
        let pair = |line: &str| line.split_once(':').map(|(n, v)| (n.to_ascii_lowercase(), v.trim().to_string()));
        let headers: Vec<(String, String)> = lines.filter_map(pair).collect();
        let rest = &all[end + 4..];
        let mut reply = Self { status, headers, body: Vec::new(), whole: false };
        if reply.header("transfer-encoding") == Some("chunked") {
            (reply.body, reply.whole) = chunks(rest);
        } else {
            let length = reply.header("content-length").and_then(|n| n.parse::<usize>().ok());
            reply.whole = !broken && length.is_none_or(|length| length == rest.len() || rest.is_empty());
            reply.body = rest.to_vec();
        }
        reply
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// The bytes of a chunked body, and whether its last chunk came.
fn chunks(mut rest: &[u8]) -> (Vec<u8>, bool) {
    let mut body = Vec::new();
    loop {
        let Some(line) = rest.windows(2).position(|w| w == b"\r\n") else { return (body, false) };
        let length = usize::from_str_radix(String::from_utf8_lossy(&rest[..line]).trim(), 16).unwrap_or(usize::MAX);
        rest = &rest[line + 2..];
        if length == 0 {
            return (body, true);
        }
        if length > rest.len() {
            body.extend_from_slice(rest);
            return (body, false);
        }
        body.extend_from_slice(&rest[..length]);
        rest = rest.get(length + 2..).unwrap_or(&[]);
    }
}

/// Text as it may stand in a query string.
pub fn encoded(text: &str) -> String {
    text.bytes()
        .map(|b| if b.is_ascii_alphanumeric() || b"-._~".contains(&b) { char::from(b).to_string() } else { format!("%{b:02X}") })
        .collect()
}

//! As much of HTTP/1.1 as a test server on 127.0.0.1 needs, and a client that speaks it.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, ErrorKind, Read, Write};
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};

/// The longest body that either side accepts.
const MAX_BODY: usize = 16 << 20;

/// What a client sent.
#[derive(Debug, Clone, Default)]
pub struct Request {
    pub method: String,
    pub path: String,
    /// Names are in lower case.
    pub headers: HashMap<String, String>,
    pub body: Vec<u8>,
}

impl Request {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(String::as_str)
    }
}

/// What a server answered.
#[derive(Debug, Clone, Default)]
pub struct Response {
    pub status: u16,
    /// Names are in lower case.
    pub headers: HashMap<String, String>,
    pub body: Vec<u8>,
}

/// A server with a thread for each connection. It ends when it is dropped.
pub struct Server {
    address: SocketAddr,
    stop: Arc<AtomicBool>,
    connections: Connections,
    listening: Option<JoinHandle<()>>,
}

/// The open connections, by a number of their own, so that the end of the server can end them.
type Connections = Arc<Mutex<HashMap<usize, TcpStream>>>;

impl Server {
    /// Starts a server on a free port of 127.0.0.1. Where `answer` gives `None`, the connection is
    /// closed without an answer.
    pub fn start(answer: impl Fn(&Request) -> Option<Response> + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, connections) = (Arc::<AtomicBool>::default(), Connections::default());
        let listening = {
            let (stop, connections, answer) = (stop.clone(), connections.clone(), Arc::new(answer));
            thread::spawn(move || {
                for (number, stream) in listener.incoming().enumerate() {
                    if stop.load(Ordering::SeqCst) {
                        return;
                    }
                    let Ok(stream) = stream else { continue };
                    let Ok(kept) = stream.try_clone() else { continue };
                    connections.lock().unwrap().insert(number, kept);
                    let (connections, answer) = (connections.clone(), answer.clone());
                    thread::spawn(move || {
                        // A connection that breaks is the client's affair.
                        let _ = serve(&stream, answer.as_ref());
                        let _ = stream.shutdown(Shutdown::Both);
                        connections.lock().unwrap().remove(&number);
                    });
                }
            })
        };
        Server { address, stop, connections, listening: Some(listening) }
    }

    pub fn address(&self) -> SocketAddr {
        self.address
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::SeqCst);
        // Wakes the listener up, which then sees that it is to stop.
        let _ = TcpStream::connect(self.address);
        if let Some(listening) = self.listening.take() {
            let _ = listening.join();
        }
        for connection in self.connections.lock().unwrap().values() {
            let _ = connection.shutdown(Shutdown::Both);
        }
    }
}

/// Answers the requests of one connection until either side closes it.
fn serve(stream: &TcpStream, answer: &dyn Fn(&Request) -> Option<Response>) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let mut reader = BufReader::new(stream);
    while let Some(request) = read_request(&mut reader)? {
        let Some(response) = answer(&request) else { return Ok(()) };
        let mut bytes = format!("HTTP/1.1 {} -\r\n", response.status).into_bytes();
        for (name, value) in &response.headers {
            bytes.extend_from_slice(format!("{name}: {value}\r\n").as_bytes());
        }
        bytes.extend_from_slice(format!("content-length: {}\r\n\r\n", response.body.len()).as_bytes());
        bytes.extend_from_slice(&response.body);
        let mut writer = stream;
        writer.write_all(&bytes)?;
        if request.header("connection").is_some_and(|value| value.eq_ignore_ascii_case("close")) {
            break;
        }
    }
    Ok(())
}

/// Reads one request; `None` when the connection was closed before it.
fn read_request(reader: &mut impl BufRead) -> std::io::Result<Option<Request>> {
    let mut first = String::new();
    if reader.read_line(&mut first)? == 0 {
        return Ok(None);
    }
    let mut words = first.split_whitespace();
    let (Some(method), Some(path)) = (words.next(), words.next()) else {
        return Err(malformed("request line"));
    };
    let (method, path) = (method.to_owned(), path.to_owned());
    let headers = read_headers(reader)?;
    if headers.contains_key("transfer-encoding") {
        return Err(malformed("a transfer encoding"));
    }
    let body = match headers.get("content-length") {
        Some(length) => read_exactly(reader, length)?,
        None => Vec::new(),
    };
    Ok(Some(Request { method, path, headers, body }))
}

fn read_headers(reader: &mut impl BufRead) -> std::io::Result<HashMap<String, String>> {
    let mut headers = HashMap::new();
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line)? == 0 {
            return Err(malformed("an end inside the headers"));
        }
        let line = line.trim_end_matches(['\r', '\n']);
        if line.is_empty() {
            return Ok(headers);
        }
        let (name, value) = line.split_once(':').ok_or_else(|| malformed("a header"))?;
        headers.insert(name.to_ascii_lowercase(), value.trim().to_owned());
    }
}

fn read_exactly(reader: &mut impl BufRead, length: &str) -> std::io::Result<Vec<u8>> {
    let length: usize = length.parse().map_err(|_| malformed("a content length"))?;
    if length > MAX_BODY {
        return Err(malformed("a long body"));
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    Ok(body)
}

fn malformed(what: &str) -> std::io::Error {
    std::io::Error::new(ErrorKind::InvalidData, what.to_owned())
}

/// Sends one POST request over a connection of its own and reads the answer.
pub fn post(address: &str, path: &str, headers: &[(&str, String)], body: &[u8]) -> std::io::Result<Response> {
    let mut stream = TcpStream::connect(address)?;
    let mut bytes = format!("POST {path} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n").into_bytes();
    for (name, value) in headers {
        bytes.extend_from_slice(format!("{name}: {value}\r\n").as_bytes());
    }
    bytes.extend_from_slice(format!("content-length: {}\r\n\r\n", body.len()).as_bytes());
    bytes.extend_from_slice(body);
    stream.write_all(&bytes)?;

    let mut reader = BufReader::new(stream);
    let mut first = String::new();
    reader.read_line(&mut first)?;
    let status = first.split_whitespace().nth(1).and_then(|status| status.parse().ok());
    let status = status.ok_or_else(|| malformed("a status line"))?;
    let headers = read_headers(&mut reader)?;
    let body = match headers.get("content-length") {
        Some(length) => read_exactly(&mut reader, length)?,
        None if headers.contains_key("transfer-encoding") => read_chunks(&mut reader)?,
        None => {
            let mut body = Vec::new();
            reader.take(MAX_BODY as u64).read_to_end(&mut body)?;
            body
        }
    };
    Ok(Response { status, headers, body })
}

/// Reads a body in the chunked transfer encoding.
fn read_chunks(reader: &mut impl BufRead) -> std::io::Result<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line)?;
        let digits = line.split(';').next().unwrap_or_default().trim();
        let length = usize::from_str_radix(digits, 16).map_err(|_| malformed("a chunk"))?;
        if length == 0 {
            return Ok(body);
        }
        body.extend_from_slice(&read_exactly(reader, &length.to_string())?);
        // The line break after the chunk.
        reader.read_line(&mut line)?;
    }
}

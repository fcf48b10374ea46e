//! A server that records what reaches it and answers what it is told.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

use aws_lc_rs::{digest, hmac};
use aws_sdk_dynamodb::config::Builder;

/// A request as it came over the wire.
#[derive(Debug, Clone)]
pub struct Request {
    /// The operation, by its name in the DynamoDB API.
    pub operation: String,
    /// The path and query. A request that was put together from headers has none.
    pub target: String,
    /// Names in lower case.
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

/// Status and JSON of an answer.
pub type Answer = (u16, String);

/// A running server. Its threads end with the process.
pub struct Wire {
    pub url: String,
    requests: Arc<Mutex<Vec<Request>>>,
}

impl Request {
    /// A request that has no body yet; `None` where the headers name no operation.
    pub fn with_headers(headers: Vec<(String, String)>) -> Option<Request> {
        let mut request =
            Request { operation: String::new(), target: String::new(), headers, body: Vec::new() };
        request.operation = request.header("x-amz-target")?.rsplit('.').next()?.to_owned();
        Some(request)
    }

    /// How long the body is according to the headers.
    pub fn length(&self) -> usize {
        self.header("content-length").expect("a request has a length").parse().unwrap()
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(header, _)| header == name).map(|(_, value)| value.as_str())
    }

    /// Whether the request has a valid SigV4 signature for what came over the wire.
    pub fn is_signed(&self) -> bool {
        let authorization = self.header("authorization").unwrap();
        let part = |name: &str| {
            let (_, rest) = authorization.split_once(name).unwrap();
            rest.split(',').next().unwrap().trim()
        };
        let (_, scope) = part("Credential=").split_once('/').unwrap();
        let signed_headers = part("SignedHeaders=");
        let headers: String =
            signed_headers.split(';').map(|name| format!("{name}:{}\n", self.header(name).unwrap())).collect();
        let sha256 = |bytes: &[u8]| hex(digest::digest(&digest::SHA256, bytes).as_ref());
        let request = format!("POST\n/\n\n{headers}\n{signed_headers}\n{}", sha256(&self.body));
        let date = self.header("x-amz-date").unwrap();
        let to_sign = format!("AWS4-HMAC-SHA256\n{date}\n{scope}\n{}", sha256(request.as_bytes()));
        let mac = |key: &[u8], text: &str| {
            hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, key), text.as_bytes()).as_ref().to_vec()
        };
        let secret = format!("AWS4{}", super::SECRET_ACCESS_KEY).into_bytes();
        let key = scope.split('/').fold(secret, |key, part| mac(&key, part));
        hex(&mac(&key, &to_sign)) == part("Signature=")
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap()
    }
}

impl Wire {
    /// Starts a server on 127.0.0.1. `answer` gets the number of the request, from 1, and the request.
    pub fn start(answer: impl Fn(usize, &Request) -> Answer + Send + Sync + 'static) -> Wire {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let requests = Arc::new(Mutex::new(Vec::new()));
        let recorded = Arc::clone(&requests);
        let answer = Arc::new(answer);
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let (requests, answer) = (Arc::clone(&recorded), Arc::clone(&answer));
                std::thread::spawn(move || serve(stream.unwrap(), &requests, &*answer));
            }
        });
        Wire { url, requests }
    }

    /// A server that answers every request with an empty object.
    pub fn empty() -> Wire {
        Wire::start(|_, _| (200, "{}".to_owned()))
    }

    pub fn config(&self) -> Builder {
        super::config(&self.url)
    }

    pub fn requests(&self) -> Vec<Request> {
        self.requests.lock().unwrap().clone()
    }

    pub fn count(&self) -> usize {
        self.requests.lock().unwrap().len()
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Answers the requests of one connection until it is closed.
fn serve(stream: TcpStream, requests: &Mutex<Vec<Request>>, answer: &dyn Fn(usize, &Request) -> Answer) {
    stream.set_nodelay(true).unwrap();
    let mut writer = stream.try_clone().unwrap();
    let mut reader = BufReader::new(stream);
    while let Some(request) = read(&mut reader) {
        let number = {
            let mut requests = requests.lock().unwrap();
            requests.push(request.clone());
            requests.len()
        };
        let (status, body) = answer(number, &request);
        let response = format!(
            "HTTP/1.1 {status} X\r\ncontent-type: application/x-amz-json-1.0\r\n\
             x-amzn-requestid: REQUEST{number}\r\ncontent-length: {}\r\n\r\n{body}",
            body.len()
        );
        if writer.write_all(response.as_bytes()).is_err() {
            return;
        }
    }
}

/// Reads one request; `None` at the end of the connection.
fn read(reader: &mut impl BufRead) -> Option<Request> {
    let (first, headers) = read_head(reader)?;
    let mut request = Request::with_headers(headers)?;
    request.target = first.split(' ').nth(1)?.to_owned();
    request.body = vec![0; request.length()];
    reader.read_exact(&mut request.body).ok()?;
    Some(request)
}

/// Reads the first line of a message and its headers; `None` at the end of the connection.
pub fn read_head(reader: &mut impl BufRead) -> Option<(String, Vec<(String, String)>)> {
    let mut first = String::new();
    if reader.read_line(&mut first).unwrap_or(0) == 0 {
        return None;
    }
    let mut headers = Vec::new();
    loop {
        let mut header = String::new();
        reader.read_line(&mut header).ok()?;
        match header.trim_end().split_once(':') {
            Some((name, value)) => headers.push((name.to_lowercase(), value.trim().to_owned())),
            None => break,
        }
    }
    Some((first, headers))
}

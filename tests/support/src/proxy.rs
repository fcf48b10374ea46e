//! Stands between a client and a server of DynamoDB's protocol: records every byte that the client sends,
//! and makes the mistakes that a plan asks for.

use std::io::{BufReader, ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use super::fault::{Fault, Refusal, crc32, divide, flip};
use super::watch::{self, Finder};
use super::wire::{Request, read_head};

/// Where a proxy without connections is. It is never looked up.
const NOWHERE: &str = "http://proxy.invalid";

/// What happens to a request, given its headers; they have its operation, its body is not read yet.
type Plan = Box<dyn FnMut(&Request) -> Option<Fault> + Send>;

/// A request, and what became of it.
#[derive(Debug, Clone)]
pub struct Exchange {
    pub request: Request,
    /// Whether all of the request was read.
    pub is_whole: bool,
    pub fault: Option<Fault>,
    /// What the server was sent, where that was anything.
    pub forwarded: Option<Vec<u8>>,
    /// How the server has answered.
    pub status: Option<u16>,
}

/// A running proxy. Its threads end with the process.
#[derive(Clone)]
pub struct Proxy {
    pub url: String,
    shared: Arc<Shared>,
}

struct Shared {
    server: String,
    plan: Mutex<Plan>,
    exchanges: Mutex<Vec<Exchange>>,
    /// Every byte of every connection.
    bytes: Mutex<Vec<Arc<Mutex<Vec<u8>>>>>,
    connections: Mutex<Vec<Arc<Connection>>>,
    /// Whether all that is sent is kept. Else it is searched for plaintext as it passes.
    is_kept: bool,
    /// To the server, for requests that come over no connection.
    own: Mutex<Option<BufReader<TcpStream>>>,
}

struct Connection {
    /// The client's side.
    client: SocketAddr,
    stream: TcpStream,
    /// Whether a request is being read or answered. Locked while that is decided.
    is_busy: Mutex<bool>,
}

/// What a server has answered.
pub struct Response {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Proxy {
    /// Starts a proxy for the server at `url` that records everything and does what the plan says.
    pub fn start(url: &str, plan: impl FnMut(&Request) -> Option<Fault> + Send + 'static) -> Proxy {
        Proxy::with(url, Box::new(plan), true)
    }

    /// Starts a proxy that keeps nothing, and ends the process when a client that encrypts sends plaintext.
    pub fn watching(url: &str) -> Proxy {
        Proxy::with(url, Box::new(|_| None), false)
    }

    /// A proxy that nobody can connect to: it is [handed](Self::carry_out) what is for the server.
    pub fn without_connections(url: &str) -> Proxy {
        Proxy { url: NOWHERE.to_owned(), shared: Arc::new(Shared::new(url, Box::new(|_| None), true)) }
    }

    fn with(url: &str, plan: Plan, is_kept: bool) -> Proxy {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let shared = Arc::new(Shared::new(url, plan, is_kept));
        let proxy = Proxy { url: format!("http://{}", listener.local_addr().unwrap()), shared };
        let shared = Arc::clone(&proxy.shared);
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let Ok(stream) = stream else { continue };
                let connection = shared.accept(&stream);
                let shared = Arc::clone(&shared);
                std::thread::spawn(move || shared.serve(stream, &connection));
            }
        });
        proxy
    }

    /// Has the proxy follow another plan from now on.
    pub fn set_plan(&self, plan: impl FnMut(&Request) -> Option<Fault> + Send + 'static) {
        *self.shared.plan.lock().unwrap() = Box::new(plan);
    }

    /// What the plan has for a request.
    pub fn fault(&self, request: &Request) -> Option<Fault> {
        (self.shared.plan.lock().unwrap())(request)
    }

    /// Has a request carried out, as far as the fault lets it, before this returns. `None` where there is no answer. Delays
    /// are the caller's.
    pub fn carry_out(&self, mut request: Request, fault: Option<&Fault>) -> Option<Response> {
        let length = received(&request, fault);
        let is_whole = length == request.body.len();
        request.body.truncate(length);
        let number = self.shared.record(request.clone(), is_whole, fault.cloned());
        if !is_whole {
            return None;
        }
        let answered = self.shared.answer(number, &mut self.shared.own.lock().unwrap(), &request, fault)?;
        (!matches!(fault, Some(Fault::DropInAnswer))).then_some(answered)
    }

    /// The requests from the one with this number on, in the order of their arrival.
    pub fn exchanges_from(&self, first: usize) -> Vec<Exchange> {
        self.shared.exchanges.lock().unwrap()[first..].to_vec()
    }

    pub fn exchanges(&self) -> Vec<Exchange> {
        self.exchanges_from(0)
    }

    pub fn count(&self) -> usize {
        self.shared.exchanges.lock().unwrap().len()
    }

    /// All that clients have sent, for each connection.
    pub fn bytes(&self) -> Vec<Vec<u8>> {
        self.shared.bytes.lock().unwrap().iter().map(|bytes| bytes.lock().unwrap().clone()).collect()
    }

    /// Waits until nothing of what clients have sent is still to be carried out.
    pub async fn settle(&self) {
        if self.url == NOWHERE {
            // What was handed over has been carried out.
            return;
        }
        let mut quiet = 0;
        while quiet < 5 {
            // The SDK's own tasks may have something left to send.
            tokio::time::sleep(Duration::from_millis(2)).await;
            quiet = if self.is_quiet().await { quiet + 1 } else { 0 };
        }
    }

    async fn is_quiet(&self) -> bool {
        // Connections are accepted in their order: with this one, all before it are known.
        let last = TcpStream::connect(self.url.trim_start_matches("http://")).unwrap();
        let address = last.local_addr().unwrap();
        while !self.shared.connections.lock().unwrap().iter().any(|known| known.client == address) {
            tokio::task::yield_now().await;
        }
        drop(last);
        let connections = self.shared.connections.lock().unwrap().clone();
        connections.iter().filter(|known| known.client != address).all(|known| known.is_quiet())
    }
}

/// How much of a request's body arrives.
fn received(request: &Request, fault: Option<&Fault>) -> usize {
    match fault {
        Some(Fault::DropUnread) => 0,
        Some(Fault::DropInRequest) => request.length() / 2,
        _ => request.length(),
    }
}

impl Shared {
    fn new(url: &str, plan: Plan, is_kept: bool) -> Shared {
        Shared {
            server: url.trim_start_matches("http://").to_owned(),
            plan: Mutex::new(plan),
            exchanges: Mutex::default(),
            bytes: Mutex::default(),
            connections: Mutex::default(),
            is_kept,
            own: Mutex::default(),
        }
    }

    fn accept(&self, stream: &TcpStream) -> Arc<Connection> {
        let connection = Arc::new(Connection {
            client: stream.peer_addr().unwrap(),
            stream: stream.try_clone().unwrap(),
            is_busy: Mutex::new(false),
        });
        self.connections.lock().unwrap().push(Arc::clone(&connection));
        connection
    }

    fn serve(&self, stream: TcpStream, connection: &Connection) {
        stream.set_nodelay(true).unwrap();
        let bytes = Arc::<Mutex<Vec<u8>>>::default();
        if self.is_kept {
            self.bytes.lock().unwrap().push(Arc::clone(&bytes));
        }
        let writer = stream.try_clone().unwrap();
        let reader = Recording { stream, bytes: self.is_kept.then_some(bytes) };
        // Where either side closes its connection, this one ends, too.
        let _ended = self.exchange(connection, BufReader::new(reader), writer);
        let _ = connection.stream.shutdown(std::net::Shutdown::Both);
        self.connections.lock().unwrap().retain(|other| other.client != connection.client);
    }

    /// Handles the requests of one connection, until it ends or is to end.
    fn exchange(
        &self,
        connection: &Connection,
        mut reader: BufReader<Recording>,
        mut writer: TcpStream,
    ) -> Option<()> {
        let mut server = None;
        loop {
            connection.wait()?;
            let (_, headers) = read_head(&mut reader)?;
            let mut request = Request::with_headers(headers)?;
            let fault = (self.plan.lock().unwrap())(&request);
            let length = received(&request, fault.as_ref());
            request.body = vec![0; length];
            reader.read_exact(&mut request.body).ok()?;
            let is_whole = length == request.length();
            if !self.is_kept {
                stop_at_plaintext(&request);
            }
            let number = self.record(request.clone(), is_whole, fault.clone());
            if !is_whole {
                return None;
            }
            if let Some(Fault::LateRequest(delay)) = &fault {
                std::thread::sleep(*delay);
            }
            let response = self.answer(number, &mut server, &request, fault.as_ref())?;
            if let Some(Fault::LateAnswer(delay)) = &fault {
                std::thread::sleep(*delay);
            }
            response.send(&mut writer, fault.as_ref())?;
            connection.rest();
        }
    }

    fn record(&self, request: Request, is_whole: bool, fault: Option<Fault>) -> usize {
        if !self.is_kept {
            return 0;
        }
        let mut exchanges = self.exchanges.lock().unwrap();
        exchanges.push(Exchange { request, is_whole, fault, forwarded: None, status: None });
        exchanges.len() - 1
    }

    /// The answer to a request: the server's, unless the fault refuses it; `None` for none.
    fn answer(
        &self,
        number: usize,
        server: &mut Option<BufReader<TcpStream>>,
        request: &Request,
        fault: Option<&Fault>,
    ) -> Option<Response> {
        match fault {
            Some(Fault::Refuse(refusal)) => Some(Response::of(refusal)),
            Some(Fault::Conflict) => Some(Response::of(&Refusal::conflict(&request.json()))),
            _ => self.forward(number, server, request, fault),
        }
    }

    /// Sends a request to the server, and returns its answer as far as the fault leaves it; `None` for none.
    fn forward(
        &self,
        number: usize,
        server: &mut Option<BufReader<TcpStream>>,
        request: &Request,
        fault: Option<&Fault>,
    ) -> Option<Response> {
        let divided = match fault {
            Some(Fault::Part(bits)) => divide(&request.operation, &request.json(), *bits),
            _ => None,
        };
        let body = match &divided {
            Some((done, _)) => serde_json::json!({ "RequestItems": done }).to_string().into_bytes(),
            None => request.body.clone(),
        };
        if server.is_none() {
            let stream = TcpStream::connect(&self.server).ok()?;
            stream.set_nodelay(true).ok()?;
            *server = Some(BufReader::new(stream));
        }
        let answered = ask(server.as_mut()?, request, &body);
        if self.is_kept {
            let mut exchanges = self.exchanges.lock().unwrap();
            exchanges[number].forwarded = Some(body);
            exchanges[number].status = answered.as_ref().map(|response| response.status);
        }
        let mut response = answered?;
        if let (Some((_, left)), 200) = (divided, response.status) {
            let member =
                if request.operation == "BatchGetItem" { "UnprocessedKeys" } else { "UnprocessedItems" };
            let mut answer: serde_json::Value = serde_json::from_slice(&response.body).unwrap();
            answer[member] = left;
            response.body = answer.to_string().into_bytes();
            response.set_checksum();
        }
        match fault {
            Some(Fault::LoseAnswer) => return None,
            Some(Fault::ReplaceAnswer(refusal)) => response = Response::of(refusal),
            Some(Fault::CutAnswer) => response.body.truncate(response.body.len() / 2),
            Some(Fault::FlipAnswer(which)) => drop(flip(&mut response.body, *which)),
            _ => {}
        }
        Some(response)
    }
}

/// Ends the process when a client that encrypts sends plaintext. There is no other end that a test cannot
/// overlook: neither its own thread nor its client's errors can be reached from here.
fn stop_at_plaintext(request: &Request) {
    if !watch::is_of_encrypting_client(request) {
        return;
    }
    static FINDER: std::sync::LazyLock<Finder> = std::sync::LazyLock::new(Finder::of_markers);
    let found = FINDER.find_in_request(request);
    if !found.is_empty() {
        let message = format!(
            "\nA client that encrypts has sent {found:?} in {}: {}\n\
             A test that means it to starts its engine with `start_unwatched`.\n",
            request.operation,
            String::from_utf8_lossy(&request.body)
        );
        // Unlike `eprintln`, this is not captured.
        let _ = std::io::stderr().write_all(message.as_bytes());
        std::process::exit(101);
    }
}

impl Connection {
    /// Waits for a request. `None` at the end of the connection.
    fn wait(&self) -> Option<()> {
        loop {
            match self.stream.peek(&mut [0]) {
                Ok(0) => return None,
                Ok(_) => {
                    *self.is_busy.lock().unwrap() = true;
                    return Some(());
                }
                // For a moment, while somebody looks whether there is anything.
                Err(error) if error.kind() == ErrorKind::WouldBlock => std::thread::yield_now(),
                Err(_) => return None,
            }
        }
    }

    fn rest(&self) {
        *self.is_busy.lock().unwrap() = false;
    }

    /// Whether no request is being answered, and none has come in.
    fn is_quiet(&self) -> bool {
        let is_busy = self.is_busy.lock().unwrap();
        if *is_busy {
            return false;
        }
        self.stream.set_nonblocking(true).unwrap();
        let peeked = self.stream.peek(&mut [0]);
        self.stream.set_nonblocking(false).unwrap();
        // At the end there may have been something before: its thread says so.
        matches!(peeked, Err(error) if error.kind() == ErrorKind::WouldBlock)
    }
}

/// Keeps what is read of a connection.
struct Recording {
    stream: TcpStream,
    bytes: Option<Arc<Mutex<Vec<u8>>>>,
}

impl Read for Recording {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let length = self.stream.read(buffer)?;
        if let Some(bytes) = &self.bytes {
            bytes.lock().unwrap().extend_from_slice(&buffer[..length]);
        }
        Ok(length)
    }
}

/// Sends a request with this body over a connection to the server, and reads the answer.
fn ask(server: &mut BufReader<TcpStream>, request: &Request, body: &[u8]) -> Option<Response> {
    let mut bytes = b"POST / HTTP/1.1\r\n".to_vec();
    for (name, value) in request.headers.iter().filter(|(name, _)| name != "content-length") {
        bytes.extend_from_slice(format!("{name}: {value}\r\n").as_bytes());
    }
    bytes.extend_from_slice(format!("content-length: {}\r\n\r\n", body.len()).as_bytes());
    bytes.extend_from_slice(body);
    server.get_mut().write_all(&bytes).ok()?;
    let (first, headers) = read_head(server)?;
    let status = first.split_whitespace().nth(1)?.parse().ok()?;
    let length = headers.iter().find(|(name, _)| name == "content-length")?.1.parse().ok()?;
    let mut body = vec![0; length];
    server.read_exact(&mut body).ok()?;
    Some(Response { status, headers, body })
}

impl Response {
    fn of(refusal: &Refusal) -> Response {
        let headers = [("content-type", "application/x-amz-json-1.0"), ("x-amzn-requestid", "INJECTED")];
        let headers = headers.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec();
        let body = refusal.body.to_string().into_bytes();
        let mut response = Response { status: refusal.status, headers, body };
        response.set_checksum();
        response
    }

    fn set_checksum(&mut self) {
        const NAME: &str = "x-amz-crc32";
        self.headers.retain(|(name, _)| name != NAME);
        self.headers.push((NAME.to_owned(), crc32(&self.body).to_string()));
    }

    /// Sends the answer; `None` where the connection is to end then, or has.
    fn send(&self, writer: &mut TcpStream, fault: Option<&Fault>) -> Option<()> {
        let mut bytes = format!("HTTP/1.1 {} -\r\n", self.status).into_bytes();
        for (name, value) in self.headers.iter().filter(|(name, _)| name != "content-length") {
            bytes.extend_from_slice(format!("{name}: {value}\r\n").as_bytes());
        }
        bytes.extend_from_slice(format!("content-length: {}\r\n\r\n", self.body.len()).as_bytes());
        let is_cut_off = matches!(fault, Some(Fault::DropInAnswer));
        let length = if is_cut_off { self.body.len() / 2 } else { self.body.len() };
        bytes.extend_from_slice(&self.body[..length]);
        writer.write_all(&bytes).ok()?;
        (!is_cut_off).then_some(())
    }
}

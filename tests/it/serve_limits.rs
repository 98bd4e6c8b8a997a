//! Bounds that hold: time, rows, bytes, memory, numbers; and clients that mean harm.

use super::client::{Server, TOKEN, encoded};
use super::support::built;
use std::io::{Read, Write};
use std::time::{Duration, Instant};

/// Every triple with every other, sorted: nothing comes before all is there.
const CROSS: &str = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY DESC(?c) ?f ?i";

fn sparql(query: &str) -> String {
    format!("/sparql?query={}", encoded(query))
}

#[test]
fn a_cross_product_with_order_ends_in_time_and_within_memory() {
    let (_folder, store) = built();
    let server = Server::start(&store, &["--timeout", "4", "--max-memory", "512"]);
    let path = sparql(CROSS);
    let started = Instant::now();
    let (reply, most) = std::thread::scope(|scope| {
        let asked = scope.spawn(|| server.get(&path));
        let mut most = 0;
        while !asked.is_finished() {
            most = most.max(server.memory());
            std::thread::sleep(Duration::from_millis(50));
        }
        (asked.join().expect("an answer"), most)
    });
    let took = started.elapsed();
    assert_eq!(reply.status, 503, "{}", reply.text());
    assert!(reply.text().contains("limit"), "{}", reply.text());
    assert!(took < Duration::from_secs(6), "{took:?}");
    assert!(most < 1 << 30, "{most} bytes");
    assert!(server.get(&sparql("ASK {}")).text().contains("true"), "others are answered");
}

#[test]
fn an_update_ends_in_time_and_leaves_the_store_as_it_was() {
    let (_folder, store) = built();
    let server = Server::writable(&store, &["--timeout", "3", "--max-memory", "512"]);
    let count = || server.get_as(&sparql("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"), "text/csv").text();
    let before = count();
    let update = "INSERT { ?a <urn:x> ?f } WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }";
    let bearer = format!("Bearer {TOKEN}");
    let started = Instant::now();
    let reply =
        server.send("POST", "/sparql", &[("Content-Type", "application/sparql-update"), ("Authorization", &bearer)], update.as_bytes());
    assert_eq!(reply.status, 503, "{}", reply.text());
    assert!(started.elapsed() < Duration::from_millis(4500), "{:?}", started.elapsed());
    assert_eq!(count(), before);
    let small = server.send(
        "POST",
        "/sparql",
        &[("Content-Type", "application/sparql-update"), ("Authorization", &bearer)],
        b"INSERT DATA { <urn:a> <urn:b> 1 }",
    );
    assert_eq!(small.status, 204, "the next one is made: {}", small.text());
}

#[test]
fn memory_is_bounded_before_time() {
    let (_folder, store) = built();
    let server = Server::start(&store, &["--timeout", "60", "--max-memory", "256"]);
    let started = Instant::now();
    let reply = server.get(&sparql(CROSS));
    assert_eq!(reply.status, 503, "{}", reply.text());
    assert!(reply.text().contains("memory"), "{}", reply.text());
    assert!(started.elapsed() < Duration::from_secs(50), "{:?}", started.elapsed());
}

/// What fails late breaks off: a part never looks like the whole, and no error is appended to it.
#[test]
fn a_late_failure_breaks_the_connection_off() {
    let (_folder, store) = built();
    let long = sparql("SELECT * { ?a ?b ?c . ?d ?e ?f }");
    for (arguments, accept) in [
        (["--max-rows", "50000"], "text/csv"),
        (["--max-answer", "1"], "application/sparql-results+json"),
        (["--timeout", "2"], "text/tab-separated-values"),
    ] {
        let server = Server::start(&store, &arguments);
        for encoding in ["identity", "gzip"] {
            let reply = server.send("GET", &long, &[("Accept", accept), ("Accept-Encoding", encoding)], b"");
            assert_eq!(reply.status, 200, "{arguments:?}");
            assert!(!reply.whole && !reply.body.is_empty(), "{arguments:?} {encoding}: {} bytes look like the whole", reply.body.len());
            assert!(!reply.text().contains("limit") && !reply.text().contains("error"), "{arguments:?}");
        }
    }
    let server = Server::start(&store, &["--max-rows", "10"]);
    let early = server.get(&sparql("SELECT * { ?a ?b ?c } LIMIT 11"));
    assert_eq!(early.status, 503, "what fails before the first byte is a refusal");
    assert!(early.text().contains("more than 10 rows"), "{}", early.text());
    assert_eq!(server.get(&sparql("SELECT * { ?a ?b ?c } LIMIT 10")).status, 200);
}

#[test]
fn so_many_at_once_and_the_others_wait_or_are_told() {
    let (_folder, store) = built();
    let server = Server::start(&store, &["--timeout", "8", "--concurrent", "2"]);
    // It counts and keeps nothing: only its time ends it.
    let slow = sparql("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }");
    std::thread::scope(|scope| {
        let running: Vec<_> = (0..2).map(|_| scope.spawn(|| server.get(&slow).status)).collect();
        std::thread::sleep(Duration::from_millis(800));
        let third = server.get(&sparql("ASK {}"));
        assert!(third.status == 503 && third.header("retry-after").is_some(), "{} {}", third.status, third.text());
        assert_eq!(server.json("/api/search?q=a")["offset"], 0, "questions to the loaded graph are answered meanwhile");
        assert!(running.into_iter().all(|thread| thread.join().expect("an answer") == 503));
    });
    assert_eq!(server.get(&sparql("ASK {}")).status, 200);
}

#[test]
fn a_client_that_goes_away_frees_its_worker() {
    let (_folder, store) = built();
    let server = Server::start(&store, &["--timeout", "40", "--concurrent", "1"]);
    let mut stream = server.connect();
    let request = format!("GET {} HTTP/1.1\r\nHost: x\r\nAccept: text/csv\r\n\r\n", sparql("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"));
    stream.write_all(request.as_bytes()).expect("sent");
    let mut first = [0; 4096];
    assert!(stream.read(&mut first).expect("the beginning") > 0);
    drop(stream);
    let started = Instant::now();
    while server.get(&sparql("ASK {}")).status != 200 {
        assert!(started.elapsed() < Duration::from_secs(15), "the worker goes on for nobody");
    }
}

#[test]
fn queries_that_recurse_deeply_hurt_nobody_else() {
    let (_folder, store) = built();
    let server = Server::start(&store, &["--timeout", "10"]);
    let nested = format!("ASK {{ FILTER({}1{}) }}", "(".repeat(100_000), ")".repeat(100_000));
    let negated = format!("ASK {{ FILTER({}true) }}", "!".repeat(300_000));
    let groups = format!("ASK {}{}", "{".repeat(20_000), "}".repeat(20_000));
    for query in [nested, negated, groups] {
        let reply = server.send("POST", "/sparql", &[("Content-Type", "application/sparql-query")], query.as_bytes());
        assert!(matches!(reply.status, 200 | 400 | 503), "{}: {}", reply.status, reply.text());
        assert!(server.get(&sparql("ASK {}")).text().contains("true"));
    }
}

#[test]
fn large_bodies_and_heads_are_refused() {
    let (_folder, store) = built();
    let server = Server::writable(&store, &[]);
    let query = ("Content-Type", "application/sparql-query");
    let large = vec![b' '; (1 << 20) + 1];
    assert_eq!(server.send("POST", "/sparql", &[query], &large).status, 413);
    assert_eq!(server.send("POST", "/sparql", &[query, ("Content-Length", "99999999999")], b"ASK {}").status, 413);
    let mut chunked = b"POST /sparql HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/sparql-query\r\nTransfer-Encoding: chunked\r\n\r\n".to_vec();
    for _ in 0..40 {
        chunked.extend_from_slice(b"10000\r\n");
        chunked.extend_from_slice(&[b' '; 0x10000]);
        chunked.extend_from_slice(b"\r\n");
    }
    assert_eq!(server.raw(&chunked).status, 413);
    let flood: String = (0..2_000).map(|n| format!("X-{n}: y\r\n")).collect();
    let reply = server.raw(format!("GET /health HTTP/1.1\r\nHost: x\r\n{flood}\r\n").as_bytes());
    assert!(matches!(reply.status, 0 | 400..=499), "{}", reply.status);
    let reply = server.raw(format!("GET /{} HTTP/1.1\r\nHost: x\r\n\r\n", "a".repeat(1 << 20)).as_bytes());
    assert!(matches!(reply.status, 0 | 400..=499), "{}", reply.status);
    for nonsense in [&b"\x16\x03\x01\x02\x00"[..], b"GET / HTTP/9.9\r\n\r\n", b"\r\n\r\n\r\n", b"GET /\x00 HTTP/1.1\r\nHost: x\r\n\r\n"] {
        let reply = server.raw(nonsense);
        assert!(matches!(reply.status, 0 | 400..=599), "{nonsense:?}: {}", reply.status);
    }
    let smuggled =
        b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: 6\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n0\r\n\r\nX";
    assert!(server.raw(smuggled).status >= 400);
    let utf16 = server.send("POST", "/sparql", &[("Content-Type", "application/sparql-query; charset=utf-16")], b"ASK {}");
    assert_eq!(utf16.status, 415);
    assert_eq!(server.send("POST", "/sparql", &[query], b"ASK { ?s ?p \"\xff\xfe\" }").status, 400);
    let turtle = [("Content-Type", "text/turtle"), ("Authorization", &format!("Bearer {TOKEN}"))];
    let broken = server.send("PUT", "/store?graph=urn:g", &turtle, b"<urn:a> <urn:b> .");
    assert!(broken.status == 400 && broken.text().contains("line"), "{}", broken.text());
    assert_eq!(server.get("/store?graph=urn:g").status, 404, "nothing of it is there");
    assert_eq!(server.get("/health").status, 200);
}

/// A client that sends its head letter by letter is let go; others are served meanwhile.
#[test]
fn slow_clients_are_let_go() {
    let (_folder, store) = built();
    let server = Server::start(&store, &[]);
    let mut slow: Vec<_> = (0..100).map(|_| server.connect()).collect();
    for stream in &mut slow {
        stream.write_all(b"GET /health HTTP/1.1\r\nHo").expect("sent");
    }
    assert_eq!(server.get("/health").status, 200, "others are served");
    let started = Instant::now();
    let mut rest = Vec::new();
    // Whether with words or without, the connection is ended.
    let _ = slow[0].read_to_end(&mut rest);
    assert!(started.elapsed() < Duration::from_secs(30), "{:?}", started.elapsed());
}

#[test]
fn what_is_being_answered_is_finished_when_the_service_is_stopped() {
    let (_folder, store) = built();
    let server = Server::start(&store, &[]);
    let mut stream = server.connect();
    let request = format!(
        "GET {} HTTP/1.1\r\nHost: x\r\nAccept: text/csv\r\nConnection: close\r\n\r\n",
        sparql("SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 60000")
    );
    stream.write_all(request.as_bytes()).expect("sent");
    let mut all = vec![0; 1024];
    let got = stream.read(&mut all).expect("the beginning");
    all.truncate(got);
    let reader = std::thread::spawn(move || {
        stream.read_to_end(&mut all).expect("the rest");
        all
    });
    assert_eq!(server.stop(), Some(0));
    let all = reader.join().expect("read");
    assert!(all.ends_with(b"0\r\n\r\n"), "the last chunk came: {} bytes", all.len());
}

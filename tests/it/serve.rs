//! The service as clients use it: formats, methods, tokens, caches, pages, and what it says of itself.

use super::client::{Server, TOKEN, encoded};
use super::support::{FIXTURES, built, guanmo};
use std::time::{Duration, Instant};
use tempfile::TempDir;

const ASK: &str = "/sparql?query=ASK%20%7B%7D";

fn bearer() -> String {
    format!("Bearer {TOKEN}")
}

fn sparql(query: &str) -> String {
    format!("/sparql?query={}", encoded(query))
}

/// A store of the invented articles.
fn invented() -> (TempDir, String) {
    let folder = TempDir::new().expect("a folder");
    let store = folder.path().join("store").display().to_string();
    assert_eq!(guanmo(&["build", FIXTURES, "--store", &store]).code, 0);
    (folder, store)
}

#[test]
fn answers_come_in_the_format_that_is_liked_best() {
    let (_folder, store) = built();
    let server = Server::start(&store, &[]);
    let rows = sparql("SELECT ?n { ?p a gm:Person ; rdfs:label ?n } ORDER BY ?n LIMIT 2");
    let graph = sparql("CONSTRUCT { ?p a gm:Person } { ?p a gm:Person } LIMIT 2");
    let cases = [
        (&rows, "*/*", 200, "application/sparql-results+json"),
        (&rows, "text/csv", 200, "text/csv; charset=utf-8"),
        (&rows, "application/sparql-results+xml;q=0.3, text/tab-separated-values;q=0.4", 200, "text/tab-separated-values; charset=utf-8"),
        (&rows, "application/sparql-results+xml", 200, "application/sparql-results+xml"),
        (&rows, "text/turtle", 406, "application/json"),
        (&rows, "image/png", 406, "application/json"),
        (&rows, "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", 200, "text/html; charset=utf-8"),
        (&graph, "*/*", 200, "text/turtle; charset=utf-8"),
        (&graph, "application/n-triples", 200, "application/n-triples"),
        (&graph, "application/rdf+xml", 200, "application/rdf+xml"),
        (&graph, "application/ld+json", 200, "application/ld+json"),
        (&graph, "text/csv", 406, "application/json"),
    ];
    for (path, accept, status, media) in cases {
        let reply = server.get_as(path, accept);
        assert_eq!((reply.status, reply.header("content-type")), (status, Some(media)), "{accept}: {}", reply.text());
        assert!(reply.header("vary").is_some_and(|vary| vary.contains("Accept")), "{accept}");
    }
    let without = server.send("POST", "/sparql", &[("Content-Type", "application/sparql-query")], b"ASK { ?s ?p ?o }");
    assert!(without.text().contains("true"), "{}", without.text());
}

#[test]
fn head_says_what_get_says_and_options_lets_other_sites_read() {
    let (_folder, store) = built();
    let server = Server::start(&store, &[]);
    let head = server.send("HEAD", ASK, &[], b"");
    assert_eq!((head.status, head.header("content-type"), head.body.len()), (200, Some("application/sparql-results+json"), 0));
    let preflight = server.send("OPTIONS", "/sparql", &[("Origin", "https://elsewhere.example")], b"");
    assert_eq!(preflight.status, 204);
    assert_eq!(preflight.header("access-control-allow-origin"), Some("*"));
    let allowed = preflight.header("access-control-allow-headers").expect("a list").to_lowercase();
    assert!(!allowed.contains("authorization"), "{allowed}");
    assert_eq!(server.get(ASK).header("access-control-allow-origin"), Some("*"));
    assert_eq!(server.send("PUT", "/sparql", &[], b"x").status, 405);
}

#[test]
fn answers_are_compressed_where_that_is_asked_for() {
    let (_folder, store) = built();
    let server = Server::start(&store, &[]);
    let path = sparql("SELECT * { ?s ?p ?o }");
    let plain = server.get(&path);
    let packed = server.send("GET", &path, &[("Accept-Encoding", "gzip")], b"");
    assert_eq!(packed.header("content-encoding"), Some("gzip"));
    assert!(packed.whole && packed.body.len() * 3 < plain.body.len(), "{} of {}", packed.body.len(), plain.body.len());
}

#[test]
fn nothing_is_written_without_the_token() {
    let (_folder, store) = built();
    let insert = b"INSERT DATA { <urn:a> <urn:b> <urn:c> }".as_slice();
    let form = format!("update={}", encoded("INSERT DATA { <urn:a> <urn:b> <urn:c> }"));
    let update = ("Content-Type", "application/sparql-update");
    let reading = Server::start(&store, &[]);
    assert_eq!(reading.send("POST", "/sparql", &[update, ("Authorization", &bearer())], insert).status, 403);
    assert_eq!(reading.send("PUT", "/store?default", &[("Content-Type", "text/turtle"), ("Authorization", &bearer())], b"").status, 403);
    drop(reading);
    let server = Server::writable(&store, &[]);
    let attempts = [
        server.send("POST", "/sparql", &[update], insert),
        server.send("POST", "/sparql", &[update, ("Authorization", "Bearer wrong-token-of-some-length")], insert),
        server.send("POST", "/sparql", &[update, ("Authorization", TOKEN)], insert),
        server.send("POST", "/sparql", &[update, ("Cookie", &format!("token={TOKEN}"))], insert),
        server.send("POST", "/sparql", &[("Content-Type", "application/x-www-form-urlencoded")], form.as_bytes()),
        server.send("POST", &format!("/sparql?token={TOKEN}"), &[update], insert),
        server.send("POST", "/store?graph=urn:g", &[("Content-Type", "text/turtle")], b"<urn:a> <urn:b> <urn:c> ."),
        server.send("DELETE", "/store?default", &[], b""),
    ];
    for attempt in &attempts {
        assert_eq!(attempt.status, 401, "{}", attempt.text());
        assert!(attempt.header("www-authenticate").is_some_and(|scheme| scheme.starts_with("Bearer")));
    }
    assert_eq!(server.send("GET", &format!("/sparql?{form}"), &[("Authorization", &bearer())], b"").status, 400);
    assert!(server.get(&sparql("ASK { <urn:a> <urn:b> <urn:c> }")).text().contains("false"));
    assert_eq!(server.send("POST", "/sparql", &[update, ("Authorization", &bearer())], insert).status, 204);
    assert!(server.get(&sparql("ASK { <urn:a> <urn:b> <urn:c> }")).text().contains("true"));
}

#[test]
fn a_token_that_is_easily_guessed_is_refused() {
    let (folder, store) = built();
    for (text, words) in [("short", "at least 16"), ("two words of a token", "one word"), ("", "at least 16")] {
        let file = folder.path().join("token");
        std::fs::write(&file, text).expect("written");
        let file = file.display().to_string();
        guanmo(&["serve", "--store", &store, "--bind", "127.0.0.1:0", "--token-file", &file]).refuses(2, &[words]);
    }
    guanmo(&["serve", "--store", &store, "--bind", "127.0.0.1:0", "--token-file", "/nowhere/token"]).refuses(2, &["/nowhere/token"]);
    guanmo(&["serve", "--store", "/nowhere/store", "--bind", "127.0.0.1:0"]).refuses(3, &["guanmo build"]);
    guanmo(&["serve", "--store", &store, "--bind", "127.0.0.1:0", "--web", "/nowhere/web"]).refuses(2, &["/nowhere/web"]);
}

#[test]
fn nothing_goes_out_by_service_or_load() {
    let (_folder, store) = built();
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let trap = format!("http://{}/", listener.local_addr().expect("an address"));
    let server = Server::writable(&store, &[]);
    let service = server.get(&sparql(&format!("SELECT * {{ SERVICE <{trap}> {{ ?s ?p ?o }} }}")));
    assert_eq!(service.status, 400, "{}", service.text());
    server.get(&sparql(&format!("SELECT * {{ SERVICE SILENT <{trap}> {{ ?s ?p ?o }} }}")));
    for update in [format!("LOAD <{trap}>"), format!("LOAD SILENT <{trap}>"), "LOAD <file:///etc/hostname>".to_string()] {
        let headers = [("Content-Type", "application/sparql-update"), ("Authorization", &bearer())];
        let reply = server.send("POST", "/sparql", &headers, update.as_bytes());
        assert!(reply.status == 400 || update.contains("SILENT"), "{update}: {} {}", reply.status, reply.text());
    }
    listener.set_nonblocking(true).expect("a listener");
    assert!(listener.accept().is_err(), "somebody called");
}

#[test]
fn a_cache_is_told_whether_the_store_has_changed() {
    let (_folder, store) = built();
    let server = Server::writable(&store, &[]);
    for path in [ASK, "/api/", "/store?default", "/.well-known/void"] {
        let first = server.get(path);
        let tag = first.header("etag").unwrap_or_else(|| panic!("{path}: no tag")).to_string();
        let again = server.send("GET", path, &[("If-None-Match", &tag)], b"");
        assert_eq!((again.status, again.body.len()), (304, 0), "{path}");
        assert_eq!(again.header("content-security-policy"), None, "{path}: what the browser kept has its own policy");
        assert_eq!(server.get(path).header("etag"), Some(tag.as_str()), "{path}: nothing has changed");
        assert_ne!(server.get_as(path, "application/n-triples, text/csv").header("etag"), Some(tag.as_str()), "{path}: another format");
        let update = [("Content-Type", "application/sparql-update"), ("Authorization", &bearer())];
        let insert = format!("INSERT DATA {{ <urn:{}> <urn:b> <urn:c> }}", encoded(path));
        assert_eq!(server.send("POST", "/sparql", &update, insert.as_bytes()).status, 204);
        assert_eq!(server.send("GET", path, &[("If-None-Match", &tag)], b"").status, 200, "{path}: the store has changed");
    }
}

#[test]
fn articles_that_another_process_adds_are_seen() {
    let (_folder, store) = invented();
    let server = Server::start(&store, &[]);
    assert_eq!(server.json("/api/search?q=%E5%BC%A0%E8%B6%85%E8%B6%85")["total"], 0);
    let page = super::support::PAGE_FILE;
    assert_eq!(guanmo(&["build", page, "--store", &store]).code, 0);
    let started = Instant::now();
    while server.json("/api/search?q=%E5%BC%A0%E8%B6%85%E8%B6%85")["total"] == 0 {
        assert!(started.elapsed() < Duration::from_secs(30), "the new articles are not seen");
        std::thread::sleep(Duration::from_millis(200));
    }
    let asked = server.get(&sparql("ASK { ?p rdfs:label '张超超'@zh }"));
    assert!(asked.text().contains("true"), "{}", asked.text());
}

#[test]
fn a_store_that_is_taken_away_is_trouble_and_no_crash() {
    let (folder, store) = invented();
    let server = Server::start(&store, &[]);
    assert_eq!(server.get("/health").status, 200);
    std::fs::rename(&store, folder.path().join("away")).expect("moved");
    let started = Instant::now();
    while server.get("/health").status != 503 {
        assert!(started.elapsed() < Duration::from_secs(15), "nothing is noticed");
        std::thread::sleep(Duration::from_millis(200));
    }
    std::fs::rename(folder.path().join("away"), &store).expect("moved back");
    let started = Instant::now();
    while server.get("/health").status != 200 {
        assert!(started.elapsed() < Duration::from_secs(30), "its return is not noticed");
        std::thread::sleep(Duration::from_millis(200));
    }
    assert!(server.get(ASK).text().contains("true"));
    assert_eq!(server.stop(), Some(0), "it ends quietly");
}

#[test]
fn requests_are_counted() {
    let (_folder, store) = built();
    let server = Server::start(&store, &[]);
    server.get(ASK);
    server.get(ASK);
    server.get("/api/search");
    let text = server.get("/metrics").text();
    for line in
        ["guanmo_requests_total{route=\"/sparql\",status=\"200\"} 2", "guanmo_requests_total{route=\"/api/search\",status=\"400\"} 1"]
    {
        assert!(text.contains(line), "{line}\n{text}");
    }
    assert!(text.contains("guanmo_articles 2") && text.contains("guanmo_request_seconds_bucket"), "{text}");
}

#[test]
fn one_address_gives_a_page_or_data() {
    let (_folder, store) = invented();
    let server = Server::start(&store, &[]);
    let hit = server.json(&format!("/api/search?q={}", encoded("高远山")));
    let id = hit["items"][0]["id"].as_str().expect("an id").to_string();
    let path = format!("/id/{}", encoded(&id));
    let browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
    let page = server.get_as(&path, browser);
    assert_eq!(page.header("content-type"), Some("text/html; charset=utf-8"));
    for words in ["高远山", "<mark>", "市委书记", "全市重点项目建设推进会"] {
        assert!(page.text().contains(words), "{words}");
    }
    let turtle = server.get_as(&path, "text/turtle");
    assert!(turtle.header("content-type").is_some_and(|m| m.starts_with("text/turtle")));
    assert!(turtle.text().contains("gm:holdsPost"), "{}", turtle.text());
    let json = server.get_as(&path, "application/ld+json");
    assert_eq!(json.header("content-type"), Some("application/ld+json"));
    let value: serde_json::Value = serde_json::from_slice(&json.body).expect("JSON");
    assert!(value.to_string().contains("attended"));
    let article = server.json("/api/articles")["items"][0]["id"].as_str().expect("an id").to_string();
    assert!(server.get_as(&format!("/id/article/{article}"), "text/turtle").text().contains("datePublished"));
    assert!(server.get_as(&format!("/id/article/{article}"), browser).text().contains("<mark"));
    assert_eq!(server.get_as("/id/person-none", "text/turtle").status, 404);
    assert_eq!(server.get_as("/id/person-none", browser).status, 404);
}

#[test]
fn pages_are_in_both_languages_and_escape_everything() {
    let (_folder, store) = invented();
    let server = Server::start(&store, &[]);
    let html = "text/html";
    assert!(server.get_as("/", html).text().contains("lang=\"zh-CN\""));
    assert!(server.get_as("/?lang=en", html).text().contains("Newest articles"));
    let attack = encoded("\"><script>alert(1)</script>");
    for path in [
        format!("/plain/search?q={attack}"),
        format!("/plain/questions/posts-of?person={attack}"),
        format!("/plain/questions/{attack}"),
        format!("/sparql?query={attack}"),
        format!("/sparql?query={}", encoded("SELECT ('<script>alert(1)</script>' AS ?x) {}")),
        format!("/id/{attack}"),
        format!("/plain/search?q=a&type={attack}"),
    ] {
        let page = server.get_as(&path, html);
        assert!(page.header("content-type").is_some_and(|m| m.starts_with("text/html")), "{path}: {:?}", page.header("content-type"));
        assert!(!page.text().contains("<script"), "{path}: {}", page.text());
        let policy = page.header("content-security-policy").expect("a policy");
        assert!(policy.starts_with("default-src 'none'") && !policy.contains("script-src"), "{path}: {policy}");
        assert_eq!(page.header("x-content-type-options"), Some("nosniff"), "{path}");
    }
    let question = server.get_as(&format!("/plain/questions/posts-of?lang=en&person={}", encoded("田一禾")), html);
    assert!(question.status == 200 && question.text().contains("市长"), "{}", question.text());
    let asked = format!("office={}&day=2024-05-06", encoded("石家庄市市长"));
    for (address, media) in
        [(format!("/plain/questions/held-on?{asked}"), html), (format!("/api/queries/held-on?{asked}"), "application/json")]
    {
        let answer = server.get_as(&address, media);
        assert!(answer.status == 200 && answer.text().contains("田一禾"), "{address}: {}", answer.text());
    }
}

#[test]
fn the_explorer_is_served_from_its_folder_only() {
    let (folder, store) = invented();
    let web = folder.path().join("web");
    std::fs::create_dir_all(web.join("assets")).expect("a folder");
    std::fs::write(web.join("index.html"), "<!doctype html><title>explorer</title>").expect("written");
    std::fs::write(web.join("assets/app.js"), "export {}").expect("written");
    std::fs::write(folder.path().join("secret.txt"), "secret").expect("written");
    std::os::unix::fs::symlink(folder.path().join("secret.txt"), web.join("assets/link.txt")).expect("a link");
    let server = Server::start(&store, &["--web", &web.display().to_string()]);
    for view in ["/", "/graph", "/id/anything-at-all", "/path/a/b"] {
        let page = server.get_as(view, "text/html");
        assert!(page.status == 200 && page.text().contains("explorer"), "{view}: {} {}", page.status, page.text());
        assert!(
            page.header("content-security-policy").is_some_and(|p| p.contains("script-src 'self'") && p.contains("connect-src 'self'"))
        );
    }
    let script = server.get("/assets/app.js");
    assert!(script.status == 200 && script.header("content-type").is_some_and(|m| m.contains("javascript")), "{script:?}");
    for trick in [
        "/../secret.txt",
        "/assets/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/assets/%2e%2e/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/assets/..%5c..%5csecret.txt",
        "//secret.txt",
        "/assets/app.js%00.txt",
        "/assets/none.js",
        "/etc/passwd.txt",
    ] {
        let reply = server.get(trick);
        assert!(reply.status >= 400 && !reply.text().contains("secret\n") && reply.text() != "secret", "{trick}: {}", reply.status);
    }
    assert!(server.get_as("/plain/", "text/html").text().contains("lang="), "plain pages stay");
}

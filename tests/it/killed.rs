//! A build that is killed leaves a store that opens and holds all of the articles or none; run again, it completes.

use super::support::{PAGE, PAGE_FILE, guanmo, program, quads};
use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;

const COPIES: usize = 12;
const KILLS: u32 = 10;

/// More for a long run: `GUANMO_KILLS=200 cargo test --release --test it random_points`.
fn kills() -> u32 {
    std::env::var("GUANMO_KILLS").ok().and_then(|text| text.parse().ok()).unwrap_or(KILLS)
}

fn copies(path: &Path) {
    let line = |i: usize| format!("{}\n", serde_json::json!({"id": format!("copy-{i}"), "text": PAGE}));
    fs::write(path, (0..COPIES).map(line).collect::<String>()).expect("written");
}

fn build(many: &Path, store: &Path) -> Command {
    let mut command = Command::new(program());
    command.arg("build").arg(many).arg("--store").arg(store).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// Kills a build after a while, and says how many of its articles the store holds.
fn killed_after(wait: Duration, many: &Path, store: &Path) -> usize {
    let child = build(many, store).spawn().expect("runs");
    std::thread::sleep(wait);
    killed(child, store)
}

fn killed(mut child: Child, store: &Path) -> usize {
    // It may be done already, which is one of the moments to look at.
    let _ = child.kill();
    child.wait().expect("waits");
    let list = guanmo(&["articles", "--store", &store.display().to_string()]);
    if list.code == 3 {
        assert!(list.err.contains("no store here") || list.err.contains("broken off"), "{}", list.err);
        return 0;
    }
    assert_eq!(list.code, 0, "{}", list.err);
    list.out.matches("copy-").count()
}

#[test]
fn a_killed_build_is_all_or_nothing_and_can_be_run_again() {
    let folder = TempDir::new().expect("a folder");
    let many = folder.path().join("many.jsonl");
    copies(&many);
    let clean = folder.path().join("clean");
    let started = Instant::now();
    assert!(build(&many, &clean).status().expect("runs").success());
    let whole = started.elapsed();
    let expected = quads(&clean.display().to_string());
    let all = guanmo(&["articles", "--store", &clean.display().to_string()]).out.matches("copy-").count();
    for kill in 0..KILLS {
        let store = folder.path().join(format!("store{kill}"));
        // At any moment of the whole, and some of them while the folder is made and at the end.
        let held = killed_after(whole * (kill * kill + 1) / (KILLS * KILLS - 15), &many, &store);
        assert!(held == 0 || held == all, "kill {kill}: {held} of {all} articles");
        assert!(build(&many, &store).status().expect("runs").success(), "kill {kill}: the build can be run again");
        assert_eq!(quads(&store.display().to_string()), expected, "kill {kill}");
    }
}

#[test]
fn a_killed_addition_keeps_what_was_there() {
    let folder = TempDir::new().expect("a folder");
    let (many, store) = (folder.path().join("many.jsonl"), folder.path().join("store"));
    copies(&many);
    let name = store.display().to_string();
    assert_eq!(guanmo(&["build", PAGE_FILE, "--store", &name]).code, 0);
    let before = quads(&name);
    for wait in [100, 300, 500, 700] {
        let held = killed_after(Duration::from_millis(wait), &many, &store);
        let list = guanmo(&["articles", "--store", &name]).out;
        assert!(list.contains("sjz-20230517"), "{list}");
        if held == 0 {
            assert_eq!(quads(&name), before);
        }
    }
}

#[test]
fn a_build_killed_while_the_store_is_made_can_be_run_again() {
    let folder = TempDir::new().expect("a folder");
    for moment in 0..24 {
        let store = folder.path().join(format!("store{moment}"));
        let child = build(Path::new(PAGE_FILE), &store).spawn().expect("runs");
        let started = Instant::now();
        while !store.join("LOCK").exists() && started.elapsed() < Duration::from_secs(20) {
            std::thread::yield_now();
        }
        // RocksDB makes its files one after the other in the milliseconds that follow.
        std::thread::sleep(Duration::from_millis(moment / 2));
        killed(child, &store);
        assert!(build(Path::new(PAGE_FILE), &store).status().expect("runs").success(), "moment {moment}");
        assert!(quads(&store.display().to_string()).contains("sjz-20230517"), "moment {moment}");
    }
}

/// Lots that are written stay: a build that is killed again and again comes to the same end.
#[test]
fn a_build_killed_at_random_points_goes_on() {
    let folder = TempDir::new().expect("a folder");
    let (file, store, clean) = (folder.path().join("made.jsonl"), folder.path().join("store"), folder.path().join("clean"));
    let made = guanmo(&["generate", "--articles", "150", "--seed", "11", "--out", &file.display().to_string()]);
    assert_eq!(made.code, 0, "{}", made.err);
    // Some lots are plain transactions, some go in by the bulk loader.
    let lots = |store: &Path, lot: &str| {
        let mut command = build(&file, store);
        command.args(["--lot", lot]);
        command
    };
    let started = Instant::now();
    assert!(lots(&clean, "6").status().expect("runs").success());
    let whole = started.elapsed();
    let expected = quads(&clean.display().to_string());
    let (mut held, mut seed) = (0, 0x2545_f491_4f6c_dd1d_u64);
    for kill in 0..kills() {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let mut child = lots(&store, ["6", "30"][kill as usize % 2]).spawn().expect("runs");
        std::thread::sleep(whole * u32::try_from(seed >> 33 & 0xff).expect("small") / 400);
        // It may be done already.
        let _ = child.kill();
        child.wait().expect("waits");
        let list = guanmo(&["articles", "--store", &store.display().to_string()]);
        let now = list.out.lines().filter(|line| line.starts_with('g') || line.trim_start().starts_with('g')).count();
        assert!(list.code == 0 || held == 0, "kill {kill}: {}", list.err);
        assert!(now >= held, "kill {kill}: {held} articles were written, {now} are there");
        held = now;
        if held > 0 {
            let check = guanmo(&["verify", "--store", &store.display().to_string()]);
            assert!(check.out.contains(" 0 wrong"), "kill {kill}: {}", check.out);
        }
    }
    assert!(lots(&store, "30").status().expect("runs").success());
    assert!(quads(&store.display().to_string()) == expected, "the end is the same");
}

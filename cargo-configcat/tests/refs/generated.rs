//! Many lines of code with known uses.

use std::{collections::BTreeSet, fmt::Write as _, time::Instant};

use crate::files::{Files, unmarked};

/// Functions with uses, and with methods of the same names that are none.
const PIECES: [&str; 6] = [
    "fn f«»(flags: &Flags, user: &User) -> bool {\n    let other = Other::new();\n    other.limit(user);\n    flags.«newCheckout accessor certain»new_checkout(user) && other.name(user)\n}\n",
    "impl Service«» {\n    /// newCheckout\n    fn read(&self, user: &User) -> i64 {\n        self.flags.«limit accessor certain»limit(user) + self.other.limit(user)\n    }\n}\nstruct Service«» { flags: Arc<Flags>, other: Other }\n",
    "fn p«»(user: &User, app: &App) {\n    println!(\"newCheckout {} {}\", app.flags.«name accessor certain»name(user), app.name(user));\n    log(Flags::«matchAll constant certain»MATCH_ALL, Other::MATCH_ALL); // \"newCheckout\"\n}\n",
    "async fn w«»(flags: Flags, client: Client) {\n    let watch = flags.watch();\n    watch.«type watch certain»r#type(None).changed().await;\n    client.get_value(«dead key certain»\"dead\", false, None);\n}\n",
    "#[test]\nfn t«»() {\n    let flags = Flags::fake().«limit fake certain»limit(3).«newCheckout fake certain»new_checkout(true).build();\n    assert_eq!(flags.«limit accessor certain»limit(None), 3);\n}\n",
    "fn n«»(items: Vec<Other>) -> usize {\n    let mut sum = 0;\n    for item in &items {\n        if item.limit(1) > sum { sum += item.name(2) * 3; } else { sum -= 1; }\n    }\n    items.iter().filter(|item| item.limit(1) > 2).map(|item| item.name(3)).sum()\n}\n",
];

const DECLARED: &str = "flags! { pub struct Flags; spec = \"flags/config.json\" }\npub struct Other;\npub struct App { flags: Flags, name: u8 }\n";

#[test]
fn all_uses_are_found_and_nothing_else() {
    const LINES: usize = 100_000;

    let files = Files::new();
    files.write("src/flags.rs", DECLARED);
    let (mut random, mut lines, mut expected) = (4_711_u64, 0, BTreeSet::new());
    for file in 0.. {
        let mut marked = String::new();
        for item in 0..40 {
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let piece = PIECES[(random >> 33) as usize % PIECES.len()];
            let _ = writeln!(marked, "{}", piece.replace("«»", &format!("{file}_{item}")));
        }
        let path = format!("src/file_{file}.rs");
        let (text, uses) = unmarked(&path, &marked);
        files.write(&path, &text);
        lines += text.lines().count();
        expected.extend(uses);
        if lines >= LINES {
            break;
        }
    }
    let start = Instant::now();
    let found = files.uses();
    println!("{lines} lines, {} uses: {:?}", expected.len(), start.elapsed());
    let missing: Vec<_> = expected.difference(&found).take(5).collect();
    let wrong: Vec<_> = found.difference(&expected).take(5).collect();
    assert!(missing.is_empty() && wrong.is_empty(), "missing {missing:#?}\nwrong {wrong:#?}");
}

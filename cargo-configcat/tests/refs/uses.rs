//! Shapes of code, each with the uses in it.

use crate::files::{Files, unmarked};

/// The files of a package. `«key kind certainty»` stands before each use.
pub(crate) const FLAGS: &str = r#"//! The flags.
configcat_flags::flags! { pub struct Flags; spec = "flags/config.json"; removed("gone", false); rename("name", "name") }
pub struct App { pub flags: Arc<Flags>, pub name: String, pub limit: Limiter }
pub static SHARED: LazyLock<Flags> = LazyLock::new(Flags::embedded);
pub type Alias = Flags;
impl App {
    pub fn the_flags(&self) -> &Flags { &self.flags }
    pub fn name(&self, other: &App) -> bool { self.name.eq(&other.name) && other.name(self) }
}
impl Deref for Wrapper { type Target = Flags; }
pub struct Wrapper(Flags);
"#;

const CODE: &str = r##"//! newCheckout, and flags.new_checkout(&user).
use crate::flags::{App, Flags as F, SHARED};
/** newCheckout */
#[doc = "newCheckout"]
fn accessors(flags: &Flags, app: &App, user: &User) {
    // flags.new_checkout(user)
    flags.«newCheckout accessor certain»new_checkout(user);
    flags.«name accessor certain»name(user); flags.«name details certain»name_details(None);
    /* "newCheckout" */ flags.«type accessor certain»r#type(user);
    app.flags.«limit accessor certain»limit(user);
    app.limit.limit(user); app.name(app); app.name.limit(3);
    app.the_flags().«name accessor certain»name(user);
    SHARED.«name accessor certain»name(user);
    let copy = app.flags.clone();
    if copy.«newCheckout accessor certain»new_checkout(user) { let copy = Limiter::new(); copy.limit(3); }
    F::«limit accessor certain»limit(&copy, user);
    flags.watch().«newCheckout watch certain»new_checkout(user);
    let watch = flags.watch(); let limit = watch.«limit watch certain»limit(user); limit.name(user);
    Flags::fake().«newCheckout fake certain»new_checkout(true).«name fake certain»name("x").build().«limit accessor certain»limit(None);
    let values = flags.all(user); let FlagsValues { «matchAll value certain»match_all, .. } = values;
    consume(flags.all(user).«limit value certain»limit, values.«name value certain»name, app.name);
    consume(Flags::«newCheckout constant certain»NEW_CHECKOUT, F::«limit constant certain»LIMIT, Limiter::LIMIT, NAME);
    let chosen = match env() { Ok(key) => Flags::new(client(key)), Err(_) => Flags::embedded() };
    chosen.«limit accessor certain»limit(user);
    let text = "has newCheckout in it"; let bytes = b"newCheckout"; let raw = r#"«newCheckout key certain»"#;
}
struct Holder { inner: Option<Flags>, wrapped: Wrapper }
impl Holder {
    fn read(&self, user: &User) {
        if let Some(inner) = &self.inner { inner.«limit accessor certain»limit(user); }
        self.wrapped.«name accessor certain»name(user);
        let Some(flags) = self.inner.as_ref() else { return };
        println!("{}", flags.«name accessor certain»name(user));
        assert!(flags.«newCheckout accessor certain»new_checkout(user), "{}", "«newCheckout key likely»newCheckout");
        select! { value = flags.«limit accessor certain»limit(user) => { flags.«name accessor certain»name(user); } else => () }
    }
}
fn others(items: &[Item], user: &User) {
    items.iter().map(|item| item.name(3)).for_each(drop);
    items.iter().map(|flags| flags.«name accessor likely»name(3)).for_each(drop);
    items.iter().map(|it| it.«newCheckout accessor likely»new_checkout(3)).for_each(drop);
    generic().«limit accessor likely»limit(user);
    Limiter::default().limit(user); user.name(user); "x".name(user);
}
fn generic_flags<T: Read>(source: T, flags: impl AsRef<Flags>, State(state): State<Flags>, user: &User) {
    source.name(1); flags.as_ref().«name accessor certain»name(user); state.«name accessor certain»name(user);
}
fn keys(client: &Client, user: &User) {
    client.get_value(«newCheckout key certain»"newCheckout", false, user);
    client.get_value_details(«limit key certain»"limit", 0, user);
    let key = «newCheckout key likely»"newCheckout"; let flag = Flag::new(«dead key certain»"dead", false);
    configcat_build::Spec::file("x").rename("limit", "bound").skip("dead").emit();
}
macro_rules! read { ($flags:expr, $user:expr) => { $flags.«newCheckout accessor likely»new_checkout($user) } }
#[cfg(test)]
#[serde(rename = «limit key likely»"limit")]
mod tests { use super::*; #[test] fn reads() { SHARED.«limit accessor certain»limit(None); } }
"##;

#[test]
fn shapes_of_code() {
    // A literal is marked at its quote; these two stand inside of a text.
    let code = CODE
        .replace("r#\"«newCheckout key certain»\"#", "«newCheckout key likely»r#\"newCheckout\"#")
        .replace("\"«newCheckout key likely»newCheckout\"", "«newCheckout key likely»\"newCheckout\"");
    let files = Files::new();
    let (text, mut expected) = unmarked("src/code.rs", &code);
    files.write("src/code.rs", &text);
    let (text, more) = unmarked("src/flags.rs", FLAGS);
    files.write("src/flags.rs", &text);
    expected.extend(more);
    let found = files.uses();
    let missing: Vec<_> = expected.difference(&found).collect();
    let wrong: Vec<_> = found.difference(&expected).collect();
    assert!(missing.is_empty() && wrong.is_empty(), "missing {missing:#?}\nwrong {wrong:#?}");
}

/// The enum of `name` is `Name`.
#[test]
fn enums_of_flags() {
    let code = r#"use crate::flags::Name;
struct Page { name: Option<«name enum certain»Name> }
impl Page {
    fn name(&self, names: &[«name enum certain»Name]) -> flags::«name enum certain»Name { «name enum certain»Name::Other("x".into()) }
}
fn class(name: &Text) -> &str {
    assert!(matches!(name, «name enum certain»Name::X | «name enum certain»Name::Other(_)), "Name {}", Names::X);
    match name { «name enum certain»Name::X => "x", other => { NAME(3); other.name() } }
}
"#;
    let files = Files::new();
    let (text, expected) = unmarked("src/lib.rs", code);
    files.write("src/lib.rs", &text);
    assert_eq!(files.uses_with(&["--text-enum", "name"]), expected);
    assert!(files.uses().iter().all(|found| found.4 != "enum"));
    // The program has a type with this name.
    files.write("src/other.rs", "enum Name {}");
    let likely = expected
        .into_iter()
        .map(|found| (found.0, found.1, found.2, found.3, found.4, "likely".to_owned()))
        .collect();
    assert_eq!(files.uses_with(&["--text-enum", "name"]), likely);
}

#[test]
fn files_that_are_no_rust_are_skipped() {
    let files = Files::new();
    files.write("src/a.rs", "fn f(flags: &Flags) { flags.limit(None); }");
    files.write("src/bad.rs", "fn f() {\n  flags.limit( ;\n}");
    files.write("src/deep.rs", &format!("const A: u8 = {}1{};", "(".repeat(9_000), ")".repeat(9_000)));
    files.write("src/target/CACHEDIR.TAG", "");
    files.write("src/target/b.rs", "}");
    files.write("src/.gitignore", "gen*/\n*.tmp.rs\n!kept.tmp.rs\n");
    files.write("src/generated/b.rs", "}");
    files.write("src/a.tmp.rs", "}");
    files.write("src/kept.tmp.rs", "");
    let run = files.run(&["src"]);
    assert_eq!(run.code, 2);
    assert!(run.stdout.contains("limit:\n  src/a.rs:1:29: accessor\n"), "{}", run.stdout);
    assert!(run.stdout.ends_with("6 flags, 1 use, 5 without uses\n"), "{}", run.stdout);
    let errors: Vec<_> = run.stderr.lines().collect();
    assert!(errors.len() == 2 && errors[0].starts_with("error: src/bad.rs:"), "{errors:?}");
    assert!(errors[1].starts_with("error: src/deep.rs:") && errors[1].contains("500 deep"), "{errors:?}");
}

#[test]
fn ignore_files_above_the_searched_folder_count_up_to_the_root_of_the_repository() {
    let files = Files::new();
    let code = "fn f(flags: &Flags) { flags.limit(None); }";
    files.write(".gitignore", "shown.rs\n");
    files.write("repository/.git/HEAD", "");
    files.write("repository/.gitignore", "generated.rs\n/member/src/old/\n");
    files.write("repository/member/.ccignore", "skipped.rs\n");
    for file in ["shown.rs", "generated.rs", "skipped.rs", "old/a.rs", "new/old/b.rs"] {
        files.write(&format!("repository/member/src/{file}"), code);
    }
    let run = files.run(&["repository/member/src"]);
    let expected =
        ["new/old/b.rs", "shown.rs"].map(|file| format!("  repository/member/src/{file}:1:29: accessor\n"));
    assert!(run.stdout.contains(&format!("limit:\n{}", expected.concat())), "{}", run.stdout);
    assert!(run.stdout.ends_with("6 flags, 2 uses, 5 without uses\n"), "{}", run.stdout);
}

#[test]
fn flags_without_uses_are_findings_if_asked_for() {
    let files = Files::new();
    files.write("Cargo.toml", "[package]\nname = \"shop\"\nversion = \"0.1.0\"\nedition = \"2024\"\n");
    files.write("src/lib.rs", "fn f(flags: &Flags) { flags.limit(None); flags.new_checkout(None); }");
    files.write("other/Cargo.toml", "[package]\nname = \"other\"\n");
    files.write("other/src/lib.rs", "fn f(flags: &Flags) { flags.name(None); }");
    // The package in the working directory, without the other one in it.
    let run = files.run(&["--unused", "--alias-file", "aliases.txt"]);
    assert_eq!((run.code, &*run.stderr), (1, ""));
    let keys = ["name", "matchAll", "type", "dead"].map(|key| format!("{key}: no uses\n")).concat();
    assert_eq!(run.stdout, keys + "4 flags, 0 uses, 4 without uses\n");
    let aliases = std::fs::read_to_string(files.0.path().join("aliases.txt")).unwrap();
    assert!(aliases.starts_with("new_checkout = \"newCheckout\"\nname = \"name\"\n"), "{aliases}");

    let run = files.run(&["--format", "sarif"]);
    let log: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let results = log["runs"][0]["results"].as_array().unwrap();
    let of = |rule: &str| results.iter().filter(|result| result["ruleId"] == rule).count();
    assert_eq!((run.code, of("flag-use"), of("unused-flag")), (0, 2, 4));
}

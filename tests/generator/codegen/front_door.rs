//! Which crate generated code uses: `configcat-flags`, `configcat-core`, under any name, or none that can be found.

use crate::scratch::{Run, Scratch, dependency};

const DOCUMENT: &str = r#"{"flags": {"beta": true, "limits": "{}", "color": "red"}}"#;

/// `flags!` of `configcat-flags`, in every form.
const PROGRAM: &str = r#"
#![deny(warnings)]
/// The macro and the types, passed on.
pub mod platform { pub use CRATE::{Client, flags}; }
mod bool {}
CRATE::flags! { /** Of a file. */ #[allow(dead_code)] struct File; spec = "flags/config.json"; text_enum("color"); json("limits", "Limits") }
platform::flags! { pub(crate) struct Emitted; }
platform::flags! { pub(crate) struct Named; crate = other; name = "named"; }
use CRATE as other;
type Limits = std::collections::BTreeMap<String, i64>;
fn main() {
    CRATE::flags! { struct Local; spec = "flags/config.json"; skip("limits"); skip("color") }
    let user = CRATE::User::new("a");
    println!("{} {}", File::embedded().color(&user), Local::embedded().beta(None));
    println!("{} {}", Emitted::embedded().beta(&user), Named::embedded().beta(None));
}
"#;

const BUILD_SCRIPT: &str = r#"
fn main() {
    for spec in [configcat_build::Spec::file("flags/config.json"), configcat_build::Spec::file("flags/config.json").name("named")] {
        spec.skip("limits").skip("color").emit();
    }
}
"#;

/// `flags!` of `configcat-macros`.
const MACROS: &str = r#"
configcat_macros::flags! { struct Flags; spec = "flags/config.json" }
fn main() {
    println!("{}", Flags::embedded().beta(None));
}
"#;

/// The lines of the compiler that begin with `error`.
fn errors(run: &Run) -> Vec<&str> {
    assert!(!run.success, "{}", run.stdout);
    run.stderr.lines().filter(|line| line.starts_with("error")).collect()
}

#[test]
fn generated_code_finds_the_runtime() {
    let scratch = Scratch::new("front-door");
    scratch.write("flags/config.json", DOCUMENT);
    let printed = |dependencies: &str| {
        scratch.depends_on(dependencies);
        let run = scratch.run();
        assert!(run.success, "{dependencies}{}", run.stderr);
        run.stdout
    };

    // One dependency, whatever its name.
    let build = dependency("configcat-build", "configcat-build");
    scratch.write("build.rs", BUILD_SCRIPT);
    for name in ["configcat-flags", "shop"] {
        let program = PROGRAM.replace("CRATE", &name.replace('-', "_"));
        scratch.write("src/main.rs", &program);
        let flags = dependency(name, "configcat-flags");
        let printed = printed(&format!("[dependencies]\n{flags}[build-dependencies]\n{build}"));
        assert_eq!(printed, "red true\ntrue true\n");
    }

    // `configcat-macros` finds both crates, under any name; the workspace can have given it.
    scratch.write("build.rs", "fn main() {}");
    scratch.write("src/main.rs", MACROS);
    let macros = dependency("configcat-macros", "configcat-macros");
    for (name, package) in
        [("configcat-core", "configcat-core"), ("runtime", "configcat-core"), ("shop", "configcat-flags")]
    {
        assert_eq!(printed(&format!("[dependencies]\n{macros}{}", dependency(name, package))), "true\n");
    }
    let workspace = format!("[workspace.dependencies]\n{}", dependency("runtime", "configcat-core"));
    assert_eq!(printed(&format!("{workspace}[dependencies]\nruntime.workspace = true\n{macros}")), "true\n");

    // It says what is missing.
    scratch.depends_on(&format!("[dependencies]\n{macros}"));
    let run = scratch.run();
    let missing = "error: `Cargo.toml` does not name the crate that the generated code uses: `configcat-core` \
                   (help: run `cargo add configcat-core`; if another crate re-exports it, add `crate = path::to::it`)";
    assert_eq!(
        errors(&run),
        [missing, "error: could not compile `front-door` (bin \"front-door\") due to 1 previous error"]
    );
}

#[test]
fn mistakes_are_shown_where_they_are() {
    let scratch = Scratch::new("front-door-mistakes");
    scratch.write("flags/config.json", DOCUMENT);
    scratch.depends_on(&format!("[dependencies]\n{}", dependency("configcat-flags", "configcat-flags")));
    let first_error = |declaration: &str| {
        let program =
            format!("#![deny(dead_code)]\n{declaration}\nfn main() {{\n    Flags::embedded();\n}}\n");
        scratch.write("src/main.rs", &program);
        let run = scratch.run();
        let mut lines = run.stderr.lines().skip_while(|line| !line.starts_with("error"));
        let mut next = || lines.next().unwrap_or_default().trim().to_owned();
        [next(), next()]
    };
    let unused = r#"configcat_flags::flags! { struct Flags; spec = "flags/config.json"; skip("limits"); skip("color") }"#;
    assert_eq!(first_error(unused), ["error: method `beta` is never used", "--> src/main.rs:2:34"]);
    let [message, place] = first_error(&unused.replace("config.json", "confg.json"));
    assert!(message.starts_with("error: flags/confg.json: cannot read the file"), "{message}");
    assert!(message.ends_with("(help: did you mean `flags/config.json`?)"), "{message}");
    assert_eq!(place, "--> src/main.rs:2:48");
    let [message, place] = first_error(&unused.replace("skip(\"limits\")", "skp(\"limits\")"));
    assert_eq!(message, "error: unknown option `skp`; did you mean `skip(\"key\")`?");
    assert_eq!(place, "--> src/main.rs:2:69");
    let [message, place] = first_error(&unused.replace("struct", "enum"));
    assert_eq!([message.as_str(), &place], ["error: expected `struct`", "--> src/main.rs:2:27"]);
}

//! A package with a build script, as an application has one: built, changed, broken and mended.

use crate::scratch::{Scratch, dependency};

const BUILD_SCRIPT: &str = r#"
fn main() {
    configcat_build::Spec::file("flags/config_v5.json").default("beta", false).emit();
    configcat_build::Spec::file("flags/billing.json").name("billing").text_enum("currency").removed("oldRate", 1).emit();
}
"#;

const PROGRAM: &str = r#"
configcat_macros::flags! { struct Flags; }
configcat_macros::flags! { struct Billing; crate = runtime; name = "billing" }
use configcat_core as runtime;
fn main() {
    let flags = Flags::embedded();
    println!("{} {} {}", flags.beta(None), Flags::BETA.fallback(), Billing::embedded().currency(None));
}
"#;

/// The number is one that is easily read as its neighbour.
const RATIO_BUILD_SCRIPT: &str = r#"
fn main() {
    configcat_build::Spec::file("flags/ratio.json").default("ratio", 0.10957860598549463).emit();
}
"#;

const RATIO_PROGRAM: &str = r#"
configcat_macros::flags! { struct Emitted; }
configcat_macros::flags! { struct File; spec = "flags/ratio.json"; default("ratio", 0.10957860598549463) }
fn main() {
    let [emitted, file] = [Emitted::RATIO, File::RATIO].map(|flag| flag.fallback().to_bits());
    assert!(emitted == file && file == f64::to_bits(0.10957860598549463));
}
"#;

fn dependencies() -> String {
    let dependency = |name| dependency(name, name);
    let [core, macros, build] = ["configcat-core", "configcat-macros", "configcat-build"].map(dependency);
    format!("[dependencies]\n{core}{macros}[build-dependencies]\n{build}")
}

#[test]
fn an_application_follows_its_documents() {
    let application = Scratch::new("application");
    application.depends_on(&dependencies());
    application.write("build.rs", BUILD_SCRIPT);
    application.write("src/main.rs", PROGRAM);
    let document = r#"{"f": {"beta": {"t": 0, "v": true, "p": [{"p": 50, "v": true}]}}}"#;
    application.write("flags/config_v5.json", document);
    application.write("flags/billing.json", r#"{"flags": {"currency": "EUR"}}"#);

    let run = application.run();
    assert!(run.success, "{}", run.stderr);
    assert_eq!(run.stdout, "true false EUR\n");
    let warning = "warning: application@0.0.0: flags/config_v5.json:1:16: flag `beta`: its percentage options sum up to 50";
    assert!(run.stderr.contains(warning), "{}", run.stderr);

    // A warning that is denied fails the build.
    let denied = BUILD_SCRIPT.replacen(".emit()", ".deny(configcat_build::Lint::PercentageSum).emit()", 1);
    application.write("build.rs", &denied);
    let run = application.run();
    let error = "error: application@0.0.0: flags/config_v5.json:1:16: flag `beta`: its percentage options sum up to 50, \
         not to 100 [percentage-sum] (help: ";
    assert!(!run.success && run.stderr.contains(error), "{}", run.stderr);
    application.write("build.rs", BUILD_SCRIPT);
    assert!(application.run().success);

    // Nothing changes if nothing has changed: the build script runs again, but leaves its files alone.
    let emitted = application.emitted();
    assert_eq!(emitted.len(), 4, "{emitted:?}");
    application.write("flags/config_v5.json", document);
    let run = application.run();
    assert_eq!((run.stdout.as_str(), application.emitted()), ("true false EUR\n", emitted));

    // Another value is another program, without a change of its source.
    application.write("flags/config_v5.json", &document.replace("\"v\": true", "\"v\": false"));
    assert_eq!(application.run().stdout, "false false EUR\n");

    // So is another option.
    application.write("build.rs", &BUILD_SCRIPT.replace("(\"beta\", false)", "(\"beta\", true)"));
    assert_eq!(application.run().stdout, "false true EUR\n");
    application.write("build.rs", BUILD_SCRIPT);

    // A flag that is deleted is a mistake in the program.
    application.write("flags/config_v5.json", r#"{"f": {"gamma": {"t": 0, "v": true}}}"#);
    let run = application.run();
    let unknown = "flag `beta`: the option `default` names a flag that is not in the document";
    assert!(!run.success && run.stderr.contains(unknown), "{}", run.stderr);

    // Bad documents fail the build with their problems and nothing else, each in one line.
    application.write("flags/config_v5.json", r#"{"f": {"beta": {"t": 0, "v": "x"}}}"#);
    application.write("flags/billing.json", "{\"flags\": {\"currency\": null,\n\"vat\": []}}");
    let run = application.run();
    let errors: Vec<&str> = run.stderr.lines().filter(|line| line.starts_with("error")).collect();
    assert_eq!(
        errors,
        [
            "error: application@0.0.0: flags/config_v5.json:1:30: flag `beta`: value `\"x\"` is not a bool (help: make it a bool, or change the setting's type (`\"t\"`))",
            "error: application@0.0.0: flags/billing.json:1:24: flag `currency`: value `null` is not of a type that a flag can have (help: use a bool, a text or a number)",
            "error: application@0.0.0: flags/billing.json:2:8: flag `vat`: value `[]` is not of a type that a flag can have (help: use a bool, a text or a number)",
            "error: build script logged errors",
        ],
        "{}",
        run.stderr,
    );

    // Mended, it builds again.
    application.write("flags/config_v5.json", document);
    application.write("flags/billing.json", r#"{"flags": {"currency": "HUF"}}"#);
    assert_eq!(application.run().stdout, "true false HUF\n");

    // A fallback is the same number to the last bit, whether a build script names it or the macro.
    application.write("flags/ratio.json", r#"{"flags": {"ratio": 0.5}}"#);
    application.write("build.rs", RATIO_BUILD_SCRIPT);
    application.write("src/main.rs", RATIO_PROGRAM);
    let run = application.run();
    assert!(run.success, "{}", run.stderr);

    // What an earlier run emitted is gone.
    application.write("src/main.rs", PROGRAM);
    let run = application.run();
    let unknown = "the build script emitted no flags named `billing` (help: it emitted `flags`; name one";
    assert!(!run.success && run.stderr.contains(unknown), "{}", run.stderr);
    application.write("build.rs", "fn main() {}");
    let run = application.run();
    let nothing = "the build script emitted no flags named `flags` (help: call `configcat_build::Spec";
    assert!(!run.success && run.stderr.contains(nothing), "{}", run.stderr);
    application.write("build.rs", BUILD_SCRIPT);

    // A name that nothing was emitted under.
    application.write("src/main.rs", &PROGRAM.replace("\"billing\"", "\"biling\""));
    let run = application.run();
    let unknown =
        "the build script emitted no flags named `biling` (help: it emitted `billing`, `flags`; name one";
    assert!(!run.success && run.stderr.contains(unknown), "{}", run.stderr);
}

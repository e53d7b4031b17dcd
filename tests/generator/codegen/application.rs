//! A package with a build script, as an application has one: built, changed, broken and mended.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
    time::SystemTime,
};

use tempfile::TempDir;

/// A package of its own, outside the workspace.
struct Application {
    folder: TempDir,
    target: PathBuf,
}

/// What Cargo said, and what the program printed.
struct Run {
    success: bool,
    stdout: String,
    stderr: String,
}

impl Application {
    fn new(build_script: &str, program: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap();
        let executable = env::current_exe().unwrap();
        let target = executable.ancestors().find(|folder| folder.join("CACHEDIR.TAG").exists()).unwrap();
        let application = Self { target: target.join("tests/application"), folder };
        application.remove_earlier_output();
        let dependency = |name: &str| format!("{name} = {{ path = '{}' }}\n", workspace.join(name).display());
        let manifest = [
            "[package]\nname = \"application\"\nedition = \"2024\"\n[workspace]\n[dependencies]\n",
            // Generated code needs no network, and the test no HTTP client.
            &dependency("configcat-core").replace(" }", ", default-features = false }"),
            &dependency("configcat-macros"),
            "[build-dependencies]\n",
            &dependency("configcat-build"),
        ];
        application.write("Cargo.toml", &manifest.concat());
        application.write("build.rs", build_script);
        application.write("src/main.rs", program);
        // The same versions as the workspace has, so that nothing has to be downloaded.
        fs::copy(workspace.join("Cargo.lock"), application.path("Cargo.lock")).unwrap();
        application
    }

    /// Cargo keeps what was emitted with other features or versions of the dependencies.
    fn remove_earlier_output(&self) {
        for package in fs::read_dir(self.target.join("debug/build")).into_iter().flatten() {
            let package = package.unwrap();
            if package.file_name().to_str().unwrap().starts_with("application-") {
                fs::remove_dir_all(package.path()).unwrap();
            }
        }
    }

    fn path(&self, file: &str) -> PathBuf {
        self.folder.path().join(file)
    }

    fn write(&self, file: &str, content: &str) {
        let path = self.path(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    fn run(&self) -> Run {
        let output = Command::new(env!("CARGO"))
            .args(["run", "--offline", "--color=never"])
            .current_dir(self.folder.path())
            .env("CARGO_TARGET_DIR", &self.target)
            .env_remove("RUSTFLAGS")
            .output()
            .unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Run { success: output.status.success(), stdout: text(output.stdout), stderr: text(output.stderr) }
    }

    /// The files that the build script emitted, with their times.
    fn emitted(&self) -> Vec<(String, SystemTime)> {
        let mut emitted = Vec::new();
        for package in fs::read_dir(self.target.join("debug/build")).unwrap() {
            for file in fs::read_dir(package.unwrap().path().join("out/configcat")).into_iter().flatten() {
                let file = file.unwrap();
                let name = file.file_name().into_string().unwrap();
                emitted.push((name, file.metadata().unwrap().modified().unwrap()));
            }
        }
        emitted.sort();
        emitted
    }
}

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

#[test]
fn an_application_follows_its_documents() {
    let application = Application::new(BUILD_SCRIPT, PROGRAM);
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

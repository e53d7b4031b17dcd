//! Download and lock: when a build script downloads, what it makes of the answer, and what it says.
//!
//! The build script is this test executable, started anew with an environment of its own.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use configcat_build::{ConfigVersion, DataGovernance, SdkKeyVar, Spec};
use configcat_test_fakes::{Answer, Behaviour, FakeTransport, Server, response};
use tempfile::TempDir;

const KEY: &str = "SECRET-FIRST-PART-0123/SECRET-OTHER-PART-4567";
pub(crate) const KEY_SET: (&str, &str) = ("SDK_KEY", KEY);
pub(crate) const REFRESH: (&str, &str) = ("CONFIGCAT_REFRESH", "1");
pub(crate) const OFFLINE: (&str, &str) = ("CONFIGCAT_OFFLINE", "1");
const DOCS_RS: (&str, &str) = ("DOCS_RS", "1");

pub(crate) const ONE: &str = r#"{"f":{"zulu":{"t":0,"v":true},"alpha":{"t":3,"v":1.50}}}"#;
pub(crate) const ONE_LOCKED: &str = r#"{
  "f": {
    "alpha": {
      "t": 3,
      "v": 1.50
    },
    "zulu": {
      "t": 0,
      "v": true
    }
  }
}
"#;
pub(crate) const TWO: &str = r#"{"f": {"beta": {"t": 0, "v": true}}}"#;

/// What a build script does in an application.
#[test]
#[ignore = "is the build script of the other tests"]
fn build_script() {
    let Ok(url) = env::var("TEST_BASE_URL") else { return };
    let mut download = Spec::download(SdkKeyVar::from_env("SDK_KEY"));
    if env::var_os("TEST_GOVERNANCE").is_some() {
        download = download.options(|client| client.transport(moved_to_the_eu()));
    } else {
        download = download.base_url(url);
    }
    if env::var_os("TEST_OPTIONS").is_some() {
        download = download
            .config_version(ConfigVersion::V5)
            .data_governance(DataGovernance::EuOnly)
            .config_version(ConfigVersion::V6);
        download = download.allow_insecure_http(true);
    }
    let mut spec = download.lock(env::var("TEST_LOCK").unwrap_or("flags/config.json".to_owned()));
    if let Ok(key) = env::var("TEST_TEXT_ENUM") {
        spec = spec.text_enum(key);
    }
    spec.emit();
}

/// ConfigCat's servers, if the data governance of the config is EU only.
fn moved_to_the_eu() -> FakeTransport {
    const EU: &str = "https://cdn-eu.configcat.com";

    FakeTransport::scripted(|request| match request.base_url() {
        EU => Answer::document(TWO),
        _ => Answer::document(format!(r#"{{"p": {{"u": "{EU}", "r": 1}}}}"#)),
    })
}

/// A package with a lock, and the server that has its config.
pub(crate) struct Package {
    pub(crate) folder: TempDir,
    pub(crate) server: Server,
}

/// What a build script said.
pub(crate) struct Build {
    pub(crate) errors: Vec<String>,
    pub(crate) warnings: Vec<String>,
    pub(crate) directives: Vec<String>,
    pub(crate) output: String,
}

impl Package {
    pub(crate) fn new(lock: Option<&str>) -> Self {
        let server = Server::start(|_| answer(200, ONE));
        let package = Self { folder: tempfile::tempdir().unwrap(), server };
        fs::create_dir(package.folder.path().join("out")).unwrap();
        if let Some(lock) = lock {
            fs::create_dir(package.folder.path().join("flags")).unwrap();
            fs::write(package.lock(), lock).unwrap();
        }
        package
    }

    pub(crate) fn lock(&self) -> PathBuf {
        self.folder.path().join("flags/config.json")
    }

    pub(crate) fn locked(&self) -> Option<String> {
        fs::read_to_string(self.lock()).ok()
    }

    /// The document that `flags!` finds.
    fn emitted(&self) -> Option<String> {
        fs::read_to_string(self.folder.path().join("out/configcat/flags.json")).ok()
    }

    pub(crate) fn requests(&self) -> usize {
        self.server.requests().len()
    }

    pub(crate) fn build(&self, environment: &[(&str, &str)]) -> Build {
        let mut script = Command::new(env::current_exe().unwrap());
        script.args(["--ignored", "--exact", "lock::build_script", "--nocapture"]);
        for (name, _) in [KEY_SET, REFRESH, OFFLINE, DOCS_RS] {
            script.env_remove(name);
        }
        script.env("TEST_BASE_URL", self.server.url()).env("OUT_DIR", self.folder.path().join("out"));
        script.envs(environment.iter().copied()).current_dir(self.folder.path());
        let output = script.output().unwrap();
        assert!(output.status.success(), "{output:?}");
        let output = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        let starting_with = |prefix: &str| {
            let said = output.lines().filter_map(|line| Some(line.split_once(prefix)?.1.to_owned()));
            said.map(|line| line.replace(&self.server.url(), "http://server")).collect()
        };
        Build {
            errors: starting_with("cargo::error="),
            warnings: starting_with("cargo::warning="),
            directives: starting_with("cargo::rerun-if-"),
            output: output.clone(),
        }
    }

    #[track_caller]
    pub(crate) fn build_well(&self, environment: &[(&str, &str)]) -> Build {
        let build = self.build(environment);
        assert!(build.errors.is_empty() && build.warnings.is_empty(), "{}", build.output);
        build
    }
}

pub(crate) fn answer(status: u16, body: &str) -> Behaviour {
    Behaviour::Answer(response(status, "", body))
}

#[test]
fn a_lock_is_downloaded_once() {
    let package = Package::new(None);
    package.build_well(&[KEY_SET]);
    assert_eq!(package.locked().as_deref(), Some(ONE_LOCKED));
    assert_eq!(package.emitted().as_deref(), Some(ONE_LOCKED));
    let [request] = package.server.requests().try_into().unwrap();
    assert_eq!(request.path, format!("/configuration-files/{KEY}/config_v5.json"));

    // From now on it is used: with the key, without one, and where there is no network.
    package.server.behave(answer(200, TWO));
    for environment in [&[KEY_SET] as &[_], &[], &[OFFLINE], &[DOCS_RS], &[("CONFIGCAT_REFRESH", "0")]] {
        package.build_well(environment);
        assert_eq!(package.emitted().as_deref(), Some(ONE_LOCKED));
    }
    assert_eq!(package.requests(), 1);
}

#[test]
fn a_refresh_replaces_the_lock_if_the_config_has_changed() {
    let package = Package::new(Some(ONE));
    let written = fs::metadata(package.lock()).unwrap().modified().unwrap();
    package.build_well(&[KEY_SET, REFRESH]);
    assert_eq!(package.locked().as_deref(), Some(ONE), "only its layout would change");
    assert_eq!(fs::metadata(package.lock()).unwrap().modified().unwrap(), written);

    package.server.behave(answer(200, TWO));
    package.build_well(&[KEY_SET, REFRESH]);
    assert_eq!(package.locked(), package.emitted());
    assert!(package.locked().unwrap().contains("\"beta\": {"));
    assert_eq!(package.requests(), 2);
    assert_eq!(fs::read_dir(package.folder.path().join("flags")).unwrap().count(), 1);
}

#[test]
fn a_refresh_that_fails_keeps_the_lock_with_a_warning() {
    let package = Package::new(Some(ONE_LOCKED));
    let download = "the config cannot be downloaded with the SDK key of `SDK_KEY`: ";
    for (behaviour, reason) in [
        (
            answer(404, ""),
            format!(
                "{download}the SDK key `…T-4567` seems to be wrong: the server answered with status 404; compare it with the SDK \
                 keys of the environment in the ConfigCat dashboard"
            ),
        ),
        (answer(500, ""), format!("{download}the server answered with the unexpected status 500")),
        (
            answer(200, "{\n\"f\": {"),
            format!("{download}the answer is not a config: line 2, column 6: EOF while parsing an object"),
        ),
        (
            answer(200, "<html>"),
            format!("{download}the answer is not a config: line 1, column 1: expected value"),
        ),
        (answer(200, r#"{"f": {}}"#), "the downloaded config has no flags".to_owned()),
        (
            answer(200, r#"{"flags": []}"#),
            format!(
                "{download}the answer is not a config: line 1, column 10: invalid type: sequence, expected an object \
                 of settings by key"
            ),
        ),
    ] {
        package.server.behave(behaviour);
        let build = package.build(&[KEY_SET, REFRESH]);
        assert_eq!(build.warnings, [format!("flags/config.json: the lock stays as it is: {reason}")]);
        assert!(build.errors.is_empty(), "{}", build.output);
        assert_eq!((package.locked(), package.emitted()), (Some(ONE_LOCKED.into()), Some(ONE_LOCKED.into())));
    }
}

#[test]
fn a_config_without_accessors_never_becomes_the_lock() {
    let valid = r#"{"f": {"greeting": {"t": 1, "v": "hi there"}}}"#;
    let collides = r#"{"f": {"greeting": {"t": 1, "v": "hi there", "p": [{"p": 100, "v": "hi-there"}]}}}"#;
    let text_enum = ("TEST_TEXT_ENUM", "greeting");
    for (live, reason) in [
        (
            r#"{"f":{"greeting":{"t":1,"v":{"b":true}}}}"#,
            "the downloaded config:1:34: flag `greeting`: value `true` is not a text",
        ),
        (collides, "the downloaded config:1:20: flag `greeting`: "),
    ] {
        let package = Package::new(Some(valid));
        package.server.behave(answer(200, live));
        let build = package.build(&[KEY_SET, REFRESH, text_enum]);
        let [warning] = &build.warnings[..] else { panic!("{}", build.output) };
        let expected = format!("flags/config.json: the lock stays as it is: {reason}");
        assert!(warning.starts_with(&expected) && warning.contains("(help: "), "{warning}");
        assert!(build.errors.is_empty(), "{}", build.output);
        assert_eq!((package.locked().as_deref(), package.emitted().as_deref()), (Some(valid), Some(valid)));

        // Without a lock, nothing is written, and the build fails.
        let package = Package::new(None);
        package.server.behave(answer(200, live));
        let build = package.build(&[KEY_SET, text_enum]);
        let [head, error] = &build.errors[..] else { panic!("{}", build.output) };
        let expected =
            "flags/config.json: there is no lock, and the downloaded config cannot become one (help: ";
        assert!(head.starts_with(expected) && error.starts_with(reason), "{}", build.output);
        assert_eq!((package.locked(), package.emitted()), (None, None));
    }
}

#[test]
fn a_refresh_that_cannot_be_tried_keeps_the_lock_with_a_warning() {
    let package = Package::new(Some(ONE_LOCKED));
    for (environment, reason) in [
        (&[REFRESH] as &[_], "the environment variable `SDK_KEY` is not set"),
        (&[REFRESH, ("SDK_KEY", " ")], "the environment variable `SDK_KEY` is empty"),
        (&[REFRESH, OFFLINE, KEY_SET], "`CONFIGCAT_OFFLINE` is set, which forbids downloads"),
        (&[REFRESH, DOCS_RS, KEY_SET], "`DOCS_RS` is set, which forbids downloads"),
    ] {
        let build = package.build(environment);
        assert_eq!(build.warnings, [format!("flags/config.json: the lock stays as it is: {reason}")]);
        assert!(build.errors.is_empty(), "{}", build.output);
    }
    assert_eq!((package.requests(), package.locked().as_deref()), (0, Some(ONE_LOCKED)));
}

#[test]
fn without_lock_and_download_the_build_fails_with_both_remedies() {
    let package = Package::new(None);
    package.server.behave(answer(403, ""));
    let short = ("SDK_KEY", "too-short");
    let lock = package.lock().display().to_string();
    let remedy = |allowed: &str| {
        format!(
            "(help: commit the lock; or {allowed}: set `SDK_KEY` and build with network, or run `cargo configcat pull \
             --sdk-key-env SDK_KEY --lock {lock} --base-url http://server`)"
        )
    };
    let (download, unset) = (remedy("download it"), remedy("unset `CONFIGCAT_OFFLINE` and download it"));
    let docs_rs = "(help: commit the lock: where `DOCS_RS` is set, there is no network)";
    for (environment, reason) in [
        (&[] as &[_], "the environment variable `SDK_KEY` is not set"),
        (&[REFRESH], "the environment variable `SDK_KEY` is not set"),
        (&[OFFLINE, KEY_SET], "`CONFIGCAT_OFFLINE` is set, which forbids downloads"),
        (&[DOCS_RS, REFRESH, KEY_SET], "`DOCS_RS` is set, which forbids downloads"),
        (
            &[short],
            "the config cannot be downloaded with the SDK key of `SDK_KEY`: the SDK key is not of the form \
             `configcat-sdk-1/…22 characters…/…22 characters…` or `…22 characters…/…22 characters…`; copy it from the \
             ConfigCat dashboard. For a ConfigCat Proxy, it is `configcat-proxy/` and an SDK identifier",
        ),
        (
            &[KEY_SET],
            "the config cannot be downloaded with the SDK key of `SDK_KEY`: the SDK key `…T-4567` seems to be wrong: the server \
             answered with status 403; compare it with the SDK keys of the environment in the ConfigCat dashboard",
        ),
    ] {
        let build = package.build(environment);
        let remedy = match reason.split('`').nth(1) {
            Some("CONFIGCAT_OFFLINE") => &*unset,
            Some("DOCS_RS") => docs_rs,
            _ => &*download,
        };
        assert_eq!(build.errors, [format!("flags/config.json: there is no lock, and {reason} {remedy}")]);
        assert_eq!((package.locked(), package.emitted()), (None, None), "nothing is left behind");
    }
}

#[test]
fn the_command_to_run_is_that_of_the_build_script() {
    let package = Package::new(None);
    let [error] = package.build(&[("TEST_OPTIONS", "1")]).errors.try_into().unwrap();
    let arguments =
        "--allow-insecure-http --base-url http://server --config-version v6 --data-governance eu`)";
    assert!(error.ends_with(arguments), "{error}");
    // A password is not shown, and a URL remains one argument.
    for (url, shown) in [
        ("https://jane:SECRET@a.example", "--base-url URL`)"),
        ("https://a.example/a b", "--base-url 'https://a.example/a b'`)"),
    ] {
        let [error] = package.build(&[("TEST_BASE_URL", url)]).errors.try_into().unwrap();
        assert!(error.ends_with(shown) && !error.contains("SECRET"), "{error}");
    }
}

#[test]
fn a_lock_in_what_is_no_folder_is_none() {
    let package = Package::new(None);
    fs::write(package.folder.path().join("flags"), "").unwrap();
    let [error] = package.build(&[KEY_SET]).errors.try_into().unwrap();
    let expected = "flags/config.json: there is no lock, and the lock cannot be written: there cannot be a folder `flags`: ";
    assert!(error.starts_with(expected), "{error}");
}

#[test]
fn a_broken_lock_is_an_error_until_it_is_downloaded_anew() {
    let broken = "<<<<<<< HEAD\n{\"f\": {}}\n";
    let package = Package::new(Some(broken));
    let build = package.build(&[KEY_SET]);
    let problem = "flags/config.json:1:1: a conflict marker of Git (help: ";
    assert!(build.errors.len() == 1 && build.errors[0].starts_with(problem), "{:?}", build.errors);
    assert_eq!((package.requests(), package.locked().as_deref()), (0, Some(broken)));

    package.server.behave(answer(500, ""));
    let build = package.build(&[KEY_SET, REFRESH]);
    assert_eq!((build.errors.len(), build.warnings.len()), (1, 1), "{}", build.output);
    assert_eq!(package.locked().as_deref(), Some(broken));

    package.server.behave(answer(200, ONE));
    package.build_well(&[KEY_SET, REFRESH]);
    assert_eq!(package.locked().as_deref(), Some(ONE_LOCKED));
}

#[test]
fn what_the_download_warns_about_is_a_warning() {
    let package = Package::new(None);
    let build = package.build(&[KEY_SET, ("TEST_GOVERNANCE", "1")]);
    let expected = "flags/config.json: the client and the ConfigCat dashboard have different data governance for \
                    the config; set `data_governance` accordingly to save a request at each start";
    assert_eq!((build.warnings, build.errors), (vec![expected.to_owned()], vec![]));
    assert!(package.locked().unwrap().contains("beta"));
}

#[test]
fn cargo_is_told_what_to_watch() {
    let watched = |package: &Package, environment: &[(&str, &str)]| {
        let directives = package.build(environment).directives;
        directives.into_iter().filter(|directive| !directive.ends_with(".never-there")).collect::<Vec<_>>()
    };
    let package = Package::new(Some(ONE));
    let expected = [
        "changed=flags/config.json",
        "env-changed=CONFIGCAT_REFRESH",
        "env-changed=CONFIGCAT_OFFLINE",
        "env-changed=DOCS_RS",
    ];
    // Not the key: Cargo would keep it in a file.
    assert_eq!(watched(&package, &[KEY_SET]), expected);
    assert_eq!(watched(&package, &[KEY_SET, REFRESH]), expected);
    assert_eq!(watched(&Package::new(None), &[]), expected);

    let never = package.folder.path().join("out/configcat.never-there");
    let always = format!("changed={}", never.display());
    assert!(package.build(&[KEY_SET, REFRESH]).directives.contains(&always) && !never.exists());
    assert!(!package.build(&[KEY_SET]).directives.contains(&always));
    assert!(!package.build(&[KEY_SET, REFRESH, OFFLINE]).directives.contains(&always));
}

#[test]
fn the_sdk_key_appears_nowhere() {
    let package = Package::new(None);
    let redirect = |status: u16, location: &str| {
        Behaviour::Answer(response(status, &format!("Location: {location}"), ""))
    };
    let to_itself = format!(r#"{{"p": {{"u": "{}/other", "r": 2}}}}"#, package.server.url());
    let echoes = format!(r#"{{"f": "{KEY}"}}"#);
    let mut shown = String::new();
    for behaviour in [
        redirect(302, &format!("http://a.example/configuration-files/{KEY}/config_v5.json")),
        redirect(302, &format!("ftp://127.0.0.1/{KEY}")),
        answer(404, &format!("no such key: {KEY}")),
        answer(200, &to_itself),
        answer(200, &echoes),
        Behaviour::Reset(Vec::new()),
        answer(200, ONE),
        answer(500, ""),
    ] {
        package.server.behave(behaviour);
        let build = package.build(&[KEY_SET, REFRESH]);
        shown.push_str(&build.output);
    }
    assert!(package.requests() >= 8 && shown.contains("there is no lock") && package.emitted().is_some());
    assert!(!shown.contains("SECRET"), "{shown}");
    let mut files = 0;
    assert_secret(package.folder.path(), &mut files);
    assert_eq!(files, 3, "the lock, and what was emitted");
}

fn assert_secret(folder: &Path, files: &mut usize) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            assert_secret(&path, files);
        } else {
            assert!(!fs::read_to_string(&path).unwrap().contains("SECRET"), "{}", path.display());
            *files += 1;
        }
    }
}

//! `serve`: the local ConfigCat.

use std::{
    env,
    net::IpAddr,
    path::PathBuf,
    process::{Command, Stdio},
};

use clap::{
    Args,
    builder::{PossibleValuesParser, TypedValueParser},
};
use configcat_build::Problem;
use configcat_core::config::Position;
use configcat_serve::{Fault, FaultKind, ServeError, Server};

use crate::{
    failure::{Failure, Outcome},
    mirror::{Mirror, MirrorArguments},
    output::Output,
    served::{Reloads, Served},
};

/// The FILE if none is given.
const DEFAULT_FILE: &str = "flags/config.json";

/// Serve config documents to every ConfigCat SDK, with a page to see and flip flags
///
/// SDKs in any language need the base URL that this prints, and nothing else. Each FILE is the config of one SDK key; a
/// single FILE is served for every SDK key. A document of config v5 is served as config v6 as well, and back, wherever
/// both can express it. A FILE that is saved is served at once. FILE is never written, unless the page or the API is
/// asked to: overrides are in `NAME.overrides.json` beside it, and users in `NAME.users.json`.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Environment:
  CONFIGCAT_SERVE_TOKEN  the token, if `--token` gives none

Examples:
  cargo configcat serve
  cargo configcat serve flags/config.json --open
  cargo configcat serve shop.json billing.json --sdk-key local/shop --sdk-key local/billing
  cargo configcat serve --live CONFIGCAT_SDK_KEY
  cargo configcat serve --ephemeral --port 0 --fault server_error
  curl -X DELETE http://127.0.0.1:8765/api/documents/config/overrides")]
pub(crate) struct Arguments {
    /// Config documents of any format
    ///
    /// By default, `flags/config.json`, unless `--live` is given.
    #[arg(value_name = "FILE")]
    documents: Vec<PathBuf>,

    #[command(flatten)]
    mirror: MirrorArguments,

    /// The port; 0 is any that is free
    #[arg(long, value_name = "PORT", default_value_t = 8765)]
    port: u16,

    /// Open the page in a browser
    #[arg(long)]
    open: bool,

    /// The address to listen on; one that other machines reach needs a token
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    listen: IpAddr,

    /// What the page and the API have to be told; SDKs need no token
    #[arg(long, value_name = "TOKEN")]
    token: Option<String>,

    /// The SDK key of a FILE; give it once for each FILE, in their order. By default, it is made from the name of FILE
    #[arg(long = "sdk-key", value_name = "KEY")]
    sdk_keys: Vec<String>,

    /// Keep overrides and users in memory, and write no files
    #[arg(long)]
    ephemeral: bool,

    /// Answer SDKs with a fault, until the page or the API takes it back
    #[arg(long, value_name = "FAULT", value_parser = fault_kinds())]
    fault: Option<FaultKind>,
}

impl Arguments {
    pub(crate) fn run(self, output: &Output) -> Result<Outcome, Failure> {
        let open = self.open;
        let token = self.token.clone().or_else(|| env::var("CONFIGCAT_SERVE_TOKEN").ok());
        let mirror = self.mirror.start()?;
        let server = self.bind(token.clone(), mirror.as_ref()).map_err(|error| problem(&error))?;
        if let Some(mirror) = &mirror {
            mirror.feed(server.handle());
        }
        let started = Served::of(&server, token.is_some());
        output.print(&started)?;
        output.flush()?;
        if open {
            open_page(&started.page(token.as_deref()));
        }
        let reloads = Reloads::of(server.handle());
        let server = server.after_reload(move || reloads.report());
        match server.block() {
            Ok(()) => Ok(Outcome::Fine),
            Err(error) => Err(Problem::new(format!("the server ended: {error}")).into()),
        }
    }

    fn bind(self, token: Option<String>, mirror: Option<&Mirror>) -> Result<Server, ServeError> {
        let mut builder = Server::builder().port(self.port).listen(self.listen).ephemeral(self.ephemeral);
        if self.documents.is_empty() && !self.mirror.is_given() {
            builder = builder.file(DEFAULT_FILE);
        }
        for path in self.documents {
            builder = builder.file(path);
        }
        if let Some(mirror) = mirror {
            builder = builder.document(Mirror::NAME, &*mirror.document).mirror_of(&mirror.variable);
        }
        for key in self.sdk_keys {
            builder = builder.sdk_key(key);
        }
        if let Some(token) = token {
            builder = builder.token(token);
        }
        if let Some(kind) = self.fault {
            builder = builder.fault(Fault::new(kind));
        }
        builder.bind()
    }
}

/// Reads the name of a fault.
fn fault_kinds() -> impl TypedValueParser<Value = FaultKind> {
    PossibleValuesParser::new(FaultKind::ALL.iter().map(|kind| kind.name()))
        .try_map(|name| name.parse::<FaultKind>())
}

/// The problem of a server that cannot start, with the place in the file.
fn problem(error: &ServeError) -> Problem {
    match error {
        ServeError::Document { file, problem, .. } => {
            let mut shown = Problem::new(problem.message.clone()).in_file(file);
            if let (Some(line), Some(column)) = (problem.line, problem.column) {
                shown = shown.at(Position { line, column });
            }
            match &problem.remedy {
                Some(remedy) => shown.remedy(remedy.clone()),
                None => shown,
            }
        }
        ServeError::PortInUse(address) => Problem::new(format!("the port {} is in use", address.port()))
            .remedy("end the other program, or choose another port: `--port 0` takes any that is free"),
        ServeError::NeedsToken(address) => Problem::new(format!(
            "other machines reach the address {}, so that a token is needed",
            address.ip()
        ))
        .remedy("give one with `--token` or in `CONFIGCAT_SERVE_TOKEN`, or leave `--listen` out"),
        ServeError::SameSdkKey(one, other, key) => {
            Problem::new(format!("`{one}` and `{other}` have the same SDK key `{key}`"))
                .remedy("give each FILE an SDK key of its own with `--sdk-key`")
        }
        error => Problem::new(format!("{error:?}")),
    }
}

/// Opens a page in the browser of the system. Without one, the address was printed.
fn open_page(address: &str) {
    let (program, arguments): (&str, &[&str]) = if cfg!(target_os = "macos") {
        ("open", &[])
    } else if cfg!(windows) {
        ("cmd", &["/c", "start", ""])
    } else {
        ("xdg-open", &[])
    };
    let _ = Command::new(program)
        .args(arguments)
        .arg(address)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
}

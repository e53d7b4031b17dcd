//! Times the expansion of `flags!` for a document of 1,000 flags, for `compile_time.sh` and for profilers. It leaves out the
//! lexer, since a macro uses the compiler's. `--document` prints the document instead. `--attributes` takes a document whose flags
//! ask for 60 attributes of users, not for five.
//!
//! Cargo builds macros without optimisation, so `cargo run --bin expansion`, without `--release`, is closer to the time that
//! an application pays.

use std::{env, hint::black_box, time::Duration};

use configcat_benches::document::{config_v6, flags_with_five_rules};
use configcat_build::codegen::{self, Declaration, Document, Options, UserDeclaration};
use proc_macro2::{Ident, LexError, Span, TokenStream};
use rustix::time::{ClockId, clock_gettime};

const FLAGS: usize = 1000;

const ROUNDS: usize = 11;

fn main() {
    let mut document = config_v6::document(&flags_with_five_rules(FLAGS));
    match env::args().nth(1).as_deref() {
        Some("--document") => return print!("{document}"),
        Some("--attributes") => document = with_many_attributes(&document),
        _ => {}
    }
    let options = Options::default();
    let mut times: Vec<[Duration; 2]> = (0..ROUNDS).map(|_| expand(&document, &options)).collect();
    times.sort_by_key(|[resolve, generate]| *resolve + *generate);
    let [resolve, generate] = times[ROUNDS / 2].map(|time| time.as_secs_f64() * 1e3);
    println!(
        "{FLAGS} flags in {:.0} ms (from the document to names {resolve:.0}, code {generate:.0})",
        resolve + generate
    );
}

/// The document with other attributes in the place of two that all flags ask for: with `Identifier`, `Email` and `Country`, these are
/// 60, and each flag asks for five of them.
fn with_many_attributes(document: &str) -> String {
    const NAMES: [(&str, usize); 2] = [("version", 28), ("seats", 29)];

    NAMES.iter().fold(document.to_owned(), |document, (name, count)| {
        let attribute = format!("\"a\":\"{name}\"");
        let mut pieces = document.split(&attribute);
        let first = pieces.next().unwrap_or_default().to_owned();
        pieces.enumerate().fold(first, |text, (number, piece)| {
            text + &format!("\"a\":\"{name}Of{}\"{piece}", number % count)
        })
    })
}

/// How long the two steps take, in processor time of this thread.
fn expand(document: &str, options: &Options) -> [Duration; 2] {
    let declaration = Declaration {
        attributes: TokenStream::new(),
        conditions: TokenStream::new(),
        lint_levels: TokenStream::new(),
        visibility: "pub".parse().expect("tokens"),
        name: Ident::new("Flags", Span::call_site()),
        runtime: "::configcat_core".parse().expect("tokens"),
        document: "/flags.json".to_owned(),
        tracked: Vec::new(),
        user: UserDeclaration::default(),
    };
    let document = Document::new("flags.json", document);
    let start = now();
    let accessors = codegen::resolve(&document, options).expect("a document without problems").accessors;
    let between = now();
    let lex = |code: &str| {
        black_box(code);
        Ok::<_, LexError>(TokenStream::new())
    };
    black_box(codegen::generate_with(&accessors, &declaration, lex));
    [between - start, now() - between]
}

fn now() -> Duration {
    clock_gettime(ClockId::ThreadCPUTime).try_into().expect("a time after the start")
}

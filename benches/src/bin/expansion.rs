//! Times what `flags!` does with a document of 1,000 flags. `compile_time.sh` runs it as Cargo builds macros: for
//! development, and for release; `--document` prints the document instead.

use std::{env, hint::black_box, time::Instant};

use configcat_benches::document::{config_v6, flags_with_five_rules};
use configcat_build::codegen::{self, Declaration, Document, Options};
use proc_macro2::{Ident, Span, TokenStream};

const FLAGS: usize = 1000;

const ROUNDS: usize = 11;

fn main() {
    let document = Document {
        origin: "flags.json".to_owned(),
        text: config_v6::document(&flags_with_five_rules(FLAGS)),
    };
    if env::args().nth(1).as_deref() == Some("--document") {
        print!("{}", document.text);
        return;
    }
    let options = Options::default();
    let mut times: Vec<[u128; 3]> = (0..ROUNDS).map(|_| expand(&document, &options)).collect();
    times.sort_by_key(|[resolve, generate, print]| resolve + generate + print);
    let [resolve, generate, print] = times[ROUNDS / 2].map(|nanoseconds| nanoseconds as f64 / 1e6);
    println!(
        "expansion of {FLAGS} flags: {:.1} ms (document to names {resolve:.1}, tokens {generate:.1}, \
         their text {print:.1})",
        resolve + generate + print
    );
}

/// How long the steps take, in nanoseconds. The last stands for what the compiler is handed.
fn expand(document: &Document, options: &Options) -> [u128; 3] {
    let declaration = Declaration {
        attributes: TokenStream::new(),
        conditions: TokenStream::new(),
        visibility: "pub".parse().expect("tokens"),
        name: Ident::new("Flags", Span::call_site()),
        runtime: "::configcat_core".parse().expect("tokens"),
        document: "/flags.json".to_owned(),
        tracked: Vec::new(),
    };
    let start = Instant::now();
    let resolved = codegen::resolve(document, options).expect("a document without problems");
    let resolve = start.elapsed();
    let tokens = black_box(codegen::generate(&resolved, &declaration));
    let generate = start.elapsed() - resolve;
    black_box(tokens.to_string());
    let print = start.elapsed() - resolve - generate;
    [resolve, generate, print].map(|step| step.as_nanos())
}

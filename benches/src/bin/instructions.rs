//! Counts the instructions of reads, with valgrind's callgrind, and compares them with the committed baseline.
//!
//! Only [`measured`] is counted: no start-up, and no other thread. Three things could change the counts although the code
//! is the same. This program deals with them:
//! - **The processor.** Valgrind simulates a processor of its own, which has no instructions for SHA. glibc is told not to
//!   choose its functions by the processor.
//! - **The seeds of hash tables.** The number of collisions is random, so each row is the least of several runs.
//! - **The environment.** It moves the stack, so it is left empty.
//!
//! The counts still depend on the compiler, the C library and valgrind. The baseline names them.

use std::{
    env, fs,
    process::{Command, ExitCode, Stdio},
};

use configcat_benches::{
    contender::Contender as _, contenders::Ours, document::hundred_flags_and_a_hashed_one, question::Question,
};
use serde::{Deserialize, Serialize};

const HELP: &str = "\
Counts the instructions of reads and compares them with `benches/instructions.json`. Needs valgrind.

Usage: cargo run --release --manifest-path benches/Cargo.toml --bin instructions [-- --update]

Options:
  --update  writes the counts as the new baseline
";

const BASELINE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/instructions.json");

/// The greatest factor by which a row may exceed its baseline.
const TOLERANCE: f64 = 1.03;

/// How often each row is counted.
const RUNS: usize = 3;

/// How many calls are counted.
const CALLS: u64 = 2000;

/// The argument with which the program runs itself in valgrind.
const MEASURE: &str = "measure";

/// W6: all values of the document.
const ALL: &str = "W6";

/// The counts, and the programs that they depend on.
#[derive(Debug, Serialize, Deserialize)]
struct Baseline {
    compiler: String,
    c_library: String,
    valgrind: String,
    instructions_per_call: Vec<Count>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Count {
    row: String,
    instructions: f64,
}

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [MEASURE, row] => measure(row),
        [] => return compare(&count_all()),
        ["--update"] => {
            let text = serde_json::to_string_pretty(&count_all()).expect("numbers and texts");
            fs::write(BASELINE, text + "\n").expect("the baseline can be written");
            println!("wrote {BASELINE}");
        }
        _ => {
            eprint!("{HELP}");
            return ExitCode::from(2);
        }
    }
    ExitCode::SUCCESS
}

/// Compares the counts with the baseline, and prints the result.
fn compare(counted: &Baseline) -> ExitCode {
    let text = fs::read_to_string(BASELINE).expect("a baseline");
    let baseline: Baseline = serde_json::from_str(&text).expect("a baseline of this program");
    let mut code = ExitCode::SUCCESS;
    println!("instructions of a call   now   baseline");
    for Count { row, instructions } in &counted.instructions_per_call {
        let known = baseline.instructions_per_call.iter().find(|known| known.row == *row);
        let Some(Count { instructions: before, .. }) = known else {
            println!("{row} {instructions:25.0}          –");
            continue;
        };
        let change = instructions / before;
        let verdict = match change {
            TOLERANCE.. => {
                code = ExitCode::FAILURE;
                "  TOO MANY"
            }
            ..0.97 => "  less: write a new baseline with `--update`",
            _ => "",
        };
        println!("{row} {instructions:25.0} {before:10.0}  {:+.1} %{verdict}", (change - 1.0) * 100.0);
    }
    if code == ExitCode::FAILURE {
        println!(
            "A read takes over 3 % more instructions than before. If this cannot be avoided, write a new baseline:\n\
             cargo run --release --manifest-path benches/Cargo.toml --bin instructions -- --update"
        );
        for (what, before, now) in [
            ("compiler", &baseline.compiler, &counted.compiler),
            ("C library", &baseline.c_library, &counted.c_library),
            ("valgrind", &baseline.valgrind, &counted.valgrind),
        ] {
            if before != now {
                println!("The {what} differs, which may be the cause: now {now}, in the baseline {before}.");
            }
        }
    }
    code
}

fn count_all() -> Baseline {
    let rows = Question::ROWS.iter().map(|(row, _)| *row).chain([ALL]);
    let instructions_per_call =
        rows.map(|row| Count { row: row.to_owned(), instructions: count(row) }).collect();
    Baseline {
        compiler: version("rustc", "--version"),
        c_library: version("ldd", "--version"),
        valgrind: version("valgrind", "--version"),
        instructions_per_call,
    }
}

/// The instructions of a call: the least of several runs.
fn count(row: &str) -> f64 {
    let counts: Vec<f64> = (0..RUNS).map(|_| run(row)).collect();
    if env::var_os("VERBOSE").is_some() {
        println!("{row}: {counts:?}");
    }
    let least = counts.into_iter().fold(f64::INFINITY, f64::min);
    // Digits after the first are caused by the loop.
    (least * 10.0).round() / 10.0
}

fn run(row: &str) -> f64 {
    let program = env::current_exe().expect("the path of this program");
    let out = env::temp_dir().join(format!("callgrind.{}.out", std::process::id()));
    let status = Command::new("valgrind")
        .args(["--tool=callgrind", "--quiet", "--toggle-collect=*::measured", "--error-exitcode=1"])
        .arg(format!("--callgrind-out-file={}", out.display()))
        .arg(program)
        .args([MEASURE, row])
        .env_clear()
        .env("PATH", env::var_os("PATH").unwrap_or_default())
        .env("GLIBC_TUNABLES", "glibc.cpu.hwcaps=-AVX2,-AVX2_Usable,-ERMS,-AVX_Fast_Unaligned_Load")
        .stdout(Stdio::null())
        .status()
        .expect("valgrind can be run");
    assert!(status.success(), "valgrind failed");
    let text = fs::read_to_string(&out).expect("callgrind has written its counts");
    let _ = fs::remove_file(out);
    let total = text.lines().find_map(|line| line.strip_prefix("totals: "));
    let total: f64 = total.and_then(|total| total.trim().parse().ok()).expect("callgrind has counted");
    assert!(total > 0.0, "callgrind has not found what to count");
    total / calls(row) as f64
}

/// The part that runs in valgrind.
fn measure(row: &str) {
    let ours = Ours::live(&hundred_flags_and_a_hashed_one());
    // Leave out what happens only once in a process.
    ask(&ours, row, 10);
    measured(&ours, row);
}

/// The part that is counted. Callgrind finds it by its name.
#[inline(never)]
fn measured(ours: &Ours, row: &str) {
    ask(ours, row, calls(row));
}

fn ask(ours: &Ours, row: &str, times: u64) {
    match Question::ROWS.iter().find(|(name, _)| *name == row) {
        Some((_, question)) => drop(ours.read(*question, times)),
        None => assert!(ours.read_all(times) > 0),
    }
}

fn calls(row: &str) -> u64 {
    if row == ALL { CALLS / 100 } else { CALLS }
}

fn version(program: &str, argument: &str) -> String {
    let output = Command::new(program).arg(argument).output().map(|output| output.stdout).unwrap_or_default();
    String::from_utf8_lossy(&output).lines().next().unwrap_or("unknown").to_owned()
}

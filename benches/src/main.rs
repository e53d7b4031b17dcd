//! Prints how fast flags are read and loaded, next to other SDKs and to the floor of the machine.
//!
//! No module imports from one later in this list: `clock`, `turns`, `effort` (how to measure); `figure`, `table` (what to show);
//! `sink`; `sections` (what to measure); `report`; `options`.

mod clock;
mod effort;
mod figure;
mod options;
mod report;
mod sections;
mod sink;
mod table;
mod turns;

use std::process::ExitCode;

use effort::Effort;
use options::{Command, Options};
use report::Report;

fn main() -> ExitCode {
    let options = match Options::from_arguments() {
        Ok(Command::Measure(options)) => options,
        Ok(Command::Help) => {
            print!("{}", options::HELP);
            return ExitCode::SUCCESS;
        }
        Err(error) => {
            eprintln!("{error}\n\n{}", options::HELP);
            return ExitCode::from(2);
        }
    };
    let mut report = Report::new(options.effort == Effort::Quick);
    for section in options.sections() {
        eprintln!("measuring {} …", section.name);
        report.tables.extend((section.measure)(options.effort));
    }
    report.publish(options.format);
    ExitCode::SUCCESS
}

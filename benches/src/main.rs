//! Prints how fast flags are read and loaded, next to other SDKs and to the floor of the machine.
//!
//! No module imports from one later in this list: `clock`, `turns`, `effort` (how to measure); `figure`, `table` (what to show);
//! `sink`; `sections` (what to measure); `pictures`; `report`; `docs`; `options`.

mod clock;
mod docs;
mod effort;
mod figure;
mod options;
mod pictures;
mod report;
mod sections;
mod sink;
mod table;
mod turns;

use std::process::ExitCode;

use effort::Effort;
use options::{Command, Options, Output};
use report::Report;

fn main() -> ExitCode {
    let options = match Options::from_arguments() {
        Ok(Command::Measure(options)) => options,
        Ok(Command::Draw) => return finish(docs::read().and_then(|report| docs::write(&report))),
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
    finish(match options.output {
        Output::Print(format) => {
            print!("{}", report.render(format));
            Ok(())
        }
        Output::Docs => docs::write(&report),
    })
}

fn finish(written: Result<(), String>) -> ExitCode {
    written.map_or_else(
        |error| {
            eprintln!("{error}");
            ExitCode::FAILURE
        },
        |()| ExitCode::SUCCESS,
    )
}

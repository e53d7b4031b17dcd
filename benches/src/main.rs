//! Prints how fast flags are read and loaded, next to the peers and to what the machine can do.

mod allocations;
mod options;
mod report;
mod sections;
mod sink;
mod turns;

use std::process::ExitCode;

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
    let mut report = Report::new(&options);
    for section in sections::ALL {
        if options.wants(section.name) {
            eprintln!("measuring {} …", section.name);
            report.sections.extend((section.measure)(&options));
        }
    }
    report.publish(options.format);
    ExitCode::SUCCESS
}

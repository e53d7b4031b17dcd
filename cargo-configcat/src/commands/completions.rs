//! `completions`: scripts that let a shell complete commands and options.

use std::fmt;

use clap::{Args, Command};
use clap_complete::Shell;
use serde::Serialize;

use crate::{
    failure::{Failure, Outcome},
    output::Output,
};

/// Print a script that lets a shell complete commands and options
///
/// It completes `cargo configcat` in bash, zsh and fish, and `cargo-configcat` in all shells.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  cargo configcat completions bash > ~/.local/share/bash-completion/completions/cargo-configcat
  echo 'source ~/.local/share/bash-completion/completions/cargo-configcat' >> ~/.bashrc
  cargo configcat completions zsh > ~/.zfunc/_cargo-configcat
  cargo configcat completions fish > ~/.config/fish/conf.d/cargo-configcat.fish")]
pub(crate) struct Arguments {
    /// The shell
    #[arg(value_name = "SHELL", value_enum)]
    shell: Shell,
}

/// After the script for `cargo-configcat`: completes `cargo configcat` in the same way, and leaves the rest of `cargo` to
/// whom it belongs. zsh needs nothing: Cargo's own function calls `_cargo-configcat`.
const BASH: &str = r#"
_cargo_before_configcat=$(complete -p cargo 2>/dev/null | sed -n 's/.* -F \([^ ]*\) .*/\1/p')
[ "$_cargo_before_configcat" = _cargo_and_configcat ] && _cargo_before_configcat=
_cargo_and_configcat() {
    if [ "${COMP_WORDS[1]}" = configcat ] && [ "$COMP_CWORD" -gt 1 ]; then
        COMP_WORDS=(cargo-configcat "${COMP_WORDS[@]:2}")
        COMP_CWORD=$((COMP_CWORD - 1))
        _cargo_configcat cargo-configcat "$2" "$3"
    elif [ -n "$_cargo_before_configcat" ]; then
        "$_cargo_before_configcat" "$@"
    fi
}
complete -F _cargo_and_configcat -o bashdefault -o default cargo
"#;

const FISH: &str = r#"
complete -c cargo -n "__fish_seen_subcommand_from configcat" -f -a "(complete -C (commandline -cp | string replace -r '^.*cargo\s+configcat' cargo-configcat))"
"#;

impl Arguments {
    /// Runs the command. It needs the grammar of the whole command line.
    pub(crate) fn run(self, mut grammar: Command, output: &Output) -> Result<Outcome, Failure> {
        let mut script = Vec::new();
        // In bash, the labels of a name with a hyphen do not fit together.
        let name = if self.shell == Shell::Bash { "cargo_configcat" } else { "cargo-configcat" };
        clap_complete::generate(self.shell, &mut grammar, name, &mut script);
        let script = String::from_utf8_lossy(&script);
        let script = match self.shell {
            Shell::Bash => script.replace("-o default cargo_configcat", "-o default cargo-configcat") + BASH,
            Shell::Fish => script.into_owned() + FISH,
            _ => script.into_owned(),
        };
        output.print(&Script { shell: self.shell.to_string(), script })?;
        Ok(Outcome::Fine)
    }
}

#[derive(Serialize)]
struct Script {
    shell: String,
    script: String,
}

impl fmt::Display for Script {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.script)
    }
}

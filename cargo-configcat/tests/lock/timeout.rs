//! `--timeout`

use configcat_test_fakes::Behaviour;

use crate::package::{BEFORE, Package};

#[test]
fn a_server_that_does_not_answer_is_given_up() {
    let package = Package::new(Some(BEFORE), "");
    package.server.behave(Behaviour::Stall(Vec::new()));
    for command in ["pull", "check"] {
        let run = package.download(&[command, "--timeout", "0.05"]);
        assert_eq!((run.code, &*run.stdout), (Some(2), ""), "{run:?}");
        assert!(run.stderr.contains("the server did not answer in time; "), "{run:?}");
        // The advice is an option that there is.
        assert!(
            run.stderr.contains("(help: on the command line, `--timeout SECONDS` gives it more time"),
            "{run:?}"
        );
    }
    assert_eq!(package.lock().as_deref(), Some(BEFORE));
}

#[test]
fn the_time_is_a_number_of_seconds() {
    let package = Package::new(Some(BEFORE), BEFORE);
    for (seconds, code) in [("0", 2), ("-1", 2), ("1e9", 2), ("soon", 2), ("86400", 0), ("2.5", 0)] {
        let run = package.download(&["check", &format!("--timeout={seconds}")]);
        assert_eq!(run.code, Some(code), "{seconds}: {run:?}");
        assert!(code == 0 || run.stderr.contains("invalid value"), "{run:?}");
    }
}

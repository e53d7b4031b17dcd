//! Evaluation compared with what published ConfigCat SDKs evaluate: the public conformance data, which has to be
//! given by `CONFIGCAT_CONFORMANCE`, and the recorded cases of this repository.

#![expect(clippy::expect_used, reason = "tests fail by panicking")]

mod evaluation_logs;
mod matrices;
mod misc_v6;
mod mismatches;
mod override_files;
mod recorded_cases;

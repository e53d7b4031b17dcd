//! Evaluation compared with what published ConfigCat SDKs evaluate: the public conformance data, which has to be
//! given by `CONFIGCAT_CONFORMANCE`, and the recorded cases of this repository.

mod matrices;
mod mismatches;
mod override_files;
mod recorded_cases;

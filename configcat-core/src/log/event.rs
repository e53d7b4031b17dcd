//! The ids of log events and errors. Every ConfigCat SDK uses the same ids for the same events. The ids from 9000 on are
//! our own.

pub(crate) const NO_CONFIG: u16 = 1000;
pub(crate) const KEY_MISSING: u16 = 1001;
pub(crate) const EVALUATION_FAILED: u16 = 1002;
pub(crate) const PANICKED: u16 = 1003;
pub(crate) const WRONG_SDK_KEY: u16 = 1100;
pub(crate) const UNEXPECTED_STATUS: u16 = 1101;
pub(crate) const TIMEOUT: u16 = 1102;
pub(crate) const NETWORK: u16 = 1103;
pub(crate) const REDIRECT_LOOP: u16 = 1104;
pub(crate) const INVALID_BODY: u16 = 1105;
pub(crate) const NOTHING_TO_KEEP: u16 = 1106;
pub(crate) const OVERRIDE_FILE_MISSING: u16 = 1300;
pub(crate) const OVERRIDE_FILE_UNREADABLE: u16 = 1302;
pub(crate) const TYPE_MISMATCH: u16 = 2002;
pub(crate) const VARIATION_ID_NOT_FOUND: u16 = 2011;
pub(crate) const JSON_MISMATCH: u16 = 2012;
pub(crate) const CACHE_READ: u16 = 2200;
pub(crate) const CACHE_WRITE: u16 = 2201;
pub(crate) const OVERRIDE_NOT_JSON: u16 = 2302;
pub(crate) const CLIENT_EXISTS: u16 = 3000;
pub(crate) const USER_MISSING: u16 = 3001;
pub(crate) const DATA_GOVERNANCE: u16 = 3002;
pub(crate) const ATTRIBUTE_MISSING: u16 = 3003;
pub(crate) const ATTRIBUTE_INVALID: u16 = 3004;
pub(crate) const ATTRIBUTE_CONVERTED: u16 = 3005;
pub(crate) const OFFLINE: u16 = 3200;
pub(crate) const CLOSED: u16 = 3201;
pub(crate) const LOCAL_ONLY: u16 = 3202;
pub(crate) const READY_TIMEOUT: u16 = 4200;
pub(crate) const EVALUATION: u16 = 5000;
pub(crate) const MODE_SWITCHED: u16 = 5200;
/// All steps of the background work, at the level `Debug`.
pub(crate) const WORK: u16 = 9000;
pub(crate) const BLOCKS_ASYNC: u16 = 9001;
pub(crate) const HOOKS_TOO_SLOW: u16 = 9002;
pub(crate) const OVERRIDE_FILE_COMMENTS: u16 = 9003;
pub(crate) const OVERRIDE_UNKNOWN: u16 = 9004;

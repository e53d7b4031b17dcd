//! [`CachedConfig`]: a config with the facts of its download, and its form in caches.

use std::{
    sync::Arc,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use crate::{
    client::{fetch::ConfigVersion, sdk_key::SdkKey, transport::is_header_text},
    config::{Config, ParseError, hex_sha1},
};

/// A config with the facts of its download.
#[derive(Debug, Clone)]
pub(crate) struct CachedConfig {
    pub(crate) config: Arc<Config>,
    pub(crate) etag: Option<String>,
    /// When a download last showed that this config is the current one.
    pub(crate) fetch_time: SystemTime,
    /// The JSON exactly as received, for the cache. `None` if the client has no cache.
    pub(crate) document: Option<Arc<str>>,
    /// The hash of the value that the config was read from, if it comes from a cache.
    pub(crate) cache_value_hash: Option<String>,
}

impl CachedConfig {
    /// A config that was not downloaded. It counts as older than every downloaded one.
    pub(crate) fn bootstrap(config: Config) -> Self {
        Self {
            config: Arc::new(config),
            etag: None,
            fetch_time: UNIX_EPOCH,
            document: None,
            cache_value_hash: None,
        }
    }

    /// Whether this is a downloaded config, and no bootstrap.
    pub(crate) fn was_downloaded(&self) -> bool {
        self.fetch_time != UNIX_EPOCH
    }

    /// The value for a cache: fetch time in Unix milliseconds, ETag and JSON, separated by line feeds, as all ConfigCat
    /// SDKs have it. `None` if the JSON was not kept.
    pub(crate) fn to_cache_value(&self) -> Option<String> {
        let document = self.document.as_deref()?;
        let time = self.fetch_time.duration_since(UNIX_EPOCH).unwrap_or_default().as_millis();
        Some(format!("{time}\n{}\n{document}", self.etag.as_deref().unwrap_or_default()))
    }
}

/// The parts of a value of a cache. The JSON is not parsed yet.
#[derive(Debug)]
pub(crate) struct CacheValue<'a> {
    pub(crate) fetch_time: SystemTime,
    etag: &'a str,
    document: &'a str,
}

impl<'a> CacheValue<'a> {
    pub(crate) fn parse(value: &'a str) -> Result<Self, CacheValueError> {
        let mut parts = value.splitn(3, '\n');
        let (Some(time), Some(etag), Some(document)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(CacheValueError::Parts);
        };
        let milliseconds = time.parse().map_err(|_| CacheValueError::FetchTime)?;
        let fetch_time =
            UNIX_EPOCH.checked_add(Duration::from_millis(milliseconds)).ok_or(CacheValueError::FetchTime)?;
        Ok(Self { fetch_time, etag, document })
    }

    /// Whether the value was confirmed later than the held config. Other processes have other clocks, and clocks jump:
    ///
    /// - A time in the future says nothing. It does not replace a config that this process has downloaded.
    /// - A held config with a time in the future counts as confirmed now: the clock was set back.
    pub(crate) fn is_newer_than(&self, held: Option<&CachedConfig>, now: SystemTime) -> bool {
        let Some(held) = held else { return true };
        let is_from_future = self.fetch_time > now + Self::CLOCK_SKEW;
        if is_from_future && held.was_downloaded() && held.cache_value_hash.is_none() {
            return false;
        }
        self.fetch_time > held.fetch_time.min(now)
    }

    /// By how much the clocks of two machines may differ.
    const CLOCK_SKEW: Duration = Duration::from_secs(60);

    /// Parses the JSON, unless the held config has the same JSON.
    pub(crate) fn into_cached_config(
        self,
        held: Option<&CachedConfig>,
        hash: String,
    ) -> Result<CachedConfig, CacheValueError> {
        let held = held.and_then(|held| Some((held, held.document.as_ref()?)));
        let (config, document) = match held {
            Some((held, document)) if **document == *self.document => {
                (Arc::clone(&held.config), Arc::clone(document))
            }
            _ => (Arc::new(Config::parse(self.document)?), self.document.into()),
        };
        let etag = Some(self.etag.to_owned()).filter(|etag| is_header_text(etag));
        // A time in the future would keep newer configs out.
        let fetch_time = self.fetch_time.min(SystemTime::now());
        let (document, cache_value_hash) = (Some(document), Some(hash));
        Ok(CachedConfig { config, etag, fetch_time, document, cache_value_hash })
    }
}

/// Why a value of a cache is not a config.
#[derive(Debug, thiserror::Error)]
pub(crate) enum CacheValueError {
    #[error("the value does not have three parts")]
    Parts,
    #[error("the fetch time is not a number of milliseconds")]
    FetchTime,
    #[error("the config JSON cannot be read: {0}")]
    Config(#[from] ParseError),
}

/// The key of a config in caches. All ConfigCat SDKs use the same.
pub(crate) fn cache_key(sdk_key: &SdkKey, version: ConfigVersion) -> String {
    hex_sha1(&format!("{}_{}_v2", sdk_key.as_str(), version.file_name()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(value: &str) -> Result<CachedConfig, CacheValueError> {
        CacheValue::parse(value)?.into_cached_config(None, String::new())
    }

    #[test]
    fn keys_are_those_of_every_sdk() {
        for (key, version, expected) in [
            (
                "configcat-sdk-1/TEST_KEY-0123456789012/1234567890123456789012",
                ConfigVersion::V6,
                "f83ba5d45bceb4bb704410f51b704fb6dfa19942",
            ),
            ("test1", ConfigVersion::V5, "147c5b4c2b2d7c77e1605b1a4309f0ea6684a0c6"),
            ("test2", ConfigVersion::V5, "c09513b1756de9e4bc48815ec7a142b2441ed4d5"),
        ] {
            assert_eq!(cache_key(&key.into(), version), expected);
        }
    }

    #[test]
    fn values_survive_the_way_through_a_cache() {
        let value = "1686756435844\n\"etag\"\n{\"f\": {\"a\": {\"v\": 1}},\n \"x\": 2}";
        let cached = read(value).unwrap();
        assert_eq!(cached.config.len(), 1);
        assert_eq!(cached.to_cache_value().as_deref(), Some(value));

        let without_etag = read("0\n\n{\"f\": {}}").unwrap();
        assert_eq!((without_etag.etag, without_etag.fetch_time), (None, UNIX_EPOCH));
    }

    #[test]
    fn garbage_is_an_error() {
        for value in [
            "",
            "1",
            "1\n2",
            "x\ne\n{\"f\": {}}",
            "-1\ne\n{\"f\": {}}",
            "1\ne\n{",
            "99999999999999999999\ne\n{}",
        ] {
            assert!(read(value).is_err(), "{value}");
        }
    }

    #[test]
    fn clocks_of_others_are_not_trusted() {
        let now = UNIX_EPOCH + Duration::from_secs(1_000_000);
        let value = |seconds: u64| CacheValue {
            fetch_time: UNIX_EPOCH + Duration::from_secs(seconds),
            etag: "",
            document: "{}",
        };
        let held = |seconds: u64, hash: Option<&str>| CachedConfig {
            fetch_time: UNIX_EPOCH + Duration::from_secs(seconds),
            cache_value_hash: hash.map(str::to_owned),
            ..CachedConfig::bootstrap(Config::default())
        };
        let is_newer = |value: CacheValue<'_>, held| value.is_newer_than(Some(&held), now);
        assert!(value(1).is_newer_than(None, now));
        assert!(is_newer(value(999_999), held(999_998, None)));
        assert!(!is_newer(value(999_998), held(999_998, None)));
        // From the future.
        assert!(!is_newer(value(2_000_000), held(999_998, None)), "this process has downloaded");
        assert!(is_newer(value(2_000_000), held(999_998, Some("cached"))), "this one has not");
        assert!(is_newer(value(1_000_030), held(999_998, None)), "clocks differ a little");
        // The clock was set back after the download.
        assert!(is_newer(value(1_000_001), held(2_000_000, None)));
    }
}

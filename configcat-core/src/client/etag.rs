//! Which ETags are kept.

/// Whether an ETag can be kept, and sent with the next request: a damaged or huge one would make each request fail.
pub(crate) fn is_sound_etag(etag: &str) -> bool {
    const MAX_LENGTH: usize = 1024;

    (1..=MAX_LENGTH).contains(&etag.len()) && etag.bytes().all(|byte| matches!(byte, 0x20..=0x7e))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn etags_that_would_poison_requests_are_dropped() {
        for (etag, is_sound) in
            [("\"1\"", true), ("W/\"a b\"", true), ("", false), ("é", false), ("a\tb", false)]
        {
            assert_eq!(is_sound_etag(etag), is_sound, "{etag}");
        }
        assert!(!is_sound_etag(&"x".repeat(60_000)));
    }
}

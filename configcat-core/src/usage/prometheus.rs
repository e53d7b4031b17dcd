//! [`Usage::to_prometheus`]: the counts as metrics in text form.

use std::{
    fmt::{self, Display, Write as _},
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use crate::usage::{
    flag_usage::{FlagUsage, ValueUsage},
    usage::Usage,
};

impl Usage {
    /// The content type of [`to_prometheus`](Self::to_prometheus).
    pub const PROMETHEUS_CONTENT_TYPE: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

    /// The counts as metrics in the text format `OpenMetrics` 1.0, which Prometheus reads. Answer with it, and with
    /// [`PROMETHEUS_CONTENT_TYPE`](Self::PROMETHEUS_CONTENT_TYPE), on an address that Prometheus scrapes.
    ///
    /// | metric | labels | what it counts |
    /// |---|---|---|
    /// | `configcat_flag_reads_total` | `key`, `value`, `variation_id` | reads that served a value |
    /// | `configcat_flag_failed_reads_total` | `key` | reads that returned the default value |
    /// | `configcat_unknown_key_reads_total` | – | reads of keys that the config did not have |
    /// | `configcat_downloads_total` | `outcome` | downloads: `new`, `not_modified`, or why they failed |
    /// | `configcat_download_seconds_total` | – | how long all downloads took together |
    /// | `configcat_last_download_seconds` | – | how long the last download took |
    /// | `configcat_config_age_seconds` | – | the age of the config; left out for local data |
    /// | `configcat_usage_start_timestamp_seconds` | – | when the counting began |
    ///
    /// Of a text with more than 100 bytes, `value` has the beginning.
    ///
    /// ```
    /// use configcat_core::{Client, OverrideBehaviour, Overrides};
    ///
    /// let flags = Overrides::from_map([("darkMode", true)], OverrideBehaviour::LocalOnly);
    /// let client = Client::builder("local").overrides(flags).usage(true).build()?;
    /// assert!(client.get_value("darkMode", false, None));
    /// let metrics = client.usage().to_prometheus();
    /// assert!(metrics.contains(r#"configcat_flag_reads_total{key="darkMode",value="true"} 1"#));
    /// # Ok::<(), configcat_core::BuildError>(())
    /// ```
    #[must_use]
    pub fn to_prometheus(&self) -> String {
        let mut text = String::new();
        // Writing to a string cannot fail.
        _ = self.write_flags(&mut text).and_then(|()| self.write_client(&mut text));
        text + "# EOF\n"
    }

    fn write_flags(&self, text: &mut String) -> fmt::Result {
        describe(text, "configcat_flag_reads", "counter", "", "Reads of a flag that served a value.")?;
        for flag in &self.flags {
            for (labels, reads) in series(flag) {
                writeln!(text, "configcat_flag_reads_total{{{labels}}} {reads}")?;
            }
        }
        let failed = "configcat_flag_failed_reads";
        describe(text, failed, "counter", "", "Reads of a flag that returned the default value.")?;
        for flag in &self.flags {
            writeln!(text, "{failed}_total{{key=\"{}\"}} {}", Escaped(&flag.key), flag.failed_reads)?;
        }
        let unknown = "configcat_unknown_key_reads";
        describe(text, unknown, "counter", "", "Reads of keys that the config did not have.")?;
        let reads: u64 = self.unknown_keys.iter().map(|unknown| unknown.reads).sum();
        writeln!(text, "{unknown}_total {}", reads + self.other_unknown_reads)
    }

    fn write_client(&self, text: &mut String) -> fmt::Result {
        let downloads = &self.downloads;
        let name = "configcat_downloads";
        describe(text, name, "counter", "", "Downloads of the config by outcome.")?;
        writeln!(text, "{name}_total{{outcome=\"new\"}} {}", downloads.new)?;
        writeln!(text, "{name}_total{{outcome=\"not_modified\"}} {}", downloads.not_modified)?;
        for (reason, count) in &downloads.failed {
            writeln!(text, "{name}_total{{outcome=\"{}\"}} {count}", Escaped(reason))?;
        }
        let name = "configcat_download_seconds";
        describe(text, name, "counter", "seconds", "How long all downloads of the config took together.")?;
        writeln!(text, "{name}_total {}", Seconds(downloads.total_duration))?;
        let name = "configcat_last_download_seconds";
        describe(text, name, "gauge", "seconds", "How long the last download of the config took.")?;
        writeln!(text, "{name} {}", Seconds(downloads.last_duration))?;
        if let Some(age) = self.config_age() {
            let name = "configcat_config_age_seconds";
            describe(
                text,
                name,
                "gauge",
                "seconds",
                "The time since the config was confirmed to be current.",
            )?;
            writeln!(text, "{name} {}", Seconds(age))?;
        }
        let name = "configcat_usage_start_timestamp_seconds";
        describe(text, name, "gauge", "seconds", "When the counting began, in Unix time.")?;
        writeln!(text, "{name} {}", Seconds(since_epoch(self.since)))
    }
}

fn since_epoch(time: SystemTime) -> Duration {
    time.duration_since(UNIX_EPOCH).unwrap_or_default()
}

fn describe(text: &mut String, name: &str, kind: &str, unit: &str, help: &str) -> fmt::Result {
    writeln!(text, "# TYPE {name} {kind}")?;
    if !unit.is_empty() {
        writeln!(text, "# UNIT {name} {unit}")?;
    }
    writeln!(text, "# HELP {name} {help}")
}

/// The labels of the values of a flag, with their reads. Values with the same labels are one series.
fn series(flag: &FlagUsage) -> Vec<(String, u64)> {
    let mut series: Vec<(String, u64)> = Vec::with_capacity(flag.values.len());
    let other = (flag.other_reads > 0).then(|| (labels(flag, None), flag.other_reads));
    let values = flag.values.iter().map(|value| (labels(flag, Some(value)), value.reads));
    for (labels, reads) in values.chain(other) {
        match series.iter_mut().find(|(own, _)| *own == labels) {
            Some((_, sum)) => *sum += reads,
            None => series.push((labels, reads)),
        }
    }
    series
}

fn labels(flag: &FlagUsage, value: Option<&ValueUsage>) -> String {
    const LONGEST: usize = 100;

    let mut labels = format!("key=\"{}\"", Escaped(&flag.key));
    if let Some(ValueUsage { value, variation_id, .. }) = value {
        let text = value.to_string();
        let end = (0..=LONGEST.min(text.len())).rev().find(|end| text.is_char_boundary(*end));
        let beginning = end.and_then(|end| text.get(..end)).unwrap_or_default();
        let dots = if beginning.len() < text.len() { "…" } else { "" };
        _ = write!(labels, ",value=\"{}{dots}\"", Escaped(beginning));
        if let Some(id) = variation_id {
            _ = write!(labels, ",variation_id=\"{}\"", Escaped(id));
        }
    }
    labels
}

/// A label, with the three characters escaped that have a meaning of their own.
struct Escaped<'a>(&'a str);

impl Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for char in self.0.chars() {
            match char {
                '\\' => f.write_str("\\\\")?,
                '"' => f.write_str("\\\"")?,
                '\n' => f.write_str("\\n")?,
                other => f.write_char(other)?,
            }
        }
        Ok(())
    }
}

/// Seconds, to the microsecond.
struct Seconds(Duration);

impl Display for Seconds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:06}", self.0.as_secs(), self.0.subsec_micros())
    }
}

//! How a [`Snapshot`] tells of its reads: to the counter of its client, to the log, and to the application.

use crate::{
    config::{Setting, SettingSlot},
    evaluation::{
        error::EvaluationError,
        evaluator::{Evaluation, plain},
        failure::Failure,
        failure_log::FailureLog,
        flag_read::{FlagRead, ReadReason},
        ready_state::ReadyState,
        snapshot::{Contents, Snapshot},
        warnings::ReadBy,
    },
    log::LogLevel,
    users::User,
    values::{FlagValue, HashedKey},
};

impl Snapshot {
    /// The value of a flag whose reads are explained or observed; `None` if the caller must use the default value.
    #[inline(never)]
    pub(super) fn observed_value<T: FlagValue>(
        &self,
        slot: Option<&SettingSlot>,
        key: &HashedKey<'_>,
        user: Option<&User>,
        read_by: ReadBy,
    ) -> Option<T> {
        if let Some(value) = self.counted_value(slot) {
            return Some(value);
        }
        match self.evaluate_as(slot, user, read_by) {
            Ok((setting, evaluation, value)) => {
                self.served(slot, setting, &evaluation, user);
                Some(value)
            }
            Err(failure) => {
                self.failed(&failure, key.text(), user, "; returning the default value");
                None
            }
        }
    }

    /// The value of a flag without rules, if its reads are counted and nothing else.
    #[inline]
    fn counted_value<T: FlagValue>(&self, slot: Option<&SettingSlot>) -> Option<T> {
        let Contents { counter, listener, logger, .. } = self.contents();
        let (slot, config, counter) = (slot?, self.config()?, counter.as_ref()?);
        let SettingSlot::Valid(setting) = slot else { return None };
        let value = plain(setting)?.value().to()?;
        if listener.is_some() || logger.level() >= LogLevel::Info {
            return None;
        }
        counter.served(config, slot, None, None);
        Some(value)
    }

    /// Tells those who observe reads of a served value.
    #[inline]
    pub(super) fn served(
        &self,
        slot: Option<&SettingSlot>,
        setting: &Setting,
        evaluation: &Evaluation<'_>,
        user: Option<&User>,
    ) {
        if self.contents().logger.observes_reads() {
            self.observe(slot, setting, evaluation, user);
        }
    }

    #[inline(never)]
    fn observe(
        &self,
        slot: Option<&SettingSlot>,
        setting: &Setting,
        evaluation: &Evaluation<'_>,
        user: Option<&User>,
    ) {
        let Contents { counter, listener, logger, data, .. } = self.contents();
        if let (Some(counter), Some(slot), Some(config)) = (counter, slot, self.config()) {
            counter.served(config, slot, evaluation.rule, evaluation.option);
        }
        if let Some(listener) = listener {
            let read = FlagRead {
                key: setting.key(),
                value: Some(evaluation.served.value()),
                variation_id: evaluation.served.variation_id(),
                reason: reason(setting, evaluation, data.state),
                error: None,
                user: self.or_default(user),
                set_id: &listener.set_id,
                version: data.version.as_deref(),
            };
            listener.tell(&read, logger);
        }
    }

    /// Logs why a flag has no value, and tells those who observe reads.
    #[cold]
    pub(super) fn failed(&self, failure: &Failure<'_>, key: &str, user: Option<&User>, consequence: &str) {
        self.failures().failure(failure, key, consequence);
        let Contents { counter, listener, logger, data, .. } = self.contents();
        if let Some(counter) = counter {
            counter.failed(key, self.config());
        }
        if let Some(listener) = listener {
            let error = failure.to_error(key);
            let read = FlagRead {
                key,
                value: None,
                variation_id: None,
                reason: ReadReason::Error,
                error: Some(&error),
                user: self.or_default(user),
                set_id: &listener.set_id,
                version: data.version.as_deref(),
            };
            listener.tell(&read, logger);
        }
    }

    /// Logs an error that was found after the evaluation.
    pub(crate) fn report(&self, error: impl FnOnce() -> EvaluationError) {
        self.failures().error(error);
    }

    pub(super) fn failures(&self) -> FailureLog<'_> {
        FailureLog { logger: &self.contents().logger }
    }
}

/// Why a value was served.
fn reason(setting: &Setting, evaluation: &Evaluation<'_>, state: ReadyState) -> ReadReason {
    match evaluation {
        _ if state == ReadyState::HasCachedFlagDataOnly => ReadReason::Stale,
        Evaluation { option: Some(_), .. } => ReadReason::Split,
        Evaluation { rule: Some(_), .. } => ReadReason::TargetingMatch,
        _ if plain(setting).is_some() => ReadReason::Static,
        _ => ReadReason::Default,
    }
}

//! What a document has wrong that evaluation tolerates: warnings, since real configs contain it.

use configcat_core::{Condition, Config, Setting};

use super::{Document, Options};
use crate::Problem;

/// The warnings of a document, in document order.
pub(super) fn warnings(config: &Config, document: &Document, options: &Options) -> Vec<Problem> {
    let repeated = config.repeated_keys().iter().map(|key| {
        let problem = Problem::new("the document has this key more than once; the last one counts");
        problem.of_flag(key).remedy("remove the others")
    });
    let settings = config.settings().filter(|setting| !options.skips(setting.key()));
    let tolerated = settings.flat_map(|setting| {
        let messages = percentage_sum(setting).into_iter().chain(invalid_comparisons(setting));
        messages.map(|(message, remedy)| Problem::new(message).of_flag(setting.key()).remedy(remedy))
    });
    repeated.chain(tolerated).map(|problem| problem.in_file(&document.origin)).collect()
}

fn percentage_sum(setting: &Setting) -> Option<(String, &'static str)> {
    const WHOLE: f64 = 100.0;

    let options = setting.percentage_options();
    let sum: f64 = options.iter().map(configcat_core::PercentageOption::percentage).sum();
    let wrong = !options.is_empty() && (sum - WHOLE).abs() > 1e-6;
    wrong.then(|| {
        (
            format!("its percentage options sum up to {sum}, not to 100"),
            "correct them in the ConfigCat dashboard",
        )
    })
}

fn invalid_comparisons(setting: &Setting) -> impl Iterator<Item = (String, &'static str)> {
    (1..).zip(setting.targeting_rules()).flat_map(|(number, rule)| {
        rule.conditions().iter().filter_map(move |condition| {
            let Condition::User(condition) = condition else { return None };
            let message =
                format!("targeting rule {number}, `{condition}`, never matches: {}", condition.problem()?);
            Some((message, "correct the comparison value in the ConfigCat dashboard"))
        })
    })
}

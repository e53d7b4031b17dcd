//! Typed accessors read the flags of a committed config document for several users.
//!
//! `cargo run -p configcat-examples --bin typed_flags`

use comfy_table::Table;
use configcat_core::User;
use configcat_examples::{Flags, users};

fn main() {
    let flags = Flags::embedded();
    let users = users();

    let mut table = Table::new();
    table.set_header(["flag", "without a user"].into_iter().chain(users.iter().map(|(name, _)| *name)));
    let mut row = |name: &str, value: &dyn Fn(Option<&User>) -> String| {
        let values = users.iter().map(|(_, user)| value(Some(user)));
        table.add_row([name.to_owned(), value(None)].into_iter().chain(values));
    };

    row("is_my_awesome_feature_enabled", &|user| flags.is_my_awesome_feature_enabled(user).to_string());
    row("new_checkout", &|user| flags.new_checkout(user).to_string());
    row("button_color", &|user| flags.button_color(user).to_string());
    row("limits", &|user| format!("{} / min", flags.limits(user).requests_per_minute));
    row("max_upload_mb", &|user| format!("{} MB", flags.max_upload_mb(user)));
    row("discount_rate", &|user| format!("{} %", flags.discount_rate(user) * 100.0));
    row("offline_mode", &|user| flags.offline_mode(user).to_string());
    row("forced_update", &|user| flags.forced_update(user).to_string());
    row("legacy_api_allowed", &|user| flags.legacy_api_allowed(user).to_string());
    row("support_chat", &|user| flags.support_chat(user).to_string());
    row("internal_tools", &|user| flags.internal_tools(user).to_string());
    row("gdpr_banner", &|user| flags.gdpr_banner(user).to_string());
    row("search_engine", &|user| flags.search_engine(user).to_string());
    row("seat_limit_reached", &|user| flags.seat_limit_reached(user).to_string());
    row("two_factor_required", &|user| flags.two_factor_required(user).to_string());
    row("beta_ring", &|user| flags.beta_ring(user).to_string());
    println!("{table}");

    for (name, user) in &users {
        let details = flags.new_checkout_details(user);
        let why = match (details.matched_targeting_rule(), details.matched_percentage_option()) {
            (Some(rule), _) => rule.to_string(),
            (_, Some(option)) => format!("one of the {} % of users who get this value", option.percentage()),
            _ => "nothing special about this user".to_owned(),
        };
        println!("new_checkout for {name}: {}, since {why}", details.value);
    }
}

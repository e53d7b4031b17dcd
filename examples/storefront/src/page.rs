//! [`Page`]: what a visitor sees.

use std::{fmt, time::Duration};

use configcat_core::User;

use crate::flags::{ButtonColor, Flags};

/// The page of a cart.
#[derive(Debug, PartialEq)]
pub(crate) struct Page {
    banner: &'static str,
    button: String,
    shipping: f64,
    reminder: Duration,
    /// The flags for the scripts of the page, as JSON, with their keys in ConfigCat.
    flags: String,
}

impl Page {
    /// The page of a visitor whose cart has goods of this price, in euros.
    pub(crate) fn new(flags: &Flags, visitor: &User, price: f64) -> serde_json::Result<Self> {
        // Read all flags from one config, even if the client gets another one meanwhile.
        let flags = Flags::new(flags.source().snapshot());
        let shipping = flags.shipping(visitor);
        let is_free = shipping.free_from.is_some_and(|free_from| price >= free_from);
        let label = if flags.new_checkout(visitor) { "Buy now" } else { "To the cash desk" };
        let hours = u64::try_from(flags.reminder_hours(visitor)).unwrap_or_default();
        Ok(Self {
            banner: banner(&flags, visitor),
            button: format!("{} [{label}]", css_class(&flags.button_color(visitor))),
            shipping: if is_free { 0.0 } else { shipping.price },
            reminder: Duration::from_secs(hours.saturating_mul(60 * 60)),
            flags: serde_json::to_string(&flags.all(visitor))?,
        })
    }
}

impl fmt::Display for Page {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { banner, button, shipping, reminder, flags } = self;
        writeln!(f, "{banner}{button}, shipping {shipping:.2} EUR, reminder after {reminder:?}")?;
        write!(f, "    {flags}")
    }
}

/// The flag is deleted in ConfigCat. The next release deletes its code.
#[expect(deprecated, reason = "the warning is a reminder to delete the code")]
fn banner(flags: &Flags, visitor: &User) -> &'static str {
    if flags.christmas_banner(visitor) { "Merry Christmas! " } else { "" }
}

/// The class of the style sheet for a colour. A colour that is new in ConfigCat has no class of its own.
fn css_class(color: &ButtonColor) -> &'static str {
    match color {
        ButtonColor::Gold => "button--premium",
        ButtonColor::Red => "button--alert",
        ButtonColor::Gray | ButtonColor::Other(_) => "button",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::flags::Shipping;

    fn page(flags: &Flags, price: f64) -> Page {
        Page::new(flags, &User::new("1"), price).unwrap()
    }

    #[test]
    fn shipping_is_free_from_a_price_on() {
        let flags = Flags::fake().shipping(Shipping { free_from: Some(50.0), price: 4.9 }).build();
        let shipping = [49.99, 50.0].map(|price| format!("{:.2}", page(&flags, price).shipping));
        assert_eq!(shipping, ["4.90", "0.00"]);
        let flags = Flags::fake().shipping(Shipping { free_from: None, price: 4.9 }).build();
        assert_eq!(format!("{:.2}", page(&flags, 1e6).shipping), "4.90");
    }

    #[test]
    fn the_button_follows_two_flags() {
        let flags = Flags::fake().new_checkout(true).button_color(ButtonColor::Gold).build();
        assert_eq!(page(&flags, 1.0).button, "button--premium [Buy now]");
        let flags = Flags::fake().button_color(ButtonColor::Other("teal".into())).build();
        assert_eq!(page(&flags, 1.0).button, "button [To the cash desk]");
    }

    #[test]
    fn scripts_get_the_keys_of_configcat() {
        let flags = Flags::fake().new_checkout(true).reminder_hours(48).build();
        let json: serde_json::Value = serde_json::from_str(&page(&flags, 1.0).flags).unwrap();
        assert_eq!(json["newCheckout"], true);
        assert_eq!(json["reminderHours"], 48);
        assert_eq!(json["shipping"]["freeFrom"], 60.0);
    }

    /// This test reads the lock itself, including its targeting rules.
    #[test]
    fn visitors_with_the_plan_pro_see_gold() {
        let visitor = User::new("1").custom("plan", "pro");
        let page = Page::new(&Flags::embedded(), &visitor, 1.0).unwrap();
        assert!(page.button.starts_with("button--premium"), "{page}");
    }
}

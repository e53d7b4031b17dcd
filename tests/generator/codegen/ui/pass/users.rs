#![deny(warnings, missing_docs)]
//! All that users can be told, without a build script.

configcat_macros::flags! {
    /// Flags with options for users.
    pub struct Flags;
    spec = "flags/users.json";
    user = Customer;
    user = strict;
    attribute("plan", one_of);
    required("plan");
    rename_attribute("app version", "version");
    rename_attribute("new", "is_new");
    rename_attribute("★", "star");
}

/// Claims of a token.
pub struct Claims {
    /// The subject.
    pub sub: u64,
    /// The plan.
    pub plan: String,
    /// The address, if the token has one.
    pub email: Option<String>,
    /// The roles.
    pub roles: Vec<String>,
}

impl From<&Claims> for Customer {
    fn from(claims: &Claims) -> Self {
        Self::new(claims.sub, claims.plan.as_str().into())
            .email(claims.email.as_deref())
            .roles(&claims.roles)
            .version(const { configcat_core::Version::from_static(env!("CARGO_PKG_VERSION")) })
    }
}

fn main() {
    let claims = Claims { sub: 1, plan: "pro".to_owned(), email: None, roles: vec!["admin".to_owned()] };
    let customer = Customer::from(&claims).star("x").is_new(None::<&str>);
    assert_eq!(Flags::embedded().limits(&customer), 3);
    assert_eq!(CustomerPlan::Pro, "pro");
}

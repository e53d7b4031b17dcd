//! No document and no user makes an evaluation panic. All ways to read a flag agree, including the explanation.

use std::time::Duration;

use arbitrary::Unstructured;
use bolero::check;
use configcat_core::{Config, OverrideBehaviour, Overrides, User};

use crate::{documents::any_document, reads::read_everything, users::any_user};

#[test]
fn evaluate_any_document_for_any_user() {
    check!().with_max_len(4096).with_test_time(Duration::from_secs(4)).for_each(|bytes: &[u8]| {
        // An error means that there are no more bytes, so there is nothing more to evaluate.
        let _ = evaluate(&mut Unstructured::new(bytes));
    });
}

fn evaluate(bytes: &mut Unstructured<'_>) -> arbitrary::Result<()> {
    let user = any_user(bytes)?;
    let Ok(config) = Config::parse(&any_document(bytes)?.to_string()) else { return Ok(()) };
    if bytes.ratio(1, 4)? {
        merge(&config, bytes, user.as_ref())?;
    }
    read_everything(config, user.as_ref());
    Ok(())
}

fn merge(remote: &Config, bytes: &mut Unstructured<'_>, user: Option<&User>) -> arbitrary::Result<()> {
    let local = any_document(bytes)?.to_string();
    for behaviour in [OverrideBehaviour::LocalOverRemote, OverrideBehaviour::RemoteOverLocal] {
        if let Ok(overrides) = Overrides::from_json(&local, behaviour) {
            read_everything(overrides.apply(remote), user);
        }
    }
    Ok(())
}

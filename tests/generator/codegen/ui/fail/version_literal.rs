use configcat_core::Version;

const VERSION: Version = Version::from_static("v1.2");

fn main() {
    let _ = VERSION;
}

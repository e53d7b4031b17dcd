//! Keys and values keep their code points, even those that the compiler accepts in no identifier and no comment.

configcat_macros::flags! {
    pub struct Flags;
    spec = "flags/normal_forms.json";
    text_enums(3);
}

fn main() {
    let flags = Flags::embedded();
    assert!(flags.한글(None));
    assert_eq!(Flags::한글_FLAG.key(), "\u{1112}\u{1161}\u{11ab}\u{1100}\u{1173}\u{11af}");
    assert_eq!(flags.café(None), Café::K);
    assert_eq!(Café::K.as_str(), "\u{212a}");
    assert_eq!(Café::from("e\u{301}te\u{301}"), Café::Été);
    assert_eq!(flags.greeting(None).as_str(), "\u{2067}hi\u{2069}");
    assert_eq!(Flags::GREETING.key(), "\u{202e}greeting\u{202c}");
    assert!(matches!(Café::from("K"), Café::Other(_)));
}

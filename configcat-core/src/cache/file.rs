#[derive(Debug)]
pub struct FileCache;

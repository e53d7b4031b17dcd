use super::*;
use std::time::Duration;
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Proxy;
pub(crate) struct HttpOptions {
    pub(crate) connect_timeout: Duration,
    pub(crate) read_timeout: Duration,
    pub(crate) proxy: Option<Proxy>,
    pub(crate) allow_insecure_http: bool,
}
pub(crate) struct HttpTransport;
impl HttpTransport {
    pub(crate) fn new(_: HttpOptions) -> Self {
        Self
    }
}
impl Transport for HttpTransport {
    fn get<'a>(
        &'a self,
        _: &'a TransportRequest,
    ) -> BoxFuture<'a, Result<TransportResponse, TransportError>> {
        Box::pin(async { Ok(TransportResponse::default()) })
    }
}

pub(crate) fn base_url_problem(_: &str, _: bool) -> Option<crate::BuildError> {
    None
}

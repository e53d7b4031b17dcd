//! Caches and transports of applications as [`Guest`]s.

use std::future::ready;

use crate::client::{
    cache::{AsyncConfigCache, CacheError, ConfigCache},
    future::BoxFuture,
    guest::Guest,
    transport::{Transport, TransportError, TransportRequest, TransportResponse},
};

impl<C: ConfigCache> ConfigCache for Guest<C> {
    fn read(&self, key: &str) -> Result<Option<String>, CacheError> {
        self.get().map_or(Ok(None), |cache| cache.read(key))
    }

    fn write(&self, key: &str, value: &str) -> Result<(), CacheError> {
        self.get().map_or(Ok(()), |cache| cache.write(key, value))
    }
}

impl<C: AsyncConfigCache> AsyncConfigCache for Guest<C> {
    fn read<'a>(&'a self, key: &'a str) -> BoxFuture<'a, Result<Option<String>, CacheError>> {
        self.get().map_or_else(|| Box::pin(ready(Ok(None))) as BoxFuture<'_, _>, |cache| cache.read(key))
    }

    fn write<'a>(&'a self, key: &'a str, value: &'a str) -> BoxFuture<'a, Result<(), CacheError>> {
        self.get()
            .map_or_else(|| Box::pin(ready(Ok(()))) as BoxFuture<'_, _>, |cache| cache.write(key, value))
    }
}

impl<T: Transport> Transport for Guest<T> {
    fn get<'a>(
        &'a self,
        request: &'a TransportRequest,
    ) -> BoxFuture<'a, Result<TransportResponse, TransportError>> {
        match Self::get(self) {
            Some(transport) => transport.get(request),
            None => Box::pin(ready(Err(TransportError::Network("the client is closed".into())))),
        }
    }
}

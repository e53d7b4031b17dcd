//! TLS in Rust, with an explicit provider, so that the default provider of the application does not change.

use std::sync::Arc;

use rustls::{
    ClientConfig, DigitallySignedStruct, Error, InconsistentKeys, RootCertStore, SignatureScheme,
    client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier},
    crypto::{CryptoProvider, ring},
    pki_types::{CertificateDer, PrivateKeyDer, ServerName, UnixTime, pem::PemObject as _},
    server::ParsedCertificate,
    sign::CertifiedKey,
};
use rustls_platform_verifier::Verifier;

use crate::client::transport::{
    error::TransportError,
    http::{
        cause::network,
        tls_parts::{ClientIdentity, TlsParts},
    },
};

/// Whether there is a TLS library.
pub(crate) const HAS_TLS: bool = true;

/// Checks a root certificate, a PEM block.
pub(in crate::client::transport::http) fn check_certificate(pem: &str) -> Result<(), String> {
    root_store(&[pem.to_owned()]).map(drop)
}

/// Checks that certificate and key can be read, and belong together.
pub(in crate::client::transport::http) fn check_identity(identity: &ClientIdentity) -> Result<(), String> {
    let (chain, key) = read(identity)?;
    for certificate in &chain {
        ParsedCertificate::try_from(certificate).map_err(|error| error.to_string())?;
    }
    CertifiedKey::from_der(chain, key, &ring::default_provider()).map(drop).map_err(|error| match error {
        Error::InconsistentKeys(InconsistentKeys::KeyMismatch) => {
            "the key does not belong to the certificate".to_owned()
        }
        error => error.to_string(),
    })
}

/// Makes a client use this TLS library. If it needs root certificates, it is an error that the system has none, as
/// small containers often do. Otherwise, only a connection over TLS is an error then.
pub(in crate::client::transport::http) fn configure(
    builder: reqwest::ClientBuilder,
    tls: &TlsParts,
    needs_roots: bool,
) -> Result<reqwest::ClientBuilder, TransportError> {
    let provider = Arc::new(ring::default_provider());
    let config = ClientConfig::builder_with_provider(Arc::clone(&provider));
    let config = config.with_safe_default_protocol_versions().map_err(network)?;
    let config = if tls.only_these_roots {
        config.with_root_certificates(root_store(&tls.roots).map_err(network)?)
    } else {
        let verifier: Arc<dyn ServerCertVerifier> = match system_verifier(&tls.roots, &provider) {
            Ok(verifier) => Arc::new(verifier),
            Err(reason) if needs_roots => return Err(network(reason)),
            Err(reason) => Arc::new(NoRoots { reason, provider }),
        };
        config.dangerous().with_custom_certificate_verifier(verifier)
    };
    let config = match &tls.identity {
        Some(identity) => {
            let (chain, key) = read(identity).map_err(network)?;
            config.with_client_auth_cert(chain, key).map_err(network)?
        }
        None => config.with_no_client_auth(),
    };
    Ok(builder.tls_backend_preconfigured(config))
}

/// Trusts the system, and more root certificates.
#[cfg(not(target_os = "android"))]
fn system_verifier(roots: &[String], provider: &Arc<CryptoProvider>) -> Result<Verifier, String> {
    let roots = roots.iter().map(|pem| certificate(pem)).collect::<Result<Vec<_>, _>>()?;
    Verifier::new_with_extra_roots(roots, Arc::clone(provider)).map_err(|error| no_roots(&error))
}

/// Trusts the system, which takes no more root certificates.
#[cfg(target_os = "android")]
fn system_verifier(roots: &[String], provider: &Arc<CryptoProvider>) -> Result<Verifier, String> {
    if !roots.is_empty() {
        return Err("Android takes no more root certificates; use `Tls::only_these_roots`".to_owned());
    }
    Verifier::new(Arc::clone(provider)).map_err(|error| no_roots(&error))
}

fn no_roots(error: &Error) -> String {
    format!(
        "there are no root certificates to check servers with ({error}); install those of the system, often the package \
         `ca-certificates`, or give your own with `Tls::root_certificate_pem`"
    )
}

fn root_store(roots: &[String]) -> Result<RootCertStore, String> {
    let mut store = RootCertStore::empty();
    for root in roots {
        store.add(certificate(root)?).map_err(|error| error.to_string())?;
    }
    Ok(store)
}

fn certificate(pem: &str) -> Result<CertificateDer<'static>, String> {
    CertificateDer::from_pem_slice(pem.as_bytes()).map_err(|error| error.to_string())
}

fn read(identity: &ClientIdentity) -> Result<(Vec<CertificateDer<'static>>, PrivateKeyDer<'static>), String> {
    let chain = identity.chain.iter().map(|pem| certificate(pem)).collect::<Result<_, _>>()?;
    // An error might show a part of the key.
    let key = PrivateKeyDer::from_pem_slice(identity.key.as_bytes());
    Ok((chain, key.map_err(|_| "the key cannot be read".to_owned())?))
}

/// Refuses every server, and says why.
#[derive(Debug)]
struct NoRoots {
    reason: String,
    provider: Arc<CryptoProvider>,
}

impl NoRoots {
    fn refusal(&self) -> Error {
        Error::General(self.reason.clone())
    }
}

impl ServerCertVerifier for NoRoots {
    fn verify_server_cert(
        &self,
        _: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        Err(self.refusal())
    }

    fn verify_tls12_signature(
        &self,
        _: &[u8],
        _: &CertificateDer<'_>,
        _: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        Err(self.refusal())
    }

    fn verify_tls13_signature(
        &self,
        _: &[u8],
        _: &CertificateDer<'_>,
        _: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        Err(self.refusal())
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}

//! The routes of the server.

mod cdn;
mod document_routes;
mod events;
mod fault_answers;
mod guard;
mod json_body;
mod page;
mod requesting_sdk;
mod router;
mod traffic_routes;
mod user_routes;

pub(crate) use router::router;

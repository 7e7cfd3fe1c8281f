//! The server that does what the widget asks for. Its address stands in one place, at
//! `dp.webhook_url` of `widget/manifest.json`; the build script takes these from there. They lie
//! beside the webhook and have none of its query: a secret in that is for the webhook alone.

/// Is told when the widget becomes a lead source.
pub const LEAD_SOURCE: &str = env!("PIPELINE_MESSAGE_LEAD_SOURCE");

/// Gets the message from a Salesbot. It stands in the block's steps already.
pub const SALESBOT: &str = env!("PIPELINE_MESSAGE_SALESBOT");

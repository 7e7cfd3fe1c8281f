//! The widget's own call when it is added as a lead source: it, not amoCRM, makes the body.

use crate::{Limits, WebhookError, body::fields_of, place::Place};

/// What the widget posts through `$authorizedAjax` from `onAddAsSource(pipeline_id)`. Who asks
/// stands in the `X-Auth-Token` that amoCRM adds, never in the body.
///
/// ```
/// use pipeline_message_webhook::LeadSourceCall;
///
/// let call = LeadSourceCall::parse(Some("application/json"), br#"{"pipeline_id": "3"}"#)?;
/// assert_eq!(call, LeadSourceCall::parse(None, b"pipeline_id=3")?);
/// assert_eq!(call.pipeline_id, 3);
/// # Ok::<(), pipeline_message_webhook::WebhookError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct LeadSourceCall {
    /// The pipeline that the widget was added to.
    pub pipeline_id: u64,
}

impl LeadSourceCall {
    /// Reads a body in either encoding, within the default [`Limits`].
    ///
    /// # Errors
    ///
    /// A [`WebhookError`] that names the place in the body.
    pub fn parse(content_type: Option<&str>, body: &[u8]) -> Result<Self, WebhookError> {
        let fields = fields_of(content_type, body, &Limits::DEFAULT)?;
        Ok(Self {
            pipeline_id: Place::root(&fields, "pipeline_id").number()?,
        })
    }
}

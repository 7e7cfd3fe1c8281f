//! The block's steps as JSON, in which only the message was missing when the widget was built.

/// The longest JSON of a bot's steps that amoCRM takes, in bytes.
pub const LONGEST: usize = 64 * 1024;

const BEFORE: &str = env!("PIPELINE_MESSAGE_STEPS_BEFORE");
const AFTER: &str = env!("PIPELINE_MESSAGE_STEPS_AFTER");

/// Leaves the block by "not sent" at once.
pub const WITHOUT_SENDING: &str = env!("PIPELINE_MESSAGE_STEPS_WITHOUT");

/// The steps would be longer than amoCRM takes them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooLong {
    /// How long they would be, in bytes.
    pub length: usize,
}

/// The steps that send `message`, which is JSON too: a string in its quotes.
///
/// # Errors
/// [`TooLong`] where amoCRM would refuse the bot.
pub fn sending(message: &str) -> Result<String, TooLong> {
    let steps = [BEFORE, message, AFTER].concat();
    if steps.len() > LONGEST {
        return Err(TooLong {
            length: steps.len(),
        });
    }
    Ok(steps)
}

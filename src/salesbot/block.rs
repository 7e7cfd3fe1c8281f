//! The block's steps as JSON, in which only the message was missing when the widget was built.

use crate::browser::names;
use crate::browser::text::Text;

/// What stands before the message; `build.rs` makes it of the types. The widget hands it to the
/// browser by its number, as the other two.
pub const BEFORE: &str = env!("PIPELINE_MESSAGE_STEPS_BEFORE");

/// What stands after the message.
pub const AFTER: &str = env!("PIPELINE_MESSAGE_STEPS_AFTER");

/// The steps that leave by "not sent" at once.
pub const WITHOUT_SENDING: &str = env!("PIPELINE_MESSAGE_STEPS_WITHOUT");

/// The longest JSON of a bot's steps that amoCRM takes, in bytes.
pub const LONGEST: i32 = 64 * 1024;

/// The steps would be longer than amoCRM takes them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooLong {
    /// How long they would be, in bytes.
    pub length: i32,
}

/// The steps that send `message`, which is JSON too: a string in its quotes.
///
/// # Errors
/// [`TooLong`] where amoCRM would refuse the bot.
pub(crate) fn sending(message: Text) -> Result<Text, TooLong> {
    let steps = Text::from(names::STEPS_BEFORE).and(message);
    let steps = steps.and(names::STEPS_AFTER);
    let length = steps.byte_length();
    if length > LONGEST {
        return Err(TooLong { length });
    }
    Ok(steps)
}

/// Leaves the block by "not sent" at once.
pub(crate) fn without_sending() -> Text {
    names::STEPS_WITHOUT.into()
}

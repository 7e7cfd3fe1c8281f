//! The markers that a person can put into a message: one list for the widget's menu and the server.
//!
//! A marker is amoCRM's own syntax, `{{entity.field}}`: the Salesbot fills it by itself, while a
//! trigger's text reaches the server with its markers as they stand and the server fills them
//! (see [`fill`](crate::fill)).

/// A marker of the menu.
///
/// ```
/// use pipeline_message_webhook::markers::Marker;
///
/// let offered: Vec<&str> = Marker::ALL.iter().map(|marker| marker.text()).collect();
/// assert_eq!(offered[0], "{{lead.name}}");
/// assert_eq!(Marker::from_code("contact.phone"), Some(Marker::ContactPhone));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Marker {
    /// The lead's name. Not in amoCRM's documentation; seen in public widgets and bots.
    LeadName,
    /// The lead's price ("sale", "budget"). In amoCRM's documentation.
    LeadPrice,
    /// The lead's number. In amoCRM's documentation.
    LeadId,
    /// The contact's name. In amoCRM's documentation.
    ContactName,
    /// The contact's phone. Not in amoCRM's documentation; seen in public widgets and bots.
    ContactPhone,
    /// The contact's e-mail. Not in amoCRM's documentation; seen in public widgets and bots.
    ContactEmail,
    /// The name of the user who is responsible for the lead. Not in amoCRM's documentation (which
    /// has `lead.responsible_user_id`); seen in public widgets and bots.
    ResponsibleUserName,
}

impl Marker {
    /// Every marker, in the order of the menu.
    pub const ALL: [Self; 7] = [
        Self::LeadName,
        Self::LeadPrice,
        Self::LeadId,
        Self::ContactName,
        Self::ContactPhone,
        Self::ContactEmail,
        Self::ResponsibleUserName,
    ];

    /// What stands in the text: `{{lead.name}}`.
    #[must_use]
    pub const fn text(self) -> &'static str {
        match self {
            Self::LeadName => "{{lead.name}}",
            Self::LeadPrice => "{{lead.price}}",
            Self::LeadId => "{{lead.id}}",
            Self::ContactName => "{{contact.name}}",
            Self::ContactPhone => "{{contact.phone}}",
            Self::ContactEmail => "{{contact.email}}",
            Self::ResponsibleUserName => "{{lead.responsible.name}}",
        }
    }

    /// What stands between the braces: `lead.name`. Values are supplied under this code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::LeadName => "lead.name",
            Self::LeadPrice => "lead.price",
            Self::LeadId => "lead.id",
            Self::ContactName => "contact.name",
            Self::ContactPhone => "contact.phone",
            Self::ContactEmail => "contact.email",
            Self::ResponsibleUserName => "lead.responsible.name",
        }
    }

    /// The marker of a code, if it is one of the menu's.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|marker| marker.code() == code)
    }
}

#[cfg(test)]
mod tests {
    use super::Marker;

    #[test]
    fn the_text_is_the_code_in_braces() {
        for marker in Marker::ALL {
            assert_eq!(marker.text(), format!("{{{{{}}}}}", marker.code()));
            assert_eq!(Marker::from_code(marker.code()), Some(marker));
        }
        assert_eq!(Marker::from_code("lead"), None);
    }
}

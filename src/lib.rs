//! Pipeline Message: a Digital Pipeline widget for amoCRM.

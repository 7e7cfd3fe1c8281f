//! The widget for those who do not see it, who see it otherwise, or who have no mouse: in each of
//! its places, in both themes and all of its languages.

mod axe;
mod colours;
mod focus;
mod names;
mod states;
mod zoom;

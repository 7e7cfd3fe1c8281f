//! A local amoCRM: the pages a widget lives in, served on 127.0.0.1.

//! The kit every screen is built from. It knows no office, report or meeting.
//!
//! Components answer plain HTML that works before and without the browser's program. Their classes
//! are those of `style/`; a screen adds its own layout with them and never its own colours.

mod badge;
mod button;
mod card;
mod charts;
mod dialog;
mod error;
mod field;
mod figure;
mod form;
mod frame;
mod gallery;
mod icon;
mod loaded;
mod page;
mod reader;
mod steps;
mod text;
mod toast;
mod told;

/// The server looks a page over before it writes it out; the browser draws it once.
const LOOKS_OVER: bool = cfg!(feature = "ssr");

pub use badge::{Badge, SampleBadge, StatusMark, Tone, write_status, write_status_mark};
pub use button::{Button, ButtonKind, ButtonTone, LinkButton, Size};
pub use card::{Banner, Card, EmptyState, ReadOnly};
pub use charts::ChartsPage;
pub use dialog::Dialog;
pub use error::{ErrorView, MissingPage};
pub use field::{Checkbox, Hidden, InputKind, Labelled, Select, TextArea, TextField, inside_textarea};
pub use figure::{ChartFigure, ChartFiles};
pub use form::{FieldErrorsSignal, FormError, use_field_errors};
pub use frame::{Frame, NavItem};
pub use gallery::GalleryPage;
pub use icon::{Icon, IconName};
pub use loaded::{Loaded, Skeleton, Wait, wait_for};
pub use page::{Crumb, Crumbs, Page};
pub use reader::ChartReader;
pub use steps::{Progress, Step, StepState, Steps};
pub use toast::{ToastStack, Toasts, provide_toasts, use_toasts};
pub use told::{Beside, told_beside};

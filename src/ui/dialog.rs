use super::button::{Button, ButtonKind, ButtonTone};
use super::icon::IconName;
use crate::text::use_lang;
use leptos::html;
use leptos::prelude::*;

/// A question asked over the page. Escape and the cross close it; the browser keeps the focus inside
/// and gives it back.
#[component]
pub fn Dialog(
    /// Unique in the page.
    id: &'static str,
    #[prop(into)] title: String,
    /// Opens and closes it; set back to `false` when the person closes it.
    open: RwSignal<bool>,
    #[prop(optional)] danger: bool,
    /// Buttons along the foot; those that close it are of kind `Button`.
    #[prop(optional, into)]
    actions: ViewFnOnce,
    children: Children,
) -> impl IntoView {
    let node = NodeRef::<html::Dialog>::new();
    Effect::new(move || {
        let Some(dialog) = node.get() else { return };
        match (open.get(), dialog.open()) {
            // It fails only when the dialog is not in the page, and then there is nobody to tell.
            (true, false) => drop(dialog.show_modal()),
            (false, true) => dialog.close(),
            _ => {}
        }
    });
    let heading = format!("{id}-title");
    let labelled = heading.clone();
    view! {
        <dialog
            id=id
            node_ref=node
            class=if danger { "dialog dialog-danger" } else { "dialog" }
            aria-labelledby=labelled
            on:close=move |_| open.set(false)
        >
            <div class="dialog-head">
                <h2 id=heading class="card-title">
                    {title}
                </h2>
                <Button
                    tone=ButtonTone::Quiet
                    kind=ButtonKind::Button
                    icon=IconName::Close
                    label=use_lang().ui_close()
                    on_press=move |_| open.set(false)
                />
            </div>
            <div class="dialog-body">{children()}</div>
            <div class="dialog-actions">{actions.run()}</div>
        </dialog>
    }
    .into_any()
}

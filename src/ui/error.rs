use super::button::{ButtonTone, LinkButton};
use super::icon::IconName;
use crate::error::Error;
use crate::route;
use crate::text::{Lang, use_lang};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_url;

fn title(error: &Error, t: Lang) -> &'static str {
    match error {
        Error::SignedOut => t.ui_error_title_signed_out(),
        Error::Denied(_) => t.ui_error_title_denied(),
        Error::NotFound => t.ui_error_title_missing(),
        Error::Offline => t.ui_error_title_offline(),
        _ => t.ui_error_title_other(),
    }
}

/// In place of what could not be shown: the code, the sentence, and a way on.
#[component]
pub fn ErrorView(error: Error) -> impl IntoView {
    let t = use_lang();
    let url = use_url();
    let here = url.with_untracked(|it| format!("{}{}", it.path(), query(it.search())));
    let again = matches!(error, Error::Offline | Error::Fault(_) | Error::Conflict).then(|| {
        view! {
            <LinkButton href=here.clone() tone=ButtonTone::Secondary icon=IconName::Undo external=true>
                {t.ui_error_again()}
            </LinkButton>
        }
    });
    let on = if error == Error::SignedOut {
        let next = here.replace('%', "%25").replace('&', "%26").replace('#', "%23").replace('+', "%2B");
        (format!("{}?next={next}", route::LOGIN), t.ui_sign_in())
    } else {
        (route::HOME.to_owned(), t.ui_error_home())
    };
    view! {
        <div class="error-page" role="alert">
            <p class="error-code">{error.status()}</p>
            <h2>{title(&error, t)}</h2>
            <p>{error.message(t)}</p>
            <p class="row">
                // The form sweeps what this device kept, when its document is loaded anew.
                <LinkButton href=on.0 external=error == Error::SignedOut>{on.1}</LinkButton>
                {again}
            </p>
        </div>
    }
    .into_any()
}

/// At an address that leads nowhere.
#[component]
pub fn MissingPage() -> impl IntoView {
    view! {
        <Title text=use_lang().ui_error_title_missing() />
        <ErrorView error=Error::NotFound />
    }
}

fn query(search: &str) -> String {
    match search.trim_start_matches('?') {
        "" => String::new(),
        search => format!("?{search}"),
    }
}

#[cfg(test)]
mod tests {
    use super::query;

    #[test]
    fn a_query_keeps_one_question_mark() {
        assert_eq!(query("?a=1"), "?a=1");
        assert_eq!(query("a=1"), "?a=1");
        assert_eq!(query(""), "");
    }
}

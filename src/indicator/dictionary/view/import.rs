use super::crumbs;
use crate::indicator::Retired;
use crate::indicator::api::show_catalogue;
use crate::route;
use crate::text::use_lang;
use crate::ui::{Banner, Button, Card, IconName, Labelled, Loaded, Page, ReadOnly, Tone};
use crate::upload::FileRefusal;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// `/admin/catalogue/import`: where a file is chosen, with the sentence when the last was refused.
#[component]
pub fn CatalogueImportPage() -> impl IntoView {
    let t = use_lang();
    let query = use_query_map();
    let refused = move || query.with(|it| it.get("refused").and_then(|it| it.parse::<FileRefusal>().ok()));
    let list = Resource::new(|| (), |()| show_catalogue(String::new(), None, Retired::Hidden));
    view! {
        <Loaded resource=list let:list>
            <Page title=t.catalogue_import_title() crumbs=crumbs(t)>
                <div role="alert">
                    {move || {
                        refused()
                            .map(|it| {
                                view! {
                                    <Banner tone=Tone::Danger>
                                        <p>{t.catalogue_file_refused()} " " {it.message(t)}</p>
                                    </Banner>
                                }
                            })
                    }}
                </div>
                {if list.may_change { view! { <Upload /> }.into_any() } else { view! { <ReadOnly /> }.into_any() }}
                <p>
                    <a href=route::CATALOGUE_XLSX rel="external">
                        {t.catalogue_xlsx()}
                    </a>
                </p>
            </Page>
        </Loaded>
    }
}

#[component]
fn Upload() -> impl IntoView {
    let t = use_lang();
    view! {
        <Card>
            <form
                class="form"
                method="post"
                enctype="multipart/form-data"
                action=route::CATALOGUE_IMPORT
            >
                <Labelled
                    id="catalogue-file"
                    label=t.catalogue_file()
                    help=Some(t.catalogue_file_help().to_owned())
                >
                    <input
                        class="input"
                        type="file"
                        id="catalogue-file"
                        name="file"
                        required
                        aria-describedby="catalogue-file-help"
                        accept=".csv,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
                    />
                </Labelled>
                <p class="text-sm text-ink-soft">{t.catalogue_file_nothing_kept()}</p>
                <div class="form-actions">
                    <Button icon=IconName::Upload>{t.catalogue_file_read()}</Button>
                </div>
            </form>
        </Card>
    }
    .into_any()
}

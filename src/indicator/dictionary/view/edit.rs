use super::{NotTaken, crumbs, told};
use crate::error::Error;
use crate::indicator::api::show_catalogue_entry;
use crate::indicator::{EntrySheet, Field};
use crate::route;
use crate::text::{Lang, use_lang};
use crate::ui::{
    Button, ButtonTone, Card, Crumb, Hidden, InputKind, LinkButton, Loaded, Page, ReadOnly, Select, TextArea,
    TextField,
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// `/admin/catalogue/new` and `/admin/catalogue/{code}/edit`: a plain form. What is refused comes back on the same
/// page.
#[component]
pub fn EntryEditPage() -> impl IntoView {
    let params = use_params_map();
    let code = move || params.with(|it| it.get("code"));
    let sheet = Resource::new(code, show_catalogue_entry);
    view! {
        <Loaded resource=sheet let:sheet>
            <Form sheet />
        </Loaded>
    }
}

#[component]
fn Form(sheet: EntrySheet) -> impl IntoView {
    let t = use_lang();
    let is_new = sheet.kept.is_none();
    let title = if is_new { t.entry_new() } else { t.entry_edit() };
    if !sheet.may_change {
        return view! { <Page title crumbs=crumbs(t)><ReadOnly /></Page> }.into_any();
    }
    let code = sheet.code().to_owned();
    let mut way = crumbs(t);
    let (action, back) = if is_new {
        (route::CATALOGUE_NEW.to_owned(), route::CATALOGUE.to_owned())
    } else {
        way.push(Crumb::new(sheet.name(t), route::catalogue_entry(&code)));
        (route::catalogue_edit(&code), route::catalogue_entry(&code))
    };
    let refused = sheet.refused.as_ref().map(|it| match it {
        Error::Conflict => t.entry_conflict().to_owned(),
        other => other.message(t),
    });
    let fields = |fields: &[Field]| -> Vec<_> { fields.iter().map(|it| control(*it, &sheet, t)).collect() };
    let identity = fields(&[Field::Sector, Field::NameVi, Field::NameEn, Field::Definition]);
    let own_code = is_new.then(|| control(Field::Code, &sheet, t));
    let measuring = fields(&[Field::Measure, Field::Decimals]);
    let judging = fields(&[Field::Direction, Field::RangeLow, Field::RangeHigh]);
    let adding = fields(&[Field::Aggregation, Field::OverTime]);
    let ratio = fields(&[Field::Numerator, Field::Denominator]);
    let formula = control(Field::Formula, &sheet, t);
    let collecting = fields(&[Field::Frequency, Field::PeriodSet, Field::Cumulative, Field::Shares]);
    let answering = fields(&[Field::Function, Field::Responsible, Field::LegalSource, Field::Parent]);
    let validity = fields(&[Field::ValidFrom, Field::ValidTo]);
    view! {
        <Page title crumbs=way>
            <form class="form max-w-none" method="post" action=action novalidate>
                <Hidden name="seen" value=sheet.version.to_string() />
                <NotTaken errors=sheet.errors.clone() refused />
                <div class="split">
                    <div class="stack">
                        <Card title=t.entry_definition()>
                            <div class="form">{own_code} {identity}</div>
                        </Card>
                        <Card title=t.entry_measuring()>
                            <div class="form">
                                <div class="form-row">{measuring}</div>
                                <div class="form-row">{judging}</div>
                            </div>
                        </Card>
                        <Card title=t.entry_adding()>
                            <div class="form">
                                <div class="form-row">{adding}</div>
                                <div class="form-row">{ratio}</div>
                                {formula}
                            </div>
                        </Card>
                    </div>
                    <aside class="stack">
                        <Card title=t.entry_collecting()>
                            <div class="form">{collecting}</div>
                        </Card>
                        <Card title=t.entry_answering()>
                            <div class="form">{answering}</div>
                        </Card>
                        <Card title=t.entry_validity()>
                            <div class="form">
                                {validity}
                                <TextArea
                                    name="reason"
                                    label=t.entry_reason()
                                    help=t.entry_reason_help()
                                    rows=2
                                    value=sheet.reason.clone()
                                    optional=is_new
                                    error=told(&sheet.errors, "reason", t)
                                />
                            </div>
                        </Card>
                    </aside>
                </div>
                <div class="form-actions">
                    <LinkButton href=back tone=ButtonTone::Quiet>
                        {t.entry_cancel()}
                    </LinkButton>
                    <Button>{if is_new { t.entry_add() } else { t.entry_save() }}</Button>
                </div>
            </form>
        </Page>
    }
    .into_any()
}

/// A field's control, with what was typed into it and what is wrong with that.
fn control(field: Field, sheet: &EntrySheet, t: Lang) -> AnyView {
    let value = sheet.typed.get(field).to_owned();
    let error = told(&sheet.errors, field.word(), t);
    let (name, label, help) = (field.word(), field.name(t), field.help(t).map(str::to_owned));
    if let Some(options) = options(field, sheet, t) {
        return view! { <Select name label options value error /> }.into_any();
    }
    let rows = match field {
        Field::Definition => Some(4),
        Field::LegalSource | Field::Formula => Some(2),
        _ => None,
    };
    let optional =
        !matches!(field, Field::Code | Field::NameVi | Field::Measure | Field::Decimals | Field::ValidFrom);
    if let Some(rows) = rows {
        return match help {
            Some(help) => view! { <TextArea name label help rows value optional error /> }.into_any(),
            None => view! { <TextArea name label rows value optional error /> }.into_any(),
        };
    }
    let kind = match field {
        Field::ValidFrom | Field::ValidTo => InputKind::Date,
        Field::Decimals | Field::RangeLow | Field::RangeHigh => InputKind::Figure,
        _ => InputKind::Text,
    };
    match help {
        Some(help) => view! { <TextField name label help kind value optional error /> }.into_any(),
        None => view! { <TextField name label kind value optional error /> }.into_any(),
    }
}

/// What may be chosen, where that is a list. A value that is not among it stays to be seen.
fn options(field: Field, sheet: &EntrySheet, t: Lang) -> Option<Vec<(String, String)>> {
    let sectors = || sheet.sectors.iter().map(|it| (it.code.clone(), it.name(t).to_owned()));
    let none = |words: &str| std::iter::once((String::new(), words.to_owned()));
    let mut options: Vec<(String, String)> = match field {
        Field::Sector => sectors().collect(),
        Field::Function => none(t.entry_own_function()).chain(sectors()).collect(),
        Field::PeriodSet => sheet.sets.iter().map(|it| (it.code.clone(), it.name(t).to_owned())).collect(),
        Field::Parent => {
            let others =
                sheet.others.iter().map(|it| (it.code.clone(), format!("{} {}", it.code, it.name(t))));
            none(t.entry_none()).chain(others).collect()
        }
        _ => {
            let choices = field.choices(t)?;
            choices.into_iter().map(|(word, name)| (word.to_owned(), name.to_owned())).collect()
        }
    };
    let typed = sheet.typed.get(field);
    if !typed.is_empty() && !options.iter().any(|(it, _)| it == typed) {
        options.push((typed.to_owned(), typed.to_owned()));
    }
    Some(options)
}

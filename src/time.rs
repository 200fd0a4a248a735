//! Instants are kept in UTC and shown in the committee's zone; dates as the language writes them.

use crate::error::Problem;
use crate::text::Lang;
use chrono::{DateTime, Datelike, Duration, NaiveDate, NaiveDateTime, NaiveTime, Utc};

/// An instant in UTC.
pub type Instant = DateTime<Utc>;

/// Hours that the committee's clock is ahead of UTC (Asia/Ho_Chi_Minh has no summer time).
const ZONE_HOURS: i64 = 7;

/// The committee's wall clock at an instant.
pub fn local(at: Instant) -> NaiveDateTime {
    at.naive_utc() + Duration::hours(ZONE_HOURS)
}

/// The instant at which the committee's wall clock shows this.
pub fn instant(local: NaiveDateTime) -> Instant {
    (local - Duration::hours(ZONE_HOURS)).and_utc()
}

/// `23/11/2026` in Vietnamese, `23 Nov 2026` in English.
pub fn show_date(day: NaiveDate, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("{:02}/{:02}/{}", day.day(), day.month(), day.year()),
        Lang::En => format!("{} {} {}", day.day(), MONTHS[day.month0() as usize], day.year()),
    }
}

/// `ngày 05 tháng 7 năm 2016`, as documents write it; `5 Jul 2016` in English.
pub fn show_date_formal(day: NaiveDate, lang: Lang) -> String {
    match lang {
        Lang::Vi => {
            let month = if day.month() < 3 { format!("0{}", day.month()) } else { day.month().to_string() };
            format!("ngày {:02} tháng {month} năm {}", day.day(), day.year())
        }
        Lang::En => show_date(day, lang),
    }
}

/// `07:30`, in the committee's zone.
pub fn show_time(at: Instant) -> String {
    local(at).format("%H:%M").to_string()
}

/// `07:30:05`, in the committee's zone.
pub fn show_seconds(at: Instant) -> String {
    local(at).format("%H:%M:%S").to_string()
}

/// `07:30 05/7/2016`, in the committee's zone.
pub fn show_instant(at: Instant, lang: Lang) -> String {
    format!("{} {}", show_time(at), show_date(local(at).date(), lang))
}

/// The time alone on the day that `now` is on, in the committee's zone; else with its day.
pub fn show_moment(at: Instant, now: Instant, lang: Lang) -> String {
    if local(at).date() == local(now).date() { show_time(at) } else { show_instant(at, lang) }
}

/// Minutes and seconds of a span, `12:05`; a minus sign when it has run over.
pub fn show_span(seconds: i64) -> String {
    format!("{}{}:{:02}", if seconds < 0 { "−" } else { "" }, seconds.abs() / 60, seconds.abs() % 60)
}

/// Reads `2016-07-05` (as date inputs send it) or `5/7/2016`.
pub fn parse_date(text: &str) -> Result<NaiveDate, Problem> {
    let text = text.trim();
    NaiveDate::parse_from_str(text, "%Y-%m-%d")
        .or_else(|_| NaiveDate::parse_from_str(text, "%d/%m/%Y"))
        .map_err(|_| Problem::NotADate)
        .and_then(|day| if (1900..=2200).contains(&day.year()) { Ok(day) } else { Err(Problem::NotADate) })
}

/// Reads `07:30`.
pub fn parse_time(text: &str) -> Result<NaiveTime, Problem> {
    NaiveTime::parse_from_str(text.trim(), "%H:%M").map_err(|_| Problem::NotATime)
}

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_committees_clock_is_seven_hours_ahead() {
        let at = instant(NaiveDate::from_ymd_opt(2016, 7, 5).unwrap().and_hms_opt(7, 30, 0).unwrap());
        assert_eq!(at.to_rfc3339(), "2016-07-05T00:30:00+00:00");
        assert_eq!(show_instant(at, Lang::Vi), "07:30 05/07/2016");
    }

    #[test]
    fn another_day_is_named() {
        let at = |text: &str| instant(text.parse().unwrap());
        let (evening, later, morning) =
            (at("2016-07-05T21:30:00"), at("2016-07-05T23:59:00"), at("2016-07-06T06:00:00"));
        assert_eq!(show_moment(evening, later, Lang::Vi), "21:30");
        assert_eq!(show_moment(evening, morning, Lang::Vi), "21:30 05/07/2016");
    }

    #[test]
    fn both_ways_of_writing_a_date_are_read() {
        assert_eq!(parse_date("2016-07-05"), parse_date("5/7/2016"));
        assert_eq!(parse_date("31/2/2016"), Err(Problem::NotADate));
        assert_eq!(parse_date("5/7/16"), Err(Problem::NotADate));
    }

    #[test]
    fn time_run_over_has_a_sign() {
        assert_eq!((show_span(725), show_span(-61)), ("12:05".into(), "−1:01".into()));
    }
}

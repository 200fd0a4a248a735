//! Identity numbers, one type for each kind of thing, so that no two can be swapped.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "ssr", derive(sea_orm::DeriveValueType))]
        pub struct $name(pub Uuid);

        #[cfg(feature = "ssr")]
        impl $name {
            /// A new identity. It sorts after those made before it.
            pub fn fresh() -> Self {
                Self(Uuid::now_v7())
            }
        }

        // The trait is for keys that the database counts up; ours never are.
        #[cfg(feature = "ssr")]
        impl sea_orm::TryFromU64 for $name {
            fn try_from_u64(_: u64) -> Result<Self, sea_orm::DbErr> {
                Err(sea_orm::DbErr::ConvertFromU64(stringify!($name)))
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    )+};
}

ids! {
    UnitId, BlocId, SectorId, PersonId, GrantId, SuccessionId, AttemptId,
    PeriodSetId, PeriodId, RegimeId, OutlineId, OutlineSectionId, PeriodExceptionId,
    IndicatorId, IndicatorVersionId, TargetId, TargetRevisionId, CatalogueImportId,
    ReportId, ReportVersionId, PassageId, LateUpdateId, FigureId, FigureHistoryId,
    CheckId, CheckAnswerId, FigureImportId,
    ConsolidatedId, ConsolidatedSentenceId,
    MeetingId, AgendaItemId, ConclusionId, ConclusionRevisionId, PaperId, VoteId, MeetingNoteId,
    TaskId, TaskProgressId, AuditId, CommentId,
    NoticeId, LetterId, ReminderId,
    SavedViewId, AgendaViewId,
}

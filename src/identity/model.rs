use crate::actor::{Device, Role};
use crate::text::Lang;

crate::words! {
    /// How a grant's scope is kept.
    pub enum ScopeKind {
        Everything = "everything",
        Unit = "unit",
        Meeting = "meeting",
    }
}

crate::texts! {
    role_editor: "Chuyên viên", "Editor";
    role_head: "Thủ trưởng đơn vị", "Head of unit";
    role_office: "Văn phòng tổng hợp", "Office";
    role_chair: "Chủ trì", "Chair";
    role_secretary: "Thư ký", "Secretary";
    role_delegate: "Đại biểu", "Delegate";
    role_reader: "Người đọc", "Reader";
    role_administrator: "Quản trị", "Administrator";
    device_computer: "Máy tính", "Computer";
    device_tablet: "Máy tính bảng", "Tablet";
    device_phone: "Điện thoại (chỉ đọc)", "Phone (read-only)";
}

impl Role {
    pub const fn name(self, t: Lang) -> &'static str {
        match self {
            Self::Editor => t.role_editor(),
            Self::Head => t.role_head(),
            Self::Office => t.role_office(),
            Self::Chair => t.role_chair(),
            Self::Secretary => t.role_secretary(),
            Self::Delegate => t.role_delegate(),
            Self::Reader => t.role_reader(),
            Self::Administrator => t.role_administrator(),
        }
    }
}

impl Device {
    pub const fn name(self, t: Lang) -> &'static str {
        match self {
            Self::Computer => t.device_computer(),
            Self::Tablet => t.device_tablet(),
            Self::Phone => t.device_phone(),
        }
    }
}

crate::words! {
    /// What a meeting is held for, as QĐ 45/2018/QĐ-TTg tells meetings apart.
    pub enum MeetingKind {
        /// Họp tham mưu, tư vấn.
        Advisory = "advisory",
        /// Họp giải quyết công việc.
        Working = "working",
        /// Họp chuyên môn.
        Professional = "professional",
        /// Họp giao ban.
        Briefing = "briefing",
        /// Họp sơ kết, tổng kết.
        Review = "review",
        /// Họp điều phối.
        Coordination = "coordination",
        /// Họp chuyên đề.
        Thematic = "thematic",
        /// Họp tập huấn, triển khai.
        Training = "training",
    }
}

crate::texts! {
    login_title: "Đăng nhập", "Sign in";
    login_note: "Hội nghị giao ban: từ số liệu đầu tiên đến nhiệm vụ cuối cùng.", "The briefing conference: from the first figure to the last task.";
    login_username: "Tên đăng nhập", "User name";
    login_password: "Mật khẩu", "Password";
    login_submit: "Đăng nhập", "Sign in";
    login_fault: "Chưa kiểm tra được tài khoản. Mời thử lại.", "The account could not be checked. Please try again.";
    login_wait: "Sai quá nhiều lần. Mời thử lại sau 15 phút.", "Too many failed attempts. Try again in 15 minutes.";
    login_phone: "Đăng nhập trên điện thoại là phiên chỉ đọc.", "Signing in on a phone begins a read-only session.";
    account_title: "Tài khoản", "Account";
    account_username: "Tên đăng nhập", "User name";
    account_roles: "Vai trò", "Roles";
    account_device: "Thiết bị của phiên này", "This session's device";
    account_sign_out: "Đăng xuất", "Sign out";
    nav_home: "Trang chủ", "Home";
    nav_reports: "Báo cáo", "Reports";
    nav_periods: "Kỳ báo cáo", "Periods";
    nav_indicators: "Chỉ tiêu", "Indicators";
    nav_sectors: "Lĩnh vực", "Sectors";
    nav_meetings: "Hội nghị", "Meetings";
    nav_tasks: "Nhiệm vụ", "Tasks";
}

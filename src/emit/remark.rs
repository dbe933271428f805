//! A finding in words alone, for formats that show no text beside it.

use crate::Diagnostic;
use crate::emit::visible::visible;

/// What is wrong, and below it what to do; not twice where help and fix say the same.
pub(super) fn remark(diagnostic: &Diagnostic) -> String {
    let mut remark = visible(&diagnostic.message);
    if let Some(help) = &diagnostic.help {
        remark += &format!("\nhelp: {}", visible(help));
    }
    let fix = diagnostic.fixes.first().filter(|fix| Some(&fix.message) != diagnostic.help.as_ref());
    if let Some(fix) = fix {
        remark += &format!("\nfix: {}", visible(&fix.message));
    }
    remark
}

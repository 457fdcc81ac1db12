use super::english::keys;

keys! {
    // The form
    Heading = "heading": "Change password";
    Need = "need": "You need: your current password, about 10 minutes, and every device that uses this mailbox.";
    Mailbox = "mailbox": "Mailbox";
    CurrentPassword = "current-password": "Current password";
    NewPassword = "new-password": "New password";
    ConfirmNewPassword = "confirm-new-password": "Confirm new password";
    Change = "change": "Change";
    Changing = "changing": "Changing…";
    StillWorking = "still-working": "Still working. Keep this page open.";
    ButtonWaits = "button-waits": "You can try again at {time}.";
    Show = "show": "Show";
    Hide = "hide": "Hide";
    ShowField = "show-field": "Show {field}";
    HideField = "hide-field": "Hide {field}";
    Shown = "shown": "Your password is visible.";
    Hidden = "hidden": "Your password is hidden.";
    CapsLock = "caps-lock": "Caps Lock is on.";
    TypeEverywhere = "type-everywhere": "You will type this on every device. Write it down or save it first.";
    // The warning
    WarningLead = "warning-lead": "After you change the password, enter the new one on every device that connects to this mailbox.";
    WarningLock = "warning-lock": "If you leave one out, the mailbox can lock itself, and you will have to ask your administrator to unlock it.";
    WarningNoLock = "warning-no-lock": "A device that you leave out stops getting mail.";
    LocksAfterFor = "locks-after-for": "It locks after {count} refused sign-ins, for {duration}.";
    LocksAfter = "locks-after": "It locks after {count} refused sign-ins.";
    Minutes = "minutes" plural: "{count} minute", "{count} minutes";
    // Rules
    RulesHeading = "rules-heading": "The new password needs";
    RuleMinLength = "rule-min-length" plural: "at least {count} character", "at least {count} characters";
    RuleMaxLength = "rule-max-length" plural: "at most {count} character", "at most {count} characters";
    RuleMinBytes = "rule-min-bytes" plural: "at least {count} byte", "at least {count} bytes";
    RuleMaxBytes = "rule-max-bytes" plural: "at most {count} byte", "at most {count} bytes";
    RuleClasses = "rule-classes": "{count} of these kinds: capital letters, small letters, digits, signs such as ! or %, letters without capitals";
    RuleAccountName = "rule-account-name": "not your account name {word}";
    RuleDisplayName = "rule-display-name": "no part of your name";
    RuleForbiddenWord = "rule-forbidden-word": "none of the provider’s forbidden words";
    RuleCommon = "rule-common": "not one of the most used passwords";
    RuleHistory = "rule-history" plural: "not your current password", "none of your last {count} passwords";
    RuleMinAge = "rule-min-age": "the current password must be at least {duration} old";
    RuleWord = "rule-word": "it contains “{word}”";
    RuleMet = "rule-met": "met";
    RuleUnmet = "rule-unmet": "not met yet";
    RuleCannotCheck = "rule-cannot-check": "cannot be checked here";
    RulesAllMet = "rules-all-met": "Every rule that can be checked here is met.";
    RulesProgress = "rules-progress": "{done} of {count} rules met. Still needed: {rules}.";
    Hours = "hours" plural: "{count} hour", "{count} hours";
    Days = "days" plural: "{count} day", "{count} days";
    Seconds = "seconds" plural: "{count} second", "{count} seconds";
    // Advice
    AdviceOuterSpace = "advice-outer-space": "Starts or ends with a space.";
    AdviceHardToType = "advice-hard-to-type": "Some devices cannot type or send {character}.";
    AdviceControl = "advice-control": "Contains a character that cannot be typed. It may have come with the pasted text.";
    AdviceRepeats = "advice-repeats": "The same character several times in a row is easy to guess.";
    AdviceSequence = "advice-sequence": "A row such as 1234 or qwer is easy to guess.";
    AdviceSame = "advice-same": "This is your current password.";
    AdviceCommon = "advice-common": "This is one of the most used passwords. It is easy to guess.";
    // Errors before sending
    ErrorSummary = "error-summary": "The password was not sent. Please check:";
    CurrentMissing = "current-missing": "Enter your current password.";
    NewMissing = "new-missing": "Enter a new password.";
    ConfirmMissing = "confirm-missing": "Enter the new password again.";
    Mismatch = "mismatch": "The two new passwords are not the same.";
    NewUnmet = "new-unmet": "The new password does not meet a rule: {rules}.";
    // Not changed
    NotChanged = "not-changed": "Your password was not changed.";
    CurrentIncorrect = "current-incorrect": "This is not the current password. Your password was not changed.";
    CurrentIncorrectHint = "current-incorrect-hint": "If your browser filled it in, it may be an old one: use Show to check.";
    TriesLeft = "tries-left" plural: "{count} try left before the mailbox locks.", "{count} tries left before the mailbox locks.";
    TriesUnknown = "tries-unknown": "Several wrong tries can lock the mailbox. If you are not sure, ask your administrator.";
    RejectedRules = "rejected-rules": "The mail server refused this password: {rules}.";
    RejectedNoReason = "rejected-no-reason": "The mail server refused this password and did not say why. It may be one you used before, or contain part of your name. Your old password is still your password.";
    Reused = "reused": "You used this password before. Choose another one.";
    Compromised = "compromised": "This password is known from stolen lists. Choose another one, and change it wherever else you use it.";
    TooSoon = "too-soon": "The current password is too new to be changed again.";
    TooSoonUntil = "too-soon-until": "You can change it from {time}.";
    NotAllowed = "not-allowed": "You may not change this password yourself. Ask your administrator.";
    WrongMailbox = "wrong-mailbox": "You are signed in for another mailbox. Ask your administrator.";
    UnknownMailbox = "unknown-mailbox": "The mail server does not know this mailbox. Check the address.";
    SessionExpired = "session-expired": "Your session has ended. Sign in again, in another tab if you like. What you typed stays here.";
    RateLimited = "rate-limited": "Too many tries in a short time.";
    Busy = "busy": "Another change of this password is running. Wait a moment, then try again.";
    Unavailable = "unavailable": "The mail server cannot be reached. Try again later.";
    RefusedOther = "refused-other": "The server refused the request ({status}).";
    Offline = "offline": "You are offline. Nothing was sent. Your password was not changed.";
    HeadersFailed = "headers-failed": "The page could not prepare the request. Nothing was sent. Your password was not changed.";
    Cancelled = "cancelled": "Nothing was sent. Your password was not changed.";
    Reference = "reference": "Reference: {reference}";
    AskAdministrator = "ask-administrator": "How to reach your administrator: {help}";
    // Unknown
    UnknownHeading = "unknown-heading": "We do not know whether your password was changed.";
    UnknownSent = "unknown-sent": "It was sent at {time}, but no clear answer came back. Do not send it again, and do not enter it on your devices yet.";
    UnknownRedirect = "unknown-redirect": "You may have been signed out.";
    UnknownInForm = "unknown-in-form": "Your new password is still in the form: show it and write it down.";
    Check = "check": "Check";
    Checking = "checking": "Checking…";
    CheckNotSoFar = "check-not-so-far": "Not changed so far ({time}). Check again after {later}.";
    CheckNotChanged = "check-not-changed": "Your password was not changed. You can try again.";
    CheckFailed = "check-failed": "The server gave no clear answer. Check again in a moment.";
    CheckCannotTell = "check-cannot-tell": "The server cannot say. Find out by webmail:";
    CheckElse = "check-else": "The password was changed, perhaps by someone else. Find out by webmail:";
    ByWebmail = "by-webmail": "Sign in to webmail with the new password, once. If it is refused, try the old one, once. Then stop and ask your administrator: more tries can lock the mailbox.";
    OpenWebmail = "open-webmail": "Open webmail";
    WhichWorks = "which-works": "Which password opened webmail?";
    NewWorks = "new-works": "The new one works";
    OldWorks = "old-works": "The old one works";
    NeitherWorks = "neither-works": "Neither works";
    NeitherAdvice = "neither-advice": "Stop here and ask your administrator. More tries can lock the mailbox.";
    TryAgain = "try-again": "Try again";
    // Locked
    LockedHeading = "locked-heading": "The mailbox is locked.";
    LockedCause = "locked-cause": "Often the cause is a device that still tries an old password. Remove the password from every device first, or it will lock again.";
    UnlocksAt = "unlocks-at": "It unlocks by itself at {time}.";
    AskUnlock = "ask-unlock": "Ask your administrator to unlock it: {help}";
    AskUnlockPlain = "ask-unlock-plain": "Ask your administrator to unlock it.";
    LockedEnded = "locked-ended": "The waiting time is over.";
    LockedMinute = "locked-minute": "The mailbox unlocks in about one minute.";
    RecoveryLead = "recovery-lead": "The user and the administrator do this together, in this order. Doing step 3 or 5 early locks the mailbox again.";
    RecoveryHeading = "recovery-heading": "If the mailbox locks itself";
    Step1 = "recovery-step-1": "(User) Gather every device that connects to this mailbox: phones, tablets, computers, also scanners and programs that send mail.";
    Step2 = "recovery-step-2": "(User) Remove the mailbox password from all of them, mobile devices too. Do not re-enter it yet. Do not delete a POP account: its mail may exist only on this device. Copy unsent messages first.";
    Step3 = "recovery-step-3": "(Administrator) Unlock the mailbox, once the user says step 2 is done.";
    Step3Wait = "recovery-step-3-wait": "Then wait {duration}.";
    Step4 = "recovery-step-4": "(User) Sign in to webmail, once. If it is refused, stop: the administrator sets a new password, once, and tells you.";
    Step5 = "recovery-step-5": "(User) Enter the address and password on one device. When it gets mail, go on to the next.";
    // Changed
    ChangedHeading = "changed-heading": "Your password was changed.";
    ChangedBy = "changed-by": "{mailbox}, {time}.";
    OldWorksUntil = "old-works-until": "Until about {time} some devices may still connect with the old password, so a device that still gets mail is not proof.";
    WorksFrom = "works-from": "The new password works everywhere from about {time}.";
    // Checklist
    ChecklistHeading = "checklist-heading": "Enter the new password on every device";
    WhereRead = "where-read": "Where do you read this mail?";
    ThisDevice = "this-device": "{client} (this device)";
    Progress = "progress" plural: "{done} of {count} device done", "{done} of {count} devices done";
    AnswerDone = "answer-done": "Done: the new password is in";
    AnswerNotMine = "answer-not-mine": "Not my device";
    AnswerCannot = "answer-cannot": "I cannot get to it";
    NotMineAdvice = "not-mine-advice": "It may be an old one or a colleague’s. If nobody knows it, tell your administrator today.";
    CannotAdvice = "cannot-advice": "It may keep trying the old password. Ask your administrator to block it.";
    SeenNotProved = "seen-not-proved": "Seen at {time}. It may still be using the old password.";
    RefusedAt = "refused-at": "Refused at {time}. It may be trying the old password.";
    DoneByItself = "done-by-itself": "Signed in with the new password at {time}.";
    DoneByItselfAnnounce = "done-by-itself-announce" plural: "{count} device is done by itself.", "{count} devices are done by themselves.";
    HowTo = "how-to": "How to: {client}";
    Loading = "loading": "Loading…";
    Source = "source": "Source: {title}, {date}";
    GeneralSteps = "general-steps": "Open the mail app. It usually asks for the password. If not, look in its account settings, for incoming and outgoing mail.";
    Remove = "remove": "Remove {client}";
    PlacesHeading = "places-heading": "Places people forget";
    Places1 = "places-1": "A second phone, tablet or watch, also one that lies switched off in a drawer";
    Places2 = "places-2": "A computer at home, and colleagues who share this mailbox";
    Places3 = "places-3": "Printers, scanners, alarm and backup systems that send mail";
    Places4 = "places-4": "Calendar and contact sync, and web sites that send in your name";
    Places5 = "places-5": "Passwords saved in a browser or in Windows Credential Manager";
    AllDone = "all-done" plural: "The device is done. If it stops getting mail later, come back to this list.", "All {count} devices are done. If one stops getting mail later, come back to this list.";
    CopyList = "copy-list": "Copy this list";
    Copied = "copied": "The list was copied.";
    CopyFailed = "copy-failed": "The browser did not allow copying. Print the list instead.";
    PrintList = "print-list": "Print this list";
    ForgetList = "forget-list": "Forget this list";
    Forgotten = "forgotten": "The list was removed from this browser.";
    NotStored = "not-stored": "This browser does not keep the list. Print or copy it before you leave the page.";
    Unfinished = "unfinished": "You changed this password on {time}. Your list is not finished.";
    Answered = "answered": "Answer";
    // Clients
    ClientOutlookWindows = "client-outlook-windows": "Outlook for Windows";
    ClientOutlookMac = "client-outlook-mac": "Outlook for Mac";
    ClientIosMail = "client-ios-mail": "iPhone or iPad";
    ClientAndroid = "client-android": "Android phone or tablet";
    ClientThunderbird = "client-thunderbird": "Thunderbird";
    ClientSmtpSender = "client-smtp-sender": "Scanner, or program that sends mail";
    ClientOther = "client-other": "Another mail program";
    // Set-up
    ConfigHeading = "config-heading": "This form is not set up correctly. Nothing can be changed here.";
}

impl Key {
    /// The name in `texts` and in language files. A counted text's forms are `name.one`, `name.other` and so on.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.row().0
    }

    /// Whether the text has a form for each plural category of the language.
    #[must_use]
    pub fn is_plural(self) -> bool {
        !self.row().2.is_empty()
    }

    /// The English words; `one` chooses between the two forms of a counted text.
    #[must_use]
    pub fn english(self, one: bool) -> &'static str {
        let (_, first, other) = self.row();
        if one || other.is_empty() {
            first
        } else {
            other
        }
    }

    /// Name, English (for one, where there are two forms), English for other counts.
    fn row(self) -> (&'static str, &'static str, &'static str) {
        let line = LINES
            .with(|lines| lines.get(self as usize).copied())
            .unwrap_or_default();
        let (name, words) = line.split_once('|').unwrap_or((line, ""));
        let (first, other) = words.split_once('|').unwrap_or((words, ""));
        (name, first, other)
    }
}

thread_local! {
    /// Where each key's line is.
    static LINES: Vec<&'static str> = TABLE.split('\n').collect();
}

#[cfg(test)]
mod tests {
    use super::{Key, TABLE};

    #[test]
    fn every_key_has_its_line() {
        assert_eq!(TABLE.trim_end().split('\n').count(), Key::ALL.len());
        for (line, key) in TABLE.split('\n').zip(Key::ALL) {
            assert!(line.starts_with(key.name()));
            assert_eq!(
                line.split('|').count(),
                if key.is_plural() { 3 } else { 2 },
                "{line}"
            );
            assert!(!key.english(true).is_empty() && !key.english(false).is_empty());
        }
    }
}

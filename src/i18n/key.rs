use super::declare::keys;

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
    ButtonMinute = "button-minute": "You can try again in about one minute.";
    ButtonReady = "button-ready": "You can try again now.";
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
    LocksAfterFor = "locks-after-for" plural: "It locks after {count} refused sign-in, for {duration}.", "It locks after {count} refused sign-ins, for {duration}.";
    LocksAfter = "locks-after" plural: "It locks after {count} refused sign-in.", "It locks after {count} refused sign-ins.";
    Minutes = "minutes" plural: "{count} minute", "{count} minutes";
    // Rules
    RulesHeading = "rules-heading": "The new password needs";
    RuleMinLength = "rule-min-length" plural: "at least {count} character", "at least {count} characters";
    RuleMaxLength = "rule-max-length" plural: "at most {count} character", "at most {count} characters";
    RuleMinBytes = "rule-min-bytes" plural: "at least {count} byte", "at least {count} bytes";
    RuleMaxBytes = "rule-max-bytes" plural: "at most {count} byte", "at most {count} bytes";
    RuleClasses = "rule-classes" plural: "{count} of these kinds: capital letters, small letters, digits, signs such as ! or %, letters without capitals", "{count} of these kinds: capital letters, small letters, digits, signs such as ! or %, letters without capitals";
    RuleAccountName = "rule-account-name": "not your account name {word}";
    RuleDisplayName = "rule-display-name": "no part of your name";
    RuleForbiddenWord = "rule-forbidden-word": "none of the provider’s forbidden words";
    RuleCommon = "rule-common": "not one of the most used passwords";
    RuleHistory = "rule-history" plural: "not your current password", "none of your last {count} passwords";
    RuleMinAge = "rule-min-age": "the current password must be at least {duration} old";
    RuleLonger = "rule-longer": "more characters";
    RuleShorter = "rule-shorter": "fewer characters";
    RuleMoreKinds = "rule-more-kinds": "more kinds of characters";
    RuleUnused = "rule-unused": "none of your earlier passwords";
    RuleOlder = "rule-older": "the current password must be older";
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
    RejectedPossible = "rejected-possible": "What cannot be checked here: {rules}.";
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
    // Locked
    LockedHeading = "locked-heading": "The mailbox is locked.";
    LockedCause = "locked-cause": "Often the cause is a device that still tries an old password. Remove the password from every device first, or it will lock again.";
    UnlocksAt = "unlocks-at": "It unlocks by itself at {time}.";
    AskUnlock = "ask-unlock": "Ask your administrator to unlock it: {help}";
    AskUnlockPlain = "ask-unlock-plain": "Ask your administrator to unlock it.";
    LockedEnded = "locked-ended": "The waiting time is over.";
    LockedMinute = "locked-minute": "The mailbox unlocks in about one minute.";
    RecoveryLead = "recovery-lead": "The user and the administrator do this together, in this order. Doing step 3 or 5 early locks the mailbox again.";
    Step1 = "recovery-step-1": "(User) Gather every device that connects to this mailbox: phones, tablets, computers, also scanners and programs that send mail.";
    Step2 = "recovery-step-2": "(User) Remove the mailbox password from all of them, mobile devices too. Do not re-enter it yet. Do not delete a POP account: its mail may exist only on this device. Copy unsent messages first.";
    Step3 = "recovery-step-3": "(Administrator) Unlock the mailbox, once the user says step 2 is done.";
    Step3Wait = "recovery-step-3-wait": "Then wait {duration}.";
    Step4 = "recovery-step-4": "(User) Sign in to webmail, once. If it is refused, stop: the administrator sets a new password, once, and tells you.";
    Step5 = "recovery-step-5": "(User) Enter the address and password on one device. When it gets mail, go on to the next.";
    NotLocked = "not-locked": "The mailbox is not locked now.";
    // Changed
    ChangedHeading = "changed-heading": "Your password was changed.";
    GeneralSteps = "general-steps": "Open the mail app. It usually asks for the password. If not, look in its account settings, for incoming and outgoing mail.";
    ChangedBy = "changed-by": "{mailbox}, {time}.";
    OldWorksUntil = "old-works-until": "Until about {time} some devices may still connect with the old password, so a device that still gets mail is not proof.";
    WorksFrom = "works-from": "The new password works everywhere from about {time}.";
    StepwiseHere = "stepwise-here": "Go through it step by step";
    PrepareHeading = "prepare-heading": "Prepare, so that the mailbox does not lock";
    Loading = "loading": "Loading…";
    // Set-up
    ConfigHeading = "config-heading": "This form is not set up correctly. Nothing can be changed here.";
    RecoveryHeading = "recovery-heading": "If the mailbox locks itself";
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
    Source = "source": "Source: {title}, {date}";
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
    // Administrator, in place of the texts of the same name
    AdminHeading = "admin-heading": "Set a new password";
    AdminMailbox = "admin-mailbox": "User Name";
    AdminNewPassword = "admin-new-password": "Password";
    AdminConfirmNewPassword = "admin-confirm-new-password": "Confirm";
    AdminChange = "admin-change": "Save";
    AdminChanging = "admin-changing": "Saving…";
    AdminShown = "admin-shown": "The password is visible.";
    AdminHidden = "admin-hidden": "The password is hidden.";
    AdminTypeEverywhere = "admin-type-everywhere": "The user will type this on every device.";
    AdminRuleAccountName = "admin-rule-account-name": "not the account name {word}";
    AdminRuleDisplayName = "admin-rule-display-name": "no part of the user’s name";
    AdminRuleUnused = "admin-rule-unused": "none of the earlier passwords";
    AdminRuleHistory = "admin-rule-history" plural: "not the current password", "none of the last {count} passwords";
    AdminNewMissing = "admin-new-missing": "Enter a password, or generate one.";
    AdminConfirmMissing = "admin-confirm-missing": "Enter the password again.";
    AdminMismatch = "admin-mismatch": "The two passwords are not the same.";
    AdminNewUnmet = "admin-new-unmet": "The password does not meet a rule: {rules}.";
    AdminNotChanged = "admin-not-changed": "The password was not changed.";
    AdminRejectedNoReason = "admin-rejected-no-reason": "The mail server refused this password and did not say why. It may be one that was used before, or contain part of the user’s name. The old password is still the password.";
    AdminReused = "admin-reused": "This password was used before. Choose another one.";
    AdminCompromised = "admin-compromised": "This password is known from stolen lists. Choose another one.";
    AdminNotAllowed = "admin-not-allowed": "You may not set this password here. You change your own password in your own mailbox, as its user.";
    AdminWrongMailbox = "admin-wrong-mailbox": "The server took this for another mailbox. Nothing was changed. Reload the page.";
    AdminUnknownMailbox = "admin-unknown-mailbox": "There is no such mailbox here, or it is not one of yours.";
    AdminOffline = "admin-offline": "You are offline. Nothing was sent. The password was not changed.";
    AdminHeadersFailed = "admin-headers-failed": "The page could not prepare the request. Nothing was sent. The password was not changed.";
    AdminCancelled = "admin-cancelled": "Nothing was sent. The password was not changed.";
    AdminUnknownHeading = "admin-unknown-heading": "We do not know whether the password was changed.";
    AdminUnknownSent = "admin-unknown-sent": "It was sent at {time}, but no clear answer came back. Do not send it again, and do not hand it over yet.";
    AdminUnknownInForm = "admin-unknown-in-form": "The new password is still in the form: show it and write it down.";
    AdminCheckNotChanged = "admin-check-not-changed": "The password was not changed. You can try again.";
    AdminByWebmail = "admin-by-webmail": "Sign in to webmail with the new password, once. More tries can lock the mailbox.";
    AdminWhichWorks = "admin-which-works": "Did the new password open webmail?";
    AdminNewWorks = "admin-new-works": "It works";
    AdminNeitherWorks = "admin-neither-works": "It was refused";
    AdminNeitherAdvice = "admin-neither-advice": "That is no proof: the mailbox may be locked. Look at its state before you try again.";
    AdminChangedHeading = "admin-changed-heading": "The password was changed.";
    // Administrator
    AdminWarning = "admin-warning": "The user must now enter the new password on every device. Until then the mailbox can lock itself and they will be unable to access their email.";
    AdminWarningNoLock = "admin-warning-no-lock": "The user must now enter the new password on every device. A device that is left out stops getting mail.";
    Generate = "generate": "Generate";
    Generated = "generated": "A password was generated. It is visible.";
    GeneratedAnew = "generated-anew": "The generated password did not meet the rules, which came later. This is another one: do not use the earlier one.";
    GeneratedOnce = "generated-once": "You cannot see this password again after Save. Write it down or copy it now.";
    CopyPassword = "copy-password": "Copy password";
    PasswordCopied = "password-copied": "The password was copied. Do not leave it in the clipboard.";
    TypeInstead = "type-instead": "Type one instead";
    OnlyGenerated = "only-generated": "Here passwords are generated, not typed.";
    GenerateTooShort = "generate-too-short": "The rules allow only short passwords. A generated one would be too easy to guess.";
    GenerateTooStrict = "generate-too-strict": "No password that we can generate meets these rules. They may contradict each other: tell whoever set them.";
    GenerateNotRandom = "generate-not-random": "This browser gives no good random numbers. Reload the page, or use another browser.";
    MustChange = "must-change": "The user must choose another password at the next sign-in";
    SignOutOthers = "sign-out-others": "Sign out every other session of this mailbox";
    RecentChange = "recent-change": "This password was last changed at {time}. Every reset makes it more likely that the mailbox locks, since devices go on trying earlier passwords. Reset it again only if you must.";
    RecentChangeNoLock = "recent-change-no-lock": "This password was last changed at {time}. Some devices may not have that one yet. Reset it again only if you must.";
    SetAnother = "set-another": "Set another password";
    SetAnotherWords = "set-another-words": "If nothing settles it, set another password, and hand over that one alone.";
    AdminLocked = "admin-locked": "A new password does not unlock it.";
    StillLocked = "still-locked": "The password is set, but the mailbox is still locked. Unlock it as well.";
    RecoverStepwise = "recover-stepwise": "Recover it step by step";
    HandOver = "hand-over": "Hand it over";
    HandOverLead = "hand-over-lead": "This note does not contain the password. Give the password to the user another way, by telephone for example.";
    NoteSubject = "note-subject": "The new password of your mailbox";
    NoteChanged = "note-changed": "Your administrator set a new password for the mailbox {mailbox}, {time}. You get it separately.";
    NoteMustChange = "note-must-change": "First sign in at {url} and choose your own password. Only then enter it on your devices.";
    NoteDevices = "note-devices": "Enter the new password on every device that connects to this mailbox: phones, tablets, computers, also scanners and programs that send mail.";
    NoteLock = "note-lock": "If you leave one out, the mailbox can lock itself.";
    NoteNoLock = "note-no-lock": "A device that you leave out stops getting mail.";
    NoteRecovery = "note-recovery": "If it is locked, these steps help: {url}";
    CopyNote = "copy-note": "Copy this note";
    NoteCopied = "note-copied": "The note was copied.";
    NotCopied = "not-copied": "The browser did not allow copying. Select the text and copy it yourself.";
    PrintNote = "print-note": "Print this note";
    MailNote = "mail-note": "Write it as an e-mail";
    MailWarning = "mail-warning": "Do not send this to {mailbox}: they cannot read it yet.";
    // Unlock
    Unlock = "unlock": "Unlock";
    Unlocking = "unlocking": "Unlocking…";
    UnlockWords = "unlock-words": "Unlock only after the password is off every device. Otherwise it locks again.";
    Unlocked = "unlocked": "The mailbox was unlocked at {time}.";
    UnlockedFrom = "unlocked-from": "The mailbox is unlocked from about {time}.";
    UnlockRefused = "unlock-refused": "The mailbox was not unlocked. {reason}";
    UnlockNotAllowed = "unlock-not-allowed": "You may not unlock this mailbox.";
    UnlockUnclear = "unlock-unclear": "No clear answer came back. Look whether it is still locked before you try again.";
    StillRefused = "still-refused": "Still being refused: {client}, {time}.";
    SafeToUnlock = "safe-to-unlock": "No refused sign-in for {duration}. Safe to unlock.";
    UnlockElsewhere = "unlock-elsewhere": "Unlock it where you manage your mail server.";
    WaitUntil = "wait-until": "Wait until {time}, then go on.";
    WaitMinute = "wait-minute": "Wait about one minute more.";
    SessionEnded = "session-ended": "Your session has ended. Sign in again, in another tab if you like.";
    // Recovery
    RecoverHeading = "recover-heading": "Recover a locked mailbox";
    YourTurn = "your-turn": "Your turn";
    UsersTurn = "users-turn": "The user’s turn";
    AdministratorsTurn = "administrators-turn": "The administrator’s turn";
    You = "you": "You";
    TheUser = "the-user": "The user";
    TheAdministrator = "the-administrator": "The administrator";
    StepDone = "step-done": "Step {number} is done";
    StepUndo = "step-undo": "Step {number} is not done after all";
    StepReported = "step-reported": "Reported done: {time}";
    WhichDevices = "which-devices": "Which devices connect to this mailbox?";
    TakeOut = "take-out": "How to take it out: {client}";
    TakeOutGeneral = "take-out-general": "Switch the device off or put it in flight mode first. Then look in the mail app’s account settings and empty the password, for incoming and outgoing mail.";
    WhereHidden = "where-hidden": "Where the password is";
    TakeOutLoses = "take-out-loses": "What deleting the account would lose";
    IsOff = "is-off": "The password is off";
    WasRefused = "was-refused": "It refused me";
    WebmailStop = "webmail-stop": "Stop here. The administrator sets a new password, once, and tells you. Do not try again before that.";
    EnterOn = "enter-on": "Now only this device: {device}";
    GetsMail = "gets-mail": "It gets mail";
    SignedInAt = "signed-in-at": "Last signed in at {time}.";
    SaysLocked = "says-locked": "The server says that the mailbox is locked.";
    OneAtATime = "one-at-a-time": "The next device comes when this one gets mail.";
    RecoveryDone = "recovery-done": "The mailbox is back. If it locks again, a device is missing from the list.";
    GuideOnly = "guide-only": "These steps work without signing in. Nothing is looked up or sent from here.";
    CopyText = "copy-text": "Copy as text";
    TextCopied = "text-copied": "The steps were copied.";
    Print = "print": "Print";
    RecoveryLink = "recovery-link": "For the other side: {url}";
    BeginAnew = "begin-anew": "Begin anew";
    BegunAnew = "begun-anew": "Nothing is marked as done any more.";
    // Prepare
    Prepare1 = "prepare-1": "Close mail programs on your other devices.";
    Prepare2 = "prepare-2": "Put your other phones and tablets in flight mode, not the one you are using now.";
    Prepare3 = "prepare-3": "Tell everyone who also uses this mailbox.";
    PrepareDevices = "prepare-devices": "These connect to the mailbox: {devices}.";
    PrepareDevicesMore = "prepare-devices-more" plural: "These connect to the mailbox: {devices}, and {count} more.", "These connect to the mailbox: {devices}, and {count} more.";
    LeftBehind = "left-behind": "What happens to a device that you leave behind";
    LeftGrace = "left-grace": "For about {duration} after the change it may still connect with the old password.";
    LeftStops = "left-stops": "It stops getting mail.";
    LeftStopsLater = "left-stops-later": "After that it stops getting mail.";
    LeftForgiven = "left-forgiven" plural: "Tries with the password before the new one are not counted. Those of a device that has missed {changes} changes are.", "Tries with the {count} passwords before the new one are not counted. Those of a device that has missed {changes} changes are.";
    LeftCounts = "left-counts": "Each of its tries with the old password counts as a wrong one.";
    LeftCountsLater = "left-counts-later": "After that each of its tries with the old password counts as a wrong one.";
    LeftMay = "left-may": "Its tries with the old password may count as wrong ones and lock the mailbox.";
    LeftMayLater = "left-may-later": "After that its tries with the old password may count as wrong ones and lock the mailbox.";
    // Clients
    ClientOutlookWindows = "client-outlook-windows": "Outlook for Windows";
    ClientOutlookMac = "client-outlook-mac": "Outlook for Mac";
    ClientIosMail = "client-ios-mail": "iPhone or iPad";
    ClientAndroid = "client-android": "Android phone or tablet";
    ClientAppleMail = "client-apple-mail": "Mail on a Mac";
    ClientSamsungEmail = "client-samsung-email": "Samsung Email";
    ClientOutlookMobile = "client-outlook-mobile": "Outlook app on a phone or tablet";
    ClientThunderbird = "client-thunderbird": "Thunderbird";
    ClientSmtpSender = "client-smtp-sender": "Scanner, or program that sends mail";
    ClientOther = "client-other": "Another mail program";
}

impl Key {
    /// The name of every text.
    pub(crate) fn names() -> Vec<&'static str> {
        Self::ALL.iter().map(|key| key.name()).collect()
    }

    /// The name in `texts` and in language files. A counted text's forms are `name.one`, `name.other` and so on.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.row().0
    }

    /// The text that an administrator reads instead: the key of the same name with `admin-` in front, if there is one.
    pub(super) fn for_administrator(self) -> Option<Self> {
        let name = self.name();
        let mut all = Self::ALL.iter().copied();
        all.find(|key| key.name().strip_prefix("admin-") == Some(name))
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
    /// The line of each key in the table.
    static LINES: Vec<&'static str> = TABLE.split_terminator('\n').collect();
}

#[cfg(test)]
mod tests {
    use super::{Key, LINES};

    #[test]
    fn every_key_has_its_line() {
        let lines = LINES.with(Clone::clone);
        assert_eq!(lines.len(), Key::ALL.len());
        for (line, key) in lines.into_iter().zip(Key::ALL) {
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

use crate::i18n::Key;

/// A mail client that the widget can tell apart; its steps are in `steps/`.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(in crate::view) enum Client {
    OutlookWindows,
    OutlookMac,
    IosMail,
    AppleMail,
    Android,
    SamsungEmail,
    OutlookMobile,
    Thunderbird,
    SmtpSender,
    Other,
}

impl Client {
    pub(super) const ALL: [Self; 10] = [
        Self::OutlookWindows,
        Self::OutlookMac,
        Self::IosMail,
        Self::AppleMail,
        Self::Android,
        Self::SamsungEmail,
        Self::OutlookMobile,
        Self::Thunderbird,
        Self::SmtpSender,
        Self::Other,
    ];

    pub(in crate::view) const fn id(self) -> &'static str {
        match self {
            Self::OutlookWindows => "outlook-windows",
            Self::OutlookMac => "outlook-mac",
            Self::IosMail => "ios-mail",
            Self::AppleMail => "apple-mail",
            Self::Android => "android",
            Self::SamsungEmail => "samsung-email",
            Self::OutlookMobile => "outlook-mobile",
            Self::Thunderbird => "thunderbird",
            Self::SmtpSender => "smtp-sender",
            Self::Other => "other",
        }
    }

    pub(in crate::view) const fn key(self) -> Key {
        match self {
            Self::OutlookWindows => Key::ClientOutlookWindows,
            Self::OutlookMac => Key::ClientOutlookMac,
            Self::IosMail => Key::ClientIosMail,
            Self::AppleMail => Key::ClientAppleMail,
            Self::Android => Key::ClientAndroid,
            Self::SamsungEmail => Key::ClientSamsungEmail,
            Self::OutlookMobile => Key::ClientOutlookMobile,
            Self::Thunderbird => Key::ClientThunderbird,
            Self::SmtpSender => Key::ClientSmtpSender,
            Self::Other => Key::ClientOther,
        }
    }

    /// The client of this id; any other program for one that is not ours.
    pub(in crate::view) fn named(id: &str) -> Self {
        Self::ALL
            .into_iter()
            .find(|client| client.id() == id)
            .unwrap_or(Self::Other)
    }
}

/// What mail is probably read with on the device in hand: only an order on the screen, nothing depends on it.
pub(super) fn in_hand() -> Option<Client> {
    let agent = js_sys::JsString::from(web_sys::window()?.navigator().user_agent().ok()?);
    [
        ("iPhone", Client::IosMail),
        ("iPad", Client::IosMail),
        ("Android", Client::Android),
        ("Windows", Client::OutlookWindows),
        ("Macintosh", Client::OutlookMac),
        ("Linux", Client::Thunderbird),
    ]
    .into_iter()
    .find(|(part, _)| agent.includes(part, 0))
    .map(|(_, client)| client)
}

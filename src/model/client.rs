/// A mail client with a name of its own; its instructions are in `steps/`.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Client {
    /// Outlook on Windows.
    OutlookWindows,
    /// Outlook on a Mac.
    OutlookMac,
    /// Mail on an iPhone or iPad.
    IosMail,
    /// Mail on a Mac.
    AppleMail,
    /// The mail app of an Android device.
    Android,
    /// Samsung Email.
    SamsungEmail,
    /// The Outlook app on a phone or tablet.
    OutlookMobile,
    /// Thunderbird.
    Thunderbird,
    /// A scanner, or a program that sends mail.
    SmtpSender,
    /// Any other mail program.
    #[default]
    Other,
}

impl Client {
    /// Every client, in the order on the screen.
    pub const ALL: [Self; 10] = [
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

    /// The id on the wire and in `steps/`.
    #[must_use]
    pub const fn id(self) -> &'static str {
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

    /// The client with this id; [`Client::Other`] for an id that is not known.
    #[must_use]
    pub fn from_id(id: &str) -> Self {
        Self::ALL
            .into_iter()
            .find(|client| client.id() == id)
            .unwrap_or_default()
    }

    /// The mail client that is probably used on this device; `agent_includes` searches its user agent. Only the
    /// order on the screen depends on it.
    pub fn from_user_agent(agent_includes: impl Fn(&str) -> bool) -> Option<Self> {
        [
            ("iPhone", Self::IosMail),
            ("iPad", Self::IosMail),
            ("Android", Self::Android),
            ("Windows", Self::OutlookWindows),
            ("Macintosh", Self::OutlookMac),
            ("Linux", Self::Thunderbird),
        ]
        .into_iter()
        .find(|(name, _)| agent_includes(name))
        .map(|(_, client)| client)
    }
}

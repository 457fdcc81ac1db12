use mailbox_password_rules::with_ids;

with_ids! {
    /// A mail client for which there are instructions, in the order in which the element offers them. The id is used in
    /// the wire contract, and names the file with its instructions in `steps/`.
    #[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
    pub enum Client {
        /// Outlook on Windows.
        OutlookWindows = "outlook-windows",
        /// Outlook on a Mac.
        OutlookMac = "outlook-mac",
        /// Mail on an iPhone or iPad.
        IosMail = "ios-mail",
        /// Mail on a Mac.
        AppleMail = "apple-mail",
        /// The mail app of an Android device.
        Android = "android",
        /// Samsung Email.
        SamsungEmail = "samsung-email",
        /// The Outlook app on a phone or tablet.
        OutlookMobile = "outlook-mobile",
        /// Thunderbird.
        Thunderbird = "thunderbird",
        /// A scanner, or a program that sends mail.
        SmtpSender = "smtp-sender",
        /// Any other mail program.
        #[default]
        Other = "other",
    }
}

impl Client {
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

use crate::{
    i18n::{Key, Texts},
    model::Client,
};

/// The name of a mail client.
pub(crate) const fn client_key(client: Client) -> Key {
    match client {
        Client::OutlookWindows => Key::ClientOutlookWindows,
        Client::OutlookMac => Key::ClientOutlookMac,
        Client::IosMail => Key::ClientIosMail,
        Client::AppleMail => Key::ClientAppleMail,
        Client::Android => Key::ClientAndroid,
        Client::SamsungEmail => Key::ClientSamsungEmail,
        Client::OutlookMobile => Key::ClientOutlookMobile,
        Client::Thunderbird => Key::ClientThunderbird,
        Client::SmtpSender => Key::ClientSmtpSender,
        Client::Other => Key::ClientOther,
    }
}

/// The mail program of a device that has a name of its own.
pub(crate) fn client_program(texts: &Texts, client: Client) -> String {
    texts.get(match client {
        Client::SmtpSender => Key::SendsMail,
        other => client_key(other),
    })
}

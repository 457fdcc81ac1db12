use super::{
    Records,
    storage::{remove, session, text, write},
};
use crate::{
    json::Json,
    model::{Attempt, ChangeOptions},
};

impl Records {
    fn attempt_key(&self) -> String {
        ["mailbox-password:attempt:v1:", &self.id].concat()
    }

    /// Keeps an attempt until its outcome is known. Without session storage a reload forgets it; nothing else changes.
    pub(crate) fn save_attempt(&self, attempt: &Attempt) {
        let record = Json::object();
        record.set("key", attempt.key.as_str());
        record.set("sentAt", attempt.sent_at);
        if let Some(baseline) = &attempt.baseline {
            record.set("baseline", baseline.as_str());
        }
        if let Some(location) = &attempt.location {
            record.set("location", location.as_str());
        }
        record.set("mustChange", attempt.options.must_change);
        record.set("signOut", attempt.options.sign_out);
        write(session(), &self.attempt_key(), &record);
    }

    /// An attempt of an earlier page whose outcome is not known. Its values are gone, so its key is never used again.
    pub(crate) fn load_attempt(&self) -> Option<Attempt> {
        let record = Json::parse(&text(&session()?, &self.attempt_key())?);
        Some(Attempt {
            key: record.get("key").text()?,
            baseline: record.get("baseline").text(),
            sent_at: record.get("sentAt").number()?,
            edits: u32::MAX,
            check_bits: None,
            options: ChangeOptions {
                must_change: record.get("mustChange").flag().unwrap_or(false),
                sign_out: record.get("signOut").flag().unwrap_or(false),
            },
            location: record.get("location").text(),
        })
    }

    /// Forgets the attempt, because its outcome is known.
    pub(crate) fn forget_attempt(&self) {
        remove(session(), &self.attempt_key());
    }
}

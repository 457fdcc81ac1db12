use wasm_bindgen::JsValue;

use super::{
    Records,
    storage::{local, record, remove, write_dated},
};
use crate::{
    json::Json,
    model::{Changed, Checklist, ChecklistRow, DeviceAnswer, SignIn},
};

impl Records {
    /// The checklist's key in local storage.
    pub(crate) fn checklist_key(&self) -> String {
        ["mailbox-password:v1:", &self.id].concat()
    }

    /// Keeps the checklist; whether the browser did.
    pub(crate) fn save_checklist(&self, list: &Checklist) -> bool {
        let json = Json::object();
        // The loader draws no form where an unfinished list comes first.
        json.set("unfinished", list.is_unfinished());
        json.set("changedAt", list.changed_at);
        json.set("change", change_as_json(&list.change));
        let rows = list.rows.iter().map(|row| JsValue::from(row_as_json(row)));
        json.set("rows", Json::array(rows));
        write_dated(local(), &self.checklist_key(), &json)
    }

    /// The checklist that was kept, if it is not too old. If a recovery came to its end since, perhaps on a page of its
    /// own, every device gets mail.
    pub(crate) fn load_checklist(&self) -> Option<Checklist> {
        let json = record(local(), &self.checklist_key())?;
        let mut list = Checklist {
            changed_at: json.get("changedAt").number()?,
            change: change_from_json(&json.get("change")),
            rows: json
                .get("rows")
                .items()
                .iter()
                .filter_map(row_from_json)
                .collect(),
        };
        if let Some(at) = self.recovered_since(json.get("savedAt").number()?) {
            list.finish(at);
            self.save_checklist(&list);
        }
        Some(list)
    }

    /// Forgets the checklist.
    pub(crate) fn forget_checklist(&self) {
        remove(local(), &self.checklist_key());
    }
}

fn row_as_json(row: &ChecklistRow) -> Json {
    let json = Json::object();
    json.set("id", row.id.as_str());
    json.set("name", row.name.as_str());
    json.set("client", row.client.as_str());
    json.set("listed", row.listed);
    if let Some(answer) = row.answer {
        json.set("answer", answer.id());
    }
    if let Some(at) = row.answered_at {
        json.set("answeredAt", at);
    }
    if let SignIn::Proved(at) = row.sign_in {
        json.set("proved", true);
        if let Some(at) = at {
            json.set("provedAt", at);
        }
    }
    json
}

fn row_from_json(json: &Json) -> Option<ChecklistRow> {
    let answer = json.get("answer").text();
    Some(ChecklistRow {
        id: json.get("id").text()?,
        name: json.get("name").text()?,
        client: json.get("client").text()?,
        listed: json.get("listed").flag()?,
        answer: answer.and_then(|id| DeviceAnswer::from_id(&id)),
        answered_at: json.get("answeredAt").number(),
        sign_in: match json.get("proved").flag() {
            Some(true) => SignIn::Proved(json.get("provedAt").number()),
            Some(false) | None => SignIn::Nothing,
        },
        is_gone: false,
    })
}

fn change_as_json(change: &Changed) -> Json {
    let json = Json::object();
    for (name, at) in [
        ("at", change.at),
        ("oldWorksUntil", change.old_works_until),
        ("worksFrom", change.works_from),
    ] {
        if let Some(at) = at {
            json.set(name, at);
        }
    }
    json
}

fn change_from_json(json: &Json) -> Changed {
    Changed {
        at: json.get("at").number(),
        old_works_until: json.get("oldWorksUntil").number(),
        works_from: json.get("worksFrom").number(),
    }
}

//! Events as JSON.
//!
//! Sources: Elastic, "Winlogbeat fields" (`@timestamp`, `winlog.event_id`, `winlog.event_data`); NXLog, "im_msvistalog
//! fields" (`EventTime`, `EventID`, the data beside them); Fluent Bit and other forwarders nest them as in the XML
//! (`Event.System.EventID`, `Event.EventData`).

use serde_json::{Map, Value};

use super::event::Event;

/// Where forwarders put the number, the time and the data of an event.
const SHAPES: [Shape; 3] = [
    Shape {
        id: &["/winlog/event_id", "/event/code"],
        time: &["/@timestamp", "/winlog/time_created"],
        data: "/winlog/event_data",
    },
    Shape {
        id: &["/Event/System/EventID", "/Event/System/EventID/#text"],
        time: &[
            "/Event/System/TimeCreated/#attributes/SystemTime",
            "/Event/System/TimeCreated/@SystemTime",
            "/Event/System/TimeCreated/SystemTime",
        ],
        data: "/Event/EventData",
    },
    Shape {
        id: &["/EventID", "/EventId"],
        time: &["/EventTime", "/TimeCreated", "/@timestamp"],
        data: "",
    },
];

struct Shape {
    id: &'static [&'static str],
    time: &'static [&'static str],
    data: &'static str,
}

pub(super) fn read(line: &str) -> Option<Event> {
    let value: Value = serde_json::from_str(line).ok()?;
    SHAPES.iter().find_map(|shape| {
        Some(Event {
            id: first(&value, shape.id)?.parse().ok()?,
            time: first(&value, shape.time)?,
            data: texts(value.pointer(shape.data)?.as_object()?),
        })
    })
}

fn first(value: &Value, places: &[&str]) -> Option<String> {
    places.iter().find_map(|place| text(value.pointer(place)?))
}

fn texts(members: &Map<String, Value>) -> std::collections::BTreeMap<String, String> {
    members
        .iter()
        .filter_map(|(name, value)| Some((name.clone(), text(value)?)))
        .collect()
}

fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Array(_) | Value::Bool(_) | Value::Null | Value::Object(_) => None,
    }
}

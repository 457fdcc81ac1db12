//! Events as XML, one a line.
//!
//! Source: Microsoft, "Event Schema" (`System/EventID`, `System/TimeCreated@SystemTime`, `EventData/Data@Name`).

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event as Part};

use super::event::Event;

pub(super) fn read(line: &str) -> Option<Event> {
    let mut reader = Reader::from_str(line);
    let mut event = Event::default();
    let mut path: Vec<String> = Vec::new();
    // The name of the datum that is being read.
    let mut datum = String::new();
    let mut is_whole = false;
    loop {
        match reader.read_event().ok()? {
            Part::Start(element) => {
                path.push(local_name(&element));
                open(&element, &path, &mut event, &mut datum);
                if path.len() > MAX_DEPTH {
                    return None;
                }
            }
            Part::Empty(element) => {
                path.push(local_name(&element));
                open(&element, &path, &mut event, &mut datum);
                path.pop();
            }
            Part::Text(text) => {
                add(&path, &datum, &text, &mut event);
            }
            // `&amp;` and the like come as parts of their own.
            Part::GeneralRef(reference) => {
                let reference = format!("&{};", &*reference);
                add(&path, &datum, &unescape(&reference).ok()?, &mut event);
            }
            Part::CData(text) => add(&path, &datum, &text, &mut event),
            Part::End(_) => {
                path.pop();
                is_whole |= path.is_empty();
            }
            Part::Eof => return (is_whole && event.id > 0).then_some(event),
            Part::Comment(_) | Part::Decl(_) | Part::DocType(_) | Part::PI(_) => {}
        }
        // A second event in the same line is nobody's.
        if is_whole && !path.is_empty() {
            return None;
        }
    }
}

/// Deeper than any event.
const MAX_DEPTH: usize = 16;

fn local_name(element: &BytesStart<'_>) -> String {
    element.local_name().as_ref().to_owned()
}

fn open(element: &BytesStart<'_>, path: &[String], event: &mut Event, datum: &mut String) {
    if is(path, &["Event", "System", "TimeCreated"]) {
        event.time = attribute(element, "SystemTime").unwrap_or_default();
    } else if is(path, &["Event", "EventData", "Data"]) {
        *datum = attribute(element, "Name").unwrap_or_default();
    }
}

fn add(path: &[String], datum: &str, text: &str, event: &mut Event) {
    if is(path, &["Event", "System", "EventID"]) {
        event.id = text.trim().parse().unwrap_or(0);
    } else if is(path, &["Event", "EventData", "Data"]) && !datum.is_empty() {
        event
            .data
            .entry(datum.to_owned())
            .or_default()
            .push_str(text);
    }
}

fn is(path: &[String], wanted: &[&str]) -> bool {
    path.iter().eq(wanted)
}

fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = element.try_get_attribute(name).ok()??;
    Some(unescape(&attribute.value).ok()?.into_owned())
}

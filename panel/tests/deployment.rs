//! The files of `panel/deploy` that cannot be run here, as far as they can be compared with what is.

#![allow(clippy::panic, clippy::unwrap_used)]

use std::path::Path;

const UNIT: &str = include_str!("../deploy/mailbox-password-panel.service");
const AGENT_UNIT: &str = include_str!("../deploy/mailbox-password-agent.service");
const CONTAINER: &str = include_str!("../deploy/Containerfile");
const IIS: &str = include_str!("../deploy/web.config");
const MANIFEST: &str = include_str!("../../Cargo.toml");

#[test]
fn the_container_runs_what_the_unit_runs_and_is_built_with_the_same_rust() {
    let command = UNIT
        .lines()
        .find_map(|line| line.strip_prefix("ExecStart="))
        .unwrap();
    let words: Vec<_> = command
        .split(' ')
        .map(|word| format!("\"{word}\""))
        .collect();
    let entry = format!("ENTRYPOINT [{}]", words.join(", "));
    assert!(CONTAINER.contains(&entry), "{entry}");
    let memory = UNIT
        .lines()
        .find_map(|line| line.strip_prefix("Environment="))
        .unwrap();
    assert!(CONTAINER.contains(&format!("ENV {memory}\n")), "{memory}");
    let rust = MANIFEST
        .lines()
        .find_map(|line| line.strip_prefix("rust-version = "))
        .unwrap();
    let image = format!("FROM rust:{}-", rust.trim_matches('"'));
    assert!(CONTAINER.contains(&image), "{image}");
    // Its parent is the repository, which is what the image is built from.
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let ignored = std::fs::read_to_string(root.join(".dockerignore")).unwrap();
    assert!(!ignored.contains("dist"), "the widget is copied from there");
}

#[test]
fn the_agents_unit_is_as_closed_as_the_panels() {
    let is_closing = |line: &&str| {
        let name = line.split('=').next().unwrap();
        let beginnings = [
            "AmbientCapabilities",
            "CapabilityBoundingSet",
            "DynamicUser",
            "LimitCORE",
            "LockPersonality",
            "MemoryDenyWriteExecute",
            "NoNewPrivileges",
            "Private",
            "ProcSubset",
            "Protect",
            "RemoveIPC",
            "Restrict",
            "SystemCall",
            "UMask",
        ];
        beginnings.iter().any(|start| name.starts_with(start))
    };
    let missing: Vec<_> = UNIT
        .lines()
        .filter(is_closing)
        .filter(|line| !AGENT_UNIT.lines().any(|other| other == *line))
        .collect();
    assert_eq!(
        missing,
        ["PrivateUsers=yes"],
        "the agent needs the group of the logs"
    );
}

#[test]
fn the_configuration_of_iis_is_well_formed_and_passes_errors_on() {
    // Elements that are opened and closed, in order.
    let mut open = Vec::new();
    let (before, rest) = IIS.split_once("<!--").unwrap();
    let (_, rest) = rest.split_once("-->").unwrap();
    let text = format!("{before}{rest}");
    for tag in text.split('<').skip(1) {
        let (tag, _) = tag.split_once('>').unwrap();
        let name = tag.split([' ', '/']).next().unwrap();
        match tag {
            _ if tag.starts_with('?') || tag.starts_with('!') || tag.ends_with('/') => {}
            _ if tag.starts_with('/') => assert_eq!(open.pop(), tag.strip_prefix('/')),
            _ => open.push(name),
        }
    }
    assert_eq!(open, Vec::<&str>::new());
    for part in [
        "existingResponse=\"PassThrough\"",
        "name=\"HTTP_X_FORWARDED_FOR\" value=\"{REMOTE_ADDR}\"",
        "It could not be tried",
    ] {
        assert!(IIS.contains(part), "{part}");
    }
}

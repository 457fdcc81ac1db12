//! Reads one version from Cargo.lock.

/// The version of a package, if the lock file holds it exactly once.
pub(super) fn version(lock: &str, package: &str) -> Option<String> {
    let wanted = format!("name = \"{package}\"");
    let mut versions = lock
        .split("[[package]]")
        .filter(|entry| entry.lines().any(|line| line == wanted))
        .filter_map(|entry| {
            entry
                .lines()
                .find_map(|line| line.strip_prefix("version = \""))
        })
        .filter_map(|rest| rest.strip_suffix('"'));
    let version = versions.next()?;
    versions.next().is_none().then(|| version.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCK: &str = "version = 4\n
[[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\ndependencies = [\n \"cfg-if\",\n]\n
[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"0.2.131\"\n
[[package]]\nname = \"twice\"\nversion = \"1.0.0\"\n
[[package]]\nname = \"twice\"\nversion = \"2.0.0\"\n";

    #[track_caller]
    fn check(package: &str, expected: Option<&str>) {
        assert_eq!(version(LOCK, package).as_deref(), expected);
    }

    #[test]
    fn a_package_is_found_by_its_whole_name() {
        check("wasm-bindgen", Some("0.2.130"));
        check("wasm-bindgen-macro", Some("0.2.131"));
        check("wasm", None);
    }

    #[test]
    fn two_versions_of_one_package_are_no_answer() {
        check("twice", None);
    }

    #[test]
    fn line_ends_of_windows_are_no_obstacle() {
        assert_eq!(
            version(&LOCK.replace('\n', "\r\n"), "wasm-bindgen").as_deref(),
            Some("0.2.130")
        );
    }
}

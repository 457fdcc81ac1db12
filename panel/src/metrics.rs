//! What is counted for whoever watches the panel, in the text format of Prometheus. No address, no mailbox, no secret.

use std::time::Duration;

use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::{Histogram, exponential_buckets};
use prometheus_client::registry::{Registry, Unit};

type Label = (&'static str, &'static str);

/// Connections, threads or the like that requests share.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct PoolUse {
    /// What it is called.
    pub name: &'static str,
    /// How many are in use.
    pub used: usize,
    /// How many there may be.
    pub size: usize,
}

/// The counts of this process.
pub(crate) struct Metrics {
    registry: Registry,
    changes: Family<[Label; 2], Counter>,
    sign_ins: Family<[Label; 2], Counter>,
    limited: Family<[Label; 1], Counter>,
    mails: Family<[Label; 1], Counter>,
    directory: Family<[Label; 1], Histogram>,
    pool_used: Family<[Label; 1], Gauge>,
    pool_size: Family<[Label; 1], Gauge>,
    connections: Gauge,
}

impl Default for Metrics {
    fn default() -> Self {
        let mut registry = Registry::with_prefix("mailbox_panel");
        let latency = histogram as fn() -> Histogram;
        let metrics = Self {
            changes: Family::default(),
            sign_ins: Family::default(),
            limited: Family::default(),
            mails: Family::default(),
            directory: Family::new_with_constructor(latency),
            pool_used: Family::default(),
            pool_size: Family::default(),
            connections: Gauge::default(),
            registry: Registry::default(),
        };
        registry.register(
            "changes",
            "Changes, resets and unlocks, by what came of them",
            metrics.changes.clone(),
        );
        registry.register(
            "sign_ins",
            "Sign-ins at each page, by what came of them",
            metrics.sign_ins.clone(),
        );
        registry.register(
            "limited",
            "Requests that had to wait, by limit",
            metrics.limited.clone(),
        );
        registry.register(
            "mails",
            "E-mails about changes, by what came of them",
            metrics.mails.clone(),
        );
        registry.register_with_unit(
            "directory",
            "How long the directory took, by what was asked",
            Unit::Seconds,
            metrics.directory.clone(),
        );
        registry.register(
            "pool_used",
            "Members of a pool that are in use",
            metrics.pool_used.clone(),
        );
        registry.register(
            "pool_size",
            "Members that a pool may have",
            metrics.pool_size.clone(),
        );
        registry.register(
            "connections",
            "Connections that are open",
            metrics.connections.clone(),
        );
        Self {
            registry,
            ..metrics
        }
    }
}

impl Metrics {
    /// A change, a reset or an unlock, and what came of it.
    pub(crate) fn change(&self, kind: &'static str, outcome: &'static str) {
        self.changes
            .get_or_create(&[("kind", kind), ("outcome", outcome)])
            .inc();
    }

    /// A sign-in at a page.
    pub(crate) fn sign_in(&self, page: &'static str, outcome: &'static str) {
        self.sign_ins
            .get_or_create(&[("page", page), ("outcome", outcome)])
            .inc();
    }

    /// A request that has to wait.
    pub(crate) fn limited(&self, limit: &'static str) {
        self.limited.get_or_create(&[("limit", limit)]).inc();
    }

    /// An e-mail that was sent, or was not.
    pub(crate) fn mail(&self, outcome: &'static str) {
        self.mails.get_or_create(&[("outcome", outcome)]).inc();
    }

    /// An answer of the directory.
    pub(crate) fn directory(&self, call: &'static str, took: Duration) {
        self.directory
            .get_or_create(&[("call", call)])
            .observe(took.as_secs_f64());
    }

    /// Everything as text, with what is so at this moment.
    pub(crate) fn text(&self, connections: usize, pools: &[PoolUse]) -> String {
        self.connections.set(gauge(connections));
        for pool in pools {
            let label = [("pool", pool.name)];
            self.pool_used.get_or_create(&label).set(gauge(pool.used));
            self.pool_size.get_or_create(&label).set(gauge(pool.size));
        }
        let mut text = String::new();
        // Writing to a string cannot fail.
        let _ = encode(&mut text, &self.registry);
        text
    }
}

/// From a millisecond to eight seconds.
fn histogram() -> Histogram {
    Histogram::new(exponential_buckets(0.001, 2.0, 14))
}

fn gauge(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_text_that_prometheus_reads() {
        let metrics = Metrics::default();
        metrics.change("change", "changed");
        metrics.directory("sign_in", Duration::from_millis(3));
        let pool = PoolUse {
            name: "passwords",
            used: 1,
            size: 4,
        };
        let text = metrics.text(7, &[pool]);
        for line in [
            "mailbox_panel_changes_total{kind=\"change\",outcome=\"changed\"} 1",
            "mailbox_panel_directory_seconds_count{call=\"sign_in\"} 1",
            "mailbox_panel_directory_seconds_bucket{le=\"0.004\",call=\"sign_in\"} 1",
            "mailbox_panel_pool_used{pool=\"passwords\"} 1",
            "mailbox_panel_pool_size{pool=\"passwords\"} 4",
            "mailbox_panel_connections 7",
        ] {
            assert!(
                text.lines().any(|written| written == line),
                "{line}: {text}"
            );
        }
    }

    #[test]
    fn the_alerts_and_the_dashboard_that_are_shipped_ask_for_metrics_that_exist() {
        let metrics = Metrics::default();
        metrics.change("change", "unknown");
        metrics.sign_in("webmail", "refused");
        metrics.limited("sign-in");
        metrics.mail("failed");
        metrics.directory("change", Duration::from_millis(3));
        let pool = PoolUse {
            name: "passwords",
            used: 1,
            size: 4,
        };
        let text = metrics.text(7, &[pool]);
        for (file, count) in [
            (include_str!("../deploy/alerts.yml"), 4),
            (include_str!("../deploy/dashboard.json"), 8),
        ] {
            let asked = file.split("mailbox_panel_").skip(1);
            let is_name = |letter: char| letter.is_ascii_lowercase() || letter == '_';
            let names: Vec<_> = asked
                .filter_map(|rest| rest.split(|letter| !is_name(letter)).next())
                .collect();
            assert_eq!(names.len(), count, "{names:?}");
            for name in names {
                let lines = [
                    format!("\nmailbox_panel_{name}{{"),
                    format!("\nmailbox_panel_{name} "),
                ];
                assert!(
                    lines.iter().any(|line| text.contains(line)),
                    "{name}: {text}"
                );
            }
        }
        let dashboard: serde_json::Value =
            serde_json::from_str(include_str!("../deploy/dashboard.json")).unwrap();
        assert_eq!(dashboard["panels"].as_array().unwrap().len(), 7);
    }
}

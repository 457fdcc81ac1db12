//! Options of the command line above those of the file.

use super::given::Given;

impl Given {
    /// These, and what another one says where they say nothing.
    pub(super) fn or(self, other: Self) -> Self {
        Self {
            listen: self.listen.or(other.listen),
            origin: self.origin.or(other.origin),
            base_path: self.base_path.or(other.base_path),
            connections: self.connections.or(other.connections),
            header_timeout: self.header_timeout.or(other.header_timeout),
            body_timeout: self.body_timeout.or(other.body_timeout),
            metrics: self.metrics.or(other.metrics),
            dist: self.dist.or(other.dist),
            brand: self.brand.or(other.brand),
            help_line: self.help_line.or(other.help_line),
            trusted_proxy: self.trusted_proxy.or(other.trusted_proxy),
            changes_per_minute: self.changes_per_minute.or(other.changes_per_minute),
            sign_ins_per_minute: self.sign_ins_per_minute.or(other.sign_ins_per_minute),
            administrator_sign_ins_per_minute: self
                .administrator_sign_ins_per_minute
                .or(other.administrator_sign_ins_per_minute),
            administrator_delay: self.administrator_delay.or(other.administrator_delay),
            smtp: self.smtp.or(other.smtp),
            smtp_from: self.smtp_from.or(other.smtp_from),
            smtp_user: self.smtp_user.or(other.smtp_user),
            smtp_password_file: self.smtp_password_file.or(other.smtp_password_file),
            store: self.store.or(other.store),
            policy: self.policy.or(other.policy),
            hash_cost: self.hash_cost.or(other.hash_cost),
            store_wait: self.store_wait.or(other.store_wait),
            directory: self.directory.or(other.directory),
            directory_ca: self.directory_ca.or(other.directory_ca),
            directory_scope: self.directory_scope.or(other.directory_scope),
            directory_account: self.directory_account.or(other.directory_account),
            directory_password_file: self
                .directory_password_file
                .or(other.directory_password_file),
            administrators: self.administrators.or(other.administrators),
            secret_file: self.secret_file.or(other.secret_file),
            records: self.records.or(other.records),
            old_password_minutes: self.old_password_minutes.or(other.old_password_minutes),
            directory_connections: self.directory_connections.or(other.directory_connections),
            directory_sign_ins: self.directory_sign_ins.or(other.directory_sign_ins),
            database: self.database.or(other.database),
            database_ca: self.database_ca.or(other.database_ca),
            database_password_file: self.database_password_file.or(other.database_password_file),
            database_connections: self.database_connections.or(other.database_connections),
            evidence_store: self.evidence_store.or(other.evidence_store),
            evidence_secret_file: self.evidence_secret_file.or(other.evidence_secret_file),
            evidence_panel: self.evidence_panel.or(other.evidence_panel),
            evidence_ca: self.evidence_ca.or(other.evidence_ca),
            evidence_name: self.evidence_name.or(other.evidence_name),
            evidence_state: self.evidence_state.or(other.evidence_state),
            evidence_source: self.evidence_source.or(other.evidence_source),
            evidence_zone: self.evidence_zone.or(other.evidence_zone),
            evidence_domain: self.evidence_domain.or(other.evidence_domain),
            evidence_server: self.evidence_server.or(other.evidence_server),
            demo: self.demo || other.demo,
            demo_store: self.demo_store.or(other.demo_store),
            device_pace: self.device_pace.or(other.device_pace),
            clock_file: self.clock_file.or(other.clock_file),
        }
    }
}
